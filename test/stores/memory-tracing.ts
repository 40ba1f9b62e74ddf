import type { HandOver, Owed, Tracing } from '../../shared/core/tracing/tracing.ts';
import { boxOf, type TracingStore, tracingBoxes } from '../../shared/shell/stores/tracing.ts';

/** Searches in memory, each version once, like the real ones. */
export function memoryTracing(): TracingStore {
  const all = new Map<string, { one: Tracing; owed?: Owed | undefined }>();
  const lists = new Map<string, { handOver: HandOver; marked: boolean }>();
  const oldest = () => [...all.values()].sort((a, b) => (a.one.receivedAt < b.one.receivedAt ? -1 : 1));
  return {
    async give(one, owed) {
      if (all.has(one.id)) return false;
      all.set(one.id, { one: structuredClone(one), owed });
      return true;
    },
    read: async (id) => structuredClone(all.get(id)?.one),
    async replace(next, owed) {
      if (all.get(next.id)?.one.version !== next.version - 1) return false;
      all.set(next.id, { one: structuredClone(next), owed });
      return true;
    },
    box: async (event, box, limit) =>
      oldest()
        .map(({ one }) => structuredClone(one))
        .filter((one) => one.event === event && boxOf(one) === box)
        .slice(0, limit),
    async keepHandOver(handOver, marked) {
      lists.set(handOver.id, { handOver: structuredClone(handOver), marked });
    },
    handOver: async (id) => structuredClone(lists.get(id)?.handOver),
    handOvers: async (event, marked, limit) =>
      [...lists.values()]
        .filter((list) => list.handOver.event === event && list.marked === marked)
        .map(({ handOver }) => structuredClone(handOver))
        .reverse()
        .slice(0, limit),
    owing: async (event) =>
      oldest()
        .filter(({ one }) => one.event === event && tracingBoxes.some((box) => box === boxOf(one)))
        .flatMap(({ one, owed }) => (owed === undefined ? [] : [{ id: one.id, owed }])),
    async settle(id, owed) {
      const kept = all.get(id);
      if (kept?.owed === owed) all.set(id, { one: kept.one });
    },
    async *all() {
      yield [...all.values()].map(({ one }) => structuredClone(one));
    },
  };
}
