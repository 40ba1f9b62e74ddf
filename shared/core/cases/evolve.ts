import type { CaseEvent } from '../../contracts/case-event.ts';
import type { PersonalPart } from '../../contracts/event-members.ts';
import { instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import { wasSettledOnThePhone } from './call.ts';
import { withRecord } from './call-records.ts';
import {
  type Case,
  type ContactOfCase,
  type ContactPoints,
  type EventOf,
  type Facts,
  initialCase,
  type KnownCase,
} from './case.ts';
import { untouched } from './desk-facts.ts';
import * as calls from './evolve-call-back.ts';
import * as desk from './evolve-desk.ts';
import * as household from './household.ts';
import { atWorkAgain, messagesWith } from './stages.ts';

/** The events of one entry of the register, known since `at` (ISO instant). */
export type Told = { at: string; events: readonly CaseEvent[] };

/** The case that entries of the register tell of, oldest first. */
export const caseOf = (entries: readonly Told[]): Case =>
  entries.reduce<Case>(
    (known, { at, events }) => events.reduce((before, event) => evolveCase(before, event, at), known),
    initialCase(),
  );

/** Adds one fact, known since `at` (ISO instant), to a case; a fact out of order leaves the case as it is. */
export function evolveCase(state: Case, event: CaseEvent, at: string): Case {
  if (event.type === 'CaseOpened') return caseOpened(event, at);
  if (state.stage === 'none') return state;
  const danger = dangerOf(event);
  const next = desk.leaseRenewed(
    evolveKnown(danger?.level === 'lane' ? heardAnew(state) : state, event, at),
    event,
    at,
  );
  return danger?.kind === 'violence' ? { ...next, tellsViolence: true } : next;
}

/** A case of which danger to life is heard, be it again: what was handed over or judged before settles it no more. */
function heardAnew({ rescue: _told, judged, ...state }: KnownCase): KnownCase {
  if (judged === undefined) return state;
  const { agreed: _agreed, ...found } = judged;
  return { ...state, judged: found };
}

const asItIs = (state: KnownCase): KnownCase => state;

const dangerOf = (event: CaseEvent) => ('personal' in event ? event.personal?.danger : undefined);

type Further = Exclude<CaseEvent['type'], 'CaseOpened'>;
type FurtherEvent<T extends Further = Further> = { [K in T]: { type: K } & EventOf<K> }[T];

/** What each event makes of a case that was opened. */
const evolutions: { [T in Further]: (state: KnownCase, event: EventOf<T>, at: string) => KnownCase } = {
  ContactReceived: withContact,
  CallUpdated: withCallUpdated,
  DocumentRead: withReading,
  CallBackAsked: calls.asked,
  CallBackTried: calls.tried,
  CallBackGivenUp: ({ callBack, ...facts }, { withdrawn }) => ({
    ...facts,
    ...(callBack && { callBack: { ...callBack, state: 'given-up' } }),
    correctionCalls: calls.callsNow(facts, withdrawn ? 'withdrawn' : 'given-up'),
  }),
  ProtocolAssigned: withProtocol,
  ProtocolCancelled: withProtocolCancelled,
  UrgencyRaised: (state) => ({ ...state, urgent: true, lane: 'urgent' }),
  DangerJudged: (state, { by, judged, inLane, personal }, at) => ({
    ...state,
    judged: { judged, inLane, at, by, ...present({ kind: personal?.dangerKind }) },
  }),
  CaseJoined: caseJoined,
  JoinedTo: joinedTo,
  FollowedBy: (state, { caseId }) => ({ ...state, followedBy: caseId }),
  MessageAdded: withMessage,
  AttachmentAttached: (state, event) => withFile(withAttachment(state, 'attached', event.attachment), event),
  AttachmentRefused: (state, { attachment }) => withAttachment(state, 'refused', attachment),
  TakenInCharge: desk.taken,
  Released: desk.released,
  NoteAdded: asItIs,
  PersonFactNoted: asItIs,
  PersonFactDropped: asItIs,
  Resorted: desk.resorted,
  CitizenAsked: desk.citizenAsked,
  ClockPaused: desk.clockPaused,
  ClockResumed: desk.clockResumed,
  Forwarded: desk.forwarded,
  AskAnswered: desk.askAnswered,
  AskWithdrawn: desk.askWithdrawn,
  AskOverdue: desk.askOverdue,
  Referred: desk.referred,
  ReferralAcknowledged: desk.referralAcknowledged,
  ReferralAnswered: desk.referralAnswered,
  ReferralRefused: desk.referralRefused,
  ReferralReturned: desk.referralReturned,
  ReferralLinkRenewed: desk.referralLinkRenewed,
  Answered: desk.answered,
  AnswerWithheld: desk.answerWithheld,
  AnswerCleared: desk.answerCleared,
  AnswerProtocolAssigned: desk.answerNumbered,
  AnswerSent: desk.answerSent,
  AnswerBounced: desk.answerBounced,
  Closed: desk.closed,
  Reopened: desk.reopened,
  Unjoined: desk.unjoined,
  SplitOff: desk.splitOff,
  HoldSet: (state, { act, authority, incident, until, by }, at) => ({
    ...state,
    hold: { act, authority, incident, until, by, at },
  }),
  HoldLifted: ({ hold: _over, ...state }) => state,
  GroupedIn: (state, { incident }) => ({ ...state, incident }),
  Ungrouped: desk.ungrouped,
  HandedToRescue: desk.handedToRescue,
  NoDangerAgreed: (state, { by, subject }) => ({
    ...state,
    ...(state.judged && { judged: { ...state.judged, agreed: { by, ...present({ subject }) } } }),
  }),
  Rated: (state, { scale, value, answer }) => ({
    ...state,
    ratings: [
      ...(state.ratings ?? []).filter((one) => one.scale !== scale || one.answer !== answer),
      { scale, value, ...present({ answer }) },
    ],
  }),
  Reviewed: desk.reviewed,
  ConsentGiven: (state, { to }) => ({ ...state, consents: { ...state.consents, [to]: true } }),
  ConsentWithdrawn: (state, { to }) => ({ ...state, consents: { ...state.consents, [to]: false } }),
  HouseholdJoined: household.householdJoined,
  HouseholdLeft: household.householdLeft,
  HouseholdVisited: household.householdVisited,
  HouseholdInspected: household.householdInspected,
  PromiseMade: household.promiseMade,
  PromiseEnded: household.promiseEnded,
  PersonalDataErased: erased,
};

const evolveKnown = <T extends Further>(state: KnownCase, event: FurtherEvent<T>, at: string): KnownCase =>
  evolutions[event.type](state, event, at);

function caseOpened(event: EventOf<'CaseOpened'>, at: string): KnownCase {
  const { service, kind, lane, urgent, language, formal, firstAnswerDueAt, follows, tellsViolence } = event;
  return {
    stage: 'registered',
    service,
    kind,
    lane,
    urgent,
    language,
    receivedAt: at,
    ...untouched(),
    ...present({ firstAnswerDueAt, follows, tellsViolence }),
    history: [{ stage: 'registered', at }],
    messages: [],
    contactPoints: {},
    ownPoints: {},
    attachments: { offered: [], attached: [], refused: [], about: {} },
    formal,
    formalBy: { opening: formal, contacts: [] },
    contacts: [],
    toBeRead: false,
    protocol: [],
    joined: [],
    turns: [],
    safe: {},
  };
}

/** A case with one contact more; its first one also says when it came and where it is answered. */
function withContact(before: KnownCase, event: EventOf<'ContactReceived'>, at: string): KnownCase {
  const state = wasSettledOnThePhone(event.call) ? audible(before) : spoken(before, at);
  const { channel, receivedAt, call, paper, recordedBy, personal, attachments } = event;
  const recording = personal?.recording;
  const reading = paper?.toBeRead === true ? 'due' : recordedBy === undefined ? undefined : 'done';
  // The first contact has the case's own code.
  const code = event.contact ?? '';
  const touch: ContactOfCase = {
    contact: code,
    channel,
    receivedAt,
    ...present({ recording, reading }),
  };
  const next: KnownCase = {
    ...state,
    messages: messagesWith(state, personal, {
      from: 'citizen',
      at: receivedAt,
      ...(reading !== undefined && { of: code }),
    }),
    attachments: { ...state.attachments, offered: [...state.attachments.offered, ...attachments] },
    contacts: [...state.contacts, call === undefined ? touch : withRecord(touch, call)],
    toBeRead: state.toBeRead || reading === 'due',
    safe: safeWith(state, code, personal),
  };
  if (state.contacts.length > 0) return withWaitOver(next, at);
  const points = contactPointsOf(personal);
  return {
    ...next,
    receivedAt,
    history: [{ stage: 'accepted', at: receivedAt }, ...state.history],
    contactPoints: points,
    // What staff recorded by hand is corrected as a whole, contact points included.
    ownPoints: reading === 'done' ? {} : points,
  };
}

/** What its contacts say of how to reach them, with one that says so; who says nothing takes back nothing. */
const safeWith = ({ safe }: KnownCase, contact: string, { safeContact }: PersonalPart = {}): KnownCase['safe'] =>
  safeContact === undefined ? safe : { ...safe, [contact]: safeContact };

/** A case that waited for its citizen waits no longer once the citizen has come back. */
function withWaitOver(state: KnownCase, at: string): KnownCase {
  if (state.stage !== 'waiting-for-you') return state;
  const { question: _asked, ...facts } = state;
  return atWorkAgain(facts, at);
}

/**
 * A case with one record more of one of its calls: the case's own call also says when it began, in which language, and
 * what it is.
 */
function withCallUpdated(before: KnownCase, event: EventOf<'CallUpdated'>, at: string): KnownCase {
  const { phone, recording } = event.personal ?? {};
  const state = { ...before, messages: messagesWith(before, event.personal, { from: 'citizen', at }) };
  const contacts = state.contacts.map((touch) => {
    if (touch.contact !== event.contact) return touch;
    const updated = withRecord(touch, event.call);
    const receivedAt = earlier(touch.receivedAt, updated.call.startedAt);
    return { ...updated, receivedAt, ...present({ recording }) };
  });
  const next = {
    ...state,
    contacts,
    contactPoints: { ...state.contactPoints, ...contactPointsOf({ phone }) },
    ownPoints: { ...state.ownPoints, ...contactPointsOf({ phone }) },
  };
  const [first] = contacts;
  if (first?.contact !== event.contact || first.call === undefined) return next;
  const { formal } = event.sorted ?? state;
  return {
    ...next,
    ...sortedAs(state, event.sorted),
    formal: state.formal || formal,
    formalBy: { ...state.formalBy, opening: state.formalBy.opening || formal },
    language: first.call.language ?? state.language,
    receivedAt: first.receivedAt,
    history: state.history.map((step) => (step.stage === 'accepted' ? { ...step, at: first.receivedAt } : step)),
  };
}

const earlier = (one: string, other: string) => (instantOf(other) < instantOf(one) ? other : one);

/**
 * What a case turned out to be. Danger to life was heard already: no key pressed and no reading takes a case out of
 * that lane.
 */
function sortedAs(state: KnownCase, sorted: EventOf<'DocumentRead'>['sorted']) {
  const { kind, lane, firstAnswerDueAt } = sorted ?? state;
  return {
    kind,
    lane: state.urgent ? state.lane : lane,
    ...present({ firstAnswerDueAt }),
  };
}

const contactPointsOf = ({ email, phone }: PersonalPart = {}): ContactPoints => present({ email, phone });

/** A case with what staff typed of one contact; what was typed of it before holds no longer. */
function withReading(state: KnownCase, event: EventOf<'DocumentRead'>, at: string): KnownCase {
  // Before readings named their contact, one reading was of all that waited.
  const contact = event.contact ?? state.contacts.findLast(({ reading }) => reading === 'due')?.contact ?? '';
  const isRead = (touch: ContactOfCase) =>
    touch.reading === 'due' && (event.contact === undefined || touch.contact === contact);
  const contacts = state.contacts.map((touch) => (isRead(touch) ? { ...touch, reading: 'done' as const } : touch));
  const otherInstances = state.formalBy.contacts.filter((other) => other !== contact);
  const instances = event.sorted?.formal === true ? [...otherInstances, contact] : otherInstances;
  const formalBy = { ...state.formalBy, contacts: event.sorted === undefined ? state.formalBy.contacts : instances };
  // Only the first contact says where the case is answered, whichever way its words came.
  const isFirst = contact === state.contacts[0]?.contact;
  return {
    ...state,
    ...sortedAs(state, event.sorted),
    formal: formalBy.opening || formalBy.contacts.length > 0,
    formalBy,
    contacts,
    toBeRead: contacts.some(({ reading }) => reading === 'due'),
    safe: safeWith(state, contact, event.personal),
    language: (isFirst ? event.language : undefined) ?? state.language,
    messages: inPlace(state.messages, { from: 'citizen', at, text: event.personal?.message ?? '', of: contact }),
    contactPoints: isFirst ? { ...state.ownPoints, ...contactPointsOf(event.personal) } : state.contactPoints,
  };
}

/** The messages with the words of a contact where they were, or at the end; without words none of that contact. */
function inPlace(messages: Facts['messages'], words: Facts['messages'][number]): Facts['messages'] {
  const position = messages.findIndex(({ of }) => of === words.of);
  if (words.text === '') return messages.filter(({ of }) => of !== words.of);
  if (position < 0) return [...messages, words];
  return messages.map((message, index) => (index === position ? { ...words, at: message.at } : message));
}

function withProtocol(state: KnownCase, event: EventOf<'ProtocolAssigned'>): KnownCase {
  const { contact, year, number, assignedAt } = event;
  return { ...state, protocol: [...state.protocol, { contact, year, number, assignedAt, cancelled: false }] };
}

function withProtocolCancelled(state: KnownCase, { year, number }: EventOf<'ProtocolCancelled'>): KnownCase {
  const protocol = state.protocol.map((assigned) =>
    assigned.year === year && assigned.number === number ? { ...assigned, cancelled: true } : assigned,
  );
  const answers = state.answers.map((answer) =>
    answer.protocol?.year === year && answer.protocol.number === number
      ? { ...answer, cancelled: true as const }
      : answer,
  );
  return { ...state, protocol, answers };
}

/** A case with another joined to it: one that a machine joined shares its turn to call back. */
function caseJoined(state: KnownCase, { caseId, by, missedAt }: EventOf<'CaseJoined'>): KnownCase {
  const turns = by === 'sportello' ? [...state.turns, { caseId, ...present({ missedAt }) }] : state.turns;
  return { ...state, joined: [...state.joined, caseId], turns };
}

/**
 * A case joined to another: a call-back that is owed stays owed here, unless its turn was taken over by the other case.
 */
function joinedTo(state: KnownCase, { caseId, calledBackThere = false }: EventOf<'JoinedTo'>): KnownCase {
  const { callBack, ...facts } = state;
  const isCalledHere = callBack !== undefined && !(calledBackThere && callBack.state === 'due');
  const isCalledThere = calledBackThere && !isCalledHere;
  return { ...facts, ...(isCalledHere && { callBack }), ...(isCalledThere && { calledBackThere }), joinedTo: caseId };
}

function withMessage(before: KnownCase, { from, personal }: EventOf<'MessageAdded'>, at: string): KnownCase {
  const state = from === 'citizen' ? spoken(before, at) : before;
  const messages = messagesWith(state, personal, { from, at });
  return from === 'citizen' ? withWaitOver({ ...state, messages }, at) : { ...state, messages };
}

function withAttachment(state: KnownCase, outcome: 'attached' | 'refused', attachment: string): KnownCase {
  const { attachments } = state;
  return { ...state, attachments: { ...attachments, [outcome]: [...attachments[outcome], attachment] } };
}

function withFile(state: KnownCase, event: EventOf<'AttachmentAttached'>): KnownCase {
  const { attachment, contentType, bytes, personal } = event;
  const file = { contentType, bytes, ...present({ name: personal?.fileName }) };
  return { ...state, attachments: { ...state.attachments, about: { ...state.attachments.about, [attachment]: file } } };
}

/** A case of which there is something to show, be it after an erasure. */
const audible = ({ silentSince: _over, ...state }: KnownCase): KnownCase => state;

/** A case whose citizen has spoken and waits. */
const spoken = (state: KnownCase, at: string): KnownCase => ({
  ...audible(state),
  spokeSince: state.spokeSince ?? at,
});

const withoutKind = ({ kind: _told, ...judged }: NonNullable<Facts['judged']>) => judged;

function erased(
  { tellsViolence: _erased, judged, ...state }: KnownCase,
  _event: EventOf<'PersonalDataErased'>,
  at: string,
): KnownCase {
  return {
    ...state,
    history: [...state.history, { stage: 'erased', at }],
    messages: [],
    contactPoints: {},
    ownPoints: {},
    attachments: { ...state.attachments, about: {} },
    contacts: state.contacts.map(({ recording: _erased, ...touch }) => touch),
    ...(judged && { judged: withoutKind(judged) }),
    safe: {},
    ...desk.withoutWords(state),
    ...(state.household && { household: household.householdWithoutWords(state.household) }),
    ...('question' in state && { question: '' }),
    erased: true,
    silentSince: at,
  };
}
