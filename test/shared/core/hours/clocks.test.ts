import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { holidayDates } from '../../../../cdk/house/holidays.ts';
import type { HoursPeriod, HoursRules } from '../../../../shared/core/hours/calendar.ts';
import { type Clock, dueAt, type Pause } from '../../../../shared/core/hours/clocks.ts';
import {
  declared,
  everyDay,
  hoursOn,
  iso,
  office,
  pauseNear,
  periodNear,
  rome,
  romeClock,
  slowIsOpen,
  someInstant,
  someMinute,
  someRules,
} from '../../../fixtures/rome.ts';

const MINUTE = 60_000;
const friday = rome('2026-09-11T17:00');
const fourHours = { workingMinutes: 240 };
const always = hoursOn(everyDay, [{ from: '00:00', to: '24:00' }]);

function due(clock: Partial<Clock>): string | undefined {
  const found = dueAt({ start: friday, target: fourHours, rules: office(), periods: [], ...clock });
  return found && romeClock(found);
}

function pause(from: string, to?: string, reason = 'waiting for the citizen'): Pause {
  return { from: rome(from), ...(to === undefined ? {} : { to: rome(to) }), reason };
}

describe('a request of Friday 11 September 2026 at 17:00, due in four working hours', () => {
  test.each<{ given: string; periods: HoursPeriod[]; expected: string }>`
    given                                          | periods                                                                                                                                 | expected
    ${'ordinary hours'}                            | ${[]}                                                                                                                                   | ${'2026-09-14T12:00:00'}
    ${'24/7 declared on Saturday at 10'}           | ${[declared('around-the-clock', '2026-09-12T10:00', '2026-09-13T10:00')]}                                                               | ${'2026-09-12T13:00:00'}
    ${'24/7 from Saturday at 10, ended at 11'}     | ${[declared('around-the-clock', '2026-09-12T10:00', '2026-09-12T11:00')]}                                                               | ${'2026-09-14T11:00:00'}
    ${'extended hours declared on Saturday at 10'} | ${[declared('extended', '2026-09-12T10:00', '2026-09-13T10:00')]}                                                                       | ${'2026-09-12T13:00:00'}
    ${'extended hours declared on Friday at 19'}   | ${[declared('extended', '2026-09-11T19:00', '2026-09-12T19:00')]}                                                                       | ${'2026-09-12T10:00:00'}
    ${'24/7 declared on Monday after it was due'}  | ${[declared('around-the-clock', '2026-09-14T12:00', '2026-09-15T10:00')]}                                                               | ${'2026-09-14T12:00:00'}
    ${'24/7 that was over before it came'}         | ${[declared('around-the-clock', '2026-09-10T10:00', '2026-09-11T09:00')]}                                                               | ${'2026-09-14T12:00:00'}
    ${'two declarations, the wider inside'}        | ${[declared('extended', '2026-09-11T18:00', '2026-09-13T00:00'), declared('around-the-clock', '2026-09-11T22:00', '2026-09-11T23:00')]} | ${'2026-09-11T23:00:00'}
  `('$given: due $expected', ({ periods, expected }) => {
    expect(due({ periods })).toBe(expected);
  });

  test('whatever is declared on Saturday, it was never due on Friday evening', () => {
    fc.assert(
      fc.property(fc.array(periodNear(Date.parse(rome('2026-09-22T10:00'))), { maxLength: 5 }), (periods) => {
        expect(
          Date.parse(dueAt({ start: friday, target: fourHours, rules: office(), periods }) ?? ''),
        ).toBeGreaterThanOrEqual(Date.parse(rome('2026-09-12T13:00')));
      }),
    );
  });
});

