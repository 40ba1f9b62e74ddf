import { setTimeout as pause } from 'node:timers/promises';
import type { SearchManifest, Segment } from '../../contracts/search-manifest.ts';
import {
  emptyManifest,
  groupsToMerge,
  type Judged,
  smallToMerge,
  withMerged,
  withSegment,
} from '../../core/cases/search-manifest.ts';
import type { CaseIndex, IndexedCase, Merged } from './case-index.ts';
import { buildSegment, hashOf, type OpenSegment, openSegment } from './search-segment.ts';
import type { SegmentObjects } from './segment-objects.ts';

/** Times that a manifest is written before whoever writes comes again: each but one of many writers has to. */
const tries = 12;
/** Milliseconds after which a segment that no manifest names is nobody's: a writer is done with it by then. */
const nobodysAfter = 3_600_000;

type Read = { segment: Segment; open: OpenSegment };

/** The latest telling of each code, as one figure: its version, then how late its segment is. */
type Newest = Map<string, number>;
const telling = (version: number, place: number) => version * 100_000 + place;

function newestIn(read: readonly Read[]): Newest {
  const newest: Newest = new Map();
  read.forEach(({ open }, place) => {
    for (const { caseId, version } of open.cases())
      newest.set(caseId, Math.max(newest.get(caseId) ?? 0, telling(version, place)));
  });
  return newest;
}

/**
 * The cases of these segments that nothing newer is told of. What is to be forgotten stays, without a word: whatever
 * comes late of it is still older.
 */
function casesLeft(group: readonly Read[], all: readonly Read[], newest: Newest): IndexedCase[] {
  return group.flatMap(({ open, segment }) => {
    const place = all.findIndex((one) => one.segment === segment);
    const live = [...open.cases()].filter(({ caseId, version }) => newest.get(caseId) === telling(version, place));
    const terms = open.termsOf(new Set(live.filter((one) => one.terms > 0).map(({ caseId }) => caseId)));
    return live.map(({ caseId, version, receivedAt }) => ({
      caseId,
      version,
      receivedAt,
      terms: terms.get(caseId) ?? [],
    }));
  });
}

/** What the night finds in each segment. */
function judge(read: readonly Read[], newest: Newest): Judged[] {
  const forgotten = new Set<string>();
  read.forEach(({ open }, place) => {
    for (const { caseId, version, terms } of open.cases())
      if (terms === 0 && newest.get(caseId) === telling(version, place)) forgotten.add(caseId);
  });
  return read.map(({ open, segment }, place) => {
    let [live, hasErased] = [0, false];
    for (const { caseId, version, terms } of open.cases()) {
      if (newest.get(caseId) === telling(version, place)) live += 1;
      hasErased ||= terms > 0 && forgotten.has(caseId);
    }
    return { segment, live, hasErased };
  });
}

/**
 * The index of words in segments: each writer adds segments, and the one list of them changes by conditional writes. Long
 * because it is a list: one short function for each thing that is done to segments, all on the same objects.
 */
export function segmentedIndex(objects: SegmentObjects): CaseIndex {
  const read = async () => {
    const known = await objects.manifest();
    return known === 'same' ? undefined : known;
  };

  /** Changes the manifest as it is then; what changes nothing gives undefined. Gives the manifest before and after. */
  async function update(
    change: (before: SearchManifest | undefined) => SearchManifest | undefined,
  ): Promise<{ before: SearchManifest | undefined; after: SearchManifest } | undefined> {
    for (let round = 1; round <= tries; round += 1) {
      const known = await read();
      const after = change(known?.manifest);
      if (after === undefined) return undefined;
      if (await objects.putManifest(after, known?.tag)) return { before: known?.manifest, after };
      await pause(Math.random() * 20 * round);
    }
    throw new Error(`the manifest of the index was changed by others ${tries} times`);
  }

  async function keep(cases: readonly IndexedCase[]): Promise<Segment | undefined> {
    if (cases.length === 0) return undefined;
    const bytes = buildSegment(cases);
    const hash = hashOf(bytes);
    await objects.putSegment(hash, bytes);
    return { hash, cases: cases.length, bytes: bytes.length };
  }

  /** Opens segments for some work, and closes them; undefined where one is gone: somebody else has merged it. */
  async function opening<Result>(segments: readonly Segment[], work: (read: Read[]) => Promise<Result>) {
    const opened: Read[] = [];
    try {
      for (const segment of segments) {
        const bytes = await objects.segment(segment.hash);
        if (bytes === undefined) return undefined;
        opened.push({ segment, open: openSegment(bytes) });
      }
      return await work(opened);
    } finally {
      for (const { open } of opened) open.close();
    }
  }

  /** Puts cases in the place of segments; these go once no manifest names them. */
  async function replace(group: readonly Segment[], cases: readonly IndexedCase[]): Promise<boolean> {
    const into = await keep(cases);
    const done = await update((before) => before && withMerged(before, group, into));
    const gone = done === undefined ? [into] : group.filter(({ hash }) => hash !== into?.hash);
    for (const segment of gone) if (segment !== undefined) await objects.drop(segment.hash);
    return done !== undefined;
  }

  async function mergeSmall(manifest: SearchManifest): Promise<void> {
    const group = smallToMerge(manifest);
    if (group === undefined) return;
    await opening(group, (opened) => replace(group, casesLeft(opened, opened, newestIn(opened))));
  }

  async function sweep(manifest: SearchManifest, now: Date): Promise<number> {
    const named = new Set(manifest.segments.map(({ hash }) => hash));
    let swept = 0;
    for await (const { hash, since } of objects.kept()) {
      if (named.has(hash) || now.getTime() - since.getTime() < nobodysAfter) continue;
      await objects.drop(hash);
      swept += 1;
    }
    return swept;
  }

  return {
    async state() {
      return (await read())?.manifest;
    },
    async take(cases, taken) {
      const newest = new Map<string, IndexedCase>();
      for (const one of cases) if ((newest.get(one.caseId)?.version ?? 0) < one.version) newest.set(one.caseId, one);
      const segment = await keep([...newest.values()]);
      const done = await update((before) => withSegment(before ?? emptyManifest(false), segment, taken));
      if (done !== undefined) await mergeSmall(done.after);
    },
    async begin() {
      const done = await update(() => emptyManifest(false));
      for (const { hash } of done?.before?.segments ?? []) await objects.drop(hash);
    },
    async finish(upTo) {
      await update((before) => ({
        ...withSegment(before ?? emptyManifest(true), undefined, { upTo, entries: [] }),
        whole: true,
      }));
    },
    async merge(now) {
      const before = (await read())?.manifest ?? emptyManifest(false);
      await opening(before.segments, async (opened) => {
        const newest = newestIn(opened);
        for (const group of groupsToMerge(judge(opened, newest))) {
          const ofGroup = opened.filter(({ segment }) => group.includes(segment));
          await replace(group, casesLeft(ofGroup, opened, newest));
        }
      });
      const { manifest } = (await read()) ?? { manifest: before };
      return mergedOf(before, manifest, await sweep(manifest, now));
    },
  };
}

const casesIn = ({ segments }: SearchManifest) => segments.reduce((sum, { cases }) => sum + cases, 0);

const mergedOf = (before: SearchManifest, after: SearchManifest, swept: number): Merged => ({
  before: before.segments.length,
  after: after.segments.length,
  cases: casesIn(after),
  dropped: Math.max(0, casesIn(before) - casesIn(after)),
  bytes: after.segments.reduce((sum, { bytes }) => sum + bytes, 0),
  swept,
});
