import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { addressAt, pollSources } from '../../../functions/bulletins/poll-sources.ts';
import type { AlertSource } from '../../../shared/contracts/service-alerting.ts';

const now = new Date('2026-09-18T14:00:00Z');
const folders: string[] = [];
function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A web of these pages; whatever else is asked for is not there. */
const web = (pages: Record<string, { status?: number; body?: string }>) => {
  const asked: string[] = [];
  const get = (async (address: string) => {
    asked.push(address);
    const { status = 200, body = '' } = pages[address] ?? { status: 404 };
    return new Response(status === 204 ? null : body, { status });
  }) as typeof fetch;
  return { get, asked };
};
const told = (fetched: Awaited<ReturnType<typeof pollSources>>['fetched']) =>
  Object.fromEntries(fetched.map(({ name, kind, bytes }) => [name, `${kind}: ${new TextDecoder().decode(bytes)}`]));
const feed = (...links: string[]) =>
  `<feed xmlns="http://www.w3.org/2005/Atom">${links
    .map((href) => `<entry><link type="application/cap+xml" href="${href}"/></entry>`)
    .join('')}</feed>`;

describe('an address', () => {
  test('has the days of Rome filled in, on the evening before and over both changes of clocks', () => {
    const days = (at: string) => addressAt('{yesterday}/{day}', new Date(at));
    expect(days('2026-09-18T21:59:59Z')).toBe('20260917/20260918');
    expect(days('2026-09-18T22:00:00Z')).toBe('20260918/20260919');
    expect(days('2026-03-29T22:30:00Z')).toBe('20260329/20260330');
    expect(days('2026-10-25T23:30:00Z')).toBe('20261025/20261026');
    expect(days('2026-12-31T23:30:00Z')).toBe('20261231/20270101');
  });

  test('asks for the quakes of a whole day: the service is hardest to reach when the ground has just shaken', () => {
    expect(addressAt('?starttime={since}', now)).toBe('?starttime=2026-09-17T14:00:00');
  });
});

describe('a source of the web', () => {
  const bulletin: AlertSource = { kind: 'bulletin', address: 'https://example.it/{day}-oggi.csv' };

  test('is read; a bulletin of the day that is not there yet, and no quake, are no silence', async () => {
    const sources: AlertSource[] = [
      bulletin,
      { kind: 'bulletin', address: 'https://example.it/{yesterday}-oggi.csv' },
      { kind: 'quakes', address: 'https://example.it/quakes?minmag=4' },
    ];
    const quiet = web({ 'https://example.it/quakes?minmag=4': { status: 204 } });
    expect(await pollSources(sources, now, quiet.get)).toEqual({ fetched: [], silent: [] });
    const late = web({
      'https://example.it/20260917-oggi.csv': { body: 'csv' },
      'https://example.it/quakes?minmag=4': { status: 204 },
    });
    expect(told((await pollSources(sources, now, late.get)).fetched)).toEqual({ '20260917-oggi.csv': 'bulletin: csv' });
  });

  test.each<[string, AlertSource, { status: number } | undefined]>([
    ['a bulletin whose server fails', bulletin, { status: 503 }],
    ['quakes under an address that is gone', { kind: 'quakes', address: 'https://example.it/q' }, undefined],
    ['a feed under an address that is gone', { kind: 'cap', address: 'https://example.it/feed' }, undefined],
    [
      'a bulletin under an address that never changes',
      { kind: 'bulletin', address: 'https://example.it/x.csv' },
      undefined,
    ],
  ])('is silent when it should have answered: %s', async (_what, source, answer) => {
    const { get } = web(answer ? { [addressAt(source.address, now)]: answer } : {});
    const { fetched, silent } = await pollSources([source], now, get);
    expect(fetched).toEqual([]);
    expect(silent).toEqual([{ address: source.address, error: `answered ${answer?.status ?? 404}` }]);
  });

  test('that fails does not keep the others from being read', async () => {
    const { get } = web({ 'https://example.it/20260918-oggi.csv': { body: 'csv' } });
    const { fetched, silent } = await pollSources(
      [{ kind: 'quakes', address: 'https://example.it/q' }, bulletin],
      now,
      get,
    );
    expect([fetched.length, silent.length]).toEqual([1, 1]);
  });
});

