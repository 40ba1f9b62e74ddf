import type { CallFacts } from '../../contracts/arrival.ts';
import type { CaseEvent } from '../../contracts/case-event.ts';
import type { Stage } from '../../contracts/case-status.ts';
import type { PersonalPart } from '../../contracts/event-members.ts';
import { present } from '../present.ts';
import { callOrder, dangerChosen, dangerRule, wasMissed, wasSettledOnThePhone } from './call.ts';
import { hasRecord, withRecord } from './call-records.ts';
import type { ContactOfCase, KnownCase } from './case.ts';
import type { CaseCommand, Decision, Sorted } from './commands.ts';
import { isDangerOpen, raised } from './decide-danger.ts';
import { owesCorrection } from './given-texts.ts';
import { nationalNumber } from './phone.ts';
import { mayCall } from './safe-contact.ts';

/** What one record more of a call makes of its case; records come in any order, and more than once. */
export function updateCall(command: CaseCommand<'UpdateCall'>, state: KnownCase): Decision {
  const { contact, call: record, told, urgent = false } = command;
  const touch = state.contacts.find((known) => known.contact === contact);
  if (touch?.call === undefined) return { refused: 'no-such-contact' };
  const isNewest = callOrder(record, touch.call) > 0;
  const personal = newsOfCaller(state, touch, told, isNewest);
  if (personal === undefined && hasRecord(touch, record)) return { refused: 'nothing-new' };
  const call = withRecord(touch, record).call;
  const isAnswered = call.outcome === 'answered';
  // A caller who left a message and then hung up is owed a call all the same, in whatever order the records come.
  const isAsked = state.callBack === undefined && !state.calledBackThere && !isAnswered && !state.erased;
  // Who called in vain is called back where the number is known.
  const isNumbered = (personal?.phone ?? state.contactPoints.phone) !== undefined;
  const mayAsk = !wasMissed(call) || isNumbered;
  const owedCall = command.callBack ?? (wasMissed(call) ? command.ifMissed : undefined);
  const asked = isAsked && mayAsk && mayCall(Object.values(state.safe)) ? owedCall : undefined;
  const isSettled = wasSettledOnThePhone(call) && asked === undefined;
  const sorted = sortedAnew(state, touch, command, !isSettled);
  // Whoever answered another call may not know what else was to be said.
  const isReached = isAnswered && isNewest && state.callBack?.state === 'due' && !owesCorrection(state);
  const speaksOfDanger = urgent && !state.erased;
  // Danger to life ends with whoever handed it over or found none, not with the telephone line.
  const isDangerous = isDangerOpen({ ...state, urgent: state.urgent || speaksOfDanger });
  const isOver = isSettled && !isDangerous && isUntouched(state) && (state.callBack === undefined || isReached);
  const isDueAgain = wasSettledOnThePhone(touch.call) && !isSettled && !state.calledBackThere;
  // Danger that is heard late is seen, though the call was answered or another case has taken it over.
  const isAlarming = speaksOfDanger && !state.urgent;
  const isReopened = state.stage === 'closed' && (isDueAgain || isAlarming);
  return [
    { type: 'CallUpdated', contact, call: record, ...present({ sorted, personal }) },
    ...(isReopened ? [{ type: 'Reopened', reason: `the call was ${call.outcome}` } as const] : []),
    ...raised(state, speaksOfDanger),
    ...(asked === undefined ? [] : [{ type: 'CallBackAsked', ...asked } as const]),
    ...(isReached ? [{ type: 'CallBackTried', by: 'phone', outcome: 'reached' } as const] : []),
    ...(isOver && state.stage !== 'closed' ? settledBy(call) : []),
  ];
}

/** A call that was answered is an answer; one that ended before anything was asked leaves nothing to answer. */
export function settledBy({ outcome }: CallFacts): CaseEvent[] {
  return outcome === 'answered'
    ? [
        { type: 'Answered', by: 'phone' },
        { type: 'Closed', reason: 'answered on the phone' },
      ]
    : [{ type: 'Closed', reason: 'the call ended before anything was asked' }];
}

/**
 * What a record of a call tells of the caller that is news: number, words, where they are recorded, and that they
 * pressed the menu's key of danger to life, which no record before this one told.
 */
function newsOfCaller(
  { erased, contactPoints, contacts, messages }: KnownCase,
  touch: ContactOfCase,
  { phone, message, recording, danger }: PersonalPart = {},
  isNewest: boolean,
): PersonalPart | undefined {
  if (erased) return undefined;
  const isAnother = phone !== undefined && nationalNumber(phone) !== nationalNumber(contactPoints.phone ?? '');
  const isNews = {
    // Of a case of several contacts the number may be somebody else's.
    phone: contactPoints.phone === undefined || (isNewest && isAnother && contacts.length === 1),
    message: !messages.some(({ text }) => text === message),
    recording: touch.recording === undefined || (isNewest && recording !== touch.recording),
    key: (touch.records ?? []).every(({ menuChoices = [] }) => dangerChosen(menuChoices) === undefined),
  };
  const news = {
    ...(phone !== undefined && isNews.phone && { phone }),
    ...(message !== undefined && isNews.message && { message, ...present({ danger }) }),
    ...(danger?.rule === dangerRule && isNews.key && { danger }),
    ...(recording !== undefined && isNews.recording && { recording }),
  };
  return Object.keys(news).length === 0 ? undefined : news;
}

/** Whether nobody of the staff has done anything with a case yet: it is what its one contact made of it. */
function isUntouched({
  contacts,
  history,
  protocol,
  joined,
  joinedTo,
  callBack,
  stage,
  owner,
  answers,
}: KnownCase): boolean {
  const [first] = contacts;
  const byNobody: readonly Stage[] = ['accepted', 'registered', 'answered', 'closed'];
  return (
    contacts.length === 1 &&
    history.every((step) => byNobody.includes(step.stage)) &&
    (stage === 'registered' || wasSettledOnThePhone(first?.call)) &&
    owner === undefined &&
    protocol.length + joined.length + answers.length + (callBack?.attempts ?? 0) === 0 &&
    joinedTo === undefined
  );
}

/**
 * What a record makes of an untouched case: the kind that its menu choices lead to unless a newer record has chosen,
 * and the answer that is owed where none was.
 */
function sortedAnew(
  state: KnownCase,
  { records = [] }: ContactOfCase,
  { call, sorted, firstAnswerDueAt }: CaseCommand<'UpdateCall'>,
  owed: boolean,
): Sorted | undefined {
  if (!isUntouched(state)) return undefined;
  const chosenLast = records.every((each) => each.menuChoices === undefined || callOrder(call, each) > 0);
  if (sorted !== undefined && chosenLast && sorted.kind !== state.kind) {
    const { firstAnswerDueAt: due, ...what } = sorted;
    return { ...what, ...(owed && due !== undefined && { firstAnswerDueAt: due }) };
  }
  if (!owed || state.firstAnswerDueAt !== undefined || firstAnswerDueAt === undefined) return undefined;
  const { kind, lane, formal } = state;
  return { kind: kind as Sorted['kind'], lane, formal, firstAnswerDueAt };
}
