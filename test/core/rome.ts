import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { HoursPeriod, HoursRules, OpenSpan, Weekday } from '../../shared/core/calendar.ts';
import type { Pause } from '../../shared/core/clocks.ts';

const zone = 'Europe/Rome';
const minute = 60_000;

/** The instant, ISO in UTC, at which Rome's clocks first show a wall time such as `2026-09-11T17:00`. */
export function rome(wall: string): string {
  return new Date(Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds).toISOString();
}

/** What Rome's clocks show at an ISO instant, such as `2026-09-11T17:00:00`. */
export function romeClock(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString();
}

/** Hours in Rome: the same spans on the named weekdays, none on the others. */
export function hoursOn(days: readonly Weekday[], spans: OpenSpan[], holidays: readonly string[] = []): HoursRules {
  const of = (day: Weekday) => (days.includes(day) ? spans : []);
  return {
    timeZone: zone,
    weekly: {
      monday: of('monday'),
      tuesday: of('tuesday'),
      wednesday: of('wednesday'),
      thursday: of('thursday'),
      friday: of('friday'),
      saturday: of('saturday'),
      sunday: of('sunday'),
    },
    holidays: Object.fromEntries(holidays.map((date) => [date, {}])),
  };
}

export const workdays: Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
export const everyDay: Weekday[] = [...workdays, 'saturday', 'sunday'];

/** Monday to Friday, 9 to 18. */
export function office(...holidays: string[]): HoursRules {
  return hoursOn(workdays, [{ from: '09:00', to: '18:00' }], holidays);
}

export function declared(hours: HoursPeriod['hours'], from: string, to: string): HoursPeriod {
  return { hours, from: rome(from), to: rome(to) };
}

/**
 * Rome's offset by the law itself, without Intl, for 2025 to 2028: summer time from 01:00 UTC on the last Sunday of March to 01:00 UTC on the
 * last Sunday of October (Directive 2000/84/EC).
 */
function lawfulOffset(instant: number): number {
  return summers.some(([from, to]) => instant >= from && instant < to) ? 120 * minute : 60 * minute;
}

const summers = [2025, 2026, 2027, 2028].map((year) => [lastSunday(year, 2), lastSunday(year, 9)] as const);

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.setUTCDate(last.getUTCDate() - last.getUTCDay());
}

const weekdayOf: Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Another way to tell open from closed: looks at the clock on the wall, one instant at a time. */
export function slowIsOpen(rules: HoursRules, periods: readonly HoursPeriod[]): (instant: number) => boolean {
  const asMinutes = (time: string) => Number(time.split(':')[0]) * 60 + Number(time.split(':')[1]);
  const weekly = weekdayOf.map((day) => rules.weekly[day].map(({ from, to }) => [asMinutes(from), asMinutes(to)]));
  const declarations = periods.map(({ from, to, hours }) => [Date.parse(from), Date.parse(to), hours] as const);
  const holidays = new Set(Object.keys(rules.holidays).map((date) => Date.parse(date) / 86_400_000));
  return (instant) => {
    const offset = lawfulOffset(instant);
    const wall = instant + offset;
    const day = Math.floor(wall / 86_400_000);
    // In the hour that comes twice every opening and closing has happened the first time.
    const again = offset === 60 * minute && lawfulOffset(instant - 60 * minute) === 120 * minute;
    const time = again ? 3 * 60 - 0.001 : wall / minute - day * 1440;
    for (const [from, to, hours] of declarations) {
      if (instant >= from && instant < to && (hours === 'around-the-clock' || (time >= 480 && time < 1200)))
        return true;
    }
    if (holidays.has(day)) return false;
    for (const [from, to] of weekly[(day + 4) % 7] as number[][]) {
      if (time >= (from as number) && time < (to as number)) return true;
    }
    return false;
  };
}

const clockChanges = ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z', '2027-10-31T01:00Z'].map(
  Date.parse,
);
const days = (number: number) => number * 86_400_000;

/** Whole minutes of 2026 and 2027 as epoch milliseconds, one in two within three days of a change of the clocks. */
export const someMinute = fc
  .oneof(
    fc.integer({ min: Date.parse('2026-01-01T00:00Z'), max: Date.parse('2027-12-31T23:59Z') }),
    fc.tuple(fc.constantFrom(...clockChanges), fc.integer({ min: -days(3), max: days(3) })).map(([at, by]) => at + by),
  )
  .map((instant) => Math.floor(instant / minute) * minute);

/** Instants of 2026 and 2027 to the millisecond. */
export const someInstant = fc.tuple(someMinute, fc.constantFrom(0, 0, 1, 30_000, 59_999)).map(([at, by]) => at + by);

export const iso = (instant: number) => new Date(instant).toISOString();

const wallTime = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const someSpan: fc.Arbitrary<OpenSpan> = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constantFrom(0, 120, 150, 180, 540, 1080, 1440)), {
    minLength: 2,
    maxLength: 2,
  })
  .map((pair) => pair.sort((a, b) => a - b))
  .map(([from, to]) => ({ from: wallTime(from as number), to: wallTime(to as number) }));

const someSpans = fc.array(someSpan, { maxLength: 3 });

/** Weekly patterns of up to three spans a day, which may overlap, with up to 40 holidays. */
export const someRules: fc.Arbitrary<HoursRules> = fc
  .record({
    monday: someSpans,
    tuesday: someSpans,
    wednesday: someSpans,
    thursday: someSpans,
    friday: someSpans,
    saturday: someSpans,
    sunday: someSpans,
  })
  .chain((weekly) =>
    fc.array(someMinute, { maxLength: 40 }).map((dates) => ({
      timeZone: zone,
      weekly,
      holidays: Object.fromEntries(dates.map((date) => [iso(date).slice(0, 10), {}])),
    })),
  );

/** A declaration near an instant: begins up to ten days around it, holds up to ten days. */
export const periodNear = (instant: number): fc.Arbitrary<HoursPeriod> =>
  fc
    .tuple(
      fc.integer({ min: -14_400, max: 14_400 }),
      fc.integer({ min: 0, max: 14_400 }),
      fc.constantFrom('extended' as const, 'around-the-clock' as const),
    )
    .map(([begins, lasts, hours]) => ({
      from: iso(instant + begins * minute),
      to: iso(instant + (begins + lasts) * minute),
      hours,
    }));

/** A pause near an instant: begins up to five days around it and lasts up to three, or has not ended. */
export const pauseNear = (instant: number): fc.Arbitrary<Pause> =>
  fc
    .tuple(fc.integer({ min: -7_200, max: 7_200 }), fc.option(fc.integer({ min: 0, max: 4_320 }), { freq: 8 }))
    .map(([begins, lasts]) => ({
      from: iso(instant + begins * minute),
      ...(lasts === null ? {} : { to: iso(instant + (begins + lasts) * minute) }),
      reason: 'waiting for the citizen',
    }));
