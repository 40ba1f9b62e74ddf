import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import { present } from '../../../shared/core/present.ts';

/** What one entry says of how long the personal data of its case are kept. */
type Mark = {
  version: number;
  at: string;
  turn?: 'open' | 'answered' | 'closed';
  spoke?: true;
  days?: number;
  /** Something was noted of its household. */
  household?: true;
  /** A promise to its household that was made, or was ended; `all` once its person agrees no more. */
  promised?: string;
  ended?: string;
  /** Until when an act keeps it (ISO instant); null once that was lifted. */
  held?: string | null;
};

/** What is remembered of a case while the register is read from end to end. */
export type CaseTrace = { marks: Mark[]; joins: string[]; personal: boolean };

const markOf = (event: CaseEvent): Omit<Mark, 'version' | 'at'> => {
  switch (event.type) {
    case 'CaseOpened':
      return { days: event.retentionDays, turn: 'open' };
    case 'CallUpdated':
    case 'DocumentRead':
      return event.sorted?.retentionDays === undefined ? {} : { days: event.sorted.retentionDays };
    case 'HoldSet':
      return { held: event.until };
    case 'HoldLifted':
      return { held: null };
    case 'Resorted':
      return present({ days: event.retentionDays });
    case 'ContactReceived':
      return { spoke: true };
    case 'MessageAdded':
      return event.from === 'citizen' ? { spoke: true } : {};
    case 'TakenInCharge':
    case 'CitizenAsked':
    case 'Forwarded':
    case 'Referred':
    case 'Reopened':
      return { turn: 'open' };
    case 'Answered':
      // What says that an earlier answer holds no longer opens nothing.
      if (event.corrects !== undefined) return {};
      // With an id it is out only once it was sent.
      return event.answer === undefined ? { turn: 'answered' } : { turn: 'open' };
    case 'AnswerSent':
      return event.interim === true ? {} : { turn: 'answered' };
    case 'AnswerBounced':
      return event.corrects === undefined ? { turn: 'open' } : {};
    case 'Closed':
      return { turn: 'closed' };
    case 'HouseholdJoined':
    case 'HouseholdVisited':
    case 'HouseholdInspected':
      return { household: true };
    case 'PromiseMade':
      return { household: true, promised: event.promise };
    case 'PromiseEnded':
      return { household: true, ended: event.promise };
    case 'HouseholdLeft':
      return { ended: 'all' };
    default:
      return {};
  }
};

/** Adds what one entry tells to the traces; entries come in any order. */
export function noteEntry(traces: Map<string, CaseTrace>, entry: RegisterEntry): void {
  const { caseId, version, at } = entry;
  const trace = traces.get(caseId) ?? { marks: [], joins: [], personal: false };
  traces.set(caseId, trace);
  trace.personal ||= entry.personal !== undefined;
  const { events } = JSON.parse(entry.events) as { events: CaseEvent[] };
  for (const event of events) {
    if (event.type === 'JoinedTo' || event.type === 'CaseJoined') trace.joins.push(event.caseId);
    const mark = markOf(event);
    if (Object.keys(mark).length > 0) trace.marks.push({ version, at, ...mark });
  }
}

/**
 * Until when the personal data of one case are kept (epoch milliseconds): for ever while somebody still works on it, or
 * while something is promised to its household and nobody has said what became of it.
 */
export function keptUntil({ marks }: CaseTrace): number {
  let turn: Mark['turn'] = 'open';
  let days = 0;
  let from = 0;
  let held: string | null | undefined;
  const owed = new Set<string>();
  for (const mark of marks.toSorted((one, other) => one.version - other.version)) {
    days = mark.days ?? days;
    if (mark.held !== undefined) held = mark.held;
    // Words after an answer ask for another; what a closed case is told opens it again by an event of its own.
    if (mark.spoke && turn === 'answered') turn = 'open';
    turn = mark.turn ?? turn;
    if (mark.promised !== undefined) owed.add(mark.promised);
    if (mark.ended === 'all') owed.clear();
    else if (mark.ended !== undefined) owed.delete(mark.ended);
    if (mark.spoke || mark.household || mark.turn !== undefined) from = Math.max(from, instantOf(mark.at));
  }
  const own = turn === 'open' || owed.size > 0 ? Number.POSITIVE_INFINITY : from + days * 86_400_000;
  return held ? Math.max(own, instantOf(held)) : own;
}

/**
 * The cases that were answered `days` days before `now` (epoch milliseconds), whose citizens have not spoken since and
 * that nobody has closed. Whoever closes them looks once more.
 */
export function casesToClose(traces: ReadonlyMap<string, CaseTrace>, days: number, now: number): string[] {
  const isOver = ({ marks }: CaseTrace) => {
    const last = marks
      .filter(({ turn, spoke }) => turn !== undefined || spoke)
      .toSorted((one, other) => one.version - other.version)
      .at(-1);
    return last?.turn === 'answered' && !last.spoke && instantOf(last.at) + days * 86_400_000 <= now;
  };
  return [...traces].filter(([, trace]) => isOver(trace)).map(([caseId]) => caseId);
}

/** The cases that a case was joined with, and those with them, itself first. */
function together(traces: ReadonlyMap<string, CaseTrace>, caseId: string): string[] {
  const found = new Set([caseId]);
  for (const one of found) for (const other of traces.get(one)?.joins ?? []) if (traces.has(other)) found.add(other);
  return [...found];
}

/**
 * The cases that the traces know of only because one whose time is over at `now` (epoch milliseconds) was joined with
 * them, over however many joins: whether its words may go is decided by all of them.
 */
export function joinedElsewhere(traces: ReadonlyMap<string, CaseTrace>, now: number): string[] {
  const found = new Set<string>();
  for (const [caseId, trace] of traces) {
    if (!trace.personal || trace.joins.length === 0 || keptUntil(trace) > now) continue;
    for (const one of together(traces, caseId))
      for (const other of traces.get(one)?.joins ?? []) if (!traces.has(other)) found.add(other);
  }
  return [...found];
}

/**
 * The cases whose personal data must go at `now` (epoch milliseconds), as groups of joined ones: the words of one are
 * the words of the others, so a group goes when the last of it may. A group without personal data went before.
 */
export function dueCases(traces: ReadonlyMap<string, CaseTrace>, now: number): string[][] {
  const seen = new Set<string>();
  const due: string[][] = [];
  for (const caseId of traces.keys()) {
    if (seen.has(caseId)) continue;
    const group = together(traces, caseId);
    for (const one of group) seen.add(one);
    const known = group.flatMap((one) => traces.get(one) ?? []);
    if (known.some(({ personal }) => personal) && known.every((trace) => keptUntil(trace) <= now)) due.push(group);
  }
  return due;
}

/** How many cases are kept at `now` (epoch milliseconds) by an act of an authority. */
export const heldCases = (traces: ReadonlyMap<string, CaseTrace>, now: number): number =>
  [...traces.values()].filter(({ marks }) => {
    const last = marks
      .filter(({ held }) => held !== undefined)
      .toSorted((one, other) => one.version - other.version)
      .at(-1);
    return typeof last?.held === 'string' && instantOf(last.held) > now;
  }).length;
