import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { HeldCase } from '../../shared/contracts/case-hold.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { SearchView } from '../../shared/contracts/search.ts';
import { openStage, root, until } from './center.ts';
import { ask, contactTo, post, send } from './citizen.ts';

const service = 'protezione-civile';
const desk = `/v1/desk/${service}`;
const email = 'zoe.querini@example.org';

let stage: Stage;
let data: string;
let close: () => Promise<void>;
let code: string;
beforeAll(async () => {
  ({ stage, data, close } = await openStage());
  const phone = '+39 347 5550011';
  ({ code } = await send(stage.url, service, contactTo(service, 'Un contributo', { kind: 'instance', email, phone })));
}, 240_000);
afterAll(() => close());

const as = async (who: string) => ({ authorization: `Bearer ${await stage.token(who)}` });
async function search(what: string, who = 'carla.villa') {
  const { status, headers, text } = await post(stage.url, `${desk}/searches`, { what }, await as(who));
  expect({ status, cached: headers['cache-control'] }).toEqual({ status: 200, cached: 'no-store' });
  return SearchView.parse(JSON.parse(text));
}

test('a case is found by its code, the beginning of it, e-mail, phone and protocol number, as soon as it is registered', async () => {
  const found = (what: string) =>
    until(`it is found by ${what}`, 30_000, async () => {
      const { cases } = await search(what);
      return cases.some(({ item }) => item.caseId === code) && cases.length;
    });
  const number = new Date().getFullYear();
  for (const what of [code, code.slice(3, 7), code.slice(0, 12).toLowerCase(), email, '347 555 0011', `${number}-1`])
    expect(await found(what)).toBe(1);
  expect((await search('other@example.org')).cases).toEqual([]);
});

test('what was searched for stands in no log and no address', async () => {
  const files = readdirSync(join(data, 'logs'));
  const logs = files.map((file) => readFileSync(join(data, 'logs', file), 'utf8')).join('\n');
  expect(logs).toContain('"act":"searched"');
  expect(logs).not.toContain('zoe.querini');
  expect(logs).not.toContain('5550011');
});

test('all that is kept of one person is written for them, without names of staff', async () => {
  const answered = await ask(stage.url, { path: `${desk}/cases/${code}`, headers: await as('carla.villa') });
  expect(answered.status).toBe(200);
  const to = join(data, 'person');
  const given = ['--service', service, '--email', email.toUpperCase(), '--to', to, '--data', data];
  await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'tools/person.ts'), ...given],
    { cwd: root },
  );
  const [json, text] = ['person.json', 'person.txt'].map((name) => readFileSync(join(to, name), 'utf8'));
  expect(JSON.parse(json ?? '').cases).toMatchObject([{ code, reads: [{ as: 'operator', ground: 'waits-in-lane' }] }]);
  expect(text).toContain('Un contributo');
  for (const one of [json, text]) expect(one).not.toMatch(/Carla|carla/);
}, 120_000);

test('an administrator keeps a case without seeing it, and whoever works on it reads why', async () => {
  const hold = {
    act: 'Decreto di esibizione n. 12',
    authority: 'Procura di Rieti',
    incident: 'Crollo della scuola',
    until: new Date(Date.now() + 86_400_000).toISOString(),
  };
  const path = `${desk}/cases/${code}/holds`;
  const { status, text } = await post(stage.url, path, { do: 'hold', ...hold }, await as('aldo.monti'));
  expect(status).toBe(201);
  expect(HeldCase.parse(JSON.parse(text))).toMatchObject({ code, hold });
  expect(text).not.toContain('contributo');
  const seen = await ask(stage.url, { path: `${desk}/cases/${code}`, headers: await as('carla.villa') });
  expect(DeskCase.parse(JSON.parse(seen.text)).desk.hold).toMatchObject({ ...hold, by: 'Aldo Monti' });
});
