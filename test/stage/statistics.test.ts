import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { CaseStatus } from '../../shared/contracts/case-status.ts';
import { Statistics } from '../../shared/contracts/statistics.ts';
import { VoiceStatus } from '../../shared/contracts/voice-menu.ts';
import { bare, openStage, root, until } from './center.ts';
import { ask, byPhone, contactTo, post, send } from './citizen.ts';

// What citizens send and staff do is counted as it happens, and anybody may read it; a recount comes to the same.

const service = 'protezione-civile';
const path = `/v1/services/${service}/statistics`;
let stage: Stage;
let data: string;
let close: () => Promise<void>;

beforeAll(async () => {
  // A Friday in the morning, in Rome.
  ({ stage, data, close } = await openStage({ silent: bare, at: new Date('2026-11-27T09:00:00Z') }));
}, 240_000);
afterAll(() => close?.());

const read = async (of = service) =>
  Statistics.parse(JSON.parse((await ask(stage.url, { path: `/v1/services/${of}/statistics` })).text));
/** A figure of the month that runs. */
async function figure(name: string, by?: string, of?: string) {
  const [month] = (await read()).months;
  return month?.figures.find((one) => one.figure === name && one.by === by && one.of === of)?.value;
}

const codes: string[] = [];

test('contacts are counted by channel, kind and region; a canary and another service count nothing here', async () => {
  for (let sent = 0; sent < 8; sent += 1) {
    const place = { municipality: sent < 6 ? 'Amatrice (RI)' : 'L’Aquila' };
    const contact = byPhone(contactTo(service, `Domanda numero ${sent}`, { kind: 'report', place }));
    codes.push((await send(stage.url, service, contact)).code);
  }
  await send(stage.url, 'familyline', byPhone(contactTo('familyline', 'Quanto dura il congedo?')));
  await until('all are counted', 60_000, async () => (await figure('contacts')) === 8);
  expect(await figure('cases')).toBe(8);
  expect(await figure('contacts', 'channel', 'form')).toBe(8);
  expect(await figure('contacts', 'kind', 'report')).toBe(8);
  // Two of a region are nobody's business, and the six beside them would tell of them.
  expect(await figure('cases', 'region', '12')).toBe('≥5');
  expect(await figure('cases', 'region', '13')).toBe('<5');
  expect(await figure('cases', 'term', 'told')).toBe(8);
  await until('the other is counted', 60_000, async () => (await read('familyline')).months.length === 1);
  expect((await read('familyline')).months[0]?.figures[0]).toEqual({ figure: 'contacts', value: '<5' });
});

