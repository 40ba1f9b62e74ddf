import type { CallFacts } from '../../../shared/contracts/arrival.ts';
import type { RegisterEntry } from '../../../shared/contracts/case-event.ts';
import type { LedgerEntry } from '../../../shared/contracts/declaration.ts';
import type { Answers, Calls, DeclarationReport, Received } from '../../../shared/contracts/declaration-report.ts';
import { answerCount } from '../../../shared/core/cases/answered-calls.ts';
import { callOrder, wholeCall } from '../../../shared/core/cases/call.ts';
import { isCanary } from '../../../shared/core/cases/canary.ts';
import { openEntry } from '../../../shared/core/chain.ts';
import { DAY, instantOf, isoOf, MINUTE } from '../../../shared/core/hours/zone.ts';
import { isSaying } from '../../../shared/core/posture/event-page.ts';
import { ledgerOf } from '../../../shared/core/posture/ledger.ts';
import { present } from '../../../shared/core/present.ts';

const HOUR = 60 * MINUTE;

/** The most hours that a report tells one by one: 83 days. */
const mostHours = 2000;

/** What a report needs of one case; instants are epoch milliseconds. */
type CaseFacts = {
  kind: string;
  lane: string;
  urgent: boolean;
  dueAt: number | undefined;
  contacts: { at: number; channel: string }[];
  /** By contact, the records of its call. */
  calls: Map<string, CallFacts[]>;
  /** The version of the entry that kind, lane and due time are of. */
  sortedIn: number;
  answeredAt: number | undefined;
  turns: { version: number; at: number; open: boolean }[];
};

/** Cases of a register as far as they have been read; entries come in any order. */
export type Tally = { cases: Map<string, CaseFacts>; entries: number };

export const emptyTally = (): Tally => ({ cases: new Map(), entries: 0 });

/** Adds one entry of the register to a tally; nothing personal is looked at, and a canary is nobody's case. */
export function noteEntry(tally: Tally, { personal: _unread, ...entry }: RegisterEntry): void {
  const events = openEntry(entry);
  // Nobody acts on one: its case has no entry but the first.
  if (isCanary(events)) return;
  const facts: CaseFacts = tally.cases.get(entry.caseId) ?? {
    kind: 'unknown',
    lane: 'unknown',
    urgent: false,
    dueAt: undefined,
    contacts: [],
    calls: new Map(),
    sortedIn: 0,
    answeredAt: undefined,
    turns: [],
  };
  tally.cases.set(entry.caseId, facts);
  tally.entries += 1;
  const at = instantOf(entry.at);
  const turn = (open: boolean) => facts.turns.push({ version: entry.version, at, open });
  for (const event of events) {
    switch (event.type) {
      case 'CaseOpened':
        noteSorted(facts, event, entry.version);
        facts.urgent = event.urgent;
        if (event.urgent) facts.lane = event.lane;
        turn(true);
        break;
      case 'ContactReceived':
        facts.contacts.push({ at: instantOf(event.receivedAt), channel: event.channel });
        noteCall(facts, event.contact ?? entry.caseId, event.call);
        break;
      case 'CallUpdated':
        noteCall(facts, event.contact, event.call);
        if (event.sorted !== undefined) noteSorted(facts, event.sorted, entry.version);
        break;
      case 'DocumentRead':
        if (event.sorted !== undefined) noteSorted(facts, event.sorted, entry.version);
        break;
      case 'Answered':
      case 'AnswerSent': {
        // An answer with an id is out only once it was sent, and an interim one ends nothing.
        const isOut = event.type === 'AnswerSent' ? event.interim !== true : event.answer === undefined;
        if (!isOut) break;
        facts.answeredAt = Math.min(facts.answeredAt ?? at, at);
        turn(false);
        break;
      }
      case 'Closed':
      // Of a case whose words are gone nobody waits any more.
      case 'PersonalDataErased':
        turn(false);
        break;
      case 'Reopened':
        turn(true);
        break;
    }
  }
}

function noteCall({ calls }: CaseFacts, contact: string, call: CallFacts | undefined): void {
  if (call !== undefined) calls.set(contact, [...(calls.get(contact) ?? []), call]);
}

/** What a case is, as its latest entry that says it has it; a due time that is not named again stays. */
function noteSorted(
  facts: CaseFacts,
  { kind, lane, firstAnswerDueAt }: { kind: string; lane: string; firstAnswerDueAt?: string | undefined },
  version: number,
): void {
  const due = firstAnswerDueAt === undefined ? undefined : instantOf(firstAnswerDueAt);
  if (version < facts.sortedIn) {
    facts.dueAt ??= due;
    return;
  }
  Object.assign(facts, { kind, lane: facts.urgent ? facts.lane : lane, dueAt: due ?? facts.dueAt, sortedIn: version });
}

