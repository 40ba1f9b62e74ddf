import { present } from '../present.ts';
import type { Case, KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import {
  answer,
  assignAnswerProtocol,
  correct,
  judgeHeldAnswer,
  markAnswerBounced,
  markAnswerSent,
  oweCorrection,
  withdrawCorrection,
  withholdAnswer,
} from './decide-answer.ts';
import { answerAsk, askCitizen, forward, markAskOverdue, withdrawAsk } from './decide-ask.ts';
import { updateCall } from './decide-call.ts';
import {
  askCallBack,
  giveUpCallBack,
  joinCase,
  joinTo,
  noteCallerServed,
  recordCallBackAttempt,
} from './decide-call-back.ts';
import { close, reopen } from './decide-closing.ts';
import { giveConsent, withdrawConsent } from './decide-consent.ts';
import { followedBy, interruptedBy, openCase, readDocument, receiveContact } from './decide-contact.ts';
import { agreeNoDanger, handToRescue, judgeDanger, raised } from './decide-danger.ts';
import { liftHold, setHold } from './decide-hold.ts';
import { byHolder, give, release, takeInCharge, whileOpen } from './decide-ownership.ts';
import { pauseClock, resumeClock } from './decide-pause.ts';
import { rate, review } from './decide-quality.ts';
import {
  acknowledgeReferral,
  answerReferral,
  refer,
  refuseReferral,
  renewReferral,
  returnReferral,
} from './decide-referral.ts';
import { groupIn, splitOff, ungroup, unjoin } from './decide-several.ts';
import { addNote, resort, sayFact } from './decide-sorting.ts';
import { isTooLate } from './following-case.ts';
import {
  endPromise,
  inspectHousehold,
  joinHousehold,
  leaveHousehold,
  promiseHousehold,
  visitHousehold,
} from './household.ts';

/** Decides a command against a case: the events that follow, or why there are none. */
export function decideCase(command: CaseCommand, state: Case): Decision {
  if (command.type === 'OpenCase') return state.stage === 'none' ? openCase(command) : { refused: 'already-open' };
  if (state.stage === 'none') return { refused: 'unknown-case' };
  return decideKnown(command, state);
}

type KnownCommand = Exclude<CaseCommand['type'], 'OpenCase'>;

/** What decides each command on a case that is open or was. */
const decisions: { [T in KnownCommand]: (command: CaseCommand<T>, state: KnownCase) => Decision } = {
  ReceiveContact: receiveContact,
  UpdateCall: updateCall,
  ReadDocument: readDocument,
  AskCallBack: askCallBack,
  RecordCallBackAttempt: recordCallBackAttempt,
  GiveUpCallBack: byHolder(giveUpCallBack),
  NoteCallerServed: noteCallerServed,
  AssignProtocol: assignProtocol,
  CancelProtocol: cancelProtocol,
  JoinTo: joinTo,
  JoinCase: joinCase,
  AddMessage: addMessage,
  JudgeDanger: judgeDanger,
  AttachAttachment: attachAttachment,
  RefuseAttachment: refuseAttachment,
  TakeInCharge: whileOpen(takeInCharge),
  Release: release,
  Give: whileOpen(give),
  AddNote: addNote,
  NoteFact: sayFact('PersonFactNoted'),
  DropFact: sayFact('PersonFactDropped'),
  Resort: byHolder(resort),
  AskCitizen: byHolder(askCitizen),
  PauseClock: byHolder(pauseClock),
  ResumeClock: resumeClock,
  Forward: byHolder(forward),
  AnswerAsk: answerAsk,
  WithdrawAsk: byHolder(withdrawAsk),
  MarkAskOverdue: markAskOverdue,
  Refer: byHolder(refer),
  AcknowledgeReferral: acknowledgeReferral,
  AnswerReferral: answerReferral,
  RefuseReferral: refuseReferral,
  ReturnReferral: returnReferral,
  RenewReferral: byHolder(renewReferral),
  Answer: (command, state) => {
    const { corrects } = command;
    return corrects === undefined ? byHolder(answer)(command, state) : correct({ ...command, corrects }, state);
  },
  OweCorrection: oweCorrection,
  WithdrawCorrection: withdrawCorrection,
  WithholdAnswer: withholdAnswer,
  JudgeHeldAnswer: judgeHeldAnswer,
  AssignAnswerProtocol: assignAnswerProtocol,
  MarkAnswerSent: markAnswerSent,
  MarkAnswerBounced: markAnswerBounced,
  Close: byHolder(close),
  Reopen: reopen,
  Unjoin: unjoin,
  SplitOff: byHolder(splitOff),
  SetHold: setHold,
  LiftHold: liftHold,
  GroupIn: groupIn,
  Ungroup: ungroup,
  HandToRescue: handToRescue,
  AgreeNoDanger: agreeNoDanger,
  Rate: rate,
  Review: review,
  GiveConsent: giveConsent,
  WithdrawConsent: withdrawConsent,
  JoinHousehold: joinHousehold,
  LeaveHousehold: leaveHousehold,
  VisitHousehold: visitHousehold,
  InspectHousehold: inspectHousehold,
  PromiseHousehold: promiseHousehold,
  EndPromise: endPromise,
  ErasePersonalData: ({ reason, upToVersion }) => [{ type: 'PersonalDataErased', reason, upToVersion }],
};

const decideKnown = <T extends KnownCommand>(command: CaseCommand<T>, state: KnownCase): Decision =>
  decisions[command.type](command, state);

function assignProtocol(command: CaseCommand<'AssignProtocol'>, { protocol }: KnownCase): Decision {
  const { contact, year, number, assignedAt } = command;
  if (protocol.some((assigned) => assigned.contact === contact)) return { refused: 'nothing-new' };
  return [{ type: 'ProtocolAssigned', contact, year, number, assignedAt }];
}

function cancelProtocol(command: CaseCommand<'CancelProtocol'>, { protocol, answers }: KnownCase): Decision {
  const { year, number, by, subject, reason } = command;
  const isIt = (known: { year: number; number: number } | undefined) => known?.year === year && known.number === number;
  const assigned = protocol.find(isIt);
  const ofAnswer = answers.find((answer) => isIt(answer.protocol));
  if (assigned === undefined && ofAnswer === undefined) return { refused: 'no-such-number' };
  return (assigned?.cancelled ?? ofAnswer?.cancelled)
    ? { refused: 'nothing-new' }
    : [{ type: 'ProtocolCancelled', year, number, by, ...present({ subject }), reason }];
}

/** A citizen who writes after the end is heard: the case opens again, as it does for a further contact. */
function addMessage({ from, text, danger, after, late }: CaseCommand<'AddMessage'>, state: KnownCase): Decision {
  const since = after === undefined ? [] : state.messages.slice(after);
  if (since.some((message) => message.from === from && message.text === text)) return { refused: 'nothing-new' };
  const isClosed = state.stage === 'closed';
  if (isClosed && from === 'desk') return { refused: 'closed' };
  if (late !== undefined && isTooLate(state, late.since)) return followedBy(state, late.caseId);
  return [
    ...(isClosed ? [{ type: 'Reopened', reason: 'a further message' } as const] : []),
    { type: 'MessageAdded', from, personal: { message: text, ...present({ danger }) } },
    ...(from === 'citizen' ? interruptedBy(state) : []),
    ...raised(state, danger?.level === 'lane'),
  ];
}

const isSettled = ({ attachments }: KnownCase, attachment: string) =>
  attachments.attached.includes(attachment) || attachments.refused.includes(attachment);

function attachAttachment({ checked }: CaseCommand<'AttachAttachment'>, state: KnownCase): Decision {
  return isSettled(state, checked.attachment)
    ? { refused: 'nothing-new' }
    : [{ type: 'AttachmentAttached', ...checked }, ...raised(state, checked.personal?.danger?.level === 'lane')];
}

function refuseAttachment(command: CaseCommand<'RefuseAttachment'>, state: KnownCase): Decision {
  const { attachment, reason } = command;
  return isSettled(state, attachment)
    ? { refused: 'nothing-new' }
    : [{ type: 'AttachmentRefused', attachment, reason }];
}
