import type { CaseActBody } from '../../../shared/contracts/case-act.ts';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import type { Staff } from '../../../shared/core/staff.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import { type ContactDraft, type ContactWrong, newContactDraft, wrongInContact } from './contact-draft.ts';
import { pagesIn, type UsedPage } from './used-pages.ts';

// A call while somebody at the desk has it on the line: what is typed, and what is then done, one act after the other.
// Each step is read from the case as it is, so that whoever presses again goes on where it stopped.

/** What becomes of a call once it is written down. */
export const callEnds = ['answered', 'forward', 'open'] as const;
export type CallEnd = (typeof callEnds)[number];

/** A call as its form holds it: a contact by phone, and how it ends. */
export type CallDraft = ContactDraft & {
  end: CallEnd;
  /** What was said to the caller. */
  answer: string;
  /** Pages that were read to the caller. */
  used: readonly UsedPage[];
  /** The expert group that is asked. */
  group: string;
};

export type CallWrong = ContactWrong | 'answer' | 'group';

/** Empty fields for a call that has just come; answered is what most calls are. */
export const newCallDraft = (now: number, key: string): CallDraft => ({
  ...newContactDraft(now, key),
  channel: 'phone',
  end: 'answered',
  answer: '',
  used: [],
  group: '',
});

/** What is wrong with a call, field by field, in the order of the form. */
export const wrongInCall = (draft: CallDraft, codePrefix: string, now: number): CallWrong[] => [
  ...wrongInContact(draft, codePrefix, now),
  ...(draft.end === 'answered' && draft.answer.trim() === '' ? ['answer' as const] : []),
  ...(draft.end === 'forward' && draft.group.trim() === '' ? ['group' as const] : []),
];

/** Whether a case has the call already: it is registered a moment after it was kept. */
export const hasCall = ({ contacts }: Pick<DeskCase, 'contacts'>, receivedAt: string): boolean =>
  contacts.some((one) => one.channel === 'phone' && Date.parse(one.receivedAt) === Date.parse(receivedAt));

/**
 * The next act that a call asks for on its case; undefined where all is done, or where the rest is not to be done from
 * here: a case with danger to life is not closed before rescue was told, and not everybody may close.
 */
export function nextAct(known: DeskCase, draft: CallDraft, staff: Staff): CaseActBody | undefined {
  const { desk, stage } = known;
  if (draft.end === 'open' || stage === 'closed') return undefined;
  if (desk.owner === undefined && !isForwarded(known, draft)) return { act: 'take' };
  if (draft.end === 'forward') {
    const question = draft.message.trim();
    return isForwarded(known, draft) ? undefined : { act: 'forward', to: draft.group.trim(), question };
  }
  if (!isAnswered(known, draft)) {
    const articles = pagesIn(draft.answer, draft.used);
    const text = draft.answer.trim();
    return { act: 'answer', text, channel: 'phone', final: true, ...(articles.length > 0 && { articles }) };
  }
  if (known.urgent || desk.dangerOpen || !mayAct(staff, 'close')) return undefined;
  return { act: 'close', outcome: 'answered-on-the-phone', ...(draft.joins === '' && { firstContact: true }) };
}

const isForwarded = ({ desk }: DeskCase, { end, group, message }: CallDraft): boolean =>
  end === 'forward' && desk.asks.some(({ to, text }) => to === group.trim() && text === message.trim());

const isAnswered = ({ desk }: DeskCase, { answer }: CallDraft): boolean =>
  desk.answers.some(({ channel, text, state }) => channel === 'phone' && state === 'sent' && text === answer.trim());

/** What a call came to: closed, with experts, or still open. */
export const cameTo = (known: DeskCase, draft: CallDraft): 'closed' | 'forwarded' | 'answered' | 'open' =>
  known.stage === 'closed'
    ? 'closed'
    : isForwarded(known, draft)
      ? 'forwarded'
      : draft.end === 'answered' && isAnswered(known, draft)
        ? 'answered'
        : 'open';
