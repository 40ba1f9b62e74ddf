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
  return { kind: 'cron', ...parseCron(inner, expression) };
}

/** The six fields of a cron expression; L, W, # and steps, which no template uses, are refused by name. */
function parseCron(inner: string, expression: string): Omit<Extract<Schedule, { kind: 'cron' }>, 'kind'> {
  const fields = inner.trim().split(/\s+/);
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields;
  if (fields.length !== 6 || !minute || !hour || !dayOfMonth || !month || !dayOfWeek || !year) {
    throw new Error(`schedule ${expression}: cron takes six fields`);
  }
  const refused = fields
    .flatMap((each) => each.split(','))
    .find((part) => /[/#]|^(?:\d+|[A-Z]{3})?L$|^(?:\d+|L)W$/i.test(part));
  if (refused) throw new Error(`schedule ${expression}: ${refused} is not honoured on one machine`);
  const inMonth = field(month, 1, 12, monthNames);
  const onDate = field(dayOfMonth, 1, 31);
  const onWeekday = field(dayOfWeek, 1, 7, dayNames);
  return {
    minutes: range(0, 59).filter(field(minute, 0, 59)),
    hours: range(0, 23).filter(field(hour, 0, 23)),
    years: field(year, 1970, 2199),
    matchesDay: (y, m, d) => inMonth(m) && onDate(d) && onWeekday(new Date(Date.UTC(y, m - 1, d)).getUTCDay() + 1),
  };
}

/**
 * The first instant (ms) after `after` at which the schedule fires, or undefined when it never does again.
 * Rates count from `from`. Wall times that the clocks skip are skipped; times shown twice fire at the first showing
 * (EventBridge Scheduler's rule).
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

/** A test of one field: `*` and `?`, numbers, names (counted from 1), ranges and lists of these. */
function field(text: string, from: number, to: number, names: string[] = []): (value: number) => boolean {
  const number = (part: string) => {
    const value = names.includes(part.toUpperCase())
      ? names.indexOf(part.toUpperCase()) + 1
      : Number(part || Number.NaN);
    if (!Number.isInteger(value)) throw new Error(`cron field ${text} is not understood`);
    return value;
  };
  const spans = text.split(',').map((part): [low: number, high: number] => {
    if (part === '*' || part === '?') return [from, to];
    const [low = '', high = low] = part.split('-');
    return [number(low), number(high)];
  });
  return (value) => spans.some(([low, high]) => value >= low && value <= high);
}
