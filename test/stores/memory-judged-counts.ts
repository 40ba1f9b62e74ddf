import type { JudgedCounts } from '../../shared/shell/stores/judged-danger.ts';

/** Counts of judged danger in memory: once for each name of a change, like the real ones. */
export function memoryJudgedCounts(): JudgedCounts {
  const weeks = new Map<string, { counts: Record<string, number>; done: Set<string> }>();
  return {
    async change(week, { cell, by, name }) {
      const known = weeks.get(week) ?? { counts: {}, done: new Set() };
      weeks.set(week, known);
      if (!known.done.has(name)) known.counts[cell] = Math.max(0, (known.counts[cell] ?? 0) + by);
      known.done.add(name);
      return { ...known.counts };
    },
    async latest(limit) {
      return [...weeks]
        .sort(([one], [other]) => (one < other ? 1 : -1))
        .slice(0, limit)
        .map(([week, { counts }]) => [week, counts]);
    },
  };
}
