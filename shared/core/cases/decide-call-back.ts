import type { CaseEvent } from '../../contracts/case-event.ts';
import { instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import { wasMissed } from './call.ts';
import type { Case, ContactPoints, KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { close, endings } from './decide-closing.ts';
import { isDangerOpen } from './decide-danger.ts';
import { isHeldByAnother } from './decide-ownership.ts';
import { unsentAnswers } from './desk-facts.ts';
import { owesCorrection } from './given-texts.ts';
import { isOnlyMissed, lastMissedAt } from './missed-calls.ts';
import { nationalNumber } from './phone.ts';

/** Whether this case is to call somebody: a call is owed that nobody has made, and no other case makes it. */
export const isCallBackDue = (state: Case): boolean =>
  state.stage !== 'none' && state.callBack?.state === 'due' && state.joinedTo === undefined;

/**
 * Whether the call that is due here may be made by another case, which closes this one: not where it speaks of danger
 * to life or is an instance, whose own answer is owed, nor once somebody of the staff has it in hand.
 */
export const mayShareTurn = (state: Case): state is KnownCase =>
  state.stage !== 'none' &&
  isCallBackDue(state) &&
  !owesCorrection(state) &&
  !state.urgent &&
  !state.formal &&
  state.owner === undefined &&
  (state.stage === 'registered' || state.stage === 'closed');

/** What becomes of a case whose contact was promised a call that the case does not know of. */
export function askCallBack({ contact, dueAt }: CaseCommand<'AskCallBack'>, state: KnownCase): Decision {
  if (state.erased) return { refused: 'erased' };
  if (state.joinedTo !== undefined) return { refused: 'joined-elsewhere' };
  const wasAnswered =
    state.history.some(({ stage }) => stage === 'answered') ||
    state.contacts.find((known) => known.contact === contact)?.call?.outcome === 'answered';
  if (state.callBack !== undefined || wasAnswered) return { refused: 'nothing-new' };
  const { call } = state.contacts.find((known) => known.contact === contact) ?? {};
  // Who called in vain and withheld their number can be called by nobody.
  if (wasMissed(call) && state.contactPoints.phone === undefined) return { refused: 'nothing-new' };
  return state.stage === 'closed' ? { refused: 'closed' } : [{ type: 'CallBackAsked', contact, dueAt }];
}

/**
 * What becomes of a case by one attempt to call back. The last one in vain gives the call-back up, and with it what
 * was nothing but calls in vain; whoever was reached and wants nothing more is answered.
 */
export function recordCallBackAttempt(command: CaseCommand<'RecordCallBackAttempt'>, state: KnownCase): Decision {
  const { callBack } = state;
  if (callBack?.state !== 'due') return { refused: 'no-call-back' };
  const attempts = callBack.attempts + 1;
  const { by, subject, outcome, note, settled = false } = command;
  const personal = note === undefined ? {} : { personal: { message: note } };
  const tried: CaseEvent = { type: 'CallBackTried', by, ...present({ subject }), outcome, ...personal };
  const doer = { by, ...present({ subject }) };
  if (outcome === 'reached' && settled && state.stage !== 'closed') {
    if (isHeldByAnother(state, doer)) return { refused: 'held-by-another' };
    const ended = close({ type: 'Close', ...doer, outcome: 'answered-on-the-phone', reason: 'called back' }, state);
    return 'refused' in ended ? ended : [tried, ...ended];
  }
  if (outcome === 'reached' || attempts < command.attemptsAllowed) return [tried];
  return [tried, { type: 'CallBackGivenUp', attempts }, ...endOfMissed(state, doer)];
}

/** The end of a case that was nothing but calls in vain, once nobody calls back: not while a danger is open. */
function endOfMissed(state: KnownCase, doer: { by: string; subject?: string }): CaseEvent[] {
  if (state.stage === 'closed' || !isOnlyMissed(state)) return [];
  const reason = 'nobody was reached';
  const ended = close({ type: 'Close', ...doer, outcome: 'citizen-silent', reason }, state);
  return 'refused' in ended ? [] : ended;
}

/** What becomes of a case whose caller nobody calls back any more; a call that was promised is made. */
export function giveUpCallBack({ by, subject, reason }: CaseCommand<'GiveUpCallBack'>, state: KnownCase): Decision {
  if (state.callBack?.state !== 'due') return { refused: 'no-call-back' };
  if (!isOnlyMissed(state)) return { refused: 'call-was-promised' };
  if (isDangerOpen(state)) return { refused: 'danger-not-handed-over' };
  const doer = { by, ...present({ subject }) };
  const { attempts } = state.callBack;
  return [{ type: 'CallBackGivenUp', attempts, ...doer, personal: { message: reason } }, ...endOfMissed(state, doer)];
}

/**
 * What becomes of a case whose caller was answered in another call: one that was nothing but calls in vain before that
 * is over, unless a danger is open or somebody has it in hand.
 */
export function noteCallerServed({ at }: CaseCommand<'NoteCallerServed'>, state: KnownCase): Decision {
  const isOver = isCallBackDue(state) && isOnlyMissed(state) && state.owner === undefined && !isDangerOpen(state);
  const last = lastMissedAt(state);
  if (!isOver || last === undefined || instantOf(last) > instantOf(at)) return { refused: 'no-call-back' };
  const reason = 'the caller was answered in another call';
  return [
    { type: 'CallBackTried', by: 'phone', outcome: 'reached' },
    ...(state.stage === 'closed' ? [] : [{ type: 'Closed', reason, outcome: 'answered-on-the-phone' } as const]),
  ];
}

/** What becomes of a case that joins another. */
export function joinTo(command: CaseCommand<'JoinTo'>, state: KnownCase): Decision {
  const { caseId, by, subject, reason, calledBackThere } = command;
  if (state.joinedTo !== undefined) return { refused: state.joinedTo === caseId ? 'nothing-new' : 'joined-elsewhere' };
  // Whoever was reached, or is in somebody's hands, is not sent to another case by a message that comes once more.
  if (calledBackThere && !mayShareTurn(state)) return { refused: 'no-call-back' };
  if (isHeldByAnother(state, command)) return { refused: 'held-by-another' };
  if (state.stage !== 'closed' && unsentAnswers(state).length > 0) return { refused: 'answer-unsent' };
  if (state.stage !== 'closed' && isDangerOpen(state)) return { refused: 'danger-not-handed-over' };
  // Of two cases that would each be joined to the other, neither is closed.
  if (state.joined.includes(caseId)) return { refused: 'joined-elsewhere' };
  return [
    { type: 'JoinedTo', caseId, by, ...present({ subject }), ...(calledBackThere ? { calledBackThere: true } : {}) },
    ...(state.stage === 'closed'
      ? []
      : [
          ...endings(state, { by, ...present({ subject }) }),
          { type: 'Closed', by, ...present({ subject }), reason, outcome: 'duplicate' } as const,
        ]),
  ];
}

/**
 * Whether two cases are known to be of different persons: their mail addresses differ, and no number is the same.
 * Numbers alone tell nothing, since one person calls from several; there whoever joins them has to know.
 */
export function areOthers(one: ContactPoints, other: ContactPoints): boolean {
  const mail = ({ email = '' }: ContactPoints) => email.trim().toLowerCase();
  const number = ({ phone = '' }: ContactPoints) => nationalNumber(phone);
  const isOneNumber = number(one) !== '' && number(one) === number(other);
  return mail(one) !== '' && mail(other) !== '' && mail(one) !== mail(other) && !isOneNumber;
}

/**
 * What becomes of a case that another joins. Cases of different persons are never one: the second would be answered
 * nowhere, so they are grouped. Nor does a join take a danger that nobody settled out of the urgent lane.
 */
export function joinCase(command: CaseCommand<'JoinCase'>, state: KnownCase): Decision {
  const { caseId, by, subject, inTurn, joining, missedAt } = command;
  if (state.joinedTo !== undefined) return { refused: 'joined-elsewhere' };
  if (state.joined.includes(caseId)) return { refused: 'nothing-new' };
  if (inTurn && !isCallBackDue(state)) return { refused: 'no-call-back' };
  if (joining !== undefined && areOthers(joining.points, state.contactPoints)) return { refused: 'another-person' };
  if (joining?.dangerOpen && !isDangerOpen(state)) return { refused: 'danger-not-handed-over' };
  return [{ type: 'CaseJoined', caseId, by, ...present({ subject, missedAt }) }];
}
