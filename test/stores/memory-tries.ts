import type { TriesStore } from '../../shared/shell/stores/second-fact-tries.ts';

/** Tries counted in memory, as the table counts them. */
export function memoryTries(): TriesStore & { counts: Map<string, number> } {
  const counts = new Map<string, number>();
  const keyOf = (of: string, window: number) => `${of} ${window}`;
  return {
    counts,
    take: async ({ of, most }, window) => {
      const taken = counts.get(keyOf(of, window)) ?? 0;
      if (taken >= most) return false;
      counts.set(keyOf(of, window), taken + 1);
      return true;
    },
    giveBack: async ({ of }, window) => {
      counts.set(keyOf(of, window), Math.max(0, (counts.get(keyOf(of, window)) ?? 0) - 1));
    },
  };
}
