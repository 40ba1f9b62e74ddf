import type { KnownManifest, SegmentObjects } from '../../shared/shell/stores/segment-objects.ts';

/** Segments in memory, with the same conditions on the manifest as S3; `since` says when a segment was put. */
export function memorySegments(now: () => Date = () => new Date(0)): SegmentObjects & {
  lose(): void;
  readonly bytes: ReadonlyMap<string, Uint8Array>;
} {
  let known: KnownManifest | undefined;
  let writes = 0;
  const bytes = new Map<string, Uint8Array>();
  const since = new Map<string, Date>();
  return {
    bytes,
    lose() {
      known = undefined;
      bytes.clear();
    },
    async manifest(tag) {
      if (known !== undefined && known.tag === tag) return 'same';
      return known && structuredClone(known);
    },
    async putManifest(manifest, tag) {
      if (known?.tag !== tag) return false;
      writes += 1;
      known = { manifest: structuredClone(manifest), tag: String(writes) };
      return true;
    },
    segment: async (hash) => bytes.get(hash),
    async putSegment(hash, given) {
      bytes.set(hash, given);
      since.set(hash, now());
    },
    async drop(hash) {
      bytes.delete(hash);
    },
    async *kept() {
      for (const hash of [...bytes.keys()]) yield { hash, since: since.get(hash) ?? new Date(0) };
    },
  };
}
