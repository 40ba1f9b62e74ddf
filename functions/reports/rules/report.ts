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

/** The cases of a register as far as they have been read; entries come in any order. */
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

/**
 * The report on one declaration of a ledger, from what has been read of its service's register; undefined for a
 * declaration that the ledger does not hold. `now` is an ISO instant: of what holds still, it tells as far as that.
 */
export function reportOn(input: {
  service: string;
  entries: readonly LedgerEntry[];
  declaration: string;
  tally: Tally;
  complete: boolean;
  now: string;
}): DeclarationReport | undefined {
  const { service, entries, declaration, tally, complete, now } = input;
  const declared = ledgerOf(entries.map(({ event }) => event)).declarations[declaration];
  if (declared === undefined) return undefined;
  const asOf = instantOf(now);
  const start = instantOf(declared.declaredAt);
  const end = instantOf(declared.stoodDownAt ?? declared.endsAt);
  const over = end <= asOf;
  const during = { from: start, to: Math.max(start, Math.min(end, asOf)) };
  const before = { from: start - DAY, to: start };
  const after = { from: end, to: Math.min(end + DAY, asOf) };
  const cases = [...tally.cases.values()];
  const { level, hours, area, declaredAt, proposal } = declared;
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
    received: { before: received(cases, before), during: received(cases, during) },
    byHour: byHour(cases, before, during),
    backlog: { atStart: openAt(cases, during.from), atEnd: openAt(cases, during.to) },
    answers: {
      before: answers(cases, before),
      during: answers(cases, during),
      ...(over ? { after: answers(cases, after) } : {}),
    },
    calls: {
      before: calls(cases, before),
      during: calls(cases, during),
      ...(over ? { after: calls(cases, after) } : {}),
    },
    read: { entries: tally.entries, complete },
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

function received(cases: readonly CaseFacts[], span: Span): Received {
  const found: Received = {
    from: isoOf(span.from),
    to: isoOf(span.to),
    contacts: 0,
    urgent: 0,
    kinds: {},
    lanes: {},
    channels: {},
  };
  for (const { kind, lane, urgent, contacts } of cases) {
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
  return found;
}

function byHour(cases: readonly CaseFacts[], before: Span, during: Span): DeclarationReport['byHour'] {
  // Rome is whole hours ahead of UTC, so full hours are the same on both clocks.
  const first = Math.floor(before.from / HOUR);
  const last = Math.max(first, Math.ceil(during.to / HOUR) - 1);
  const begin = Math.max(first, last - mostHours + 1);
  const hours = Array.from({ length: last - begin + 1 }, (_, index) => ({
    from: isoOf((begin + index) * HOUR),
    contacts: 0,
    urgent: 0,
    during: (begin + index + 1) * HOUR > during.from,
  }));
  const span = { from: before.from, to: during.to };
  for (const { urgent, contacts } of cases) {
    for (const { at } of contacts) {
      const hour = inside(span, at) ? hours[Math.floor(at / HOUR) - begin] : undefined;
      if (hour === undefined) continue;
      hour.contacts += 1;
      if (urgent) hour.urgent += 1;
    }
  }
  return hours;
}

function openAt(cases: readonly CaseFacts[], at: number): number {
  return cases.filter(({ turns }) => {
    const known = turns.filter((turn) => turn.at <= at);
    return known.reduce((latest, turn) => (turn.version >= latest.version ? turn : latest), {
      version: 0,
      at,
      open: false,
    }).open;
  }).length;
}

function answers(cases: readonly CaseFacts[], span: Span): Answers {
  const waits: number[] = [];
  let withDueTime = 0;
  let inTime = 0;
  for (const { answeredAt, dueAt, contacts } of cases) {
    if (answeredAt === undefined || !inside(span, answeredAt)) continue;
    const since = Math.min(...contacts.map(({ at }) => at));
    waits.push(Number.isFinite(since) ? Math.max(0, (answeredAt - since) / MINUTE) : 0);
    if (dueAt === undefined) continue;
    withDueTime += 1;
    if (answeredAt <= dueAt) inTime += 1;
  }
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

function calls(cases: readonly CaseFacts[], span: Span): Calls {
  const wanted = cases
    .flatMap((facts) => [...facts.calls.values()].map((records) => wholeCall(records.toSorted(callOrder))))
    .filter((call) => inside(span, instantOf(call.startedAt)) && answerCount(call) !== undefined);
  const taken = wanted.filter((call) => answerCount(call) === 'CallsAnswered').length;
  const waits = wanted.flatMap(({ waitSeconds }) => (waitSeconds === undefined ? [] : [waitSeconds]));
  return {
    taken,
    missed: wanted.length - taken,
    ...(wanted.length === 0 ? {} : { share: taken / wanted.length }),
    ...(waits.length === 0
      ? {}
      : { medianWaitSeconds: quantile(waits, 0.5), ninetiethWaitSeconds: quantile(waits, 0.9) }),
  };
}

/** The value that this share of all does not exceed; 0 for none. */
function quantile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? 0;
}
