import type { CaseEvent } from '../../contracts/case-event.ts';
import { present } from '../present.ts';
import { wasMissed, wasSettledOnThePhone } from './call.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { withheldByContact } from './decide-answer.ts';
import { settledBy, updateCall } from './decide-call.ts';
import { raised } from './decide-danger.ts';
import { resumedByCitizen } from './decide-pause.ts';
import { isTooLate } from './following-case.ts';
import { mayCall } from './safe-contact.ts';

/** What the first contact of a case makes of it. */
export function openCase(command: CaseCommand<'OpenCase'>): CaseEvent[] {
  const { opened, contact, asks, documents } = command;
  const { call } = contact;
  // Who called in vain and withheld their number can be called by nobody.
  const isUnknown = wasMissed(call) && contact.personal?.phone === undefined;
  const callBack = isUnknown ? undefined : command.callBack;
  return [
    { type: 'CaseOpened', ...opened },
    { type: 'ContactReceived', ...contact },
    ...broughtWith(present({ documents, callBack })),
    // Nobody has to pass on what its citizen addressed to experts.
    ...(asks === undefined ? [] : [{ type: 'Forwarded', by: 'sportello', ...asks } as const]),
    // Danger to life is not over because the call is.
    ...(call !== undefined && wasSettledOnThePhone(call) && !opened.urgent && callBack === undefined
      ? settledBy(call)
      : []),
  ];
}

/**
 * What a further contact makes of a case; one that the case has already is a further record of a call, or nothing new.
 */
export function receiveContact(command: CaseCommand<'ReceiveContact'>, state: KnownCase): Decision {
  const { contact, urgent, documents = [], callBack, reopens } = command;
  if (state.contacts.some((known) => known.contact === contact.contact)) {
    if (contact.call === undefined) return { refused: 'nothing-new' };
    const { contact: code, call, personal: told = {} } = contact;
    return updateCall({ type: 'UpdateCall', contact: code, call, told, urgent }, state);
  }
  // A citizen who comes back after the end is heard: the case opens again with the new contact.
  const isReopened = state.stage === 'closed' && (urgent || !wasSettledOnThePhone(contact.call));
  if (isReopened && isTooLate(state, reopens)) return followedBy(state, contact.contact);
  // One call-back for a caller and a subject: a second request while one is due shares its turn.
  // Nobody is promised a call who said of this case that a call endangers them, whatever key is pressed later.
  const isCallable = mayCall([...Object.values(state.safe), contact.personal?.safeContact]);
  const asksAnew = callBack !== undefined && state.callBack?.state !== 'due' && isCallable;
  return [
    ...(isReopened ? [{ type: 'Reopened', reason: 'a further contact' } as const] : []),
    { type: 'ContactReceived', ...contact },
    ...(wasSettledOnThePhone(contact.call) ? [] : interruptedBy(state)),
    ...raised(state, urgent),
    ...broughtWith({ documents, ...(asksAnew && { callBack }) }),
  ];
}

/** A case that was closed too long ago: another one goes on from it, one alone. */
export const followedBy = (state: KnownCase, caseId: string): Decision =>
  state.followedBy === undefined ? [{ type: 'FollowedBy', caseId }] : { refused: 'followed' };

/** What the citizen's word ends: pauses that waited for it, and answers that were about to leave. */
export const interruptedBy = (state: KnownCase): CaseEvent[] => [
  ...resumedByCitizen(state),
  ...withheldByContact(state),
];

/** What staff typed of a document, or a correction of it, makes of a case. */
export function readDocument(command: CaseCommand<'ReadDocument'>, state: KnownCase): Decision {
  const { contact, by, subject, read, sorted, urgent = false, corrects = false, language } = command;
  const typed = state.contacts.find((known) => known.contact === contact);
  if (typed === undefined) return { refused: 'no-such-contact' };
  if (state.erased) return { refused: 'erased' };
  if (corrects && typed.reading !== 'done') return { refused: 'nothing-to-correct' };
  if (!corrects && typed.reading !== 'due') return { refused: 'nothing-to-read' };
  return [
    {
      type: 'DocumentRead',
      contact,
      by,
      ...present({ subject }),
      ...(corrects && { corrects }),
      ...present({ language, sorted }),
      personal: read,
    },
    ...raised(state, urgent),
  ];
}

/** The files that a contact brought, and the call-back that it asks for. */
const broughtWith = ({ documents = [], callBack }: Pick<CaseCommand<'OpenCase'>, 'documents' | 'callBack'>) => [
  ...documents.map((document) => ({ type: 'AttachmentAttached', ...document }) as const),
  ...(callBack === undefined ? [] : [{ type: 'CallBackAsked', ...callBack } as const]),
];