type Span = { from: number; to: number };

/** A declaration of a ledger, and what a report on it asks about: what was, what held, and the day after. */
export type Question = {
  declaration: string;
  declared: NonNullable<ReturnType<typeof ledgerOf>['declarations'][string]>;
  asOf: number;
  over: boolean;
  before: Span;
  during: Span;
  after: Span;
};

/**
 * What a report on one declaration asks; undefined for a declaration that the ledger does not hold. `now` is an ISO
 * instant: of what holds still, it asks as far as that.
 */
export function questionOf(entries: readonly LedgerEntry[], declaration: string, now: string): Question | undefined {
  const declared = ledgerOf(entries.map(({ event }) => event)).declarations[declaration];
  if (declared === undefined) return undefined;
  const asOf = instantOf(now);
  const start = instantOf(declared.declaredAt);
  const end = instantOf(declared.stoodDownAt ?? declared.endsAt);
  return {
    declaration,
    declared,
    asOf,
    over: end <= asOf,
    before: { from: start - DAY, to: start },
    during: { from: start, to: Math.max(start, Math.min(end, asOf)) },
    after: { from: end, to: Math.min(end + DAY, asOf) },
  };
}

/** What has been counted of cases so far: a few numbers for each answer and call, and none for a case. */
export type Figures = {
  entries: number;
  received: { before: Received; during: Received };
  byHour: DeclarationReport['byHour'];
  backlog: { atStart: number; atEnd: number };
  answers: Record<'before' | 'during' | 'after', AnswerFigures>;
  calls: Record<'before' | 'during' | 'after', CallFigures>;
};
type AnswerFigures = { waits: number[]; withDueTime: number; inTime: number };
type CallFigures = { waits: number[]; taken: number; wanted: number };

const spans = ['before', 'during', 'after'] as const;

/** Figures in which nothing was counted yet. */
export function noFigures(question: Question): Figures {
  const { before, during } = question;
  const each = <Part>(part: () => Part) => ({ before: part(), during: part(), after: part() });
  return {
    entries: 0,
    received: { before: nothingReceived(before), during: nothingReceived(during) },
    byHour: hoursOf(before, during),
    backlog: { atStart: 0, atEnd: 0 },
    answers: each(() => ({ waits: [], withDueTime: 0, inTime: 0 })),
    calls: each(() => ({ waits: [], taken: 0, wanted: 0 })),
  };
}

/** Counts the cases of a tally, each of them whole; after that they may be forgotten. */
export function countCases(figures: Figures, question: Question, { cases, entries }: Tally): void {
  const { received, backlog, answers, calls } = figures;
  figures.entries += entries;
  for (const facts of cases.values()) {
    noteReceived(received.before, facts, question.before);
    noteReceived(received.during, facts, question.during);
    noteHours(figures.byHour, facts, { from: question.before.from, to: question.during.to });
    if (isOpenAt(facts, question.during.from)) backlog.atStart += 1;
    if (isOpenAt(facts, question.during.to)) backlog.atEnd += 1;
    for (const span of spans) {
      noteAnswer(answers[span], facts, question[span]);
      noteCalls(calls[span], facts, question[span]);
    }
  }
}

/** The report on one declaration of a ledger, from what was counted of its service's register. */
export function reportOn(input: {
  service: string;
  entries: readonly LedgerEntry[];
  question: Question;
  figures: Figures;
  complete: boolean;
}): DeclarationReport {
  const { service, entries, question, figures, complete } = input;
  const { declaration, declared, over, asOf, before, during, after } = question;
  const { level, hours, area, declaredAt, proposal } = declared;
  const { received, byHour, backlog } = figures;
  return {
    service,
    declaration,
    level,
    hours,
    area,
    declaredAt,
    until: isoOf(during.to),
    over,
    asOf: isoOf(asOf),
    ...present({ proposal }),
    acts: actsOn(entries, declaration),
    received,
    byHour,
    backlog,
    answers: {
      before: answersIn(figures.answers.before, before),
      during: answersIn(figures.answers.during, during),
      ...(over ? { after: answersIn(figures.answers.after, after) } : {}),
    },
    calls: {
      before: callsIn(figures.calls.before),
      during: callsIn(figures.calls.during),
      ...(over ? { after: callsIn(figures.calls.after) } : {}),
    },
    read: { entries: figures.entries, complete },
  };
}

