import { DAY, dateOf, dayOf, instantOf, isoOf, type Zone, zoneNamed } from './zone.ts';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * Opening hours of a day in wall time `HH:MM`, `from` before `to`; `24:00` is the day's end. Hours over midnight are
 * two spans.
 */
export type OpenSpan = { from: string; to: string };

/** What a service says of its hours; neither part is changed once made, since what follows from them is remembered. */
export type HoursRules = {
  /** IANA name, `Europe/Rome`. */
  timeZone: string;
  weekly: Record<Weekday, OpenSpan[]>;
  /** Keys are dates `YYYY-MM-DD` on which the weekly pattern does not open. */
  holidays: Record<string, unknown>;
};

/**
 * `extended` opens 08:00-20:00 every day, holidays too, besides the weekly pattern; `around-the-clock` opens always.
 */
export type DeclaredHours = 'extended' | 'around-the-clock';

/**
 * What a declaration made of the hours, as known: ISO instants, `from` inside and `to` outside. Of several, the widest
 * wins. `from` is never before the declaration was made, and an early end replaces `to`: so nothing that was so becomes
 * otherwise.
 */
export type HoursPeriod = { from: string; to: string; hours: DeclaredHours };

/** An open stretch: ISO instants in UTC, `from` inside and `to` outside. */
export type OpenStretch = { from: string; to: string };

/**
 * The hours of one day and what made them: the weekly pattern, a holiday that closes it, or a declaration that widens
 * it.
 */
export type HoursOfDay = { date: string; open: OpenStretch[]; because: 'pattern' | 'holiday' | 'declaration' };

/** How far ahead `nextChangeAt` looks, in days: over a year, so that yearly closures are seen. */
export const LOOK_AHEAD_DAYS = 400;

/** True when the service is open at an instant; throws RangeError for an unreadable instant, period or wall time. */
export function isOpen(rules: HoursRules, periods: readonly HoursPeriod[], at: string): boolean {
  const hours = hoursIn(rules, periods);
  const instant = instantOf(at);
  // Each bound that is past has opened or closed.
  return hours.boundsOf(hours.zone.dayAt(instant)).filter((bound) => bound <= instant).length % 2 === 1;
}

/**
 * The first instant after `at` at which open turns into closed or closed into open, within 400 days; undefined if none.
 */
export function nextChangeAt(rules: HoursRules, periods: readonly HoursPeriod[], at: string): string | undefined {
  const hours = hoursIn(rules, periods);
  const instant = instantOf(at);
  const end = instant + LOOK_AHEAD_DAYS * DAY;
  for (const [from, to] of stretches(hours, instant, end)) {
    if (from > instant) return isoOf(from);
    return to < end ? isoOf(to) : undefined;
  }
  return undefined;
}

/** All open stretches between two ISO instants, in order, touching ones merged, cut at `from` and `to`. */
export function openSpans(rules: HoursRules, periods: readonly HoursPeriod[], from: string, to: string): OpenStretch[] {
  const spans: OpenStretch[] = [];
  for (const [opens, closes] of stretches(hoursIn(rules, periods), instantOf(from), instantOf(to))) {
    spans.push({ from: isoOf(opens), to: isoOf(closes) });
  }
  return spans;
}

/**
 * The hours of each day between two dates `YYYY-MM-DD`, both inside, cut at midnight; throws RangeError for no date.
 */
export function hoursOfDays(
  rules: HoursRules,
  periods: readonly HoursPeriod[],
  fromDate: string,
  toDate: string,
): HoursOfDay[] {
  const declared = hoursIn(rules, periods);
  const undeclared = hoursIn(rules, []);
  const days: HoursOfDay[] = [];
  const last = dayOf(toDate);
  for (let day = dayOf(fromDate); day <= last; day++) {
    const bounds = declared.boundsOf(day);
    const open: OpenStretch[] = [];
    for (let i = 0; i < bounds.length; i += 2) {
      open.push({ from: isoOf(bounds[i] as number), to: isoOf(bounds[i + 1] as number) });
    }
    const date = dateOf(day);
    const widened = lengthOf(bounds) > lengthOf(undeclared.boundsOf(day));
    days.push({ date, open, because: widened ? 'declaration' : isHoliday(rules, date) ? 'holiday' : 'pattern' });
  }
  return days;
}

/** Open bounds of one day as instants: opens, closes, opens, closes…, in order and never touching. */
type Bounds = readonly number[];

/** The hours in force, by day: what clocks walk along. */
export type Hours = { zone: Zone; boundsOf(day: number): Bounds };

