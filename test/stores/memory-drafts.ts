import type { DraftBody, DraftView } from '../../shared/contracts/draft.ts';
import type { DraftKey, Drafts } from '../../shared/shell/stores/drafts.ts';

/** Drafts in memory. */
export function memoryDrafts(): Drafts {
  const kept = new Map<string, NonNullable<DraftView['draft']>>();
  const nameOf = ({ caseId, subject, of }: DraftKey) => `${caseId}|${of}|${subject}`;
  return {
    read: async (key) => kept.get(nameOf(key)),
    async keep(key, draft: DraftBody, now) {
      const one = { ...draft, savedAt: now.toISOString() };
      kept.set(nameOf(key), one);
      return one;
    },
    drop: async (key) => void kept.delete(nameOf(key)),
    async forget(caseId) {
      const names = [...kept.keys()].filter((name) => name.startsWith(`${caseId}|`));
      for (const name of names) kept.delete(name);
      return names.length;
    },
  };
}