describe('a feed that points to its messages', () => {
  const source: AlertSource = { kind: 'cap', address: 'https://example.it/feeds/italy.atom' };

  test('has them read, relative links from its own address, each once', async () => {
    const { get, asked } = web({
      'https://example.it/feeds/italy.atom': { body: feed('https://example.it/1.xml', '../2.xml', '3.xml', '3.xml') },
      'https://example.it/1.xml': { body: 'one' },
      'https://example.it/2.xml': { body: 'two' },
      'https://example.it/feeds/3.xml': { body: 'three' },
    });
    const { fetched, silent } = await pollSources([source], now, get);
    expect(silent).toEqual([]);
    expect(told(fetched)).toMatchObject({ '1.xml': 'cap: one', '2.xml': 'cap: two', '3.xml': 'cap: three' });
    expect(asked).toHaveLength(4);
  });

  test('is silent about each message that does not come, and never leads to a file or off the safe web', async () => {
    const body = feed('gone.xml', 'file:///etc/passwd', 'http://169.254.169.254/latest', 'http://[');
    const { get, asked } = web({ 'https://example.it/feeds/italy.atom': { body } });
    const { fetched, silent } = await pollSources([source], now, get);
    expect(fetched).toHaveLength(1);
    expect(silent.map(({ address }) => address).sort()).toEqual([
      'file:///etc/passwd',
      'http://169.254.169.254/latest',
      'http://[',
      'https://example.it/feeds/gone.xml',
    ]);
    expect(asked).toEqual(['https://example.it/feeds/italy.atom', 'https://example.it/feeds/gone.xml']);
  });

  test('of more messages than anybody sends is read as far as it goes, and that is told', async () => {
    const { get, asked } = web({
      'https://example.it/feeds/italy.atom': { body: feed(...Array.from({ length: 101 }, (_, n) => `${n}.xml`)) },
    });
    const { silent } = await pollSources([source], now, get);
    expect(asked).toHaveLength(101);
    expect(silent[0]).toEqual({
      address: 'https://example.it/feeds/italy.atom',
      error: 'points to 101 messages, 100 are read',
    });
  });

  test('in a file leads to the files beside it and nowhere else', async () => {
    const outside = folderWith({ 'secret.xml': 'secret' });
    const folder = folderWith({ 'near.xml': 'near' });
    const links = ['near.xml', pathToFileURL(join(outside, 'secret.xml')).href, '../x.xml', 'https://example.it/1.xml'];
    writeFileSync(join(folder, 'feed.atom'), feed(...links));
    const { get, asked } = web({});
    const address = pathToFileURL(join(folder, 'feed.atom')).href;
    const { fetched, silent } = await pollSources([{ kind: 'cap', address }], now, get);
    expect(fetched.map(({ name }) => name)).toEqual(['feed.atom', 'near.xml']);
    expect(silent).toHaveLength(3);
    expect(asked).toEqual([]);
  });
});

describe('a folder', () => {
  const read = (folder: string) =>
    pollSources([{ kind: 'bulletin', address: `${pathToFileURL(folder).href}/` }], now, web({}).get);

  test('gives each file by what its name says it is, and leaves others alone', async () => {
    const folder = folderWith({
      '20260918_1518_oggi.csv': 'a',
      'message.xml': 'b',
      'feed.atom': 'c',
      'quakes.txt': 'd',
      'README.md': 'e',
      '20260918_1519_oggi.csv.new': 'f',
    });
    const { fetched, silent } = await read(folder);
    expect(silent).toEqual([]);
    expect(told(fetched)).toEqual({
      '20260918_1518_oggi.csv': 'bulletin: a',
      'message.xml': 'cap: b',
      'feed.atom': 'cap: c',
      'quakes.txt': 'quakes: d',
    });
  });

  test('gives the official maps with the index file of their publication, and an index alone as it is', async () => {
    const folder = folderWith({
      '20260918_1518.json': 'index',
      '20260918_1518_today.json': 'map',
      '20260918_1518_tomorrow.json': 'map',
      '20260917_1502_today.json': 'map',
      '20260916_1500.json': 'alone',
    });
    const { fetched } = await read(folder);
    expect(
      Object.fromEntries(fetched.map(({ name, index }) => [name, index && new TextDecoder().decode(index)])),
    ).toEqual({
      '20260916_1500.json': undefined,
      '20260917_1502_today.json': undefined,
      '20260918_1518_today.json': 'index',
      '20260918_1518_tomorrow.json': 'index',
    });
  });

  test('gives what lies in the folders of its years as well', async () => {
    const folder = folderWith({ '20270101_1500_oggi.csv': 'new' });
    mkdirSync(join(folder, '2026'));
    for (const name of ['20261231_1510.json', '20261231_1510_today.json'])
      writeFileSync(join(folder, '2026', name), name);
    const { fetched, silent } = await read(folder);
    expect(silent).toEqual([]);
    expect(fetched.map(({ name, index }) => [name, index !== undefined])).toEqual([
      ['20261231_1510_today.json', true],
      ['20270101_1500_oggi.csv', false],
    ]);
  });

  test('with something in it that cannot be opened gives the rest, and says what', async () => {
    const folder = folderWith({ 'a.csv': 'a' });
    mkdirSync(join(folder, 'b c.csv'));
    const { fetched, silent } = await read(folder);
    expect(fetched.map(({ name }) => name)).toEqual(['a.csv']);
    expect(silent).toEqual([
      { address: pathToFileURL(join(folder, 'b c.csv')).href, error: expect.stringMatching(/EISDIR/) },
    ]);
  });

  test('that is not there is silent', async () => {
    const { silent } = await read(join(folderWith({}), 'nowhere'));
    expect(silent).toEqual([{ address: expect.stringMatching(/nowhere\/$/), error: expect.stringMatching(/ENOENT/) }]);
  });
});