/** The hours that follow from rules and periods; throws RangeError for an unreadable wall time or period. */
export function hoursIn(rules: HoursRules, periods: readonly HoursPeriod[]): Hours {
  const pattern = patternOf(rules);
  if (periods.length === 0) return pattern;
  const declared = readPeriods(periods);
  const { zone } = pattern;
  return {
    zone,
    boundsOf(day) {
      const ordinary = pattern.boundsOf(day);
      const starts = zone.instantAt(day, 0);
      const ends = zone.instantAt(day + 1, 0);
      let all: number[] | undefined;
      for (const { from, to, hours } of declared) {
        if (to <= starts || from >= ends) continue;
        const always = hours === 'around-the-clock';
        const opens = Math.max(from, always ? starts : zone.instantAt(day, EXTENDED_FROM));
        const closes = Math.min(to, always ? ends : zone.instantAt(day, EXTENDED_TO));
        if (opens < closes) {
          all ??= [...ordinary];
          all.push(opens, closes);
        }
      }
      return all ? merged(all) : ordinary;
    },
  };
}

type ReadPeriod = { from: number; to: number; hours: DeclaredHours };

// By list, as long as it does not grow: the declarations of years are read once and not for each question.
const readings = new WeakMap<readonly HoursPeriod[], ReadPeriod[]>();

function readPeriods(periods: readonly HoursPeriod[]): ReadPeriod[] {
  const known = readings.get(periods);
  if (known?.length === periods.length) return known;
  const read = periods.map(({ from, to, hours }) => ({ from: instantOf(from), to: instantOf(to), hours }));
  readings.set(periods, read);
  return read;
}

const EXTENDED_FROM = 8 * 60;
const EXTENDED_TO = 20 * 60;
const LONGEST_MEMORY = 5_000;

// By weekly pattern and not by rules: callers put rules together anew for every question, from parts that stay.
const patterns = new WeakMap<HoursRules['weekly'], { rules: HoursRules; hours: Hours }>();

function patternOf(rules: HoursRules): Hours {
  const known = patterns.get(rules.weekly);
  if (known && known.rules.holidays === rules.holidays && known.rules.timeZone === rules.timeZone) return known.hours;
  const zone = zoneNamed(rules.timeZone);
  const week = weekdays.map((weekday) =>
    rules.weekly[weekday].map(({ from, to }) => [minutesOf(from), minutesOf(to)] as const),
  );
  const days = new Map<number, Bounds>();
  const pattern: Hours = {
    zone,
    boundsOf(day) {
      const remembered = days.get(day);
      if (remembered) return remembered;
      // 1970-01-01 was a Thursday.
      const spans = isHoliday(rules, dateOf(day)) ? [] : (week[(((day + 3) % 7) + 7) % 7] ?? []);
      const bounds: number[] = [];
      for (const [from, to] of spans) {
        const opens = zone.instantAt(day, from);
        const closes = zone.instantAt(day, to);
        if (opens < closes) bounds.push(opens, closes);
      }
      const made = merged(bounds);
      if (days.size >= LONGEST_MEMORY) days.clear();
      days.set(day, made);
      return made;
    },
  };
  patterns.set(rules.weekly, { rules, hours: pattern });
  return pattern;
}

function* stretches({ zone, boundsOf }: Hours, from: number, to: number): Generator<[number, number]> {
  let opens = Number.NaN;
  let closes = Number.NaN;
  if (from >= to) return;
  const last = zone.dayAt(to);
  for (let day = zone.dayAt(from); day <= last; day++) {
    const bounds = boundsOf(day);
    for (let i = 0; i < bounds.length; i += 2) {
      const start = Math.max(from, bounds[i] as number);
      const end = Math.min(to, bounds[i + 1] as number);
      if (start >= end) continue;
      if (start === closes) {
        closes = end;
        continue;
      }
      if (opens < closes) yield [opens, closes];
      opens = start;
      closes = end;
    }
  }
  if (opens < closes) yield [opens, closes];
}

function merged(bounds: number[]): number[] {
  const spans: [number, number][] = [];
  for (let i = 0; i < bounds.length; i += 2) spans.push([bounds[i] as number, bounds[i + 1] as number]);
  spans.sort((a, b) => a[0] - b[0]);
  const joined: number[] = [];
  for (const [from, to] of spans) {
    const last = joined.length - 1;
    if (last > 0 && from <= (joined[last] as number)) joined[last] = Math.max(joined[last] as number, to);
    else joined.push(from, to);
  }
  return joined;
}

function lengthOf(bounds: Bounds): number {
  let length = 0;
  for (let i = 0; i < bounds.length; i += 2) length += (bounds[i + 1] as number) - (bounds[i] as number);
  return length;
}

function isHoliday({ holidays }: HoursRules, date: string): boolean {
  return Object.hasOwn(holidays, date);
}

const WALL_TIME = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

function minutesOf(wallTime: string): number {
  if (!WALL_TIME.test(wallTime))
    throw new RangeError(`not a wall time HH:MM: ${JSON.stringify(wallTime.slice(0, 40))}`);
  return Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3));
}
