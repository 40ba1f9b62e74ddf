import { useState } from 'preact/hooks';
import type { ContentDraftView } from '../../../shared/contracts/content/content-draft.ts';
import type { ContentDocument } from '../../../shared/contracts/content/entry.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { useKeptAtCenter } from '../kit/kept-at-center.ts';
import type { EditorGiven } from './given.ts';
import { type Path, withValue } from './typed-document.ts';

type Typed = { document: ContentDocument; change: string; seen: number };

/**
 * What an editor types of a content in one language, kept at the center for them alone, with what stands against
 * publishing it; `begin` is what they begin with where nothing is kept, `version` what they have seen.
 */
export function useContentDraft(
  { editor, service, content, language }: EditorGiven & { content: string; language: Language },
  { begin, version }: { begin: () => ContentDocument; version: number },
) {
  const [told, setTold] = useState<Partial<ContentDraftView>>({});
  const tell = ({ names, ...judged }: ContentDraftView) =>
    setTold((before) => ({ ...judged, names: names ?? before.names }));
  const ask = (act: Parameters<typeof editor.draft>[2]) => editor.draft(service.service, content, act);
  const kept = useKeptAtCenter<Typed>(`${service.service}/${content}/${language}`, {
    start: () => ({ document: begin(), change: '', seen: version }),
    read: async () => {
      const opened = await ask({ act: 'open-draft', language });
      tell(opened);
      return opened.draft;
    },
    keep: async ({ document, change, seen }) =>
      tell(await ask({ act: 'keep-draft', language, document, change, seen })),
  });
  /** Takes back what was typed: nothing of it is kept. */
  const drop = async () => {
    kept.forget();
    await kept.settled();
    await ask({ act: 'drop-draft', language });
  };
  /** Changes one member; several may change at once. */
  const edit = (path: Path, value: unknown) =>
    kept.change((now) => ({ ...now, document: withValue(now.document, path, value) as ContentDocument }));
  return { ...kept, told, drop, edit };
}
