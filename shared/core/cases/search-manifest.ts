import { entriesRemembered, type SearchManifest, type Segment } from '../../contracts/search-manifest.ts';
import { present } from '../present.ts';

/** What a writer has taken in: until when, and which entries, as `code.version`. */
export type TakenIn = { upTo?: string | undefined; entries: readonly string[] };

/** Segments of one size that are made one: the more, the fewer bytes are written, and the more files are searched. */
const together = 8;
/** Cases of a segment that is left to the night. */
const leftToNight = 4_000;
/** Cases that the night puts into one segment at most: it is made again whole when one of them is erased. */
export const largestSegment = 50_000;
/** The part of a segment's cases that may be told elsewhere before it is made again. */
const mostOutdated = 0.1;

/** An index with nothing in it. */
export const emptyManifest = (whole: boolean): SearchManifest => ({
  contract: 'search-manifest.v1',
  whole,
  latest: [],
  segments: [],
});

/** The manifest with one segment more, and what came with it; the same segment again is no second one. */
export function withSegment(before: SearchManifest, segment: Segment | undefined, taken: TakenIn): SearchManifest {
  const others = before.segments.filter(({ hash }) => hash !== segment?.hash);
  const [upTo] = [before.upTo, taken.upTo]
    .filter((at) => at !== undefined)
    .sort()
    .reverse();
  return {
    ...before,
    latest: [...new Set([...before.latest, ...taken.entries])].slice(-entriesRemembered),
    segments: segment === undefined ? before.segments : [...others, segment],
    ...present({ upTo }),
  };
}

/**
 * The manifest with one segment instead of several, or instead of none where nothing is left of them; undefined where
 * one of these is not in it any more: somebody else was faster.
 */
export function withMerged(
  before: SearchManifest,
  merged: readonly Segment[],
  into: Segment | undefined,
): SearchManifest | undefined {
  const gone = new Set(merged.map(({ hash }) => hash));
  const first = before.segments.findIndex(({ hash }) => gone.has(hash));
  if (before.segments.filter(({ hash }) => gone.has(hash)).length !== gone.size) return undefined;
  const left = before.segments.filter(({ hash }, at) => !gone.has(hash) && !(at > first && hash === into?.hash));
  const at = before.segments.slice(0, first).filter(({ hash }) => left.some((one) => one.hash === hash)).length;
  return { ...before, segments: into === undefined ? left : [...left.slice(0, at), into, ...left.slice(at)] };
}

const sizeOf = ({ cases }: Segment) => Math.floor(Math.log(cases) / Math.log(together));

/** Eight small segments of one size, which are to be one; undefined while there are not so many. */
export function smallToMerge({ segments }: SearchManifest): Segment[] | undefined {
  const small = segments.filter(({ cases }) => cases < leftToNight);
  return [...Map.groupBy(small, sizeOf).values()].find((alike) => alike.length >= together);
}

/** What the night knows of a segment: cases that are nowhere told newer, and whether it holds words to be forgotten. */
export type Judged = { segment: Segment; live: number; hasErased: boolean };

/**
 * Which segments the night makes one, in groups: all that are small, every one with words of somebody erased, and every
 * one of which too much is told elsewhere. No group has more cases than a segment may.
 */
export function groupsToMerge(judged: readonly Judged[]): Segment[][] {
  const groups: { segments: Judged[]; live: number }[] = [];
  const due = judged.filter(
    ({ segment, live, hasErased }) =>
      hasErased || segment.cases <= largestSegment / 2 || segment.cases - live > mostOutdated * segment.cases,
  );
  for (const one of due) {
    const last = groups.at(-1);
    if (last !== undefined && last.live + one.live <= largestSegment) {
      last.segments.push(one);
      last.live += one.live;
    } else groups.push({ segments: [one], live: one.live });
  }
  return groups
    .filter(({ segments }) => segments.length > 1 || segments.some(({ segment, live }) => live < segment.cases))
    .map(({ segments }) => segments.map(({ segment }) => segment));
}
