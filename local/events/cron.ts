import { instantOf, type WallTime, wallTime } from '../clock.ts';

/** A schedule expression of AWS, parsed. */
export type Schedule =
  | { kind: 'rate'; everyMs: number }
  | { kind: 'at'; wall: WallTime }
  | {
      kind: 'cron';
      minutes: number[];
      hours: number[];
      matchesDay: (year: number, month: number, day: number) => boolean;
      years: (year: number) => boolean;
    };

const unitMs: Record<string, number> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Parses `rate(…)`, `cron(…)` with AWS's six fields, or `at(…)`; throws a sentence naming the expression. */
export function parseSchedule(expression: string): Schedule {
  const [, kind, inner] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === undefined || inner === undefined) throw new Error(`schedule ${expression} is neither rate, cron nor at`);
  if (kind === 'rate') {
    const [, count, unit] = /^(\d+) (second|minute|hour|day)s?$/.exec(inner.trim()) ?? [];
    if (!count || !unit) throw new Error(`schedule ${expression}: rate takes a number and minutes, hours or days`);
    return { kind: 'rate', everyMs: Number(count) * (unitMs[unit] ?? 0) };
  }
  if (kind === 'at') {
    const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})$/.exec(inner.trim());
    if (!parts) throw new Error(`schedule ${expression}: at takes yyyy-mm-ddThh:mm:ss`);
    const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
    return { kind: 'at', wall: { year, month, day, hour, minute, second } as WallTime };
  }
  const fields = inner.trim().split(/\s+/);
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields;
  if (fields.length !== 6 || !minute || !hour || !dayOfMonth || !month || !dayOfWeek || !year) {
    throw new Error(`schedule ${expression}: cron takes six fields`);
  }
  const inMonth = field(month, 1, 12, monthNames, 1);
  const years = field(year, 1970, 2199);
  const onDate = monthDay(dayOfMonth);
  const onWeekday = weekDay(dayOfWeek);
  return {
    kind: 'cron',
    minutes: range(0, 59).filter(field(minute, 0, 59)),
    hours: range(0, 23).filter(field(hour, 0, 23)),
    years,
    matchesDay: (y, m, d) =>
      inMonth(m) && (dayOfMonth === '?' || onDate(y, m, d)) && (dayOfWeek === '?' || onWeekday(y, m, d)),
  };
}

/**
 * The first instant (ms) after `after` at which the schedule fires, or undefined when it never does again.
 * Rates count from `from`. Wall times that the clocks skip are skipped; times shown twice fire at the first showing (EventBridge Scheduler's rule).
 */
export function nextFire(schedule: Schedule, timeZone: string, after: number, from: number): number | undefined {
  if (schedule.kind === 'rate') {
    if (after < from) return from;
    return from + (Math.floor((after - from) / schedule.everyMs) + 1) * schedule.everyMs;
  }
  if (schedule.kind === 'at') {
    const instant = instantOf(schedule.wall, timeZone);
    return instant !== undefined && instant > after ? instant : undefined;
  }
  const start = wallTime(after, timeZone);
  const day = new Date(Date.UTC(start.year, start.month - 1, start.day));
  for (let days = 0; days < 366 * 5; days += 1) {
    const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
    if (schedule.years(year) && schedule.matchesDay(year, month, date)) {
      for (const hour of schedule.hours) {
        for (const minute of schedule.minutes) {
          const instant = instantOf({ year, month, day: date, hour, minute, second: 0 }, timeZone);
          if (instant !== undefined && instant > after) return instant;
        }
      }
    }
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return undefined;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function field(text: string, from: number, to: number, names: string[] = [], base = 0): (value: number) => boolean {
  const number = (part: string) => {
    const named = names.indexOf(part.toUpperCase());
    const value = named >= 0 ? named + base : Number(part);
    if (!Number.isInteger(value)) throw new Error(`cron field ${text} is not understood`);
    return value;
  };
  const tests = text.split(',').map((part): ((value: number) => boolean) => {
    const [span, step] = part.split('/');
    if (span === undefined || span === '') throw new Error(`cron field ${text} is not understood`);
    const [low, high] =
      span === '*' || span === '?'
        ? [from, to]
        : span.includes('-')
          ? span.split('-').map(number)
          : [number(span), step ? to : number(span)];
    const every = step === undefined ? 1 : number(step);
    return (value) => value >= (low ?? from) && value <= (high ?? to) && (value - (low ?? from)) % every === 0;
  });
  return (value) => tests.some((test) => test(value));
}

function monthDay(text: string): (year: number, month: number, day: number) => boolean {
  const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (text === 'L') return (year, month, day) => day === lastDay(year, month);
  const [, nearest] = /^(\d{1,2})W$/.exec(text) ?? [];
  if (nearest) {
    return (year, month, day) => {
      const weekday = new Date(Date.UTC(year, month - 1, Number(nearest))).getUTCDay();
      const target =
        weekday === 6
          ? nearest === '1'
            ? 3
            : Number(nearest) - 1
          : weekday === 0
            ? Number(nearest) + (Number(nearest) === lastDay(year, month) ? -2 : 1)
            : Number(nearest);
      return day === target;
    };
  }
  if (text === '?') return () => true;
  const test = field(text, 1, 31);
  return (_year, _month, day) => test(day);
}

function weekDay(text: string): (year: number, month: number, day: number) => boolean {
  if (text === '?') return () => true;
  const dayOf = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 1;
  const [, nthDay, nth] = /^([1-7]|[A-Za-z]{3})#([1-5])$/.exec(text) ?? [];
  if (nthDay && nth) {
    const is = field(nthDay, 1, 7, dayNames, 1);
    return (year, month, day) => is(dayOf(year, month, day)) && Math.ceil(day / 7) === Number(nth);
  }
  const [, last] = /^([1-7]|[A-Za-z]{3})?L$/.exec(text) ?? [];
  if (text.endsWith('L')) {
    const is = field(last ?? '7', 1, 7, dayNames, 1);
    return (year, month, day) =>
      is(dayOf(year, month, day)) && day + 7 > new Date(Date.UTC(year, month, 0)).getUTCDate();
  }
  const test = field(text, 1, 7, dayNames, 1);
  return (year, month, day) => test(dayOf(year, month, day));
}
