import { type Presence, type ShiftDay, shiftDays, type WeeklyShift } from '../contracts/shift.ts';
import { instantOf, isoOf, rome } from './hours/zone.ts';

/** Hours for which somebody without a shift is taken to be at work: the longest shift of a situation room (ours). */
const hoursWithoutShift = 12;

const minutesOf = (wall: string): number => Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3, 5));
/** The name of a day; day 0, 1970-01-01, was a Thursday. */
const nameOf = (day: number): ShiftDay => shiftDays[(((day + 3) % 7) + 7) % 7] as ShiftDay;

/** The shift that an ISO instant falls into; of several that overlap the one that ends last. */
function latestAt(week: readonly WeeklyShift[], at: string) {
  const instant = instantOf(at);
  const today = rome.dayAt(instant);
  const [last] = [today - 1, today]
    .flatMap((day) =>
      week
        .filter(({ days }) => days.includes(nameOf(day)))
        .map((shift) => {
          const [begins, ends] = [minutesOf(shift.from), minutesOf(shift.to)];
          return {
            shift,
            from: rome.instantAt(day, begins),
            to: rome.instantAt(ends <= begins ? day + 1 : day, ends),
          };
        }),
    )
    .filter(({ from, to }) => from <= instant && instant < to)
    .sort((one, other) => other.to - one.to);
  return last;
}

/** The shift that an ISO instant falls into, as ISO instants in UTC; of several that overlap the one that ends last. */
export function shiftAt(week: readonly WeeklyShift[], at: string): { from: string; to: string } | undefined {
  const last = latestAt(week, at);
  return last && { from: isoOf(last.from), to: isoOf(last.to) };
}

/** The name of the shift that an ISO instant falls into, by its hours in Rome: `0800-1400`; undefined outside of any. */
export function shiftName(week: readonly WeeklyShift[], at: string): string | undefined {
  const { shift } = latestAt(week, at) ?? {};
  return shift && `${shift.from}-${shift.to}`.replaceAll(':', '');
}

/** When the first shift begins after an ISO instant and within so many hours, as ISO instant; undefined where none does. */
export function shiftWithin(week: readonly WeeklyShift[], at: string, hours: number): string | undefined {
  const instant = instantOf(at);
  const end = instant + hours * 3_600_000;
  const days = Array.from({ length: Math.ceil(hours / 24) + 2 }, (_, ahead) => rome.dayAt(instant) + ahead);
  const [first] = days
    .flatMap((day) =>
      week.filter((shift) => shift.days.includes(nameOf(day))).map(({ from }) => rome.instantAt(day, minutesOf(from))),
    )
    .filter((begins) => begins > instant && begins <= end)
    .sort((one, other) => one - other);
  return first === undefined ? undefined : isoOf(first);
}

/** Until when somebody who comes at an ISO instant is at work: the end of their shift, twelve hours without one. */
export const atWorkUntil = (week: readonly WeeklyShift[], at: string): string =>
  shiftAt(week, at)?.to ?? isoOf(instantOf(at) + hoursWithoutShift * 3_600_000);

/** Whether somebody is at work at an ISO instant and may be handed a case; whoever pauses is at work and may not. */
export const isPresent = (presence: Presence | undefined, at: string): boolean =>
  presence?.presence === 'present' && instantOf(presence.until) > instantOf(at);

/** Whether somebody is at work at an ISO instant, pausing or not. */
export const isAtWork = (presence: Presence | undefined, at: string): boolean =>
  presence !== undefined && presence.presence !== 'signed-out' && instantOf(presence.until) > instantOf(at);

/** Whether somebody's time at work is over by an ISO instant and they have not signed out. */
export const isShiftOver = ({ presence, until }: Presence, at: string): boolean =>
  presence !== 'signed-out' && instantOf(until) <= instantOf(at);
