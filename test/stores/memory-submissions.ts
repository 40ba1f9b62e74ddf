import type { Submissions } from '../../shared/shell/stores/submissions.ts';

/** What people send in, in memory, each version once, like the real ones. */
export function memorySubmissions<One extends { id: string; version: number }, Owed extends string>() {
  const kept = new Map<string, { one: One; owed?: Owed | undefined }>();
  const submissions: Submissions<One, Owed> = {
    async give(one, owed) {
      if (kept.has(one.id)) return false;
      kept.set(one.id, { one: structuredClone(one), owed });
      return true;
    },
    read: async (id) => structuredClone(kept.get(id)?.one),
    async replace(next, owed) {
      if (kept.get(next.id)?.one.version !== next.version - 1) return false;
      kept.set(next.id, { one: structuredClone(next), owed });
      return true;
    },
    async settle(id, owed) {
      const found = kept.get(id);
      if (found?.owed === owed) kept.set(id, { one: found.one });
    },
    async *all() {
      yield [...kept.values()].map(({ one }) => structuredClone(one));
    },
  };
  /** Those that `where` finds, by what `since` says of them. */
  const inOrder = (since: (one: One) => string, where: (one: One) => boolean) =>
    [...kept.values()]
      .filter(({ one }) => where(one))
      .sort((a, b) => (since(a.one) < since(b.one) ? -1 : since(a.one) > since(b.one) ? 1 : 0))
      .map(({ one, owed }) => ({ one: structuredClone(one), owed }));
  return { submissions, inOrder };
}

/** Of these, those whose authors are owed a mail. */
export const owingOf = <Owed extends string>(found: readonly { one: { id: string }; owed: Owed | undefined }[]) =>
  found.flatMap(({ one, owed }) => (owed === undefined ? [] : [{ id: one.id, owed }]));
