import type { CallFacts } from '../../contracts/arrival.ts';
import type { CaseEvent, PersonalPart } from '../../contracts/case-event.ts';
import type { Stage } from '../../contracts/case-status.ts';
import type { Channel } from '../../contracts/kind.ts';
import { instantOf } from '../hours/zone.ts';
import { callOrder, wasSettledOnThePhone, wholeCall } from './call.ts';
import { nationalNumber } from './phone.ts';

////////// States

/**
 * One touch that a case consists of: `contact` is its own code; of a call, what its `records` (older before newer) tell together. What
 * is left to staff to type is `due` while nobody has read the scan, `done` once somebody has, or recorded it by hand.
 */
export type ContactOfCase = {
  contact: string;
  channel: Channel;
  receivedAt: string;
  call?: CallFacts;
  records?: readonly CallFacts[];
  recording?: string;
  reading?: 'due' | 'done';
};

/** What is owed to a caller: due until somebody was reached, or three attempts were in vain. */
export type CallBack = { dueAt: string; attempts: number; state: 'due' | 'reached' | 'given-up' };

/** A protocol number that a contact of the case was given; a cancelled one stays. */
export type ProtocolOfCase = { contact: string; year: number; number: number; assignedAt: string; cancelled: boolean };

type ContactPoints = { email?: string; phone?: string };

