import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import type { LedgerView } from '../../shared/contracts/officer-view.ts';
import { bare, openStage, until } from './center.ts';
import { type ReadMail, readMail } from './mailbox.ts';

/** Saturday 12 September 2026, 12:00 in Rome: by day, and the service is shut. */
const noon = new Date('2026-09-12T10:00:00Z');
const declare = {
  act: 'declare',
  reason: 'Scossa di magnitudo 6.0 alle 3:36',
  area: { kind: 'zones', zones: ['Emil-B1'] },
  level: 'emergency',
  hours: 'around-the-clock',
  notice: { it: 'Emergenza di prova.', en: 'Trial emergency.', de: 'Notfall zur Probe.' },
};

let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
beforeAll(async () => {
  opened = await openStage({ silent: bare, at: noon });
  stage = opened.stage;
});
afterAll(async () => {
  await opened?.close();
});

async function act(body: object, version: number) {
  const response = await fetch(`${stage.url}/v1/services/protezione-civile/declarations`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await stage.token('anna.ferri')}`,
      'content-type': 'application/json',
      'if-match': `"${version}"`,
    },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as { acts: { at: string }[] };
}
const calls = async (to: string): Promise<ReadMail[]> =>
  (await stage.mails())
    .map(readMail)
    .filter((mail) => mail.to.includes(to) && mail.headers.get('subject')?.includes('chiamata in servizio'));
const called = (to: string, withinMs: number) => until(`a call to ${to}`, withinMs, async () => (await calls(to))[0]);
const addressIn = (mail: ReadMail) => {
  const found = /https?:\/\/\S+\/v1\/services\/[a-z-]+\/call-outs\/\S+/.exec(mail.text)?.[0];
  if (found === undefined) throw new Error(`no address in ${mail.text}`);
  return new URL(found).pathname;
};
const page = async (path: string, method = 'GET') => {
  const response = await fetch(`${stage.url}${path}`, { method, headers: { accept: 'text/html' } });
  return { status: response.status, html: await response.text() };
};

const restartedAt = async (at: string) => {
  stage = await opened.restartedAt(at);
};

/** The minute's run of whoever calls the next; the one that the start woke may still be at it. */
async function minutePassed() {
  const due = Object.keys(stage.names.functions).find((id) => id.includes('CallOutDue')) ?? '';
  await until('the minute’s run', 30_000, () =>
    stage.invoke(due, {}).then(
      () => true,
      () => false,
    ),
  );
}

describe('a declaration calls staff', () => {
  let first: string;

  test('the first of the shift by mail, and nobody else', async () => {
    await act(declare, 0);
    const mail = await called('elena.ferri@example.org', 20_000);
    expect(mail.text).toContain('Livello: Emergenza');
    expect(mail.text).toContain('Emilia-Romagna');
    expect(mail.text).toContain('Level: Emergency');
    first = addressIn(mail);
    expect(await calls('paolo.rinaldi@example.org')).toEqual([]);
  });

  test('and opening the address answers nothing, as often as scanners open it', async () => {
    for (const _scan of ['one', 'two']) {
      const { status, html } = await page(first);
      expect(status).toBe(200);
      expect(html.match(/<button/g)).toHaveLength(1);
    }
    expect((await page(`${first.slice(0, -1)}${first.endsWith('0') ? '1' : '0'}`)).status).toBe(404);
    expect((await page(first.replace(/\/[^/]*$/, '/1'))).status).toBe(404);
  });

  test('the next of the shift three minutes later, once, and the first button that is pressed ends it, as officers and supervisors see', async () => {
    await restartedAt('2026-09-12T10:03:30Z');
    const second = addressIn(await called('paolo.rinaldi@example.org', 20_000));
    expect(second).not.toBe(first);
    const { status, html } = await page(`${second}?language=it`, 'POST');
    expect(status).toBe(200);
    expect(html).toContain('Paolo Rinaldi');
    expect((await page(`${first}?language=it`, 'POST')).html).toContain('Paolo Rinaldi');
    const told = await until('the one called before hears of it', 20_000, async () =>
      (await stage.mails()).map(readMail).find(({ headers }) => headers.get('subject')?.includes('ha risposto')),
    );
    expect(told.to).toEqual(['elena.ferri@example.org']);
    expect(told.text).toContain('ha risposto Paolo Rinaldi');
    expect(told.text).toContain('Non serve più che tu confermi.');
    const seen = await fetch(`${stage.url}/v1/services/protezione-civile/declarations`, {
      headers: { authorization: `Bearer ${await stage.token('bruno.neri')}` },
    });
    const [callOut] = ((await seen.json()) as LedgerView).callOuts ?? [];
    expect(callOut?.calls.map(({ name }) => name)).toEqual(['Elena Ferri', 'Paolo Rinaldi']);
    expect(callOut?.acknowledged?.by).toBe('Paolo Rinaldi');
    await restartedAt('2026-09-12T10:30:00Z');
    await minutePassed();
    expect(await calls('giulia.conti@example.org')).toEqual([]);
    expect(await calls('elena.ferri@example.org')).toHaveLength(1);
    expect(await calls('paolo.rinaldi@example.org')).toHaveLength(1);
  });

  test('the night shift by night', async () => {
    await restartedAt('2026-09-12T18:00:00Z');
    await act({ ...declare, area: { kind: 'zones', zones: ['Sici-A'] } }, 1);
    await called('marco.sala@example.org', 20_000);
    expect(await calls('giulia.conti@example.org')).toEqual([]);
  });

  test('no more once it is over', async () => {
    const response = await fetch(`${stage.url}/v1/services/protezione-civile/declarations`, {
      headers: { authorization: `Bearer ${await stage.token('anna.ferri')}` },
    });
    const { declarations } = (await response.json()) as { declarations: { declaration: string }[] };
    const [emilia, sicily] = declarations;
    await act({ act: 'stand-down', declaration: sicily?.declaration, reason: 'Rientrata' }, 2);
    expect(emilia).toBeDefined();
    await restartedAt('2026-09-12T18:15:00Z');
    await minutePassed();
    expect(await calls('sara.greco@example.org')).toEqual([]);
    const late = addressIn((await calls('marco.sala@example.org'))[0] as ReadMail);
    expect((await page(`${late}?language=it`, 'POST')).html).toContain('è finita');
  });

  test('the whole roster is reminded two hours before the end', async () => {
    await restartedAt('2026-09-13T07:59:57Z');
    for (const person of ['elena.ferri', 'paolo.rinaldi', 'giulia.conti', 'marco.sala', 'sara.greco']) {
      const mail = await until(`a reminder to ${person}`, 30_000, async () =>
        (await stage.mails())
          .map(readMail)
          .find(
            ({ to, headers }) =>
              to.includes(`${person}@example.org`) && headers.get('subject')?.includes('sta per finire'),
          ),
      );
      expect(mail.text).toContain('domenica 13 settembre 2026');
    }
  });

  test('asks everybody of the reserve where the officer says so, and hears yes or no by key and by page', async () => {
    const board = async (body: object, by = 'bruno.neri') => {
      const response = await fetch(`${stage.url}/v1/desk/protezione-civile/board`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await stage.token(by)}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return response.json();
    };
    const member = { languages: ['it'], lanes: ['information'], phone: '+390655559901', sms: '+393335559901' };
    const of = (name: string) => ({ ...member, name, email: `${name}@example.org` });
    for (const subject of ['piero', 'quirina'])
      await board({ do: 'edit-reserve', subject, version: 0, member: of(subject) });
    const area = { kind: 'zones', zones: ['Tosc-A1'] };
    await act({ ...declare, area, asksReserve: true }, 3);
    const asked = (to: string) =>
      until(`a question to ${to}`, 20_000, async () =>
        (await stage.mails())
          .map(readMail)
          .find((mail) => mail.to.includes(`${to}@example.org`) && mail.text.includes('sei nella riserva')),
      );
    const link = addressIn(await asked('piero'));
    expect(link).toMatch(/\/call-outs\/4-[0-9a-f]{32}\/reserve$/);
    await asked('quirina');
    const people = async () => (await board({ do: 'people' }, 'anna.ferri')).reserve;
    expect(await people()).toEqual({ people: 2, asked: 2, comes: 0, silent: 2 });
    const nobodys = link.replace(/.(?=\/reserve$)/, (last) => (last === '0' ? '1' : '0'));
    expect((await page(nobodys)).status).toBe(404);
    // Whoever opens it has answered nothing.
    expect((await page(link)).html).toContain('Sì, ci sono');
    const call = await until('two calls', 20_000, async () => {
      const calls = (await stage.rings()).filter(({ way, to }) => way === 'call' && to === member.phone);
      return calls.length === 2 ? calls.find(({ answerAddress }) => answerAddress?.includes(link)) : undefined;
    });
    expect(call.words).toContain('Premi 1 se puoi cominciare adesso, 2 se puoi tra un’ora, 3 se non puoi.');
    const no = call.more?.find(({ digit }) => digit === '3')?.address ?? '';
    expect((await fetch(no, { method: 'POST' })).status).toBe(200);
    expect(await people()).toEqual({ people: 2, asked: 2, comes: 0, silent: 1 });
    const said = await fetch(`${stage.url}${link}?language=it`, {
      method: 'POST',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'comes=yes&hour=14%3A00',
    });
    expect(await said.text()).toContain('Hai risposto sì, da domenica 13 settembre 2026');
    expect(await people()).toEqual({ people: 2, asked: 2, comes: 1, silent: 1 });
    const wrong = await fetch(`${stage.url}${link}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"comes":"perhaps"}',
    });
    expect(wrong.status).toBe(422);
  });

  test('and no role lacks a permission for it', () => {
    expect(stage.refused()).toEqual([]);
  });
});