describe('working minutes', () => {
  test.each<{ given: string; start: string; minutes: number; rules: HoursRules; expected: string }>`
    given                                        | start                    | minutes | rules                                                                                | expected
    ${'inside one day'}                          | ${'2026-09-11T09:00'}    | ${60}   | ${office()}                                                                          | ${'2026-09-11T10:00:00'}
    ${'to the very closing time'}                | ${'2026-09-11T17:00'}    | ${60}   | ${office()}                                                                          | ${'2026-09-11T18:00:00'}
    ${'one minute beyond it'}                    | ${'2026-09-11T17:00'}    | ${61}   | ${office()}                                                                          | ${'2026-09-14T09:01:00'}
    ${'received at night'}                       | ${'2026-09-11T23:59:30'} | ${60}   | ${office()}                                                                          | ${'2026-09-14T10:00:00'}
    ${'received at 17:59:30'}                    | ${'2026-09-11T17:59:30'} | ${1}    | ${office()}                                                                          | ${'2026-09-14T09:00:30'}
    ${'over midnight at 23:59:30'}               | ${'2026-09-11T23:59:30'} | ${1}    | ${always}                                                                            | ${'2026-09-12T00:00:30'}
    ${'over Easter'}                             | ${'2026-04-03T17:00'}    | ${120}  | ${office('2026-04-05', '2026-04-06')}                                                | ${'2026-04-07T10:00:00'}
    ${'over the long weekend of 4 October 2027'} | ${'2027-10-01T17:00'}    | ${120}  | ${{ ...office(), holidays: holidayDates({ country: 'IT', local: [] }, 2027, 2027) }} | ${'2027-10-05T10:00:00'}
    ${'over the year’s end'}                     | ${'2026-12-31T17:00'}    | ${120}  | ${office('2027-01-01')}                                                              | ${'2027-01-04T10:00:00'}
    ${'over the night of 23 hours'}              | ${'2026-03-29T00:00'}    | ${180}  | ${always}                                                                            | ${'2026-03-29T04:00:00'}
    ${'over the night of 25 hours'}              | ${'2026-10-25T00:00'}    | ${240}  | ${always}                                                                            | ${'2026-10-25T03:00:00'}
    ${'over a weekend with the clocks changed'}  | ${'2026-10-23T17:00'}    | ${120}  | ${office()}                                                                          | ${'2026-10-26T10:00:00'}
  `('$given: $minutes minutes from $start are due $expected', ({ start, minutes, rules, expected }) => {
    expect(due({ start: rome(start), target: { workingMinutes: minutes }, rules })).toBe(expected);
  });

  test.each<{ given: string; pauses: Pause[]; expected: string | undefined }>`
    given                                    | pauses                                                                                            | expected
    ${'one hour inside opening time'}        | ${[pause('2026-09-11T17:00', '2026-09-11T18:00')]}                                                | ${'2026-09-14T13:00:00'}
    ${'the whole weekend, when all is shut'} | ${[pause('2026-09-11T18:00', '2026-09-14T09:00')]}                                                | ${'2026-09-14T12:00:00'}
    ${'begun before the request'}            | ${[pause('2026-09-01T00:00', '2026-09-11T17:30')]}                                                | ${'2026-09-14T12:30:00'}
    ${'two that overlap'}                    | ${[pause('2026-09-14T10:00', '2026-09-14T11:00'), pause('2026-09-14T10:30', '2026-09-14T11:30')]} | ${'2026-09-14T13:30:00'}
    ${'two that begin in the same minute'}   | ${[pause('2026-09-14T10:00', '2026-09-14T11:00'), pause('2026-09-14T10:00', '2026-09-14T10:10')]} | ${'2026-09-14T13:00:00'}
    ${'two of one day, given backwards'}     | ${[pause('2026-09-14T11:00', '2026-09-14T11:10'), pause('2026-09-14T10:00', '2026-09-14T10:10')]} | ${'2026-09-14T12:20:00'}
    ${'after it was due'}                    | ${[pause('2026-09-14T12:00', '2026-09-14T13:00')]}                                                | ${'2026-09-14T12:00:00'}
    ${'open, begun after it was due'}        | ${[pause('2026-09-14T12:00')]}                                                                    | ${'2026-09-14T12:00:00'}
    ${'open, begun before it was due'}       | ${[pause('2026-09-14T11:59')]}                                                                    | ${undefined}
    ${'of no length'}                        | ${[pause('2026-09-14T10:00', '2026-09-14T10:00')]}                                                | ${'2026-09-14T12:00:00'}
    ${'that ends before it begins'}          | ${[pause('2026-09-14T11:00', '2026-09-14T10:00')]}                                                | ${'2026-09-14T12:00:00'}
  `('a pause $given: due $expected', ({ pauses, expected }) => {
    expect(due({ pauses })).toBe(expected);
  });

  test('a service that never opens names no due time, and one that opens once a year finds it', () => {
    expect(due({ rules: hoursOn([], []) })).toBeUndefined();
    const periods = [declared('around-the-clock', '2027-09-01T10:00', '2027-09-01T16:00')];
    expect(due({ rules: hoursOn([], []), periods })).toBe('2027-09-01T14:00:00');
  });

  test('a due time is the same whichever offset the start is written with', () => {
    expect(due({ start: '2026-09-11T17:00:00+02:00' })).toBe(due({ start: '2026-09-11T15:00:00Z' }));
  });
});