test('what staff answer is counted within the charter, and what is closed as a test goes', async () => {
  const token = await stage.token('carla.villa');
  const act = async (code: string, body: object) => {
    const seen = await fetch(`${stage.url}/v1/desk/${service}/cases/${code}/openings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'answering' }),
    });
    const { version } = (await seen.json()) as { version: number };
    const { status, text } = await post(stage.url, `/v1/desk/${service}/cases/${code}/acts`, body, {
      authorization: `Bearer ${token}`,
      'if-match': `"${version}"`,
    });
    expect([status, status === 201 ? '' : text]).toEqual([201, '']);
  };
  for (const code of codes.slice(0, 7)) {
    await act(code, { act: 'take' });
    await act(code, { act: 'answer', channel: 'phone', text: 'Il piano è in comune.', final: true });
  }
  await act(codes[7] ?? '', { act: 'close', outcome: 'test' });
  await until('all are counted', 60_000, async () => (await figure('answered', 'charter', 'within')) === 7);
  expect(await figure('cases')).toBe(7);
  expect(await figure('cases', 'state', 'answered')).toBe(7);
  expect(await figure('answered', 'day', 'within')).toBe(7);
  expect(await figure('cases', 'state', 'open')).toBe(0);
  expect(await figure('takenHours')).toBeLessThan(4);
});

test('citizens rate what they got, with the code alone, and may change their mind; callers by a face', async () => {
  const [first, second] = codes as [string, string];
  const rate = (code: string, body: object) => post(stage.url, `/v1/services/${service}/contacts/${code}/rating`, body);
  const status = CaseStatus.parse(JSON.parse((await rate(first, { stars: '2', clear: 'no' })).text));
  expect(status.rating).toMatchObject({ stars: 2, clear: 'no' });
  const changed = CaseStatus.parse(JSON.parse((await rate(first, { stars: '5' })).text));
  expect(changed.rating).toMatchObject({ stars: 5, clear: 'no' });
  for (const code of codes.slice(1, 6)) expect((await rate(code, { stars: '5', clear: 'yes' })).status).toBe(200);
  expect((await rate(first, { stars: '6' })).status).toBe(422);
  const { status: refused, text } = await rate(codes[7] ?? '', { stars: '3' });
  expect([refused, JSON.parse(text)]).toMatchObject([409, { refused: 'not-answered' }]);
  const voice = (body: object) => post(stage.url, `/v1/services/${service}/voice-menu/status`, body);
  const heard = VoiceStatus.parse(JSON.parse((await voice({ code: second, language: 'it' })).text));
  expect(heard.ratePrompt).toContain('premi 1');
  const thanked = VoiceStatus.parse(JSON.parse((await voice({ code: second, language: 'it', face: '3' })).text));
  expect([thanked.prompt.includes('Grazie'), thanked.ratePrompt]).toEqual([true, undefined]);
  await until('all are counted', 60_000, async () => (await figure('stars', 'value', '5')) === 6);
  expect(await figure('clear')).toBe(6);
  // One of six who found it unclear could be worked out from the five beside them.
  expect(await figure('clear', 'value', 'no')).toBe('*');
  await until('the face is counted', 60_000, async () => (await figure('faces')) === '<5');
});

test('a page without script asks how the answer was, and keeps what was chosen', async () => {
  const path = `/v1/services/${service}/contact-status?language=it`;
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const page = await ask(stage.url, { method: 'POST', path, headers, body: `code=${codes[6]}` });
  expect(page.text).toContain('La risposta era chiara?');
  const said = await ask(stage.url, {
    method: 'POST',
    path: `/v1/services/${service}/contacts/${codes[6]}/rating?language=it`,
    headers,
    body: 'clear=partly&stars=3',
  });
  expect(said.status).toBe(200);
  expect(said.text).toContain('il tuo giudizio è registrato');
  expect(said.text).toMatch(/value="partly" checked/);
  await until('it is counted', 60_000, async () => (await figure('stars')) === 7);
});

test('an erasure takes nobody out of a count, and a recount of the register comes to the same', async () => {
  const run = (tool: string, ...given: string[]) =>
    promisify(execFile)(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, `tools/${tool}.ts`), ...given, '--data', data],
      { cwd: root },
    );
  const before = (await read()).months;
  await run('erase', '--service', service, '--code', codes[0] ?? '', '--reason', 'asked for');
  const { stdout } = await run('recount', '--parts', '3');
  expect(stdout).toContain(`${service}: 8 cases counted.`);
  expect((await read()).months).toEqual(before);
  // Counting goes on in the count that is shown now.
  const contact = byPhone(contactTo(service, 'Ancora una domanda', { kind: 'report' }));
  await send(stage.url, service, contact);
  await until('one more is counted', 60_000, async () => (await figure('contacts')) === 8);
}, 240_000);

test('anybody gets the same as CSV and as a page of three languages; no role lacks a permission', async () => {
  const csv = await ask(stage.url, { path: `${path}?format=csv` });
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(csv.text).toContain(`${service},2026-11,cases,,,8\r\n`);
  for (const language of ['it', 'en', 'de']) {
    const page = await ask(stage.url, { path: `${path}?language=${language}`, headers: { accept: 'text/html' } });
    expect([page.status, page.text.includes(`<html lang="${language}">`)]).toEqual([200, true]);
  }
  expect((await ask(stage.url, { path: `${path}?month=2031-01` })).status).toBe(422);
  expect(stage.refused()).toEqual([]);
});
