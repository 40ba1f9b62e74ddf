import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { DeclarationReport } from '../../shared/contracts/declaration-report.ts';
import { bare, openStage, until } from './center.ts';
import { contactTo, post } from './citizen.ts';

let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
beforeAll(async () => {
  opened = await openStage({ silent: bare, at: new Date('2026-09-12T10:00:00Z') });
  stage = opened.stage;
});
afterAll(async () => {
  await opened?.close();
});

const declarations = '/v1/services/protezione-civile/declarations';

async function asked(path: string, userName: string | undefined, more: RequestInit = {}) {
  const token = userName === undefined ? {} : { authorization: `Bearer ${await stage.token(userName)}` };
  return fetch(`${stage.url}${path}`, { ...more, headers: { ...token, ...(more.headers as Record<string, string>) } });
}
const act = (body: object, version: number) =>
  asked(declarations, 'anna.ferri', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
    body: JSON.stringify(body),
  });

async function send(words: string) {
  const contact = contactTo('protezione-civile', words);
  expect((await post(stage.url, '/v1/services/protezione-civile/contacts', contact)).status).toBe(202);
}

test('officers and supervisors read what a declaration met and did, as figures and as a page; nobody else does', async () => {
  await send('prima');
  const declared = await act(
    {
      act: 'declare',
      reason: 'Scossa di magnitudo 6.0',
      area: { kind: 'national' },
      level: 'emergency',
      hours: 'around-the-clock',
      notice: { it: 'Prova.', en: 'Trial.', de: 'Probe.' },
    },
    0,
  );
  const { declarations: held } = (await declared.json()) as { declarations: { declaration: string }[] };
  const path = `${declarations}/${held[0]?.declaration}/report`;
  await send('uno');
  await send('due');
  const report = await until('a report with all three contacts', 15_000, async () => {
    const answer = await asked(path, 'bruno.neri');
    expect(answer.status).toBe(200);
    const told = DeclarationReport.parse(await answer.json());
    return told.read.entries === 3 ? told : undefined;
  });
  expect(report).toMatchObject({
    over: false,
    received: { before: { contacts: 1 }, during: { contacts: 2 } },
    backlog: { atEnd: 3 },
    read: { complete: true },
  });
  const page = await asked(`${path}?language=it`, 'anna.ferri', { headers: { accept: 'text/html' } });
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toContain('Relazione sulla dichiarazione');

  expect((await asked(path, undefined)).status).toBe(401);
  expect((await asked(path, 'carla.villa')).status).toBe(403);
  expect((await asked(path, 'dario.conti')).status).toBe(403);
  expect((await asked(`${declarations}/nothing/report`, 'anna.ferri')).status).toBe(404);

  const [closer] = Object.keys(stage.names.functions).filter((id) => /^protezionecivilereportsDeclarationEnd/.test(id));
  const log = join(opened.data, 'logs', `${closer}.log`);
  const figures = async (name: string) => {
    const line = await until(
      `the figures of a ${name} in the log`,
      15_000,
      () =>
        existsSync(log) &&
        readFileSync(log, 'utf8')
          .split('\n')
          .find((each) => each.includes(`"${name}"`)),
    );
    return JSON.parse(line.slice(line.indexOf('{')));
  };
  const declaration = held[0]?.declaration;
  const lower = { act: 'change', declaration, level: 'alert', reason: 'Scosse più rare' };
  expect((await act(lower, 1)).status).toBe(201);
  const change = await figures('change-report');
  expect(change).toMatchObject({ declared: 'alert', during: { contacts: 2 }, acts: 2, backlog: { atEnd: 3 } });
  expect(change.calls).toMatchObject({ before: { missed: 0 }, during: { missed: 0 } });
  expect(change.byHour.reduce((sum: number, contacts: number) => sum + contacts, 0)).toBe(3);
  expect((await act({ act: 'stand-down', declaration, reason: 'Rientrata' }, 2)).status).toBe(201);
  const line = JSON.stringify(await figures('closing-report'));
  expect(JSON.parse(line)).toMatchObject({ declared: 'alert', during: { contacts: 2 }, acts: 3 });
  expect(line).not.toContain('ada.bianchi');
  expect(stage.refused()).toEqual([]);
});
