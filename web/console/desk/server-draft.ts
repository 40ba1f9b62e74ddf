import { useEffect, useRef, useState } from 'preact/hooks';
import type { DraftBody, DraftFile, DraftOf } from '../../../shared/contracts/draft.ts';
import { present } from '../../../shared/core/present.ts';
import type { CaseGiven } from './given.ts';

/** Milliseconds after the last key until what was typed is kept. */
const settles = 1_200;

export type Template = DraftBody['template'];
type Typed = { text: string; template?: Template | undefined; files?: readonly DraftFile[] | undefined };

/**
 * What somebody types on a case, kept at the center for them alone: it outlives a reload, another desk and another
 * owner. `state` says whether the center has it.
 */
export function useServerDraft({ desk, known }: Pick<CaseGiven, 'desk' | 'known'>, of: DraftOf) {
  const { service, code } = known;
  const [typed, setTyped] = useState<Typed>({ text: '' });
  const [gone, setGone] = useState<readonly string[]>([]);
  const [state, setState] = useState<'loading' | 'kept' | 'typing' | 'failed'>('loading');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** Whether somebody has typed: what comes from the center then comes too late. */
  const touched = useRef(false);
  /** What is kept or dropped goes one after the other, or an older text would come last. */
  const line = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    desk
      .draft(service, code, of)
      .then(({ draft }) => {
        if (draft !== undefined && !touched.current) setTyped(draft);
        if (draft?.gone !== undefined) setGone(draft.gone);
        setState((now) => (now === 'loading' ? 'kept' : now));
      })
      .catch(() => setState('failed'));
  }, [service, code, of]);
  const keep = ({ text, template, files = [] }: Typed) => {
    const draft = { text, ...present({ template }), ...(files.length > 0 && { files: [...files] }) };
    line.current = line.current
      .then(() => desk.keepDraft(service, code, of, draft))
      .then(() => setState((now) => (now === 'typing' && timer.current !== undefined ? now : 'kept')))
      .catch(() => setState('failed'));
  };
  const waiting = useRef<Typed | undefined>(undefined);
  const flush = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (waiting.current !== undefined) keep(waiting.current);
    waiting.current = undefined;
  };
  useEffect(() => flush, [service, code, of]);
  const latest = useRef(typed);
  latest.current = typed;
  const type = (now: Typed) => {
    touched.current = true;
    waiting.current = now;
    latest.current = now;
    setTyped(now);
    setState('typing');
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, settles);
  };
  /** Changes what is there by now: a file was sent while somebody typed on. */
  const change = (how: (now: Typed) => Typed) => type(how(latest.current));
  /** It was sent: nothing is left to keep. */
  const sent = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    waiting.current = undefined;
    touched.current = true;
    setTyped({ text: '' });
    setGone([]);
    keep({ text: '' });
  };
  return { ...typed, gone, state, type, change, sent };
}
