import type { KeptContentDraft } from '../../shared/contracts/content/content-draft.ts';
import type { ContentDraftKey, ContentDrafts } from '../../shared/shell/stores/content-drafts.ts';

/** Editors' drafts in memory. */
export function memoryContentDrafts(): ContentDrafts {
  const kept = new Map<string, KeptContentDraft>();
  const nameOf = ({ content, language, subject }: ContentDraftKey) => `${content}|${language}|${subject}`;
  return {
    read: async (key) => kept.get(nameOf(key)),
    async keep(key, draft, now) {
      const one = { ...draft, savedAt: now.toISOString() };
      kept.set(nameOf(key), one);
      return one;
    },
    drop: async (key) => void kept.delete(nameOf(key)),
  };
}
