import type { SearchManifest } from '../../contracts/search-manifest.ts';
import type { IndexPlace } from '../../core/cases/searched-words.ts';
import type { CaseFinder, IndexLook } from './case-index.ts';
import { latestFirst, type OpenSegment, openSegment, placeOf, type SegmentPlace } from './search-segment.ts';
import type { KnownManifest, SegmentObjects } from './segment-objects.ts';

/** Segments that are fetched at once. */
const atOnce = 4;
/** Milliseconds for which a look fetches what is new: whoever searches waits for it, and the next look goes on. */
const patience = 6_000;
/** Bytes that an environment has for segments: of the 512 MB that Lambda gives it (Lambda quotas, /tmp). */
const mostBytes = 450_000_000;
/** Times that a manifest is read again because its segments were merged meanwhile. */
const tries = 3;

/** What is found in several segments, the newest first, each case once. */
function lookAt({ whole, upTo, latest, segments }: SearchManifest, open: readonly OpenSegment[]): IndexLook {
  return {
    whole,
    latest,
    ...(upTo !== undefined && { upTo }),
    find(asked, after, limit) {
      const found = open.map((one) => one.find(asked, after, limit));
      const newest = found.flat().sort(latestFirst);
      const more = newest.length > limit || found.some((one) => one.length === limit);
      return { places: eachOnce(newest.slice(0, limit)).map(placeOf), more };
    },
    countTerms(terms) {
      const counts = new Map(terms.map((term) => [term, 0]));
      for (const one of open)
        for (const [term, count] of one.countsOf(terms)) counts.set(term, (counts.get(term) ?? 0) + count);
      return { cases: segments.reduce((sum, { cases }) => sum + cases, 0), counts };
    },
    sharing(terms, least) {
      const found = new Map<string, IndexPlace & { terms: string[] }>();
      // A segment that was written before may still hold an older telling of a case.
      for (const one of open.flatMap((segment) => segment.sharing(terms, least)))
        if ((found.get(one.code)?.terms.length ?? 0) < one.terms.length)
          found.set(one.code, { ...placeOf(one), terms: one.terms });
      return [...found.values()];
    },
  };
}

const eachOnce = (places: readonly SegmentPlace[]) => places.filter(({ code }, at) => places[at - 1]?.code !== code);

/**
 * Finds in segments. They stay open for as long as an environment lives and the manifest names them; every look asks
 * whether the manifest has moved. An environment answers one request at a time, so nothing is closed under another.
 */
export function segmentedFinder(objects: SegmentObjects): CaseFinder {
  let known: KnownManifest | undefined;
  const open = new Map<string, OpenSegment>();
  const keepOnly = (named: ReadonlySet<string>) => {
    for (const [hash, segment] of open)
      if (!named.has(hash)) {
        segment.close();
        open.delete(hash);
      }
  };
  /** Fetches what is missing; false where a segment is gone. */
  async function fetchMissing({ segments }: SearchManifest, signal: AbortSignal): Promise<boolean> {
    const missing = segments.map(({ hash }) => hash).filter((hash) => !open.has(hash));
    for (let start = 0; start < missing.length; start += atOnce) {
      const some = missing.slice(start, start + atOnce);
      const bytes = await Promise.all(some.map((hash) => objects.segment(hash, signal)));
      for (const [index, hash] of some.entries()) {
        const found = bytes[index];
        if (found === undefined) return false;
        open.set(hash, openSegment(found));
      }
    }
    return true;
  }
  return {
    async look() {
      const signal = AbortSignal.timeout(patience);
      for (let round = 0; round < tries; round += 1) {
        const read = await objects.manifest(known?.tag);
        if (read !== 'same') known = read;
        if (known === undefined) {
          keepOnly(new Set());
          return undefined;
        }
        const { manifest } = known;
        const bytes = manifest.segments.reduce((sum, one) => sum + one.bytes, 0);
        if (bytes > mostBytes) throw new Error(`the index has ${bytes} bytes, and there is room for ${mostBytes}`);
        keepOnly(new Set(manifest.segments.map(({ hash }) => hash)));
        if (await fetchMissing(manifest, signal))
          return lookAt(
            manifest,
            manifest.segments.map(({ hash }) => open.get(hash) as OpenSegment),
          );
        known = undefined;
      }
      throw new Error(`the segments of the index were merged ${tries} times while they were fetched`);
    },
  };
}
