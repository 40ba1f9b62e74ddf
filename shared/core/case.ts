import type { CaseEvent, PersonalPart } from '../contracts/case-event.ts';
import type { Stage } from '../contracts/case-status.ts';

////////// States

type Facts = {
  service: string;
  kind: string;
  lane: string;
  urgent: boolean;
  language: 'it' | 'en' | 'de';
  receivedAt: string;
  firstAnswerDueAt?: string;
  history: { stage: Stage; at: string }[];
  messages: { from: 'citizen' | 'desk'; at: string; text: string }[];
  contactPoints: { email?: string; phone?: string };
  attachments: { offered: string[]; attached: string[]; refused: string[] };
};

/** A case: nothing yet, or one of the stages a citizen can see, each with what is known only there. */
export type Case =
  | { stage: 'none' }
  | (Facts & { stage: 'registered' })
  | (Facts & { stage: 'taken-in-charge'; by: string })
  | (Facts & { stage: 'waiting-for-you'; question: string })
  | (Facts & { stage: 'forwarded'; to: string })
  | (Facts & { stage: 'referred'; to: string })
  | (Facts & { stage: 'answered'; by: string })
  | (Facts & { stage: 'closed'; reason: string });

/** The state before anything happened. */
export const initialCase = (): Case => ({ stage: 'none' });

////////// Commands

/** What somebody wants done with a case, in the imperative. */
export type CaseCommand =
  | {
      type: 'OpenCase';
      opened: Omit<Extract<CaseEvent, { type: 'CaseOpened' }>, 'type'>;
      contact: Omit<Extract<CaseEvent, { type: 'ContactReceived' }>, 'type'>;
    }
  | { type: 'AddMessage'; from: 'citizen' | 'desk'; text: string }
  | { type: 'AttachAttachment'; checked: Omit<Extract<CaseEvent, { type: 'AttachmentAttached' }>, 'type'> }
  | {
      type: 'RefuseAttachment';
      attachment: string;
      reason: Extract<CaseEvent, { type: 'AttachmentRefused' }>['reason'];
    }
  | { type: 'TakeInCharge'; by: string }
  | { type: 'AskCitizen'; question: string }
  | { type: 'Forward'; to: string }
  | { type: 'Refer'; to: string }
  | { type: 'Answer'; by: string; text: string }
  | { type: 'Close'; reason: string }
  | { type: 'Reopen'; reason: string }
  | { type: 'ErasePersonalData'; reason: string; upToVersion: number };

/** Why a command cannot be carried out in the case's present state. */
export type CaseRefusal = {
  refused: 'unknown-case' | 'already-open' | 'closed' | 'not-closed' | 'nothing-new' | 'not-answered';
};

////////// Decide

/** Decides a command against a case: the events that follow, or why there are none. */
export function decideCase(command: CaseCommand, state: Case): CaseEvent[] | CaseRefusal {
  if (command.type === 'OpenCase') {
    if (state.stage !== 'none') return { refused: 'already-open' };
    return [
      { type: 'CaseOpened', ...command.opened },
      { type: 'ContactReceived', ...command.contact },
    ];
  }
  if (state.stage === 'none') return { refused: 'unknown-case' };
  switch (command.type) {
    case 'AddMessage':
      if (state.stage === 'closed') return { refused: 'closed' };
      return [{ type: 'MessageAdded', from: command.from, personal: { message: command.text } }];
    case 'AttachAttachment':
      if (isSettled(state, command.checked.attachment)) return { refused: 'nothing-new' };
      return [{ type: 'AttachmentAttached', ...command.checked }];
    case 'RefuseAttachment':
      if (isSettled(state, command.attachment)) return { refused: 'nothing-new' };
      return [{ type: 'AttachmentRefused', attachment: command.attachment, reason: command.reason }];
    case 'TakeInCharge':
      if (state.stage === 'closed') return { refused: 'closed' };
      if (state.stage === 'taken-in-charge' && state.by === command.by) return { refused: 'nothing-new' };
      return [{ type: 'TakenInCharge', by: command.by }];
    case 'AskCitizen':
      if (state.stage === 'closed') return { refused: 'closed' };
      return [{ type: 'CitizenAsked', personal: { message: command.question } }];
    case 'Forward':
      if (state.stage === 'closed') return { refused: 'closed' };
      return [{ type: 'Forwarded', to: command.to }];
    case 'Refer':
      if (state.stage === 'closed') return { refused: 'closed' };
      return [{ type: 'Referred', to: command.to }];
    case 'Answer':
      if (state.stage === 'closed') return { refused: 'closed' };
      return [{ type: 'Answered', by: command.by, personal: { message: command.text } }];
    case 'Close':
      if (state.stage === 'closed') return { refused: 'closed' };
      return [{ type: 'Closed', reason: command.reason }];
    case 'Reopen':
      if (state.stage !== 'closed') return { refused: 'not-closed' };
      return [{ type: 'Reopened', reason: command.reason }];
    case 'ErasePersonalData':
      return [{ type: 'PersonalDataErased', reason: command.reason, upToVersion: command.upToVersion }];
    default:
      return command satisfies never;
  }
}