describe('calendar days', () => {
  test.each<{ given: string; start: string; days: number; expected: string }>`
    given                                  | start                    | days  | expected
    ${'received in the morning'}           | ${'2026-09-11T00:00'}    | ${30} | ${'2026-10-11T23:59:59.999'}
    ${'received at 23:59:30'}              | ${'2026-09-11T23:59:30'} | ${30} | ${'2026-10-11T23:59:59.999'}
    ${'received a minute later'}           | ${'2026-09-12T00:00:30'} | ${30} | ${'2026-10-12T23:59:59.999'}
    ${'over the clocks’ change in autumn'} | ${'2026-10-24T12:00'}    | ${1}  | ${'2026-10-25T23:59:59.999'}
    ${'over the clocks’ change in spring'} | ${'2027-03-27T12:00'}    | ${1}  | ${'2027-03-28T23:59:59.999'}
    ${'over the year’s end'}               | ${'2026-12-15T12:00'}    | ${30} | ${'2027-01-14T23:59:59.999'}
    ${'over 29 February'}                  | ${'2028-02-28T12:00'}    | ${2}  | ${'2028-03-01T23:59:59.999'}
  `('$given: $days days from $start end $expected', ({ start, days, expected }) => {
    expect(due({ start: rome(start), target: { days } })).toBe(expected);
  });

  test.each<{ given: string; pauses: Pause[]; expected: string | undefined }>`
    given                                  | pauses                                             | expected
    ${'of an afternoon'}                   | ${[pause('2026-09-14T14:00', '2026-09-14T18:00')]} | ${'2026-09-21T23:59:59.999'}
    ${'over one midnight'}                 | ${[pause('2026-09-14T14:00', '2026-09-15T10:00')]} | ${'2026-09-22T23:59:59.999'}
    ${'of three whole days'}               | ${[pause('2026-09-14T00:00', '2026-09-17T00:00')]} | ${'2026-09-24T23:59:59.999'}
    ${'on the day of receipt, at its end'} | ${[pause('2026-09-11T20:00', '2026-09-12T08:00')]} | ${'2026-09-21T23:59:59.999'}
    ${'open'}                              | ${[pause('2026-09-14T14:00')]}                     | ${undefined}
    ${'open, begun after the end'}         | ${[pause('2026-09-22T00:00')]}                     | ${'2026-09-21T23:59:59.999'}
  `('ten days with a pause $given end $expected', ({ pauses, expected }) => {
    expect(due({ target: { days: 10 }, pauses })).toBe(expected);
  });

  test('declared hours and holidays move no legal term', () => {
    const periods = [declared('around-the-clock', '2026-09-12T10:00', '2026-09-20T10:00')];
    expect(due({ target: { days: 30 }, periods, rules: office('2026-10-11', '2026-10-12') })).toBe(
      '2026-10-11T23:59:59.999',
    );
  });

  test('days are counted as Temporal adds them', () => {
    fc.assert(
      fc.property(someInstant, fc.integer({ min: 1, max: 365 }), (start, days) => {
        const first = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO('Europe/Rome').toPlainDate();
        const end = first.add({ days: days + 1 }).toZonedDateTime('Europe/Rome').epochMilliseconds - 1;
        expect(dueAt({ start: iso(start), target: { days }, rules: always, periods: [] })).toBe(iso(end));
      }),
      { numRuns: 300 },
    );
  });
});

