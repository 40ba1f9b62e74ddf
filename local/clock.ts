/** The stage's clock: the machine's, moved by a constant. Instants are milliseconds since 1970. */
export type Clock = { readonly offset: number; now(): number };

/** A clock that shows `start` now and then runs at normal pace; without a start, the machine's own. */
export function clockFrom(start: Date | undefined, machineNow: number = Date.now()): Clock {
  const offset = start ? start.getTime() - machineNow : 0;
  return { offset, now: () => Date.now() + offset };
}

/**
 * Reads `--at`: `2026-11-22T20:00`, with or without seconds, in Europe/Rome unless it ends in `Z` or `+01:00`.
 * Throws a sentence when it is neither.
 */
export function readInstant(text: string): Date {
  const local = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (!local) {
    const instant = new Date(text);
    if (!/[Zz]$|[+-]\d{2}:\d{2}$/.test(text) || Number.isNaN(instant.getTime())) {
      throw new Error(`--at takes a time such as 2026-11-22T20:00 (Rome) or 2026-11-22T19:00:00Z, not ${text}`);
    }
    return instant;
  }
  const [year, month, day, hour, minute, second] = local.slice(1).map((part) => Number(part ?? 0));
  const instant = instantOf({ year, month, day, hour, minute, second } as WallTime, 'Europe/Rome');
  if (instant === undefined) throw new Error(`--at ${text}: the clocks in Rome skip that hour`);
  return new Date(instant);
}

// shared/core/hours/zone.ts reckons with wall time too, by days and minutes and with a memory for many questions. The
// stage may not know the domain, and asks a few times a minute, to the second: these forty lines are all it needs.

/** A date and time as a wall clock shows it; month 1 to 12. */
export type WallTime = { year: number; month: number; day: number; hour: number; minute: number; second: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a wall clock in the time zone shows at an instant (ms). */
export function wallTime(instant: number, timeZone: string): WallTime {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const shown: Record<string, number> = {};
  for (const part of format.formatToParts(instant)) shown[part.type] = Number(part.value);
  return {
    year: shown['year'] ?? 0,
    month: shown['month'] ?? 0,
    day: shown['day'] ?? 0,
    hour: shown['hour'] ?? 0,
    minute: shown['minute'] ?? 0,
    second: shown['second'] ?? 0,
  };
}

/** The first instant (ms) at which the wall clock shows the time, or undefined when the clocks skip it. */
export function instantOf(wall: WallTime, timeZone: string): number | undefined {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  const candidates = [-1, 0, 1].map((days) => asUtc - offsetAt(asUtc + days * 86_400_000, timeZone));
  const fitting = candidates.filter((instant) => instant + offsetAt(instant, timeZone) === asUtc);
  return fitting.length === 0 ? undefined : Math.min(...fitting);
}

function offsetAt(instant: number, timeZone: string): number {
  const shown = wallTime(instant, timeZone);
  const whole = Math.floor(instant / 1000) * 1000;
  return Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second) - whole;
}
