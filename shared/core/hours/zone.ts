/**
 * Instants and wall time of one time zone.
 *
 * An instant is epoch milliseconds; a day is its number since 1970-01-01 on the zone's own calendar; wall time is
 * minutes since the day's 00:00 as clocks on the wall show them. Reads the zone's rules from Intl, never the machine's
 * clock or zone.
 */
export type Zone = {
  /** Milliseconds that the zone's clocks are ahead of UTC at an instant. */
  offsetAt(instant: number): number;
  /** The day that the zone's calendars show at an instant. */
  dayAt(instant: number): number;
  /**
   * The instant at which a day's clocks reach a wall time (minutes, 0 to 1440; 1440 is the next day's 00:00).
   * A wall time that comes twice (clocks go back) is its first coming; one that never comes (clocks go forward) is the
   * instant of the jump.
   */
  instantAt(day: number, minute: number): number;
};

export const MINUTE = 60_000;
export const DAY = 86_400_000;

// No zone changes its offset twice in a week, so a week has one offset, or two and the instant between them.
const WEEK = 7 * DAY;
const LONGEST_MEMORY = 5_000;

type Week = { before: number; changesAt: number; after: number };

const zones = new Map<string, Zone>();

/** The zone of an IANA name such as `Europe/Rome`; throws RangeError for a name that Intl does not know. */
export function zoneNamed(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  const made = makeZone(timeZone);
  zones.set(timeZone, made);
  return made;
}

/** The zone of everything that concerns people here. */
export const rome: Zone = zoneNamed('Europe/Rome');

/** The day that calendars in Rome show at an instant (epoch milliseconds), as `YYYY-MM-DD`. */
export const dayInRome = (instant: number): string => dateOf(rome.dayAt(instant));

function makeZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const weeks = new Map<number, Week>();

  function readOffset(instant: number): number {
    const second = Math.floor(instant / 1000) * 1000;
    const shown: Record<string, number> = {};
    let era = 'AD';
    for (const { type, value } of format.formatToParts(second)) {
      if (type === 'era') era = value;
      else if (type !== 'literal') shown[type] = Number(value);
    }
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = shown;
    const wall = new Date(0);
    wall.setUTCFullYear(era.startsWith('B') ? 1 - year : year, month - 1, day);
    wall.setUTCHours(hour, minute, seconds);
    return wall.getTime() - second;
  }

  function readWeek(start: number): Week {
    const before = readOffset(start);
    const after = readOffset(start + WEEK);
    if (before === after) return { before, changesAt: Number.POSITIVE_INFINITY, after };
    let low = start;
    let high = start + WEEK;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (readOffset(middle) === before) low = middle;
      else high = middle;
    }
    return { before, changesAt: high, after };
  }

  function weekOf(instant: number): Week {
    const number = Math.floor(instant / WEEK);
    const known = weeks.get(number);
    if (known) return known;
    if (weeks.size >= LONGEST_MEMORY) weeks.clear();
    const week = readWeek(number * WEEK);
    weeks.set(number, week);
    return week;
  }

  function offsetAt(instant: number): number {
    const week = weekOf(instant);
    return instant < week.changesAt ? week.before : week.after;
  }

  function instantAt(day: number, minute: number): number {
    const wall = day * DAY + minute * MINUTE;
    const before = offsetAt(wall - DAY);
    if (offsetAt(wall - before) === before) return wall - before;
    const after = offsetAt(wall + DAY);
    if (offsetAt(wall - after) === after) return wall - after;
    // Clocks jump over this wall time: the change lies between the two readings of it.
    const { changesAt } = weekOf(wall - after);
    return changesAt <= wall - before ? changesAt : weekOf(wall - before).changesAt;
  }

  return {
    offsetAt,
    dayAt: (instant) => Math.floor((instant + offsetAt(instant)) / DAY),
    instantAt,
  };
}

const WITH_ZONE = /T.*(?:Z|[+-]\d\d:\d\d)$/;

/** Epoch milliseconds of an ISO 8601 instant in UTC or with an offset; throws RangeError for anything else. */
export function instantOf(iso: string): number {
  const instant = WITH_ZONE.test(iso) ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(instant))
    throw new RangeError(`not an instant with its offset: ${JSON.stringify(iso.slice(0, 40))}`);
  return instant;
}

/** An instant as ISO 8601 in UTC with milliseconds, such as `2026-09-11T15:00:00.000Z`. */
export function isoOf(instant: number): string {
  return new Date(instant).toISOString();
}

const DATE = /^\d{4}-\d\d-\d\d$/;

/** The day of a date `YYYY-MM-DD`; throws RangeError for a date that no calendar has, such as 2026-02-30. */
export function dayOf(date: string): number {
  const day = DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) / DAY : Number.NaN;
  if (Number.isNaN(day) || dateOf(day) !== date)
    throw new RangeError(`not a date: ${JSON.stringify(date.slice(0, 40))}`);
  return day;
}

/** The date `YYYY-MM-DD` of a day. */
export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
