import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import type { GivenContribution, OwnContribution } from '../../shared/contracts/contribution.ts';
import { openStage, until } from './center.ts';
import { ask, post } from './citizen.ts';
import { readMail } from './mailbox.ts';
import { runTool } from './run-tool.ts';

// A story and an idea from the giving to what became of them, and back to nothing where their authors want that.

const service = 'familyline';
const base = `/v1/services/${service}`;
const desk = `/v1/desk/${service}/contributions`;
const email = 'ada.idea@example.org';
let stage: Stage;
let data: string;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ stage, data, close } = await openStage({ at: new Date('2026-11-30T09:00:00Z') }));
}, 240_000);
afterAll(() => close?.());

type Json = Record<string, unknown>;
const json = ({ text }: { text: string }) => JSON.parse(text) as Json;
const moderator = async (path: string, body?: object, version?: number) => {
  const headers = {
    authorization: `Bearer ${await stage.token('gaia.moretti')}`,
    ...(version !== undefined && { 'if-match': `"${version}"` }),
  };
  return body === undefined ? ask(stage.url, { path, headers }) : post(stage.url, path, body, headers);
};
const give = async (body: object) => {
  const answer = await post(stage.url, `${base}/contributions`, { email, privacyAccepted: true, ...body });
  expect([answer.status, answer.text]).toEqual([202, expect.any(String)]);
  return json(answer) as { code: string; alsoRequest?: boolean; advice?: object };
};
const own = (code: string) => post(stage.url, `${base}/own-contribution`, { code, secondFact: email });
/** What waits for a moderator under a title. */
const waiting = (title: string) =>
  until(`${title} waits`, 20_000, async () => {
    // Whoever asks first waits for the function to start, and may be told to come again.
    const { contributions } = json(await moderator(desk)) as { contributions?: { title: string; id: string }[] };
    return contributions?.find((one) => one.title === title)?.id;
  });
const seen = async (id: string) => json(await moderator(`${desk}/${id}`)) as unknown as GivenContribution;
const decide = async (id: string, decision: object) => {
  const { version } = await seen(id);
  return moderator(`${desk}/${id}/decisions`, decision, version);
};
const nobody = { minor: 'no', formerPartner: 'no', another: 'no' };
const listed = async () => (await ask(stage.url, { path: `${base}/contributions` })).text;
const mailsToAda = async () => (await stage.mails()).map(readMail).filter(({ to }) => to.includes(email));

test('a new center shows its examples, marked as that', async () => {
  const found = await until('the examples', 60_000, async () => {
    const { contributions } = json(await ask(stage.url, { path: `${base}/contributions` })) as {
      contributions: { kind: string; example?: boolean }[];
    };
    return contributions.length >= 16 && contributions;
  });
  expect(found.every(({ example }) => example === true)).toBe(true);
  expect(found.filter(({ kind }) => kind === 'story')).toHaveLength(6);
});

test('an idea: what is like it, a moderator, the page, and what became of it by mail', async () => {
  const words = { title: 'Panchine al parco giochi', text: 'Al parco giochi mancano le panchine per i nonni.' };
  const similar = await post(stage.url, `${base}/similar-contributions`, {
    text: 'Un posto per lasciare il passeggino all’ingresso del nido',
  });
  expect(json(similar)).toMatchObject({ ideas: [{ title: expect.stringContaining('passeggini') }] });
  const { code } = await give({ kind: 'idea', ...words, consents: { publish: 'yes', contact: 'yes' } });
  const id = await waiting(words.title);
  // Nothing of it has an address of its own yet, by any name that somebody may know.
  expect(await listed()).not.toContain('panchine');
  for (const name of [id, code])
    expect((await ask(stage.url, { path: `${base}/contributions/${name}` })).status).toBe(404);

  const publish = { act: 'publish', ...words, letsBeKnown: nobody };
  expect(json(await decide(id, { ...publish, letsBeKnown: { ...nobody, minor: 'yes' } }))).toMatchObject({
    status: 409,
    refused: 'lets-be-known',
  });
  const named = { ...publish, text: 'Al parco di Torino mancano le panchine.' };
  expect(json(await decide(id, named))).toMatchObject({ refused: 'marks-left', marks: [{ words: 'Torino' }] });
  expect((await decide(id, publish)).status).toBe(201);
  const page = await ask(stage.url, { path: `${base}/contributions/${id}` });
  expect([page.status, json(page)]).toEqual([200, expect.objectContaining({ text: words.text })]);
  expect((await decide(id, { act: 'set-outcome', outcome: 'taken-up', words: 'Da aprile ci saranno.' })).status).toBe(
    201,
  );
  expect(json(await own(code))).toMatchObject({ state: 'published', id, outcome: { outcome: 'taken-up' } });
  const mail = await until('the outcome by mail', 60_000, async () =>
    (await mailsToAda()).find(({ text }) => text.includes('Da aprile ci saranno.')),
  );
  expect(mail.text).not.toContain('panchine');
}, 120_000);

