import type { HandOver, Owed, Tracing } from '../../shared/core/tracing/tracing.ts';
import { boxOf, type TracingStore, tracingBoxes } from '../../shared/shell/stores/tracing.ts';
import { memorySubmissions, owingOf } from './memory-submissions.ts';

/** Searches in memory. */
export function memoryTracing(): TracingStore {
  const { submissions, inOrder } = memorySubmissions<Tracing, Owed>();
  const lists = new Map<string, { handOver: HandOver; marked: boolean }>();
  const oldest = (where: (one: Tracing) => boolean) => inOrder(({ receivedAt }) => receivedAt, where);
  return {
    ...submissions,
    box: async (event, box, limit) =>
      oldest((one) => one.event === event && boxOf(one) === box)
        .map(({ one }) => one)
        .slice(0, limit),
    async keepHandOver(handOver, marked) {
      lists.set(handOver.id, { handOver: structuredClone(handOver), marked });
    },
    handOver: async (id) => structuredClone(lists.get(id)?.handOver),
    handOvers: async (event, marked, limit) =>
      [...lists.values()]
        .filter((list) => list.handOver.event === event && list.marked === marked)
        .map(({ handOver }) => structuredClone(handOver))
        .sort((one, other) => (one.at < other.at ? 1 : -1))
        .slice(0, limit),
    owing: async (event) =>
      owingOf(oldest((one) => one.event === event && tracingBoxes.some((box) => box === boxOf(one)))),
  };
}
