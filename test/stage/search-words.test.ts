import { join } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { SearchView } from '../../shared/contracts/search.ts';
import { nameOf, openStage, until } from './center.ts';
import { contactTo, post, send } from './citizen.ts';
import { runTool } from './run-tool.ts';
import { everything, tracesOf } from './search-center.ts';

const service = 'protezione-civile';
const desk = `/v1/desk/${service}`;

let stage: Stage;
let data: string;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ stage, data, close } = await openStage());
}, 240_000);
afterAll(() => close());

const as = async (who: string) => ({ authorization: `Bearer ${await stage.token(who)}` });
async function search(body: object, who = 'carla.villa') {
  const { status, text } = await post(stage.url, `${desk}/searches`, body, await as(who));
  expect({ body, status, text: status === 200 || text }).toEqual({ body, status: 200, text: true });
  return SearchView.parse(JSON.parse(text));
}
const codesIn = ({ cases }: SearchView) => cases.map(({ item }) => item.caseId);
const found = (what: string, code: string) =>
  until(`${what} finds it`, 60_000, async () => {
    const view = await search({ what, as: 'words' });
    return codesIn(view).includes(code) && view;
  });
const tool = (name: string, ...given: string[]) => runTool(data, name, ...given);
const night = () =>
  stage.invoke(
    Object.keys(stage.names.functions).find((id) => id.startsWith('protezionecivilesearchNight')) as string,
    {},
  );
const person = (more: object) => contactTo(service, 'La strada comunale è interrotta da una frana', more);

test('what a citizen wrote is found within seconds: by name, by stem, by a beginning, without accents', async () => {
  const { code } = await send(stage.url, service, person({ surname: 'Zannoñi', email: 'z@example.org' }));
  // A case is found a moment before all that was there is in the index.
  const index = async () => (await search({ what: 'zannoni', as: 'words' })).index;
  await until('all is searched', 60_000, async () => (await index())?.state === 'whole');
  for (const what of ['zannoni', 'Zannoñi frane', 'strade interrotte', 'interrott', 'la FRÀNA di Zannoni']) {
    const view = await found(what, code);
    expect(view).toMatchObject({ as: 'words', elsewhere: 0, index: { state: 'whole' } });
  }
  const view = await until('it is searched until now', 60_000, async () => {
    const one = await search({ what: 'zannoni' });
    return Date.now() - Date.parse(one.index?.upTo ?? '') < 30_000 && one;
  });
  expect(view.cases).toMatchObject([{ hits: ['name'], open: true }]);
  expect(codesIn(await search({ what: 'zannoni terremoto' }))).toEqual([]);
});

test('an erased person is found by no word at once, and after one merge nothing of them is kept', async () => {
  const zoe = {
    name: 'Zxqwova',
    email: 'kjyhova@example.org',
    phone: '+39 333 7071799',
    words: 'Parolezwqova di prova',
  };
  const { code } = await send(
    stage.url,
    service,
    contactTo(service, zoe.words, { name: 'Ugo', surname: zoe.name, email: zoe.email }),
  );
  await found(zoe.name, code);
  await tool('erase', '--service', service, '--code', code, '--reason', 'asked by the person');
  for (const what of [zoe.name, 'parolezwqova', 'ugo zxqw'])
    expect(codesIn(await search({ what, as: 'words' }))).toEqual([]);
  await stage.idle(60_000);
  await night();
  for (const what of [zoe.name, 'parolezwqova']) expect(codesIn(await search({ what, as: 'words' }))).toEqual([]);
  const words = (await everything(stage)).filter(([where]) => where.includes('Words'));
  expect(words.length).toBeGreaterThan(0);
  expect(tracesOf({ ...zoe, name: zoe.name.toLowerCase(), words: 'parolezwqov' }, words)).toEqual([]);
}, 180_000);

test('cases of other persons that share rare words stand with the words they share, never the same person’s', async () => {
  const words = 'Il tombino di piazza Garibaldi è ostruito e il sottopasso si allaga';
  const one = await send(stage.url, service, contactTo(service, words, { email: 'a1@example.org' }));
  const other = await send(
    stage.url,
    service,
    contactTo(service, 'Sottopasso di piazza Garibaldi allagato: tombino ostruito', { email: 'b1@example.org' }),
  );
  await send(stage.url, service, contactTo(service, `${words} ancora`, { email: 'a1@example.org' }));
  await found('sottopasso tombino', other.code);
  const alike = await until('it is alike', 30_000, async () => {
    const view = await search({ like: one.code });
    return view.cases.length > 0 && view;
  });
  expect(codesIn(alike)).toEqual([other.code]);
  expect(alike.cases[0]?.shared).toEqual(expect.arrayContaining(['tombino', 'sottopasso']));
});

test('a manifest is written over the state that was read alone', async () => {
  const s3 = new S3Client({
    endpoint: stage.endpoints.s3,
    region: 'eu-south-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'ONEMACHINE', secretAccessKey: 'one-machine' },
  });
  const given = { Bucket: nameOf(stage.names.buckets, service, 'Words'), Key: 'words/of-a-test' };
  const put = (Body: string, condition: object) => s3.send(new PutObjectCommand({ ...given, Body, ...condition }));
  const { ETag } = await put('one', { IfNoneMatch: '*' });
  await put('two', { IfMatch: ETag });
  const refused = { $metadata: { httpStatusCode: 412 } };
  await expect(put('three', { IfMatch: ETag })).rejects.toMatchObject(refused);
  await expect(put('three', { IfNoneMatch: '*' })).rejects.toMatchObject(refused);
  const { Body, ETag: latest } = await s3.send(new GetObjectCommand(given));
  expect(await Body?.transformToString()).toBe('two');
  await expect(s3.send(new GetObjectCommand({ ...given, IfNoneMatch: latest }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 304 },
  });
  await s3.send(new DeleteObjectCommand(given));
  s3.destroy();
});

test('without its index a search by words says so, exact ones find, and one command makes it again', async () => {
  const { code } = await send(stage.url, service, person({ surname: 'Quaglino', email: 'quaglino@example.org' }));
  await found('quaglino', code);
  const s3 = new S3Client({
    endpoint: stage.endpoints.s3,
    region: 'eu-south-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'ONEMACHINE', secretAccessKey: 'one-machine' },
  });
  await stage.idle(60_000);
  const Bucket = nameOf(stage.names.buckets, service, 'Words');
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'words/manifest.json' }));
  s3.destroy();
  expect(await search({ what: 'quaglino' })).toMatchObject({ cases: [], index: { state: 'missing' } });
  expect(codesIn(await search({ what: 'quaglino@example.org' }))).toEqual([code]);
  const { stdout } = await tool('reindex', '--service', service);
  expect(stdout).toMatch(/^protezione-civile: \d+ cases are found by their words\.$/m);
  expect(await found('quaglino', code)).toMatchObject({ index: { state: 'whole' } });
}, 120_000);

test('what was searched for stands in no log', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  const files = readdirSync(join(data, 'logs'));
  const logs = files.map((file) => readFileSync(join(data, 'logs', file), 'utf8')).join('\n');
  expect(logs).toContain('"as":"words"');
  expect(logs).not.toMatch(/quaglino|zannoni|parolezwqova/i);
});