test('a story is published, and gone from page and list within a minute of its author’s word', async () => {
  const words = { title: 'Il mio primo giorno', text: 'Ho accompagnato la mia bambina a scuola e ho pianto.' };
  const { code } = await give({ kind: 'story', ...words, consents: { publish: 'yes' } });
  const id = await waiting(words.title);
  expect((await decide(id, { act: 'publish', ...words, letsBeKnown: nobody })).status).toBe(201);
  await until('the story in the list', 20_000, async () => (await listed()).includes(words.title));

  const withdrawn = await post(stage.url, `${base}/own-contribution/withdrawals`, {
    code,
    secondFact: email,
    withdraw: 'publish',
  });
  expect(json(withdrawn)).toMatchObject({ state: 'withdrawn', consents: { publish: 'no' } });
  const began = Date.now();
  await until('the story is gone', 60_000, async () => {
    const { status } = await ask(stage.url, { path: `${base}/contributions/${id}` });
    return status === 410 && !(await listed()).includes(words.title);
  });
  expect(Date.now() - began).toBeLessThan(60_000);

  const all = await post(stage.url, `${base}/own-contribution/withdrawals`, {
    code,
    secondFact: email,
    withdraw: 'all',
  });
  expect((json(all) as unknown as OwnContribution).state).toBe('erased');
  expect((await own(code)).status).toBe(410);
  expect(JSON.stringify(await seen(id))).not.toContain('pianto');
}, 120_000);

test('danger in a story is told at once, and waits in the urgent lane under the same code', async () => {
  const words = { title: 'La nostra casa', text: 'Siamo bloccati, c’è gente sotto le macerie, aiutateci!' };
  const { code, alsoRequest, advice } = await give({ kind: 'story', ...words, consents: { publish: 'yes' } });
  expect([alsoRequest, advice]).toEqual([true, expect.anything()]);
  const headers = { authorization: `Bearer ${await stage.token('dora.valli')}` };
  await until('the urgent case', 60_000, async () => {
    const { text } = await ask(stage.url, { path: `/v1/desk/${service}/worklist?lane=urgent`, headers });
    return text.includes(code);
  });
}, 120_000);

test('an auditor reads one with a reason alone, and no role lacks a permission for any of it', async () => {
  const headers = { authorization: `Bearer ${await stage.token('rita.longo')}` };
  const id = await waiting('La nostra casa');
  const read = () => ask(stage.url, { path: `${desk}/${id}`, headers });
  expect(json(await read())).toMatchObject({ status: 403, refused: 'reason-needed' });
  expect((await post(stage.url, `${desk}/${id}/openings`, { reason: 'Verifica di novembre' }, headers)).status).toBe(
    201,
  );
  expect((await read()).status).toBe(200);
  expect(stage.refused()).toEqual([]);
}, 60_000);

test('whoever runs the center hands a person what they gave, and erases it by its code', async () => {
  const words = { title: 'Una rastrelliera', text: 'Una rastrelliera per le bici davanti al nido.' };
  const { code } = await give({ kind: 'idea', ...words, consents: { publish: 'yes' } });
  const id = await waiting(words.title);
  const folder = mkdtempSync(join(tmpdir(), 'person-'));
  for (const known of [
    ['--email', email.toUpperCase()],
    ['--code', code],
  ]) {
    await runTool(data, 'person', '--service', service, ...known, '--to', folder);
    expect(readFileSync(join(folder, 'person.txt'), 'utf8')).toContain(words.text);
  }
  rmSync(folder, { recursive: true });
  const { stdout } = await runTool(
    data,
    'erase',
    '--service',
    service,
    '--code',
    code,
    '--reason',
    'asked by the author',
  );
  expect(stdout).toContain(`${code}: the story or idea is erased`);
  expect((await own(code)).status).toBe(410);
  expect(JSON.stringify(await seen(id))).not.toContain('rastrelliera');
}, 120_000);
