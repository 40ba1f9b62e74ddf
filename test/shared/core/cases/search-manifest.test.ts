import { describe, expect, test } from '@jest/globals';
import { entriesRemembered, type SearchManifest, type Segment } from '../../../../shared/contracts/search-manifest.ts';
import {
  emptyManifest,
  groupsToMerge,
  type Judged,
  largestSegment,
  smallToMerge,
  withMerged,
  withSegment,
} from '../../../../shared/core/cases/search-manifest.ts';

const segment = (hash: string, cases = 1): Segment => ({ hash, cases }) as Segment;
const of = (...hashes: string[]): SearchManifest => ({
  ...emptyManifest(true),
  segments: hashes.map((hash) => segment(hash)),
});
const hashes = (manifest: SearchManifest | undefined) => manifest?.segments.map(({ hash }) => hash);

test('an index with nothing in it says whether it is whole', () => {
  expect(emptyManifest(true)).toEqual({ contract: 'search-manifest.v1', whole: true, latest: [], segments: [] });
  expect(emptyManifest(false).whole).toBe(false);
});

describe('one segment more', () => {
  test('stands last, and the same one again is no second', () => {
    expect(hashes(withSegment(of('a', 'b'), segment('c'), { entries: [] }))).toEqual(['a', 'b', 'c']);
    expect(hashes(withSegment(of('a', 'b'), segment('a'), { entries: [] }))).toEqual(['b', 'a']);
    expect(hashes(withSegment(of('a', 'b'), undefined, { entries: [] }))).toEqual(['a', 'b']);
  });

  test('is taken in until the later of both instants', () => {
    const [early, late] = ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'];
    const upTo = (before: string | undefined, taken: string | undefined) =>
      withSegment({ ...of(), ...(before && { upTo: before }) }, undefined, { upTo: taken, entries: [] }).upTo;
    expect([upTo(early, late), upTo(late, early), upTo(undefined, early), upTo(early, undefined)]).toEqual([
      late,
      late,
      early,
      early,
    ]);
    expect(withSegment(of(), undefined, { entries: [] })).not.toHaveProperty('upTo');
  });

  test('remembers which entries came last, each once, and no more than there is room for', () => {
    const before = { ...of(), latest: ['a.1', 'b.1'] };
    expect(withSegment(before, undefined, { entries: ['b.1', 'c.1'] }).latest).toEqual(['a.1', 'b.1', 'c.1']);
    const many = Array.from({ length: entriesRemembered }, (_, at) => `x.${at}`);
    const { latest } = withSegment(before, undefined, { entries: many });
    expect([latest.length, latest[0], latest.at(-1)]).toEqual([entriesRemembered, 'x.0', many.at(-1)]);
  });
});

describe('one segment instead of several', () => {
  const merged = (before: SearchManifest, gone: string[], into: string | undefined) =>
    hashes(
      withMerged(
        before,
        gone.map((hash) => segment(hash)),
        into === undefined ? undefined : segment(into),
      ),
    );

  test('stands where the first of them stood: what came later is still newer', () => {
    expect(merged(of('a', 'b', 'c', 'd'), ['b', 'c'], 'x')).toEqual(['a', 'x', 'd']);
    expect(merged(of('a', 'b', 'c', 'd'), ['d', 'b'], 'x')).toEqual(['a', 'x', 'c']);
    expect(merged(of('a', 'b', 'c'), ['a', 'c'], 'x')).toEqual(['x', 'b']);
  });

  test('is none where nothing is left of them', () => {
    expect(merged(of('a', 'b', 'c'), ['a', 'b'], undefined)).toEqual(['c']);
  });

  test('is once in the index where it came out the same as one that is there', () => {
    expect(merged(of('a', 'b', 'x'), ['a', 'b'], 'x')).toEqual(['x']);
    expect(merged(of('a', 'x', 'b'), ['a', 'x'], 'x')).toEqual(['x', 'b']);
  });

  test('is not made where one of them is gone already: somebody else was faster', () => {
    expect(merged(of('a', 'c'), ['a', 'b'], 'x')).toBeUndefined();
  });
});

describe('small segments', () => {
  const manifest = (...sizes: number[]): SearchManifest => ({
    ...emptyManifest(true),
    segments: sizes.map((cases, at) => segment(`s${at}`, cases)),
  });
  const eight = (cases: number) => Array<number>(8).fill(cases);

  test('are made one by eight of a size', () => {
    expect(smallToMerge(manifest(...eight(1).slice(1)))).toBeUndefined();
    expect(smallToMerge(manifest(...eight(1)))).toHaveLength(8);
    expect(smallToMerge(manifest(...eight(1), 1))).toHaveLength(9);
    // From eight cases on it is another size, and so from sixty-four on.
    expect(smallToMerge(manifest(...eight(1).slice(1), 8))).toBeUndefined();
    expect(smallToMerge(manifest(...eight(1).slice(1), 7))).toHaveLength(8);
    expect(smallToMerge(manifest(...eight(63).slice(1), 8))).toHaveLength(8);
    expect(smallToMerge(manifest(...eight(64).slice(1), 63))).toBeUndefined();
  });

  test('are those of fewer than four thousand cases; others are left to the night', () => {
    expect(smallToMerge(manifest(...eight(3_999)))).toHaveLength(8);
    expect(smallToMerge(manifest(...eight(4_000)))).toBeUndefined();
  });
});

describe('what the night makes one', () => {
  const judged = (hash: string, cases: number, live = cases, hasErased = false): Judged => ({
    segment: segment(hash, cases),
    live,
    hasErased,
  });
  const groups = (...all: Judged[]) => groupsToMerge(all).map((group) => group.map(({ hash }) => hash));
  const half = largestSegment / 2;

  test('are all small ones, up to as many living cases as a segment may have', () => {
    expect(groups(judged('a', half), judged('b', half))).toEqual([['a', 'b']]);
    expect(groups(judged('a', half), judged('b', half), judged('c', 1), judged('d', 1))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(groups(judged('a', half, half - 1), judged('b', half), judged('c', 1))).toEqual([['a', 'b', 'c']]);
    expect(groups(judged('a', half), judged('b', half + 1))).toEqual([]);
  });

  test('is one alone only where something in it is told elsewhere or is to be forgotten', () => {
    expect(groups(judged('a', 10))).toEqual([]);
    expect(groups(judged('a', 10, 9))).toEqual([['a']]);
    expect(groups(judged('a', 10, 0))).toEqual([['a']]);
  });

  test('is a large one with words of somebody erased, or of which more than a tenth is told elsewhere', () => {
    const large = half + 10;
    expect(groups(judged('a', large, large - 1, true))).toEqual([['a']]);
    expect(groups(judged('a', large, large - 1))).toEqual([]);
    expect(groups(judged('a', 40_000, 36_000))).toEqual([]);
    expect(groups(judged('a', 40_000, 35_999))).toEqual([['a']]);
  });
});
