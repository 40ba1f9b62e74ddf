import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { CaseStatus } from '../../shared/contracts/case-status.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { bare, openStage, until } from './center.ts';
import { ask, contactTo, send } from './citizen.ts';
import { readMail } from './mailbox.ts';

const service = 'protezione-civile';

let stage: Stage;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ stage, close } = await openStage({ silent: bare, at: new Date('2026-09-11T15:00:00Z') }));
}, 240_000);
afterAll(() => close());

async function desk(path: string, act?: { version: number; body: object }) {
  const authorization = `Bearer ${await stage.token('carla.villa')}`;
  const { status, text } = await ask(stage.url, {
    path: `/v1/desk/${service}/cases/${path}`,
    headers: {
      authorization,
      'content-type': 'application/json',
      ...(act && { 'if-match': `"${act.version}"` }),
    },
    ...(act && { method: 'POST', body: JSON.stringify(act.body) }),
  });
  return { status, content: JSON.parse(text) };
}
const statusOf = async (code: string) =>
  CaseStatus.parse(JSON.parse((await ask(stage.url, { path: `/v1/services/${service}/contacts/${code}` })).text));

test('what turns out to be civic access has its number, the term of its law from the first arrival, and says so', async () => {
  const { code } = await send(stage.url, service, contactTo(service, 'Vorrei i verbali dei sopralluoghi del 2025'));
  const opened = await until('it is at the desk', 20_000, async () => {
    const { status, content } = await desk(code);
    return status === 200 && DeskCase.parse(content);
  });
  expect(opened.firstAnswerDueAt).toMatch(/^2026-09-14T10:/);
  const body = { act: 'resort', kind: 'civic-access', reason: 'Chiede documenti a chiunque aperti.' };
  const { status, content } = await desk(`${code}/acts`, { version: opened.version, body });
  expect(status).toBe(201);
  expect(DeskCase.parse(content)).toMatchObject({
    kind: 'civic-access',
    lane: 'instances',
    formal: true,
    firstAnswerDueAt: '2026-10-11T21:59:59.999Z',
  });
  const numbered = await until('it has a protocol number', 20_000, async () => {
    const known = await statusOf(code);
    return known.protocol !== undefined && known;
  });
  expect(numbered).toMatchObject({
    kind: 'civic-access',
    protocol: [{ number: '2026-0000001' }],
    firstAnswerDueAt: '2026-10-11T21:59:59.999Z',
  });
  const { text } = await ask(stage.url, {
    path: `/v1/services/${service}/contacts/${code}`,
    headers: { accept: 'text/html', 'accept-language': 'it' },
  });
  expect(text).toContain('Decreto legislativo 33/2013, art. 5');
  expect(text).toContain('puoi chiedere il riesame');
});

test('the receipt of an instance says office, term, source and what to do when nobody answers', async () => {
  const { code } = await send(
    stage.url,
    service,
    contactTo(service, 'Chiedo il rimborso', { kind: 'instance', email: 'istanza@example.org' }),
  );
  const mail = await until('its receipt', 20_000, async () =>
    (await stage.mails())
      .map(readMail)
      // The mail with its protocol number may come first.
      .find(
        ({ text, to }) => to[0] === 'istanza@example.org' && text.includes(code) && text.includes('Legge 241/1990'),
      ),
  );
  const text = mail.text.replace(/\s+/g, ' ');
  expect(text).toContain('Legge 241/1990, art. 2: 30 giorni');
  expect(text).toContain('Contact Center del Dipartimento della Protezione civile');
  expect(text).toContain('art. 2, c. 9-bis');
});
