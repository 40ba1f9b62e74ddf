import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { buildSegment, openSegment } from '../../../../shared/shell/stores/search-segment.ts';
import { segmentedFinder } from '../../../../shared/shell/stores/segmented-finder.ts';
import { segmentedIndex } from '../../../../shared/shell/stores/segmented-index.ts';
import { memorySegments } from '../../../stores/memory-segments.ts';
import { caseIndexContract, indexed } from './case-index-contract.ts';

const opened = (now?: () => Date) => {
  const objects = memorySegments(now);
  return { objects, index: segmentedIndex(objects), finder: segmentedFinder(objects), lose: objects.lose };
};
caseIndexContract('the index of words in segments', opened);

const codeOf = (at: number) => `PC-${String(1000 + at)}-0000-0000-0000`;
const finds = async ({ finder }: ReturnType<typeof opened>, term: string) =>
  (await finder.look())?.find([{ forms: [term] }], undefined, 200).places.map(({ caseId }) => caseId);

test('two writers at once never lose a segment of each other', async () => {
  const center = opened();
  const other = segmentedIndex(center.objects);
  await Promise.all(
    Array.from({ length: 30 }, (_, at) =>
      (at % 2 === 0 ? center.index : other).take([indexed(codeOf(at), 1, ['rossi'])], { entries: [`${codeOf(at)}.1`] }),
    ),
  );
  expect((await finds(center, 'rossi'))?.sort()).toEqual(Array.from({ length: 30 }, (_, at) => codeOf(at)));
});

test('small segments are made few as they come, and one by the night; what is merged away is gone', async () => {
  const center = opened();
  for (let at = 0; at < 100; at += 1) await center.index.take([indexed(codeOf(at), 1, ['rossi'])], { entries: [] });
  expect(center.objects.bytes.size).toBeLessThan(20);
  const { before, after, cases } = await center.index.merge(new Date(0));
  expect({ fewer: before > after, after, cases, kept: center.objects.bytes.size }).toEqual({
    fewer: true,
    after: 1,
    cases: 100,
    kept: 1,
  });
});

test('after one merge no byte that is kept holds a word of somebody erased', async () => {
  const center = opened();
  const holds = () => [...center.objects.bytes.values()].some((bytes) => Buffer.from(bytes).includes('zxqwova'));
  await center.index.take([indexed(codeOf(1), 1, ['zxqwova']), indexed(codeOf(2), 1, ['strada'])], { entries: [] });
  expect(holds()).toBe(true);
  await center.index.take([indexed(codeOf(1), 2, [])], { entries: [] });
  await center.index.merge(new Date(0));
  expect(holds()).toBe(false);
  expect(await finds(center, 'strada')).toEqual([codeOf(2)]);
});

test('a writer that died before it named its segment leaves nothing behind an hour later', async () => {
  let now = new Date('2026-11-28T09:00:00Z');
  const center = opened(() => now);
  await center.objects.putSegment('of-nobody', new Uint8Array([1]));
  await center.index.take([indexed(codeOf(1), 1, ['rossi'])], { entries: [] });
  expect((await center.index.merge(now)).swept).toBe(0);
  now = new Date('2026-11-28T10:00:00Z');
  expect((await center.index.merge(now)).swept).toBe(1);
  expect(await finds(center, 'rossi')).toEqual([codeOf(1)]);
});

test('a finder that was frozen while everything was merged finds the same', async () => {
  const center = opened();
  for (let at = 0; at < 3; at += 1) await center.index.take([indexed(codeOf(at), 1, ['rossi'])], { entries: [] });
  const before = await finds(center, 'rossi');
  await center.index.merge(new Date(0));
  expect(await finds(center, 'rossi')).toEqual(before);
});

test('a segment that was made before counts were kept in it is asked the same', () => {
  const cases = [indexed(codeOf(1), 1, ['rossi', 'strada']), indexed(codeOf(2), 1, ['rossi'])];
  const folder = mkdtempSync(join(tmpdir(), 'sportello-segment-test-'));
  try {
    const file = join(folder, 'segment');
    writeFileSync(file, buildSegment(cases));
    const database = new DatabaseSync(file);
    database.exec('DROP TABLE counts');
    database.close();
    const [now, before] = [openSegment(buildSegment(cases)), openSegment(readFileSync(file))];
    for (const one of [now, before]) {
      expect(one.countsOf(['rossi', 'strada', 'ponte'])).toEqual(
        new Map([
          ['rossi', 2],
          ['strada', 1],
        ]),
      );
      one.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
