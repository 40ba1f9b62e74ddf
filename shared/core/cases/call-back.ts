import type { callBackTimes } from '../../contracts/contact.ts';
import {
  type Hours,
  type HoursPeriod,
  type HoursRules,
  hoursIn,
  LOOK_AHEAD_DAYS,
  openSpans,
} from '../hours/calendar.ts';
import { dueAt, type Target } from '../hours/clocks.ts';
import { DAY, instantOf, isoOf, MINUTE } from '../hours/zone.ts';

/** When somebody would like to be called back. */
export type CallBackTime = (typeof callBackTimes)[number];

/**
 * Attempts that may reach nobody; with the last one the call-back is given up and the citizen is written to, by e-mail
 * where one is known.
 */
export const attemptsAllowed = 3;

/**
 * When to call somebody back: ISO instants; `from` is open, and the service is open until `dueAt` or closes with it.
 */
export type CallBackSlot = { from: string; dueAt: string };

/**
 * Morning and afternoon in minutes of the day; even a service that never closes calls nobody at night who asked for
 * either.
 */
const halves = { morning: [8 * 60, 13 * 60], afternoon: [13 * 60, 20 * 60] } as const;
/** Less is left of a morning or afternoon than a call-back needs: the next one is meant. Milliseconds. */
const leastLeft = 30 * MINUTE;
/** Whoever prefers a half of the day in which the service hardly ever opens is called back at any time. */
const longestPreferenceDays = 14;

/**
 * The slot in which somebody who asks at an ISO instant is called back, within the hours in force as known then: at any
 * time means within the charter's first answer; a morning or afternoon is the next one of which half an hour is left,
 * to its end. Undefined for a service that does not open again. Throws RangeError for an unreadable instant.
 */
export function callBackSlot(asked: {
  at: string;
  preference: CallBackTime;
  rules: HoursRules;
  periods: readonly HoursPeriod[];
  firstAnswer: Target;
}): CallBackSlot | undefined {
  const { at, preference, rules, periods } = asked;
  const preferred = preference === 'any' ? undefined : nextHalf(hoursIn(rules, periods), instantOf(at), preference);
  return preferred ?? withinCharter(asked);
}

function nextHalf(hours: Hours, at: number, half: keyof typeof halves): CallBackSlot | undefined {
  const first = hours.zone.dayAt(at);
  for (let day = first; day < first + longestPreferenceDays; day++) {
    const [begins, ends] = halves[half].map((minute) => hours.zone.instantAt(day, minute)) as [number, number];
    const bounds = hours.boundsOf(day);
    for (let i = 0; i < bounds.length; i += 2) {
      const opens = Math.max(bounds[i] as number, begins);
      const closes = Math.min(bounds[i + 1] as number, ends);
      if (opens >= closes || closes <= at) continue;
      if (opens >= at || closes - at >= leastLeft) return { from: isoOf(Math.max(opens, at)), dueAt: isoOf(closes) };
    }
  }
  return undefined;
}

function withinCharter({ at, rules, periods, firstAnswer }: Parameters<typeof callBackSlot>[0]) {
  const due = dueAt({ start: at, target: firstAnswer, rules, periods });
  const inTime = due === undefined ? [] : openSpans(rules, periods, at, due);
  const [from, last] = [inTime[0]?.from, inTime.at(-1)?.to];
  if (from !== undefined && last !== undefined) return { from, dueAt: last };
  // A target in days may end before the service opens at all.
  const ahead = isoOf(instantOf(at) + LOOK_AHEAD_DAYS * DAY);
  const [opens] = openSpans(rules, periods, at, ahead);
  return opens && { from: opens.from, dueAt: opens.to };
}
