import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ScansFolder, watchScans } from '../../local/stage/scans-folder.ts';
import { jpeg, letterPdf, onePixelPng, tiff } from '../fixtures/pdfs.ts';
import { until } from '../stage/center.ts';

let folder: string;
let bucket: Server;
let watcher: ScansFolder;
/** What was put, in order. */
let kept: { key: string; body: Buffer }[];
let lines: string[];
/** Does something while a scan is being put. */
let whilePut: (key: string) => void;

const waits = { lookEvery: 10, quiet: 100, unfinished: 60_000, follow: 10_000, alone: 200, retry: 100 };

async function watch(more: Partial<typeof waits> = {}) {
  const s3 = `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`;
  const log = (line: string) => void lines.push(line);
  watcher = watchScans({
    folder,
    buckets: new Map([['pc', 'scans']]),
    s3: () => s3,
    log,
    waits: { ...waits, ...more },
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scans-'));
  [kept, lines, whilePut] = [[], [], () => undefined];
  bucket = createServer(async (request, response) => {
    const key = decodeURIComponent(request.url ?? '').replace('/scans/', '');
    if (request.method === 'HEAD') return response.writeHead(404).end();
    const body = await buffer(request);
    kept.push({ key, body });
    whilePut(key);
    response.end();
  });
  await new Promise<void>((resolve) => bucket.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await watcher.stop();
  bucket.close();
  rmSync(folder, { recursive: true, force: true });
});

const drop = (name: string | Buffer, content: Buffer | string) =>
  writeFileSync(Buffer.concat([Buffer.from(join(folder, 'pc', '/')), Buffer.from(name)]), content);
const taken = () => readdirSync(join(folder, 'pc', 'taken')).sort();
const isTaken = (name: string) =>
  until(`${name} is taken`, 20_000, () => existsSync(join(folder, 'pc', 'taken', name)));
const keys = () => kept.map(({ key }) => key);

describe('a scan that is dropped', () => {
  test('goes to the bucket whole, its sidecar before it, and both to taken', async () => {
    await watch();
    drop('lettera è + 100%.pdf.json', '{"channel":"fax"}');
    drop('lettera è + 100%.pdf', letterPdf('una lettera'));
    await isTaken('lettera è + 100%.pdf');
    expect(keys()).toEqual(['incoming/lettera è + 100%.pdf.json', 'incoming/lettera è + 100%.pdf']);
    expect(kept[1]?.body.equals(letterPdf('una lettera'))).toBe(true);
    expect(taken()).toEqual(['lettera è + 100%.pdf', 'lettera è + 100%.pdf.json']);
  });

  test('may have a name of an old scanner, which is no UTF-8', async () => {
    await watch();
    drop(Buffer.from('perch\xe9.tif', 'latin1'), tiff);
    await until('it is taken', 20_000, () => taken().length === 1);
    expect(keys()).toEqual(['incoming/perché.tif']);
  });

  test('may have the longest name that there is, twice', async () => {
    await watch();
    const name = `${'x'.repeat(251)}.tif`;
    drop(name, tiff);
    await isTaken(name);
    drop(name, Buffer.concat([tiff, Buffer.from('second')]));
    await until('the second is taken', 20_000, () => taken().length === 2);
    expect(taken()).toEqual([`2-${'x'.repeat(249)}.tif`, name]);
    expect(lines).toEqual([]);
  });

  test.each([
    ['PDF', letterPdf('una lettera lunga')],
    ['JPEG', jpeg],
    ['PNG', onePixelPng],
  ])('as half a %s waits for its other half, however slow the line is', async (_what, whole) => {
    await watch();
    const half = Math.floor(whole.length / 2);
    drop('a', whole.subarray(0, half));
    drop('b.tif', tiff);
    // What came later and is whole is taken, so the half was quiet for as long.
    await isTaken('b.tif');
    drop('c.tif', Buffer.concat([tiff, Buffer.from('c')]));
    await isTaken('c.tif');
    expect(keys()).not.toContain('incoming/a');
    appendFileSync(join(folder, 'pc', 'a'), whole.subarray(half));
    await isTaken('a');
    expect(kept.filter(({ key }) => key === 'incoming/a').map(({ body }) => body.equals(whole))).toEqual([true]);
  });

  test('that never gets its end is taken as it is in the end', async () => {
    await watch({ unfinished: 300 });
    drop('broken.pdf', letterPdf('x').subarray(0, 100));
    await isTaken('broken.pdf');
    expect(kept[0]?.body).toHaveLength(100);
  });

  test('and is written on while it is put is put again, and put away only then', async () => {
    let more = 1;
    whilePut = (key) => {
      if (more-- > 0) appendFileSync(join(folder, 'pc', key.replace('incoming/', '')), 'the rest');
    };
    await watch();
    drop('slow.tif', tiff);
    await isTaken('slow.tif');
    expect(kept.map(({ body }) => body.length)).toEqual([tiff.length, tiff.length + 8]);
  });
});

test('a sidecar that comes right after its scan was taken is sent after it', async () => {
  await watch();
  drop('a.tif', tiff);
  await isTaken('a.tif');
  drop('a.tif.json', '{"channel":"fax"}');
  await isTaken('a.tif.json');
  expect(keys()).toEqual(['incoming/a.tif', 'incoming/a.tif.json']);
});

test('a sidecar that comes long after its scan was taken is said to be alone, once', async () => {
  await watch({ follow: 0 });
  drop('a.tif', tiff);
  await isTaken('a.tif');
  drop('a.tif.json', '{}');
  await until('it is said', 20_000, () => lines.length === 1);
  expect(lines[0]).toContain('a.tif.json has no scan beside it');
  drop('b.tif', tiff);
  await isTaken('b.tif');
  expect(lines).toHaveLength(1);
});