describe('for any hours, declarations and pauses', () => {
  type Case = { start: number; rules: HoursRules; periods: HoursPeriod[]; pauses: Pause[]; minutes: number };
  const someCase = (start: fc.Arbitrary<number>): fc.Arbitrary<Case> =>
    start.chain((at) =>
      fc.record({
        start: fc.constant(at),
        rules: someRules,
        periods: fc.array(periodNear(at), { maxLength: 4 }),
        pauses: fc.array(pauseNear(at), { maxLength: 3 }),
        minutes: fc.integer({ min: 1, max: 3_000 }),
      }),
    );
  const clockOf = ({ start, minutes, ...rest }: Case): Clock => ({
    ...rest,
    start: iso(start),
    target: { workingMinutes: minutes },
  });
  const latest = (found: string | undefined) => (found === undefined ? Number.POSITIVE_INFINITY : Date.parse(found));

  test('a due time is the one found by stepping minute by minute (1,000 cases)', () => {
    fc.assert(
      fc.property(someCase(someMinute), (given) => {
        const open = slowIsOpen(given.rules, given.periods);
        const paused = given.pauses.map(({ from, to }) => [Date.parse(from), latest(to)] as const);
        const horizon = given.start + 7 * 1_440 * MINUTE;
        let left = given.minutes;
        let at = given.start;
        for (; at < horizon && left > 0; at += MINUTE) {
          if (open(at) && !paused.some(([from, to]) => at >= from && at < to)) left--;
        }
        const found = dueAt(clockOf(given));
        if (left === 0) expect(found).toBe(iso(at));
        else expect(latest(found)).toBeGreaterThan(horizon);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a longer target is never due earlier', () => {
    fc.assert(
      fc.property(someCase(someInstant), fc.integer({ min: 1, max: 500 }), (given, more) => {
        const longer = clockOf({ ...given, minutes: given.minutes + more });
        expect(latest(dueAt(longer))).toBeGreaterThanOrEqual(latest(dueAt(clockOf(given))));
      }),
      { numRuns: 300 },
    );
  });

  test.each(['minutes', 'days'])('a later start is never due earlier, in %s', (unit) => {
    fc.assert(
      fc.property(someCase(someInstant), fc.integer({ min: 1, max: 4_000 * MINUTE }), (given, later) => {
        const target = unit === 'days' ? { days: Math.ceil(given.minutes / 50) } : { workingMinutes: given.minutes };
        const moved = { ...clockOf({ ...given, start: given.start + later }), target };
        expect(latest(dueAt(moved))).toBeGreaterThanOrEqual(latest(dueAt({ ...clockOf(given), target })));
      }),
      { numRuns: 300 },
    );
  });

  test.each(['minutes', 'days'])('a pause more never makes a due time earlier, in %s', (unit) => {
    fc.assert(
      fc.property(
        someCase(someInstant).chain((given) => fc.tuple(fc.constant(given), pauseNear(given.start))),
        ([given, pauseMore]) => {
          const target = unit === 'days' ? { days: Math.ceil(given.minutes / 500) } : { workingMinutes: given.minutes };
          const clock = { ...clockOf(given), target };
          const paused = { ...clock, pauses: [...given.pauses, pauseMore] };
          expect(latest(dueAt(paused))).toBeGreaterThanOrEqual(latest(dueAt(clock)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a declaration that begins at t moves no due time that was before t, and none from after t to before it', () => {
    fc.assert(
      fc.property(
        someCase(someInstant).chain((given) => fc.tuple(fc.constant(given), periodNear(given.start))),
        ([given, added]) => {
          const before = latest(dueAt(clockOf(given)));
          const after = latest(dueAt(clockOf({ ...given, periods: [...given.periods, added] })));
          const begins = Date.parse(added.from);
          if (before <= begins) expect(after).toBe(before);
          else expect(after).toBeGreaterThanOrEqual(begins);
          expect(after).toBeLessThanOrEqual(before);
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('once the weeks around are known, naming a due time asks Intl nothing more: that is what keeps it to microseconds', () => {
  const clock: Clock = {
    start: friday,
    target: { workingMinutes: 2_400 },
    rules: office('2026-09-15'),
    periods: [declared('around-the-clock', '2026-09-12T10:00', '2026-09-12T11:00')],
    pauses: [pause('2026-09-14T10:00', '2026-09-14T11:00')],
  };
  const first = dueAt(clock);
  const asked = jest.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
  try {
    expect(dueAt(clock)).toBe(first);
    expect(dueAt({ ...clock, rules: office('2026-09-16') })).toBe(first);
    expect(asked).not.toHaveBeenCalled();
    dueAt({ ...clock, start: rome('2039-05-10T12:00'), periods: [], pauses: [] });
    expect(asked).toHaveBeenCalled();
  } finally {
    asked.mockRestore();
  }
});
