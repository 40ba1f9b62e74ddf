import type { DayRoot } from './day-root.ts';
import { dayInRome } from './hours/zone.ts';

/** The day in Rome of an instant, as `YYYY-MM-DD`. */
export const dayOf = (at: Date): string => dayInRome(at.getTime());

/** The day `days` after (or, negative, before) a day, both as `YYYY-MM-DD`. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The days to close at an instant: every one after the last root (or since `first`, the day of a log's first entry) up
 * to and with yesterday. A night in which nobody closed is made good by the next one, and a day without entries is
 * closed too, so that a missing day shows; a log without entries has no day to close.
 */
export function daysToClose(now: Date, last: Pick<DayRoot, 'day'> | undefined, first: string | undefined): string[] {
  const today = dayOf(now);
  const days: string[] = [];
  const begin = last === undefined ? first : dayAfter(last.day);
  for (let day = begin ?? today; day < today; day = dayAfter(day)) days.push(day);
  return days;
}
