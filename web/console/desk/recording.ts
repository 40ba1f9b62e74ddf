import { useRef, useState } from 'preact/hooks';
import type { Receipt } from '../../../shared/contracts/contact.ts';
import { useComplaints } from '../kit/form.tsx';
import { useSending } from '../kit/sending.ts';
import { centerNow } from '../session/center-clock.ts';
import { type ContactDraft, contactOf } from './contact-draft.ts';
import type { DeskGiven } from './given.ts';
import { wrongFields } from './typed-words.ts';

/** Which draft it is on this machine, and how one begins and is found wrong. */
type Recorded<Draft, Wrong extends string> = {
  name: string;
  begun: () => Draft;
  wrongIn: (draft: Draft, codePrefix: string, now: number) => readonly Wrong[];
  /** The fields that a form has a sentence for. */
  fields: readonly Wrong[];
};

/**
 * A contact while it is written down by hand: what is typed stays on this machine until it is kept, what is wrong is told
 * at the press of the button, and the instant of the first press is the one that counts, however often it is sent.
 */
export function useRecording<Draft extends ContactDraft, Wrong extends string>(
  { desk, service, drafts, onSignedOut }: Pick<DeskGiven, 'desk' | 'service' | 'drafts' | 'onSignedOut'>,
  { name, begun, wrongIn, fields }: Recorded<Draft, Wrong>,
) {
  const [found] = useState(() => drafts.find<Draft>(name));
  const [draft, setDraft] = useState<Draft>(() => found ?? begun());
  const latest = useRef(draft);
  latest.current = draft;
  const { wrong, tries, complain, mend, setWrong } = useComplaints<Wrong>();
  const [receipt, setReceipt] = useState<Receipt>();
  const { sending, trouble, send } = useSending(onSignedOut);
  const keepDraft = (next: Draft) => {
    setDraft(next);
    drafts.keep(name, next);
  };
  const change = (part: Partial<Draft>) => {
    const next = { ...latest.current, ...part };
    delete next.pressedAt;
    latest.current = next;
    keepDraft(next);
    mend(wrongIn(next, service.codePrefix, centerNow()));
  };
  const begin = () => {
    drafts.drop(name);
    setDraft(begun());
    setWrong([]);
    setReceipt(undefined);
  };
  const keep = async () => {
    const now = centerNow();
    const pressedAt = draft.pressedAt ?? now;
    const pressed = { ...draft, pressedAt };
    if (complain(wrongIn(draft, service.codePrefix, now))) return;
    keepDraft(pressed);
    const sent = await send(() => desk.record(service.service, contactOf(pressed, pressedAt), draft.key));
    if (sent === undefined) return;
    if ('trouble' in sent) return setWrong(wrongFields(sent.trouble.wrong ?? [], fields).known);
    drafts.drop(name);
    setReceipt(sent.answer);
  };
  return { found, draft, latest, wrong, tries, receipt, sending, trouble, change, begin, keep };
}
