import { type Hours, type HoursPeriod, type HoursRules, hoursIn } from './calendar.ts';
import { DAY, instantOf, isoOf, MINUTE, type Zone } from './zone.ts';

/**
 * What is promised. Working minutes run while the service is open. Days are calendar days: the day of receipt
 * is not counted and the last one is inside to its end (L. 241/1990, art. 2: 30 days; art. 2963 codice civile for the
 * count). Months end on the day of the same date, or on the last of a month that has none (Regulation 1182/71 art. 3).
 * The law would also move a last day that is a holiday to the next; that grace is the administration's, so a
 * promise to the citizen does without it.
 */
export type Target = { workingMinutes: number } | { days: number } | { months: number };

/** A stretch in which the clock stands still, and why; ISO instants, `to` outside; without `to` it has not ended. */
export type Pause = { from: string; to?: string; reason: string };

/**
 * Days that a clock may stand still at one time. The law lets its term be suspended once, for thirty days at most
 * (L. 241/1990 art. 2 c. 7); the service's own clocks keep to the same length.
 */
export const longestPauseDays = 30;

export type Clock = {
  /** ISO instant at which the clock starts: the receipt of the contact. */
  start: string;
  target: Target;
  rules: HoursRules;
  /** Every period of declared hours as known: each instant is judged by what was in force then. */
  periods: readonly HoursPeriod[];
  pauses?: readonly Pause[];
};

/** Ends the search for a due time of a service that hardly ever opens. */
const LONGEST_SEARCH_DAYS = 3_660;

/**
 * The last instant that is in time, as ISO instant in UTC. Working minutes: the instant at which they have run, which
 * may be the closing time itself. Days: the last millisecond of the last day, so that the date reads right; a day
 * counts if the clock was not paused at its end. Undefined while an open pause stops the clock, or if ten years do not
 * suffice. Throws RangeError for an unreadable instant.
 */
export function dueAt({ start, target, rules, periods, pauses = [] }: Clock): string | undefined {
  const due = dueInstant(instantOf(start), target, hoursIn(rules, periods), standstills(pauses));
  return due === undefined ? undefined : isoOf(due);
}

function endOf(to: string | undefined): number {
  return to === undefined ? Number.POSITIVE_INFINITY : instantOf(to);
}

/** Pauses as instants, in order and apart. */
type Standstill = { from: number; to: number };

function standstills(pauses: readonly Pause[]): Standstill[] {
  const sorted = pauses
    .map(({ from, to }) => ({ from: instantOf(from), to: endOf(to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const apart: Standstill[] = [];
  for (const { from, to } of sorted) {
    const last = apart.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else apart.push({ from, to });
  }
  return apart;
}

function dueInstant(start: number, target: Target, hours: Hours, pauses: readonly Standstill[]): number | undefined {
  if ('workingMinutes' in target) return dueAfterWork(start, target.workingMinutes * MINUTE, hours, pauses);
  const days = 'days' in target ? target.days : daysOfMonths(hours.zone.dayAt(start), target.months);
  return dueAfterDays(start, days, hours.zone, pauses);
}

/** Days from a day to the one of the same date some months later. */
function daysOfMonths(day: number, months: number): number {
  const from = new Date(day * DAY);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const lastDate = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(from.getUTCDate(), lastDate)) / DAY - day;
}

function dueAfterDays(start: number, days: number, zone: Zone, pauses: readonly Standstill[]): number | undefined {
  let left = days;
  const first = zone.dayAt(start);
  const last = lastDayToSearch(first, zone, pauses);
  for (let day = first; day <= last; day++) {
    const end = zone.instantAt(day + 1, 0);
    if (day > first && !standsStill(end - 1, pauses)) left--;
    if (left <= 0) return end - 1;
  }
  return undefined;
}

function dueAfterWork(start: number, work: number, hours: Hours, pauses: readonly Standstill[]): number | undefined {
  let left = work;
  const first = hours.zone.dayAt(start);
  const last = lastDayToSearch(first, hours.zone, pauses);
  for (let day = first; day <= last; day++) {
    for (const [from, to] of running(hours.boundsOf(day), start, Number.POSITIVE_INFINITY, pauses)) {
      if (to - from >= left) return from + left;
      left -= to - from;
    }
  }
  return undefined;
}

function lastDayToSearch(first: number, zone: Zone, pauses: readonly Standstill[]): number {
  const last = pauses.at(-1);
  return last?.to === Number.POSITIVE_INFINITY ? zone.dayAt(last.from) : first + LONGEST_SEARCH_DAYS;
}

/** The parts of a day's open bounds inside [start, until) in which no pause stops the clock, in order. */
function* running(
  bounds: readonly number[],
  start: number,
  until: number,
  pauses: readonly Standstill[],
): Generator<[number, number]> {
  for (let i = 0; i < bounds.length; i += 2) {
    let from = Math.max(start, bounds[i] as number);
    const to = Math.min(until, bounds[i + 1] as number);
    for (const pause of pauses) {
      if (pause.to <= from) continue;
      if (pause.from >= to) break;
      if (pause.from > from) yield [from, pause.from];
      from = pause.to;
    }
    if (from < to) yield [from, to];
  }
}

function standsStill(instant: number, pauses: readonly Standstill[]): boolean {
  return pauses.some(({ from, to }) => from <= instant && instant < to);
}