type Facts = {
  service: string;
  kind: string;
  lane: string;
  urgent: boolean;
  language: 'it' | 'en' | 'de';
  receivedAt: string;
  firstAnswerDueAt?: string;
  history: { stage: Stage; at: string }[];
  /** What was said; words that staff typed, or will, are `of` a contact, and a reading of it takes their place. */
  messages: { from: 'citizen' | 'desk'; at: string; text: string; of?: string }[];
  contactPoints: ContactPoints;
  /** Those that no reading gave: a correction leaves them. */
  ownPoints: ContactPoints;
  attachments: { offered: string[]; attached: string[]; refused: string[] };
  formal: boolean;
  /** What made it formal: its opening, and the contacts that were read as instances. */
  formalBy: { opening: boolean; contacts: string[] };
  contacts: ContactOfCase[];
  /** Whether a scan waits for somebody to type what it says. */
  toBeRead: boolean;
  callBack?: CallBack;
  protocol: ProtocolOfCase[];
  /** Cases that staff joined to this one. */
  joined: string[];
  /** The case that staff joined this one to. */
  joinedTo?: string;
  /** Personal data were erased: a record that is sent again brings none back. */
  erased?: true;
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

type KnownCase = Exclude<Case, { stage: 'none' }>;

/** The state before anything happened. */
export const initialCase = (): Case => ({ stage: 'none' });

////////// Commands

/** What somebody wants done with a case, in the imperative. */
export type CaseCommand =
  | {
      type: 'OpenCase';
      opened: Omit<Extract<CaseEvent, { type: 'CaseOpened' }>, 'type'>;
      contact: Omit<Extract<CaseEvent, { type: 'ContactReceived' }>, 'type'>;
      documents?: AttachedDocument[];
      callBack?: { contact: string; dueAt: string };
    }
  | {
      type: 'ReceiveContact';
      urgent: boolean;
      contact: Omit<Extract<CaseEvent, { type: 'ContactReceived' }>, 'type'> & { contact: string };
      documents?: AttachedDocument[];
      callBack?: { contact: string; dueAt: string };
    }
  | {
      type: 'UpdateCall';
      contact: string;
      call: CallFacts;
      /** The caller's number and words and where they are recorded, as far as this record has them. */
      told?: PersonalPart;
      /** What its menu choices lead to, where they lead to a kind. */
      sorted?: Sorted;
      /** By when an answer is owed, where it says that one is. */
      firstAnswerDueAt?: string;
      urgent?: boolean;
      callBack?: { contact: string; dueAt: string };
    }
  | { type: 'RecordCallBackAttempt'; by: string; outcome: CallBackOutcome; attemptsAllowed: number; note?: string }
  | {
      type: 'ReadDocument';
      contact: string;
      by: string;
      read: PersonalPart;
      sorted?: Sorted;
      urgent?: boolean;
      /** Whether it takes the place of what was typed before. */
      corrects?: boolean;
      language?: 'it' | 'en' | 'de';
    }
  | { type: 'AssignProtocol'; contact: string; year: number; number: number; assignedAt: string }
  | { type: 'CancelProtocol'; year: number; number: number; by: string; reason: string }
  | { type: 'JoinTo'; caseId: string; by: string; reason: string; calledBackThere?: true }
  | { type: 'JoinCase'; caseId: string; by: string }
  | { type: 'AddMessage'; from: 'citizen' | 'desk'; text: string; urgent?: boolean }
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

type AttachedDocument = Omit<Extract<CaseEvent, { type: 'AttachmentAttached' }>, 'type'>;
type CallBackOutcome = Extract<CaseEvent, { type: 'CallBackTried' }>['outcome'];
type Sorted = NonNullable<Extract<CaseEvent, { type: 'DocumentRead' }>['sorted']>;

/** Why a command cannot be carried out in the case's present state. */
export type CaseRefusal = {
  refused:
    | 'unknown-case'
    | 'already-open'
    | 'closed'
    | 'not-closed'
    | 'nothing-new'
    | 'not-answered'
    | 'no-call-back'
    | 'no-such-contact'
    | 'nothing-to-read'
    | 'nothing-to-correct'
    | 'erased'
    | 'no-such-number'
    | 'joined-elsewhere';
};

////////// Decide

/** Decides a command against a case: the events that follow, or why there are none. */
export function decideCase(command: CaseCommand, state: Case): CaseEvent[] | CaseRefusal {
  if (command.type === 'OpenCase') {
    if (state.stage !== 'none') return { refused: 'already-open' };
    return [
      { type: 'CaseOpened', ...command.opened },
      { type: 'ContactReceived', ...command.contact },
      ...arrived(command),
    ];
  }
  if (state.stage === 'none') return { refused: 'unknown-case' };
  switch (command.type) {
    case 'ReceiveContact': {
      const { contact: code, call } = command.contact;
      if (state.contacts.some(({ contact }) => contact === code)) {
        if (call === undefined) return { refused: 'nothing-new' };
        const { personal: told = {} } = command.contact;
        return decideCase({ type: 'UpdateCall', contact: code, call, told, urgent: command.urgent }, state);
      }
      // Somebody who comes back after the end is heard: the case opens again with the new contact.
      const reopened: CaseEvent[] =
        state.stage === 'closed' && !wasSettledOnThePhone(command.contact.call)
          ? [{ type: 'Reopened', reason: 'a further contact' }]
          : [];
      const { callBack, ...rest } = command;
      // One call back for a caller and a subject: whoever asks again while it is due is in the same turn.
      const asks = callBack !== undefined && state.callBack?.state !== 'due' ? { callBack } : {};
      return [
        ...reopened,
        { type: 'ContactReceived', ...command.contact },
        ...raised(state, command.urgent),
        ...arrived({ ...rest, ...asks }),
      ];
    }
    case 'UpdateCall': {
      const known = state.contacts.find(({ contact }) => contact === command.contact);
      if (known?.call === undefined) return { refused: 'no-such-contact' };
      const { contact, call: record, told, urgent = false } = command;
      const isNewest = callOrder(record, known.call) > 0;
      const personal = untold(state, known, told, isNewest);
      if (personal === undefined && hasRecord(known, record)) return { refused: 'nothing-new' };
      const whole = withRecord(known, record).call;
      const answered = whole.outcome === 'answered';
      // Whoever left a message and then hung up is owed a call all the same, in whatever order one hears of it.
      const asked = state.callBack === undefined && !answered && !state.erased ? command.callBack : undefined;
      const settled = wasSettledOnThePhone(whole) && asked === undefined;
      const sorted = sortedAnew(state, known, command, !settled);
      const reached = answered && isNewest && state.callBack?.state === 'due';
      const isOver = settled && isUntouched(state) && (state.callBack === undefined || reached);
      return [
        {
          type: 'CallUpdated',
          contact,
          call: record,
          ...(sorted === undefined ? {} : { sorted }),
          ...(personal === undefined ? {} : { personal }),
        },
        ...(state.stage === 'closed' && wasSettledOnThePhone(known.call) && !settled
          ? [{ type: 'Reopened', reason: `the call was ${record.outcome}` } as const]
          : []),
        ...(personal?.message === undefined ? [] : raised(state, urgent)),
        ...(asked === undefined ? [] : [{ type: 'CallBackAsked', ...asked } as const]),
        ...(reached ? [{ type: 'CallBackTried', by: 'phone', outcome: 'reached' } as const] : []),
        ...(isOver && state.stage !== 'closed' ? settledBy(whole) : []),
      ];
    }
    case 'RecordCallBackAttempt': {
      if (state.callBack?.state !== 'due') return { refused: 'no-call-back' };
      const attempts = state.callBack.attempts + 1;
      const { by, outcome, note } = command;
      const personal = note === undefined ? {} : { personal: { message: note } };
      const tried: CaseEvent = { type: 'CallBackTried', by, outcome, ...personal };
      return outcome !== 'reached' && attempts >= command.attemptsAllowed
        ? [tried, { type: 'CallBackGivenUp', attempts }]
        : [tried];
    }
    case 'ReadDocument': {
      const { contact, by, read, sorted, urgent = false, corrects = false, language } = command;
      const known = state.contacts.find((one) => one.contact === contact);
      if (known === undefined) return { refused: 'no-such-contact' };
      if (state.erased) return { refused: 'erased' };
      if (corrects && known.reading !== 'done') return { refused: 'nothing-to-correct' };
      if (!corrects && known.reading !== 'due') return { refused: 'nothing-to-read' };
      return [
        {
          type: 'DocumentRead',
          contact,
          by,
          ...(corrects && { corrects }),
          ...(language === undefined ? {} : { language }),
          ...(sorted === undefined ? {} : { sorted }),
          personal: read,
        },
        ...raised(state, urgent),
      ];
    }
    case 'AssignProtocol': {
      const { contact, year, number, assignedAt } = command;
      if (state.protocol.some((assigned) => assigned.contact === contact)) return { refused: 'nothing-new' };
      return [{ type: 'ProtocolAssigned', contact, year, number, assignedAt }];
    }
    case 'CancelProtocol': {
      const { year, number, by, reason } = command;
      const assigned = state.protocol.find((known) => known.year === year && known.number === number);
      if (assigned === undefined) return { refused: 'no-such-number' };
      return assigned.cancelled
        ? { refused: 'nothing-new' }
        : [{ type: 'ProtocolCancelled', year, number, by, reason }];
    }
    case 'JoinTo':
      if (state.joinedTo !== undefined) {
        return { refused: state.joinedTo === command.caseId ? 'nothing-new' : 'joined-elsewhere' };
      }
      // Of two cases that would each be joined to the other, neither is closed.
      if (state.joined.includes(command.caseId)) return { refused: 'joined-elsewhere' };
      return [
        {
          type: 'JoinedTo',
          caseId: command.caseId,
          by: command.by,
          ...(command.calledBackThere ? { calledBackThere: true } : {}),
        },
        ...(state.stage === 'closed' ? [] : [{ type: 'Closed', reason: command.reason } as const]),
      ];
    case 'JoinCase':
      if (state.joinedTo !== undefined) return { refused: 'joined-elsewhere' };
      if (state.joined.includes(command.caseId)) return { refused: 'nothing-new' };
      return [{ type: 'CaseJoined', caseId: command.caseId, by: command.by }];
    case 'AddMessage':
      if (state.stage === 'closed') return { refused: 'closed' };
      return [
        { type: 'MessageAdded', from: command.from, personal: { message: command.text } },
        ...raised(state, command.urgent === true),
      ];
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

/** What follows from a contact besides that it was received: its files, the call back it asks for, or that nothing is owed. */
function arrived(command: Extract<CaseCommand, { type: 'OpenCase' | 'ReceiveContact' }>): CaseEvent[] {
  const { contact, documents = [], callBack } = command;
  return [
    ...documents.map((document) => ({ type: 'AttachmentAttached', ...document }) as const),
    ...(callBack === undefined ? [] : [{ type: 'CallBackAsked', ...callBack } as const]),
    ...(command.type === 'OpenCase' && contact.call !== undefined && wasSettledOnThePhone(contact.call)
      ? settledBy(contact.call)
      : []),
  ];
}

const raised = ({ urgent }: Facts, now: boolean): CaseEvent[] => (now && !urgent ? [{ type: 'UrgencyRaised' }] : []);

/** What a record of a call tells of the caller that is news: number, words, and where they are recorded. */
function untold(
  { erased, contactPoints, contacts, messages }: Facts,
  known: ContactOfCase,
  { phone, message, recording }: PersonalPart = {},
  isNewest: boolean,
): PersonalPart | undefined {
  if (erased) return undefined;
  const isAnother = phone !== undefined && nationalNumber(phone) !== nationalNumber(contactPoints.phone ?? '');
  const isNews = {
    // Of a case of several contacts the number may be somebody else's.
    phone: contactPoints.phone === undefined || (isNewest && isAnother && contacts.length === 1),
    message: !messages.some(({ text }) => text === message),
    recording: known.recording === undefined || (isNewest && recording !== known.recording),
  };
  const news = {
    ...(phone !== undefined && isNews.phone && { phone }),
    ...(message !== undefined && isNews.message && { message }),
    ...(recording !== undefined && isNews.recording && { recording }),
  };
  return Object.keys(news).length === 0 ? undefined : news;
}

/** Whether nobody of the staff has done anything with a case yet: it is what its one contact made of it. */
function isUntouched({ contacts, history, protocol, joined, joinedTo, callBack, stage }: KnownCase): boolean {
  const [first] = contacts;
  const byNobody: readonly Stage[] = ['accepted', 'registered', 'answered', 'closed'];
  return (
    contacts.length === 1 &&
    history.every((step) => byNobody.includes(step.stage)) &&
    (stage === 'registered' || wasSettledOnThePhone(first?.call)) &&
    protocol.length + joined.length + (callBack?.attempts ?? 0) === 0 &&
    joinedTo === undefined
  );
}

/**
 * What a record makes of an untouched case: the kind that its menu choices lead to unless a newer record has chosen, and the
 * answer that is owed where none was.
 */
function sortedAnew(
  state: KnownCase,
  { records = [] }: ContactOfCase,
  { call, sorted, firstAnswerDueAt }: Extract<CaseCommand, { type: 'UpdateCall' }>,
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

const entriesOf = (record: CallFacts) => JSON.stringify(Object.entries(record).sort());
const hasRecord = ({ records = [] }: ContactOfCase, record: CallFacts) =>
  records.some((known) => entriesOf(known) === entriesOf(record));

/** A call with one record more; one that is there already changes nothing. */
function withRecord(contact: ContactOfCase, record: CallFacts): ContactOfCase & { call: CallFacts } {
  const { records = [] } = contact;
  const all = hasRecord(contact, record) ? records : [...records, record].sort(callOrder);
  return { ...contact, records: all, call: wholeCall(all) };
}

/** A call that was answered is an answer; one that ended before anything was asked leaves nothing to answer. */
function settledBy({ outcome }: CallFacts): CaseEvent[] {
  return outcome === 'answered'
    ? [
        { type: 'Answered', by: 'phone' },
        { type: 'Closed', reason: 'answered on the phone' },
      ]
    : [{ type: 'Closed', reason: 'the call ended before anything was asked' }];
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
      ownPoints: {},
      attachments: { offered: [], attached: [], refused: [] },
      formal: event.formal,
      formalBy: { opening: event.formal, contacts: [] },
      contacts: [],
      toBeRead: false,
      protocol: [],
      joined: [],
    };
  }
  if (state.stage === 'none') return state;
  const said = (from: 'citizen' | 'desk', personal: PersonalPart | undefined, when = at, of?: string) =>
    personal?.message === undefined
      ? state.messages
      : [...state.messages, { from, at: when, text: personal.message, ...(of === undefined ? {} : { of }) }];
  const factsAt = (stage: Stage): Facts => ({ ...state, history: [...state.history, { stage, at }] });
  switch (event.type) {
    case 'ContactReceived': {
      const { recording } = event.personal ?? {};
      const { channel, receivedAt, call, paper, recordedBy } = event;
      const reading = paper?.toBeRead === true ? 'due' : recordedBy === undefined ? undefined : 'done';
      // The first contact has the case's own code.
      const touch: ContactOfCase = {
        contact: event.contact ?? '',
        channel,
        receivedAt,
        ...(recording === undefined ? {} : { recording }),
        ...(reading === undefined ? {} : { reading }),
      };
      const contact: ContactOfCase = call === undefined ? touch : withRecord(touch, call);
      const known = {
        messages: said('citizen', event.personal, receivedAt, reading && contact.contact),
        attachments: { ...state.attachments, offered: [...state.attachments.offered, ...event.attachments] },
        contacts: [...state.contacts, contact],
        toBeRead: state.toBeRead || reading === 'due',
      };
      if (state.contacts.length > 0) return withWaitOver({ ...state, ...known }, at);
      const points = pointsOf(event.personal);
      return {
        ...state,
        ...known,
        receivedAt,
        history: [{ stage: 'accepted', at: receivedAt }, ...state.history],
        contactPoints: points,
        // What staff typed is theirs to correct.
        ownPoints: reading === 'done' ? {} : points,
      };
    }
    case 'CallUpdated':
      return withCallUpdated({ ...state, messages: said('citizen', event.personal) }, event);
    case 'CallBackAsked':
      return { ...state, callBack: { dueAt: event.dueAt, attempts: 0, state: 'due' } };
    case 'CallBackTried': {
      if (state.callBack === undefined) return state;
      const { dueAt, attempts } = state.callBack;
      const reached = event.outcome === 'reached';
      return {
        ...state,
        callBack: { dueAt, attempts: attempts + 1, state: reached ? 'reached' : state.callBack.state },
      };
    }
    case 'CallBackGivenUp':
      return state.callBack === undefined ? state : { ...state, callBack: { ...state.callBack, state: 'given-up' } };
    case 'DocumentRead':
      return withReading(state, event, at);
    case 'ProtocolAssigned': {
      const { contact, year, number, assignedAt } = event;
      return { ...state, protocol: [...state.protocol, { contact, year, number, assignedAt, cancelled: false }] };
    }
    case 'ProtocolCancelled':
      return {
        ...state,
        protocol: state.protocol.map((known) =>
          known.year === event.year && known.number === event.number ? { ...known, cancelled: true } : known,
        ),
      };
    case 'UrgencyRaised':
      return { ...state, urgent: true, lane: 'urgent' };
    case 'CaseJoined':
      return { ...state, joined: [...state.joined, event.caseId] };
    case 'JoinedTo': {
      const { callBack, ...facts } = state;
      const isCalledHere = callBack !== undefined && !(event.calledBackThere === true && callBack.state === 'due');
      return { ...facts, ...(isCalledHere && { callBack }), joinedTo: event.caseId };
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
      return {
        ...state,
        messages: [],
        contactPoints: {},
        ownPoints: {},
        contacts: state.contacts.map(({ recording: _erased, ...contact }) => contact),
        erased: true,
      };
    default:
      return event satisfies never;
  }
}

/** A case with one record more of one of its calls: the case's own call also says when it began, in which language, and what it is. */
function withCallUpdated(state: KnownCase, event: Extract<CaseEvent, { type: 'CallUpdated' }>): KnownCase {
  const { phone, recording } = event.personal ?? {};
  const contacts = state.contacts.map((known) => {
    if (known.contact !== event.contact) return known;
    const updated = withRecord(known, event.call);
    const receivedAt = earlier(known.receivedAt, updated.call.startedAt);
    return { ...updated, receivedAt, ...(recording === undefined ? {} : { recording }) };
  });
  const next = {
    ...state,
    contacts,
    contactPoints: { ...state.contactPoints, ...pointsOf({ phone }) },
    ownPoints: { ...state.ownPoints, ...pointsOf({ phone }) },
  };
  const [first] = contacts;
  if (first?.contact !== event.contact || first.call === undefined) return next;
  const { kind, lane, formal, firstAnswerDueAt } = event.sorted ?? state;
  return {
    ...next,
    kind,
    // Danger to life was heard already: no key pressed takes a case out of that lane.
    lane: state.urgent ? state.lane : lane,
    formal: state.formal || formal,
    formalBy: { ...state.formalBy, opening: state.formalBy.opening || formal },
    language: first.call.language ?? state.language,
    ...(firstAnswerDueAt === undefined ? {} : { firstAnswerDueAt }),
    receivedAt: first.receivedAt,
    history: state.history.map((step) => (step.stage === 'accepted' ? { ...step, at: first.receivedAt } : step)),
  };
}

const earlier = (one: string, other: string) => (instantOf(other) < instantOf(one) ? other : one);

const pointsOf = ({ email, phone }: PersonalPart = {}): ContactPoints => ({
  ...(email === undefined ? {} : { email }),
  ...(phone === undefined ? {} : { phone }),
});

/** A case with what staff typed of one contact; what was typed of it before holds no longer. */
function withReading(state: KnownCase, event: Extract<CaseEvent, { type: 'DocumentRead' }>, at: string): Case {
  // Before readings named their contact, one reading was of all that waited.
  const contact = event.contact ?? state.contacts.findLast(({ reading }) => reading === 'due')?.contact ?? '';
  const isRead = (one: ContactOfCase) =>
    one.reading === 'due' && (event.contact === undefined || one.contact === contact);
  const contacts = state.contacts.map((one) => (isRead(one) ? { ...one, reading: 'done' as const } : one));
  const { kind, lane, formal, firstAnswerDueAt } = event.sorted ?? state;
  const before = state.formalBy.contacts.filter((other) => other !== contact);
  const formalBy = {
    ...state.formalBy,
    contacts: event.sorted === undefined ? state.formalBy.contacts : formal ? [...before, contact] : before,
  };
  // Only the first contact says where the case is answered, whichever way its words came.
  const isFirst = contact === state.contacts[0]?.contact;
  return {
    ...state,
    kind,
    // Danger to life was heard already: no reading takes a case out of that lane.
    lane: state.urgent ? state.lane : lane,
    formal: formalBy.opening || formalBy.contacts.length > 0,
    formalBy,
    ...(firstAnswerDueAt === undefined ? {} : { firstAnswerDueAt }),
    contacts,
    toBeRead: contacts.some(({ reading }) => reading === 'due'),
    language: (isFirst ? event.language : undefined) ?? state.language,
    messages: inPlace(state.messages, { from: 'citizen', at, text: event.personal?.message ?? '', of: contact }),
    contactPoints: isFirst ? { ...state.ownPoints, ...pointsOf(event.personal) } : state.contactPoints,
  };
}

/** The messages with the words of a contact where they were, or at the end; without words none of that contact. */
function inPlace(messages: Facts['messages'], words: Facts['messages'][number]): Facts['messages'] {
  const place = messages.findIndex(({ of }) => of === words.of);
  if (words.text === '') return messages.filter(({ of }) => of !== words.of);
  if (place < 0) return [...messages, words];
  return messages.map((message, index) => (index === place ? { ...words, at: message.at } : message));
}

/** A case that waited for its citizen waits no longer once the citizen has come back. */
function withWaitOver(state: KnownCase, at: string): Case {
  if (state.stage !== 'waiting-for-you') return state;
  const { question: _asked, ...facts } = state;
  return { ...facts, stage: 'registered', history: [...facts.history, { stage: 'registered', at }] };
}

/**
 * Whether a mail comes from the mailbox that was given with the contact: in any case, and whatever label stands after `+` in
 * either (RFC 5233), since one person reads them all.
 */
export function isMailboxOf(state: Case, sender: string): boolean {
  const mailbox = (address: string) => address.toLowerCase().replace(/(?<=[^+@])\+[^@]*@/, '@');
  return (
    state.stage !== 'none' &&
    state.contactPoints.email !== undefined &&
    mailbox(sender) === mailbox(state.contactPoints.email)
  );
}

/** Whether a fact a citizen gives (e-mail or phone, as typed) is the one given with the contact. */
export function isSecondFact(state: Case, given: string): boolean {
  if (state.stage === 'none') return false;
  const { email, phone } = state.contactPoints;
  if (email !== undefined && given.trim().toLowerCase() === email.toLowerCase()) return true;
  return phone !== undefined && nationalNumber(given) !== '' && nationalNumber(given) === nationalNumber(phone);
}
