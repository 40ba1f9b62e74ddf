import type { KnownReserve, Reserve } from '../../shared/shell/stores/reserve.ts';

/** A reserve in memory. */
export function memoryReserve(): Reserve {
  const known = new Map<string, KnownReserve>();
  return {
    people: async () => [...known.values()],
    async keep(one) {
      if ((known.get(one.subject)?.version ?? 0) !== one.version - 1) return 'conflict';
      known.set(one.subject, one);
      return 'kept';
    },
  };
}