function actsOn(entries: readonly LedgerEntry[], declaration: string): DeclarationReport['acts'] {
  return entries
    .flatMap(({ version, event }) => (isSaying(event) || event.declaration !== declaration ? [] : [{ version, event }]))
    .slice(-1000)
    .map(({ version, event }) => ({
      version,
      at: event.at,
      type: event.type,
      by: event.by.name,
      reason: event.reason,
      ...('level' in event ? { level: event.level, hours: event.hours } : {}),
      ...('endsAt' in event ? { endsAt: event.endsAt } : {}),
    }));
}

const inside = ({ from, to }: Span, at: number) => from <= at && at < to;

const nothingReceived = (span: Span): Received => ({
  from: isoOf(span.from),
  to: isoOf(span.to),
  contacts: 0,
  urgent: 0,
  kinds: {},
  lanes: {},
  channels: {},
});

function noteReceived(found: Received, { kind, lane, urgent, contacts }: CaseFacts, span: Span): void {
  for (const { at, channel } of contacts) {
    if (!inside(span, at)) continue;
    found.contacts += 1;
    if (urgent) found.urgent += 1;
    for (const [counts, name] of [
      [found.kinds, kind],
      [found.lanes, lane],
      [found.channels, channel],
    ] as const) {
      counts[name] = (counts[name] ?? 0) + 1;
    }
  }
}

function hoursOf(before: Span, during: Span): DeclarationReport['byHour'] {
  // Rome is whole hours ahead of UTC, so full hours are the same on both clocks.
  const first = Math.floor(before.from / HOUR);
  const last = Math.max(first, Math.ceil(during.to / HOUR) - 1);
  const begin = Math.max(first, last - mostHours + 1);
  return Array.from({ length: last - begin + 1 }, (_, index) => ({
    from: isoOf((begin + index) * HOUR),
    contacts: 0,
    urgent: 0,
    during: (begin + index + 1) * HOUR > during.from,
  }));
}

function noteHours(hours: DeclarationReport['byHour'], { urgent, contacts }: CaseFacts, span: Span): void {
  const begin = instantOf(hours[0]?.from ?? isoOf(span.from)) / HOUR;
  for (const { at } of contacts) {
    const hour = inside(span, at) ? hours[Math.floor(at / HOUR) - begin] : undefined;
    if (hour === undefined) continue;
    hour.contacts += 1;
    if (urgent) hour.urgent += 1;
  }
}

function isOpenAt({ turns }: CaseFacts, at: number): boolean {
  const known = turns.filter((turn) => turn.at <= at);
  return known.reduce((latest, turn) => (turn.version >= latest.version ? turn : latest), {
    version: 0,
    at,
    open: false,
  }).open;
}

function noteAnswer(figures: AnswerFigures, { answeredAt, dueAt, contacts }: CaseFacts, span: Span): void {
  if (answeredAt === undefined || !inside(span, answeredAt)) return;
  const since = Math.min(...contacts.map(({ at }) => at));
  figures.waits.push(Number.isFinite(since) ? Math.max(0, (answeredAt - since) / MINUTE) : 0);
  if (dueAt === undefined) return;
  figures.withDueTime += 1;
  if (answeredAt <= dueAt) figures.inTime += 1;
}

function answersIn({ waits, withDueTime, inTime }: AnswerFigures, span: Span): Answers {
  const minutes = (share: number) => Math.round(quantile(waits, share) * 10) / 10;
  return {
    from: isoOf(span.from),
    to: isoOf(span.to),
    given: waits.length,
    withDueTime,
    inTime,
    ...(withDueTime === 0 ? {} : { share: inTime / withDueTime }),
    ...(waits.length === 0 ? {} : { medianWait: minutes(0.5), ninetiethWait: minutes(0.9) }),
  };
}

function noteCalls(figures: CallFigures, facts: CaseFacts, span: Span): void {
  for (const records of facts.calls.values()) {
    const call = wholeCall(records.toSorted(callOrder));
    if (!inside(span, instantOf(call.startedAt)) || answerCount(call) === undefined) continue;
    figures.wanted += 1;
    if (answerCount(call) === 'CallsAnswered') figures.taken += 1;
    if (call.waitSeconds !== undefined) figures.waits.push(call.waitSeconds);
  }
}

function callsIn({ waits, taken, wanted }: CallFigures): Calls {
  return {
    taken,
    missed: wanted - taken,
    ...(wanted === 0 ? {} : { share: taken / wanted }),
    ...(waits.length === 0
      ? {}
      : { medianWaitSeconds: quantile(waits, 0.5), ninetiethWaitSeconds: quantile(waits, 0.9) }),
  };
}

/** The value that this share of all does not exceed; 0 for none. */
function quantile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? 0;
}
