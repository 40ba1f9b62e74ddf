import type { ContributionState } from '../../shared/contracts/contribution.ts';
import { type Contribution, type Owed, publicOf, rowOf } from '../../shared/core/contributions/contribution.ts';
import type { Contributions } from '../../shared/shell/stores/contributions.ts';

/** Contributions in memory, each version once, like the real ones. */
export function memoryContributions(service = 'familyline'): Contributions {
  const all = new Map<string, { one: Contribution; owed?: Owed | undefined }>();
  const inState = (state: ContributionState) =>
    [...all.values()]
      .filter(({ one }) => one.state === state)
      .sort((a, b) => (a.one.since < b.one.since ? -1 : a.one.since > b.one.since ? 1 : 0));
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
    box: async (state, limit) =>
      inState(state)
        .slice(0, limit)
        .map(({ one }) => rowOf(one)),
    published: async (limit) =>
      inState('published')
        .reverse()
        .flatMap(({ one }) => publicOf(one, service) ?? [])
        .slice(0, limit),
    owing: async (state) =>
      inState(state).flatMap(({ one, owed }) => (owed === undefined ? [] : [{ id: one.id, owed }])),
    async settle(id, owed) {
      const kept = all.get(id);
      if (kept?.owed === owed) all.set(id, { one: kept.one });
    },
    async *all() {
      yield [...all.values()].map(({ one }) => structuredClone(one));
    },
  };
}
