import type { FollowUpView } from '../../shared/contracts/content/follow-up.ts';
import type { Agreed, FollowUps } from '../../shared/shell/stores/follow-ups.ts';

type Kept = Agreed & { waits: boolean; said: Map<string, Omit<FollowUpView['measures'][number], 'measure' | 'title'>> };

/** Follow-ups in memory, and everything that is kept of them, as text. */
export function memoryFollowUps(): FollowUps & { kept(): string } {
  const claimed = new Set<string>();
  const all = new Map<string, Kept>();
  return {
    kept: () => JSON.stringify([[...claimed], [...all.values()].map(({ said, ...one }) => [one, [...said]])]),
    async claim(digest) {
      const isNew = !claimed.has(digest);
      claimed.add(digest);
      return isNew;
    },
    async release(digest) {
      claimed.delete(digest);
    },
    async keep(agreed) {
      all.set(agreed.followUp, { ...agreed, waits: true, said: new Map() });
    },
    async read(followUp, now) {
      const one = all.get(followUp);
      if (one === undefined || Date.parse(one.dueAt) + 30 * 86_400_000 <= now.getTime()) return undefined;
      const { language, dueAt, measures, said, email, waits } = one;
      const view = {
        followUp,
        language,
        dueAt,
        measures: measures.map((each) => ({ ...each, ...said.get(each.measure) })),
      };
      return { view, ...(waits && { email }) };
    },
    due: async (now, limit) =>
      [...all.values()].filter(({ waits, dueAt }) => waits && dueAt <= now.toISOString()).slice(0, limit),
    async markAsked(followUp) {
      const one = all.get(followUp);
      if (!one?.waits) return false;
      all.set(followUp, { ...one, email: '', waits: false });
      return true;
    },
    async answer(followUp, measure, answered) {
      const said = all.get(followUp)?.said;
      const before = said?.get(measure);
      const fits = answered.reason === undefined ? before === undefined : before?.obtained === 'no' && !before.reason;
      if (said === undefined || !fits) return false;
      said.set(measure, answered);
      return true;
    },
    async drop(followUp) {
      all.delete(followUp);
    },
  };
}
