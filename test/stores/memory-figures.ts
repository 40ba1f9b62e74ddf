import type { CountedCase, Counts, FiguresStore, ShareOfMonth } from '../../shared/shell/stores/figures.ts';

type Kept = { tick: number; added: Set<string>; figures: Record<string, number> };

/** The figures of a service in memory, for tests of what stands on them; they pass the same contract suite as the real ones. */
export function memoryFigures(): FiguresStore {
  let kept: Counts = { shown: 1, kept: [1] };
  const cases = new Map<string, CountedCase>();
  const months = new Map<string, Kept>();
  const nameOf = ({ count, month, share }: ShareOfMonth) => `${count} ${month} ${share}`;
  const shareAt = (name: string): Kept => months.get(name) ?? { tick: 0, added: new Set(), figures: {} };
  return {
    counts: async () => kept,
    async setCounts(counts) {
      kept = counts;
    },
    readCases: async (count, caseIds) =>
      new Map(
        caseIds.flatMap((caseId) => {
          const counted = cases.get(`${count} ${caseId}`);
          return counted === undefined ? [] : [[caseId, structuredClone(counted)]];
        }),
      ),
    async keepCase(count, caseId, counted, before) {
      const name = `${count} ${caseId}`;
      if ((cases.get(name)?.tick ?? 0) !== before) return false;
      cases.set(name, structuredClone(counted));
      return true;
    },
    async readShare(count, month, share) {
      const { tick, added } = shareAt(nameOf({ count, month, share }));
      return { tick, added: new Set(added) };
    },
    async addTo(share, figures, ids, before) {
      const { tick, added, figures: sum } = shareAt(nameOf(share));
      if (tick !== before) return false;
      const more = Object.entries(figures).map(([name, value]) => [name, (sum[name] ?? 0) + value] as const);
      months.set(nameOf(share), {
        tick: tick + 1,
        added: new Set([...added, ...ids]),
        figures: { ...sum, ...Object.fromEntries(more) },
      });
      return true;
    },
    async settle(share, ids) {
      const { tick, added, figures } = shareAt(nameOf(share));
      for (const id of ids) added.delete(id);
      months.set(nameOf(share), { tick: tick + 1, added, figures });
    },
    async month(count, month) {
      const sum: Record<string, number> = {};
      for (const [name, { figures }] of months)
        if (name.startsWith(`${count} ${month} `))
          for (const [figure, value] of Object.entries(figures)) sum[figure] = (sum[figure] ?? 0) + value;
      return Object.fromEntries(Object.entries(sum).filter(([, value]) => value !== 0));
    },
    async tidy() {
      let removed = 0;
      for (const all of [cases, months])
        for (const name of [...all.keys()])
          if (!kept.kept.includes(Number(name.split(' ')[0]))) removed += Number(all.delete(name));
      return removed;
    },
  };
}
