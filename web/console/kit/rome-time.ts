import { DAY, rome } from '../../../shared/core/hours/zone.ts';

/**
 * The instant of a wall time in Rome as a field of type datetime-local gives it, `2026-09-12T10:00`; undefined when it
 * is none.
 */
export function instantOfWallTime(text: string): string | undefined {
  const [, date = '', hour = '', minute = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)$/.exec(text) ?? [];
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight) || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return new Date(rome.instantAt(midnight / DAY, Number(hour) * 60 + Number(minute))).toISOString();
}

/** An instant as a field of type datetime-local takes it, in Rome and to the minute. */
export function wallTimeOf(instant: string): string {
  const at = Date.parse(instant);
  return new Date(at + rome.offsetAt(at)).toISOString().slice(0, 16);
}

/**
 * The hour, 8 or 20 in Rome, at which the shift ends within the next 45 minutes or ended in the last 45; undefined
 * between.
 */
export function shiftEndsSoon(now: number): 8 | 20 | undefined {
  const minutes = Math.floor((now + rome.offsetAt(now)) / 60_000) % 1440;
  return ([8, 20] as const).find((hour) => Math.abs(minutes - hour * 60) <= 45);
}

/** How long until an instant, in whole seconds: days, hours, minutes and seconds; all zero once it has come. */
export function countdown(to: string, now: number): { days: number; hours: number; minutes: number; seconds: number } {
  const left = Math.max(0, Math.ceil((Date.parse(to) - now) / 1000));
  return {
    days: Math.floor(left / 86_400),
    hours: Math.floor(left / 3600) % 24,
    minutes: Math.floor(left / 60) % 60,
    seconds: left % 60,
  };
}