const isSettled = ({ attachments }: Facts, attachment: string) =>
  attachments.attached.includes(attachment) || attachments.refused.includes(attachment);

////////// Evolve

/** Adds one fact, known since `at` (ISO instant), to a case; a fact out of order leaves the case as it is. */
export function evolveCase(state: Case, event: CaseEvent, at: string): Case {
  if (event.type === 'CaseOpened') {
    return {
      stage: 'registered',
      service: event.service,
      kind: event.kind,
      lane: event.lane,
      urgent: event.urgent,
      language: event.language,
      receivedAt: at,
      ...(event.firstAnswerDueAt === undefined ? {} : { firstAnswerDueAt: event.firstAnswerDueAt }),
      history: [{ stage: 'registered', at }],
      messages: [],
      contactPoints: {},
      attachments: { offered: [], attached: [], refused: [] },
    };
  }
  if (state.stage === 'none') return state;
  const said = (from: 'citizen' | 'desk', personal: PersonalPart | undefined, when = at) =>
    personal?.message === undefined ? state.messages : [...state.messages, { from, at: when, text: personal.message }];
  const factsAt = (stage: Stage): Facts => ({ ...state, history: [...state.history, { stage, at }] });
  switch (event.type) {
    case 'ContactReceived': {
      const { email, phone } = event.personal ?? {};
      return {
        ...state,
        receivedAt: event.receivedAt,
        history: [{ stage: 'accepted', at: event.receivedAt }, ...state.history],
        messages: said('citizen', event.personal, event.receivedAt),
        contactPoints: { ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) },
        attachments: { ...state.attachments, offered: [...state.attachments.offered, ...event.attachments] },
      };
    }
    case 'MessageAdded': {
      const messages = said(event.from, event.personal);
      if (state.stage !== 'waiting-for-you' || event.from !== 'citizen') return { ...state, messages };
      return { ...factsAt('registered'), messages, stage: 'registered' };
    }
    case 'AttachmentAttached':
      return {
        ...state,
        attachments: { ...state.attachments, attached: [...state.attachments.attached, event.attachment] },
      };
    case 'AttachmentRefused':
      return {
        ...state,
        attachments: { ...state.attachments, refused: [...state.attachments.refused, event.attachment] },
      };
    case 'TakenInCharge':
      return { ...factsAt('taken-in-charge'), stage: 'taken-in-charge', by: event.by };
    case 'CitizenAsked':
      return {
        ...factsAt('waiting-for-you'),
        stage: 'waiting-for-you',
        messages: said('desk', event.personal),
        question: event.personal?.message ?? '',
      };
    case 'Forwarded':
      return { ...factsAt('forwarded'), stage: 'forwarded', to: event.to };
    case 'Referred':
      return { ...factsAt('referred'), stage: 'referred', to: event.to };
    case 'Answered':
      return { ...factsAt('answered'), stage: 'answered', messages: said('desk', event.personal), by: event.by };
    case 'Closed':
      return { ...factsAt('closed'), stage: 'closed', reason: event.reason };
    case 'Reopened':
      return { ...factsAt('registered'), stage: 'registered' };
    case 'PersonalDataErased':
      return { ...state, messages: [], contactPoints: {} };
    default:
      return event satisfies never;
  }
}

/** Whether a fact a citizen gives (e-mail or phone, as typed) is the one given with the contact. */
export function isSecondFact(state: Case, given: string): boolean {
  if (state.stage === 'none') return false;
  const { email, phone } = state.contactPoints;
  if (email !== undefined && given.trim().toLowerCase() === email.toLowerCase()) return true;
  return phone !== undefined && nationalNumber(given) !== '' && nationalNumber(given) === nationalNumber(phone);
}

/** The digits of a phone number without Italy's country code, so that `+39 06 1` and `06 1` are one number. */
function nationalNumber(phone: string): string {
  if (!/^[+0-9 ().\-/]+$/.test(phone.trim())) return '';
  const digits = phone.replace(/\D/g, '');
  return phone.trim().startsWith('+') || digits.startsWith('00') ? digits.replace(/^(00)?39(?=\d{5})/, '') : digits;
}
