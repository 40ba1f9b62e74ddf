import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { FormalContact } from '../../../shared/contracts/handed-on.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { type AnswerOfCase, isHeld } from '../../../shared/core/cases/desk-facts.ts';
import { mayMail } from '../../../shared/core/cases/safe-contact.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';

/** Seconds for which SQS keeps back a message at most (SendMessage, DelaySeconds). */
const longestDelay = 900;

/** Seconds from now until an instant, as SQS takes them: whole, not too short, fifteen minutes at most. */
export const secondsUntil = (at: string, now: number): number =>
  Math.min(longestDelay, Math.max(0, Math.ceil((instantOf(at) - now) / 1000)));

/**
 * The answers in these events that leave by themselves once their time has come: by mail, or on the page alone; one that
 * is held does so once it was read. A letter
 * and a PEC wait for somebody; what was said was said.
 */
export const answersThatLeave = (events: readonly CaseEvent[]): { answer: string; leavesAt: string }[] =>
  events.flatMap((event) => {
    if (event.type === 'AnswerCleared') return [{ answer: event.answer, leavesAt: event.leavesAt }];
    if (event.type !== 'Answered' || event.held === true) return [];
    const { answer, leavesAt, channel = 'page' } = event;
    return answer !== undefined && leavesAt !== undefined && (channel === 'mail' || channel === 'page')
      ? [{ answer, leavesAt }]
      : [];
  });

/** Whether an event brings files that are to be checked before an answer leaves with them. */
export const bringsFiles = (events: readonly CaseEvent[]): boolean =>
  events.some((event) => event.type === 'Answered' && (event.attachments ?? []).length > 0);

/** What asks the protocol for the outgoing number of an answer; asked twice it has one number. */
export const formalAnswer = (
  service: string,
  caseId: string,
  { answer, at: receivedAt }: Pick<AnswerOfCase, 'answer' | 'at'>,
): FormalContact => ({ contract: 'formal-contact.v1', service, caseId, contact: caseId, receivedAt, answer });

/** What is to be done with an answer whose time may have come. */
export type Leaving =
  | { is: 'settled' }
  | { is: 'early'; seconds: number }
  /** There is nobody left to whom it could be said. */
  | { is: 'undeliverable' }
  /** A file of it is not checked yet, or is not what it says. */
  | { is: 'files-unchecked' }
  | { is: 'file-refused' }
  /** It stands on the page; `mail` where it is mailed as well, to the address that was fixed when it was given. */
  | { is: 'leaves'; given: AnswerOfCase; mail?: { to: string; tellsNothing: boolean } };

/**
 * Decides over an answer at an instant (epoch milliseconds). One that is sent already is mailed again by the same
 * Message-ID: whoever asks twice was stopped before the mail was queued. Mails are not sent to whoever said that they
 * are read by another.
 */
export function leavingAnswer(state: KnownCase, answer: string, now: number): Leaving {
  const given = state.answers.find((known) => known.answer === answer);
  if (given === undefined || given.state === 'withheld' || given.state === 'bounced') return { is: 'settled' };
  if (isHeld(given)) return { is: 'settled' };
  if (given.text === undefined || state.silentSince !== undefined)
    return given.state === 'to-leave' ? { is: 'undeliverable' } : { is: 'settled' };
  const { leavesAt, to, channel } = given;
  if (leavesAt !== undefined && instantOf(leavesAt) > now) return { is: 'early', seconds: secondsUntil(leavesAt, now) };
  if (given.state === 'to-leave') {
    const { attached, refused } = state.attachments;
    if (given.attachments.some((file) => refused.includes(file))) return { is: 'file-refused' };
    if (!given.attachments.every((file) => attached.includes(file))) return { is: 'files-unchecked' };
  }
  if (channel === 'page') return { is: 'leaves', given };
  if (channel !== 'mail') return { is: 'settled' };
  if (to === undefined) return { is: 'undeliverable' };
  if (!mayMail(Object.values(state.safe))) return { is: 'leaves', given };
  return { is: 'leaves', given, mail: { to, tellsNothing: state.tellsViolence === true } };
}

/** The answer that news of a mail that came back is about: the one that it names, else the last that was mailed. */
export function returnedAnswer(state: KnownCase, named: string | undefined): string | undefined {
  if (named !== undefined) return state.answers.find(({ answer }) => answer === named)?.answer;
  return state.answers.findLast(({ channel, state: where }) => channel === 'mail' && where === 'sent')?.answer;
}

/**
 * The answer by certified mail that a receipt is about: the one that it names, else the only one that goes to the
 * address it names and of which this is news; undefined where there is none, or several.
 */
export function certifiedAnswer(
  state: KnownCase,
  { answer: named, to, says }: { answer?: string | undefined; to?: string | undefined; says: string },
): string | undefined {
  const certified = state.answers.filter(({ channel }) => channel === 'pec');
  if (named !== undefined) return certified.find(({ answer }) => answer === named)?.answer;
  const news = says === 'undelivered' ? ['to-leave', 'sent'] : ['to-leave'];
  const known = certified.filter((one) => one.to?.toLowerCase() === to && news.includes(one.state));
  return known.length === 1 ? known[0]?.answer : undefined;
}
