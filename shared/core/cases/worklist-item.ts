import type { ArrivedCase } from '../../contracts/board.ts';
import type { CaseEvent } from '../../contracts/case-event.ts';
import type { PersonalPart } from '../../contracts/event-members.ts';
import type { GivenAnswer } from '../../contracts/given-text.ts';
import type { SampledCase } from '../../contracts/review-sample.ts';
import { maximumPauses, type WorklistItem } from '../../contracts/worklist.ts';
import { isoWeek } from '../hours/iso-week.ts';
import { dayInRome, instantOf, isoOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import { numberText } from '../protocol.ts';
import { wasSettledOnThePhone } from './call.ts';
import { isCanary } from './canary.ts';
import { type Case, type EventOf, initialCase, type KnownCase } from './case.ts';
import { nextByTime } from './desk-clock.ts';
import { isExpertLate, isHeld, openAsks } from './desk-facts.ts';
import { evolveCase, type Told } from './evolve.ts';
import { givenAnswers } from './given-texts.ts';
import { owedNext } from './household.ts';
import { callsOf, isOnlyMissed } from './missed-calls.ts';
import { nationalNumber } from './phone.ts';
import { type CaseWords, caseWords } from './searched-words.ts';
import { lastAfter, type Parts, regionIn, reservedBy, saidIn } from './worklist-said.ts';

/** Groups of experts that a row names at most. */
const maximumAsked = 20;

/** What the worklist keeps of a case. */
export type ListedCase = {
  item: WorklistItem;
  /** Whether somebody still owes it something. */
  open: boolean;
  /**
   * Where its persons can be reached, as the texts that stand for them: `email|…` in lower case, `phone|…` as national
   * digits.
   */
  points: string[];
  /** Epoch seconds until which the points may be kept: the retention of the case's kind, from its last contact on. */
  keptUntil: number;
  /**
   * Whether points may have been kept that hold no longer and must go: personal data was erased, or a reading
   * corrected.
   */
  fewerPoints: boolean;
  /** Subjects of those who had it and under whom it stands no more. */
  hadIt: string[];
  /** Whether it stands among those of its incident, and of which others it is no more. */
  inIncident: boolean;
  leftIncidents: string[];
  /** Households, and their events, whose page it stood on and stands on no more. */
  leftHouseholds: { household: string; event: string }[];
  /** Whether it stood among those that wait for a time, and does no more. */
  waitedForTime: boolean;
  /** What it is found by; empty once it is erased. */
  words: CaseWords;
  /** The weeks in which it was answered, each with the last answer of it; erased, it stands in none of them. */
  answeredIn: SampledCase[];
  leftWeeks: string[];
  /** On which day it came and whether it was answered; `counts` where it is a case of its own. */
  arrived: ArrivedCase & { counts: boolean };
  /** Which texts it was given, and of which answers that holds no more. */
  given: GivenAnswer[];
  ungiven: Pick<GivenAnswer, 'text' | 'answer'>[];
};

/** A contact point as the text that stands for it, however it was typed. */
export function pointsOf({ email, phone }: { email?: string | undefined; phone?: string | undefined }): string[] {
  const number = phone === undefined ? '' : nationalNumber(phone);
  return [
    ...(email === undefined || email.trim() === '' ? [] : [`email|${email.trim().toLowerCase()}`]),
    ...(number === '' ? [] : [`phone|${number}`]),
  ];
}

/** What only the events tell: who can be reached where, and whether the citizen spoke after the answer. */
type Traces = {
  /** By whose words they are: a contact's own, or those of its reading. */
  points: Map<string, string[]>;
  byHand: Set<string>;
  days: number;
  openedFor: string;
  lastContactAt: string;
  erased: boolean;
  corrected: boolean;
  spokeSince: boolean;
  waitsSince: string | undefined;
  /** What was told, by whose words it is. */
  parts: Parts;
  last: WorklistItem['last'];
  category: string | undefined;
  /** The region that the case was opened with. */
  region: string | undefined;
  hadIt: Set<string>;
  incidents: Set<string>;
  /** Households that it was of, with their events. */
  households: Map<string, string>;
  waitedForTime: boolean;
  /** By whom each answer is, and the last one that went out in each week. */
  authors: Map<string, { by: string; subject?: string | undefined }>;
  answeredIn: Map<string, Omit<SampledCase, 'code' | 'kind'>>;
  /** Whoever had it is at work no more, and nobody has it since. */
  leftBehind: boolean;
};

/** What staff do with a case when they take it up: whatever its citizen said before has been read. */
const takenUp: ReadonlySet<CaseEvent['type']> = new Set<CaseEvent['type']>([
  'TakenInCharge',
  'CitizenAsked',
  'Forwarded',
  'Referred',
  'Answered',
  'Closed',
  'CallBackTried',
  'DocumentRead',
]);

/** Whether an event tells what holds no longer: nobody has taken up what the citizen said. */
const isCorrection = (event: CaseEvent) => event.type === 'Answered' && event.corrects !== undefined;

/** Since when a case waits for staff after an event at `at`: an urgency that is raised waits anew. */
function waitsAfter(before: string | undefined, event: CaseEvent, at: string): string | undefined {
  if (takenUp.has(event.type) && !isCorrection(event)) return undefined;
  const speaks =
    event.type === 'UrgencyRaised' ||
    (event.type === 'ContactReceived' &&
      (!wasSettledOnThePhone(event.call) || event.personal?.danger?.level === 'lane')) ||
    (event.type === 'MessageAdded' && event.from === 'citizen');
  return event.type === 'UrgencyRaised' ? at : (before ?? (speaks ? at : undefined));
}

function noted(traces: Traces, event: CaseEvent, at: string): void {
  traces.waitsSince = waitsAfter(traces.waitsSince, event, at);
  traces.last = lastAfter(traces.last, event, at);
  const { points, byHand, parts } = traces;
  const more = (whose: string, said: PersonalPart = {}) => {
    points.set(whose, [...(points.get(whose) ?? []), ...pointsOf(said)]);
    parts.set(whose, { ...parts.get(whose), ...said });
  };
  switch (event.type) {
    case 'TakenInCharge':
      traces.leftBehind = false;
      break;
    case 'Released':
      traces.leftBehind = event.because === 'shift-over';
      break;
    case 'CaseOpened':
      traces.days = event.retentionDays;
      traces.category = event.category;
      traces.region = event.region;
      break;
    case 'ContactReceived':
      traces.openedFor ||= event.receivedAt;
      more(`of ${event.contact}`, event.personal);
      if (event.recordedBy !== undefined) byHand.add(`${event.contact}`);
      traces.lastContactAt = at;
      if (!wasSettledOnThePhone(event.call)) traces.spokeSince = true;
      break;
    case 'CallUpdated':
      traces.days = event.sorted?.retentionDays ?? traces.days;
      more(`of ${event.contact}`, event.personal);
      break;
    case 'DocumentRead':
      // What was recorded by hand is corrected as a whole.
      if (byHand.has(`${event.contact}`)) {
        points.delete(`of ${event.contact}`);
        parts.delete(`of ${event.contact}`);
      }
      points.set(`read ${event.contact}`, pointsOf(event.personal ?? {}));
      parts.set(`read ${event.contact}`, event.personal ?? {});
      traces.days = event.sorted?.retentionDays ?? traces.days;
      if (event.sorted !== undefined) traces.category = event.sorted.category;
      if (event.corrects === true) traces.corrected = true;
      break;
    case 'Resorted':
      traces.days = event.retentionDays ?? traces.days;
      traces.category = event.category ?? traces.category;
      break;
    case 'MessageAdded':
      if (event.from === 'citizen') traces.spokeSince = true;
      break;
    case 'Answered':
      if (!isCorrection(event)) traces.spokeSince = false;
      if (event.answer === undefined) answeredAt(traces, event, at);
      else traces.authors.set(event.answer, event);
      break;
    case 'AnswerSent':
      if (event.interim !== true) answeredAt(traces, traces.authors.get(event.answer), at);
      break;
    case 'Reviewed':
      reviewedAt(traces, event);
      break;
    case 'PersonalDataErased':
      points.clear();
      parts.clear();
      traces.erased = true;
      break;
  }
}

/** An answer went out: the last one of its week is the one that may be looked at again. */
function answeredAt(
  { answeredIn }: Traces,
  author: { by: string; subject?: string | undefined } | undefined,
  at: string,
) {
  if (author === undefined) return;
  const { by, subject } = author;
  const week = isoWeek(at);
  // The latest stands last.
  answeredIn.delete(week);
  answeredIn.set(week, { week, answeredAt: utc(at), by, ...present({ subject }) });
}

function reviewedAt({ answeredIn }: Traces, { criteria }: EventOf<'Reviewed'>) {
  const last = [...answeredIn.values()].at(-1);
  if (last !== undefined) answeredIn.set(last.week, { ...last, right: criteria.every(({ met }) => met) });
}

/** What nothing has told yet. */
const noTraces = (): Traces => ({
  points: new Map(),
  byHand: new Set(),
  days: 0,
  openedFor: '',
  lastContactAt: '',
  erased: false,
  corrected: false,
  spokeSince: false,
  waitsSince: undefined,
  parts: new Map(),
  last: undefined,
  category: undefined,
  region: undefined,
  hadIt: new Set(),
  incidents: new Set(),
  households: new Map(),
  waitedForTime: false,
  leftBehind: false,
  authors: new Map(),
  answeredIn: new Map(),
});

/**
 * The worklist's item of a case from all its entries, oldest first; undefined when they do not tell of a case yet, and
 * for a canary, which nobody need answer.
 */
export function listedCase(caseId: string, version: number, entries: readonly Told[]): ListedCase | undefined {
  let state: Case = initialCase();
  const traces = noTraces();
  for (const { at, events } of entries) {
    for (const event of events) {
      if (state.stage !== 'none') {
        if (state.owner?.subject !== undefined) traces.hadIt.add(state.owner.subject);
        if (state.incident !== undefined) traces.incidents.add(state.incident);
        if (state.household !== undefined) traces.households.set(state.household.household, state.household.event);
        traces.waitedForTime ||= nextByTime(state) !== undefined;
      }
      state = evolveCase(state, event, at);
      noted(traces, event, at);
    }
  }
  if (entries.some(({ events }) => isCanary(events))) return undefined;
  const [first] = state.stage === 'none' ? [] : state.contacts;
  if (state.stage === 'none' || first === undefined) return undefined;
  const { stage, lane, kind, urgent, language, formal, contacts, firstAnswerDueAt, history, protocol } = state;
  const owedCall = owedCallOf(state);
  const answered = history.some((step) => step.stage === 'answered');
  const owedAnswer = answered || firstAnswerDueAt === undefined ? undefined : utc(firstAnswerDueAt);
  const [dueAt] = [owedAnswer, owedCall?.dueAt].filter((due) => due !== undefined).sort();
  const number = protocol.findLast(({ cancelled }) => !cancelled);
  const inHand = stage !== 'closed' && (stage !== 'answered' || traces.spokeSince);
  // A scan nobody has read, a call that is owed and an expert who is late stay on the list even where the case itself is
  // done with.
  const open =
    state.silentSince === undefined &&
    (inHand || (!traces.erased && (state.toBeRead || owedCall !== undefined || isExpertLate(state))));
  const owner = state.owner && {
    name: state.owner.by,
    since: utc(state.owner.since),
    ...present({ until: state.owner.until, subject: state.owner.subject, given: state.owner.given }),
  };
  if (owner?.subject !== undefined) traces.hadIt.add(owner.subject);
  const reserved = reservedBy(state, traces.parts, traces.category);
  const { incident } = state;
  const inIncident = incident !== undefined && state.silentSince === undefined;
  const household = householdOf(state);
  // A case that was answered still waits for an administration that was asked, and for an expert.
  const wakes = nextByTime(state);
  const asked = [...new Set(openAsks(state).map(({ to }) => to))].slice(0, maximumAsked);
  const region = regionIn(traces.parts) ?? traces.region;
  const said = open && (!reserved || owner !== undefined) ? saidIn(traces.parts) : undefined;
  return {
    item: {
      caseId,
      version,
      lane,
      stage,
      kind: kind as WorklistItem['kind'],
      channel: first.channel,
      urgent,
      language,
      // As the case was opened: persons are kept with it, and a later record of a call does not move it.
      receivedAt: utc(traces.openedFor),
      ...(traces.waitsSince === undefined ? {} : { waitsSince: utc(traces.waitsSince) }),
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(owedAnswer === undefined ? {} : { firstAnswerDueAt: owedAnswer }),
      toBeRead: state.toBeRead,
      ...(owedCall && { callBack: owedCall }),
      formal,
      ...(number && { protocol: numberText(number.year, number.number) }),
      contacts: contacts.length,
      ...(reserved && { reserved: true }),
      ...pausesOf(state),
      ...(asked.length > 0 && { asked }),
      ...(state.answers.some(isHeld) && { answerHeld: true as const }),
      ...(isExpertLate(state) && { expertLate: true as const }),
      ...(urgent && traces.leftBehind && { onTop: true as const }),
      ...present({ nextByTime: wakes, said, owner, last: traces.last, incident, household }),
      ...present({ region }),
    },
    open,
    points: [...new Set([...traces.points.values()].flat())],
    keptUntil: Math.floor(instantOf(traces.lastContactAt) / 1000) + traces.days * 86_400,
    fewerPoints: traces.erased || traces.corrected,
    hadIt: [...traces.hadIt].filter((subject) => !open || subject !== owner?.subject),
    inIncident,
    leftIncidents: [...traces.incidents].filter((one) => !inIncident || one !== incident),
    leftHouseholds: [...traces.households]
      .filter(([one]) => one !== household?.household)
      .map(([one, event]) => ({ household: one, event })),
    waitedForTime: traces.waitedForTime && wakes === undefined,
    words: caseWords(
      traces.parts.values(),
      state.messages.flatMap(({ from, text }) => (from === 'citizen' ? [text ?? ''] : [])),
    ),
    answeredIn: traces.erased
      ? []
      : [...traces.answeredIn.values()].map((one) => ({ ...one, code: caseId, kind: kind as WorklistItem['kind'] })),
    leftWeeks: traces.erased ? [...traces.answeredIn.keys()] : [],
    arrived: arrivedOf(state, traces.openedFor, answered),
    ...givenAnswers(state, { caseId, version, kind: kind as WorklistItem['kind'], ...present({ region }) }),
  };
}

/** On which day a case came; one that was joined to another, or closed as a test, is none of its own. */
const arrivedOf = (
  { lane, joinedTo, outcome }: KnownCase,
  openedFor: string,
  answered: boolean,
): ListedCase['arrived'] => ({
  day: dayInRome(instantOf(openedFor)),
  lane,
  answered,
  counts: joinedTo === undefined && outcome !== 'test',
});

/** The call that a case owes, as its row tells it; undefined where none is owed. */
function owedCallOf(state: KnownCase): WorklistItem['callBack'] {
  const { callBack } = state;
  if (callBack?.state !== 'due') return undefined;
  const calls = callsOf(state);
  return {
    dueAt: utc(callBack.dueAt),
    attempts: callBack.attempts,
    ...(calls > 1 && { calls }),
    ...(isOnlyMissed(state) && { missed: true as const }),
  };
}

/** The household whose page a case stands on, with what is owed first; of an erased case nothing is left to show. */
function householdOf({ household: known, silentSince }: KnownCase): WorklistItem['household'] {
  if (known === undefined || silentSince !== undefined) return undefined;
  const { household, event, called, promises } = known;
  const [first] = owedNext(promises, 0);
  const owed = first && { of: first.of, dueAt: utc(first.dueAt) };
  return { household, event, ...present({ called: called?.slice(0, 120), owed }) };
}

/** The pauses of a case as its row keeps them; nothing where it had none. */
const pausesOf = ({ pauses }: KnownCase): Pick<WorklistItem, 'pauses'> =>
  pauses.length === 0
    ? {}
    : {
        pauses: pauses
          .slice(-maximumPauses)
          .map(({ clock, from, until, to }) => ({ clock, from, until, ...present({ to }) })),
      };

/** The same instant in the one spelling that sorts as text. */
const utc = (iso: string) => isoOf(instantOf(iso));
