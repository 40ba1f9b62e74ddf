import type { CaseEvent } from '../../contracts/case-event.ts';
import { instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { isDangerOpen } from './decide-danger.ts';
import { isHeldByAnother } from './decide-ownership.ts';
import { isHeld, isSamePerson, lacksNumber, saidAlready, unsentAnswers } from './desk-facts.ts';
import { isTold } from './given-texts.ts';

/**
 * What becomes of a case that is answered. What was said on the phone or in person is out with the act that records it;
 * anything else leaves later, and can be withheld until it does. One answer to many passes by a case of which a danger
 * to life was heard and not settled.
 */
export function answer(command: CaseCommand<'Answer'>, state: KnownCase): Decision {
  const { type: _act, by, text, to, answer: id, ...said } = command;
  const { subject, channel, final, batch } = said;
  if (id !== undefined && state.answers.some((known) => known.answer === id)) return { refused: 'nothing-new' };
  if (batch !== undefined && isDangerOpen(state)) return { refused: 'danger-not-handed-over' };
  const answered: CaseEvent = {
    type: 'Answered',
    by,
    ...present({ answer: id, ...said }),
    personal: { message: text, ...present({ email: to }) },
  };
  const isSaid = id !== undefined && channel !== undefined && saidAlready.has(channel);
  return isSaid
    ? [answered, { type: 'AnswerSent', answer: id, by, ...present({ subject, interim: final === false || undefined }) }]
    : [answered];
}

/** Whether nobody need be told that a text holds no longer, and why. */
function refusedCorrection(state: KnownCase, corrects: string): Decision | undefined {
  if (state.erased) return { refused: 'erased' };
  return isTold(state, corrects) ? { refused: 'nothing-new' } : undefined;
}

/**
 * What becomes of a case whose citizen is told that what they were given holds no longer: whoever has the case, and
 * though it is closed; never twice.
 */
export const correct = (command: CaseCommand<'Answer'> & { corrects: string }, state: KnownCase): Decision =>
  refusedCorrection(state, command.corrects) ?? answer(command, state);

/** What becomes of a case whose citizen is to be called for that: what is to be said stands in a note. */
export function oweCorrection(command: CaseCommand<'OweCorrection'>, state: KnownCase): Decision {
  const { by, subject, contact, dueAt, corrects, batch, text } = command;
  const refused = refusedCorrection(state, corrects);
  if (refused !== undefined) return refused;
  if (isDangerOpen(state)) return { refused: 'danger-not-handed-over' };
  const doer = { by, ...present({ subject }) };
  // A call that was promised is made no later than that.
  const owed = state.callBack?.state === 'due' ? state.callBack.dueAt : dueAt;
  const due = instantOf(owed) < instantOf(dueAt) ? owed : dueAt;
  return [
    { type: 'CallBackAsked', contact, dueAt: due, corrects, batch, ...doer },
    { type: 'NoteAdded', ...doer, personal: { message: text } },
  ];
}

/** What becomes of it where whoever owed the call takes it back, before anybody was called. */
export function withdrawCorrection(command: CaseCommand<'WithdrawCorrection'>, state: KnownCase): Decision {
  const { by, subject, batch } = command;
  const owed = state.correctionCalls.find((call) => call.batch === batch && call.state === 'due');
  if (owed === undefined || state.callBack?.state !== 'due') return { refused: 'no-call-back' };
  if (owed.by === undefined || !isSamePerson({ ...owed, by: owed.by }, command)) return { refused: 'not-yours' };
  const { attempts } = state.callBack;
  return [{ type: 'CallBackGivenUp', attempts, by, ...present({ subject }), withdrawn: true }];
}

type WithAnswer = { answer: string };

/** The answer that a command names, where it has not left yet; or why it cannot be done to it. */
function unsent(state: KnownCase, { answer: id }: WithAnswer): Decision | undefined {
  const known = state.answers.find(({ answer: one }) => one === id);
  if (known === undefined) return { refused: 'no-such-answer' };
  if (known.state === 'to-leave') return undefined;
  return { refused: known.state === 'withheld' ? 'nothing-new' : 'already-sent' };
}

/** What becomes of an answer that the protocol has given its outgoing number. */
export function assignAnswerProtocol(command: CaseCommand<'AssignAnswerProtocol'>, { answers }: KnownCase): Decision {
  const { answer: id, year, number, assignedAt } = command;
  const known = answers.find(({ answer: one }) => one === id);
  if (known === undefined) return { refused: 'no-such-answer' };
  if (known.protocol !== undefined) return { refused: 'nothing-new' };
  return [{ type: 'AnswerProtocolAssigned', answer: id, year, number, assignedAt }];
}

/** What becomes of an answer that is taken back before it left: one that leaves by itself and has its number leaves. */
export function withholdAnswer(command: CaseCommand<'WithholdAnswer'>, state: KnownCase): Decision {
  const { by, subject, because, beforehand } = command;
  const known = state.answers.find(({ answer: one }) => one === command.answer);
  // Whoever gave an answer to many takes it back, whoever has the case meanwhile.
  const isTheirs = known?.batch !== undefined && by !== undefined && isSamePerson(known, { by, subject });
  if (isHeldByAnother(state, command) && !isTheirs) return { refused: 'held-by-another' };
  if (because !== 'undeliverable' && known?.leavesAt !== undefined && known.protocol !== undefined)
    return { refused: 'already-sent' };
  const withheld: CaseEvent = { type: 'AnswerWithheld', ...present({ by, subject }), answer: command.answer, because };
  return known === undefined && beforehand ? [withheld] : (unsent(state, command) ?? [withheld]);
}

/** What becomes of an answer that a supervisor has read, who did not give it: it leaves, or stays with words for its giver. */
export function judgeHeldAnswer(command: CaseCommand<'JudgeHeldAnswer'>, state: KnownCase): Decision {
  const { by, subject, answer: id, right, leavesAt, note } = command;
  const doer = { by, ...present({ subject }) };
  const known = state.answers.find(({ answer: one }) => one === id);
  const refused = unsent(state, { answer: id });
  if (refused !== undefined) return refused;
  if (known === undefined || !isHeld(known)) return { refused: 'nothing-new' };
  if (isSamePerson(known, doer)) return { refused: 'own-answer' };
  if (right) return [{ type: 'AnswerCleared', ...doer, answer: id, leavesAt }];
  return [
    { type: 'AnswerWithheld', ...doer, answer: id, because: 'review' },
    ...(note === undefined ? [] : [{ type: 'NoteAdded', ...doer, personal: { message: note } } as const]),
  ];
}

/** What becomes of an answer that left. */
export function markAnswerSent(command: CaseCommand<'MarkAnswerSent'>, state: KnownCase): Decision {
  const { by, subject, messageId } = command;
  const known = state.answers.find(({ answer: one }) => one === command.answer);
  if (known !== undefined && isHeld(known)) return { refused: 'held' };
  if (known?.state === 'to-leave' && lacksNumber(state, known)) return { refused: 'not-numbered' };
  const protocol = command.protocol ?? known?.protocol;
  const members = present({ by, subject, interim: known?.final === false || undefined, messageId, protocol });
  return unsent(state, command) ?? [{ type: 'AnswerSent', answer: command.answer, ...members }];
}

/** What becomes of an answer that came back: a case that was closed is open again, since its citizen has nothing. */
export function markAnswerBounced(command: CaseCommand<'MarkAnswerBounced'>, state: KnownCase): Decision {
  const { answer: id, reason, text } = command;
  const known = state.answers.find((one) => one.answer === id);
  if (known === undefined) return { refused: 'no-such-answer' };
  if (known.state === 'bounced' || known.state === 'withheld') return { refused: 'nothing-new' };
  const isReopened = state.stage === 'closed' && state.joinedTo === undefined && known.final;
  return [
    {
      type: 'AnswerBounced',
      answer: id,
      reason,
      ...present({ corrects: known.corrects }),
      ...(text !== undefined && { personal: { message: text } }),
    },
    ...(isReopened ? [{ type: 'Reopened', reason: 'the answer came back', because: 'bounce' } as const] : []),
  ];
}

/** Whatever was about to leave stays once the citizen has spoken: it may be no answer to that. */
export const withheldByContact = (state: KnownCase): CaseEvent[] =>
  unsentAnswers(state)
    .filter(
      ({ leavesAt, protocol, corrects }) => leavesAt !== undefined && protocol === undefined && corrects === undefined,
    )
    .map(({ answer: id }) => ({ type: 'AnswerWithheld', answer: id, because: 'contact' }));
