import { present } from '../present.ts';
import type { Case, KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { raised, updateCall } from './decide-call.ts';
import { askCallBack, joinCase, joinTo, recordCallBackAttempt } from './decide-call-back.ts';
import { openCase, readDocument, receiveContact } from './decide-contact.ts';
import { judgeDanger } from './decide-danger.ts';

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
  AssignProtocol: assignProtocol,
  CancelProtocol: cancelProtocol,
  JoinTo: joinTo,
  JoinCase: joinCase,
  AddMessage: addMessage,
  JudgeDanger: judgeDanger,
  AttachAttachment: attachAttachment,
  RefuseAttachment: refuseAttachment,
  TakeInCharge: whileOpen(takeInCharge),
  AskCitizen: whileOpen(({ question }) => [{ type: 'CitizenAsked', personal: { message: question } }]),
  Forward: whileOpen(({ to }) => [{ type: 'Forwarded', to }]),
  Refer: whileOpen(({ to }) => [{ type: 'Referred', to }]),
  Answer: whileOpen(({ by, text }) => [{ type: 'Answered', by, personal: { message: text } }]),
  Close: whileOpen(({ reason }) => [{ type: 'Closed', reason }]),
  Reopen: reopen,
  ErasePersonalData: ({ reason, upToVersion }) => [{ type: 'PersonalDataErased', reason, upToVersion }],
};

const decideKnown = <T extends KnownCommand>(command: CaseCommand<T>, state: KnownCase): Decision =>
  decisions[command.type](command, state);

/** What decides a command that a closed case takes no more. */
function whileOpen<C>(decide: (command: C, state: KnownCase) => Decision) {
  return (command: C, state: KnownCase): Decision =>
    state.stage === 'closed' ? { refused: 'closed' } : decide(command, state);
}

function assignProtocol(command: CaseCommand<'AssignProtocol'>, { protocol }: KnownCase): Decision {
  const { contact, year, number, assignedAt } = command;
  if (protocol.some((assigned) => assigned.contact === contact)) return { refused: 'nothing-new' };
  return [{ type: 'ProtocolAssigned', contact, year, number, assignedAt }];
}

function cancelProtocol(command: CaseCommand<'CancelProtocol'>, { protocol }: KnownCase): Decision {
  const { year, number, by, subject, reason } = command;
  const assigned = protocol.find((known) => known.year === year && known.number === number);
  if (assigned === undefined) return { refused: 'no-such-number' };
  return assigned.cancelled
    ? { refused: 'nothing-new' }
    : [{ type: 'ProtocolCancelled', year, number, by, ...present({ subject }), reason }];
}

/** A citizen who writes after the end is heard: the case opens again, as it does for a further contact. */
function addMessage({ from, text, danger, after }: CaseCommand<'AddMessage'>, state: KnownCase): Decision {
  const since = after === undefined ? [] : state.messages.slice(after);
  if (since.some((message) => message.from === from && message.text === text)) return { refused: 'nothing-new' };
  const isClosed = state.stage === 'closed';
  if (isClosed && from === 'desk') return { refused: 'closed' };
  return [
    ...(isClosed ? [{ type: 'Reopened', reason: 'a further message' } as const] : []),
    { type: 'MessageAdded', from, personal: { message: text, ...present({ danger }) } },
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

function takeInCharge({ by }: CaseCommand<'TakeInCharge'>, state: KnownCase): Decision {
  const isInTheirCharge = state.stage === 'taken-in-charge' && state.by === by;
  return isInTheirCharge ? { refused: 'nothing-new' } : [{ type: 'TakenInCharge', by }];
}

function reopen({ reason }: CaseCommand<'Reopen'>, { stage }: KnownCase): Decision {
  return stage === 'closed' ? [{ type: 'Reopened', reason }] : { refused: 'not-closed' };
}
