import { useState } from 'preact/hooks';
import type { DraftBody, DraftFile, DraftOf } from '../../../shared/contracts/draft.ts';
import { present } from '../../../shared/core/present.ts';
import { useKeptAtCenter } from '../kit/kept-at-center.ts';
import type { CaseGiven } from './given.ts';

export type Template = DraftBody['template'];
type Typed = { text: string; template?: Template | undefined; files?: readonly DraftFile[] | undefined };

/**
 * What somebody types on a case, kept at the center for them alone: it outlives a reload, another desk and another
 * owner.
 */
export function useServerDraft({ desk, known }: Pick<CaseGiven, 'desk' | 'known'>, of: DraftOf) {
  const { service, code } = known;
  const [gone, setGone] = useState<readonly string[]>([]);
  const { typed, setTyped, state, type, change, forget, send } = useKeptAtCenter<Typed>(`${service}/${code}/${of}`, {
    start: () => ({ text: '' }),
    read: async () => {
      const { draft } = await desk.draft(service, code, of);
      if (draft?.gone !== undefined) setGone(draft.gone);
      return draft;
    },
    keep: ({ text, template, files = [] }) =>
      desk.keepDraft(service, code, of, {
        text,
        ...present({ template }),
        ...(files.length > 0 && { files: [...files] }),
      }),
  });
  /** It was sent: nothing is left to keep. */
  const sent = () => {
    forget();
    setTyped({ text: '' });
    setGone([]);
    send({ text: '' });
  };
  return { ...typed, gone, state, type, change, sent };
}
