import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dueAt, longestPauseDays, type Pause, type Target } from '../../../../shared/core/hours/clocks.ts';
import { everyDay, hoursOn, iso, office, rome, romeClock, someInstant } from '../../../fixtures/rome.ts';

const always = hoursOn(everyDay, [{ from: '00:00', to: '24:00' }]);
const due = (start: string, target: Target, pauses: Pause[] = [], rules = always) => {
  const found = dueAt({ start: rome(start), target, rules, periods: [], pauses });
  return found && romeClock(found);
};
const pause = (from: string, to: string): Pause => ({ from: rome(from), to: rome(to), reason: 'waiting' });

describe('a term in months', () => {
  test.each([
    ['2026-09-11T17:00', 1, '2026-10-11T23:59:59.999'],
    ['2026-01-31T10:00', 1, '2026-02-28T23:59:59.999'],
    ['2028-01-31T10:00', 1, '2028-02-29T23:59:59.999'],
    ['2026-11-30T10:00', 3, '2027-02-28T23:59:59.999'],
    ['2026-12-31T23:30', 2, '2027-02-28T23:59:59.999'],
    ['2026-12-15T10:00', 13, '2028-01-15T23:59:59.999'],
    // Already the first of March in Rome, still February in UTC.
    ['2026-03-01T00:30', 1, '2026-04-01T23:59:59.999'],
  ])('from %s, of %i: ends with %s', (start, months, expected) => expect(due(start, { months })).toBe(expected));

  test('ends as Temporal adds months', () => {
    fc.assert(
      fc.property(someInstant, fc.integer({ min: 1, max: 36 }), (start, months) => {
        const first = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO('Europe/Rome').toPlainDate();
        const end = first.add({ months }).add({ days: 1 }).toZonedDateTime('Europe/Rome').epochMilliseconds - 1;
        expect(dueAt({ start: iso(start), target: { months }, rules: always, periods: [] })).toBe(iso(end));
      }),
      { numRuns: 200 },
    );
  });

  test('stands still for the days at whose end it is suspended', () => {
    expect(due('2026-09-11T17:00', { months: 1 }, [pause('2026-09-14T14:00', '2026-09-16T10:00')])).toBe(
      '2026-10-13T23:59:59.999',
    );
  });
});

describe('two suspensions', () => {
  test('that touch are one, and none of it is counted twice', () => {
    const touching = [pause('2026-09-14T10:00', '2026-09-14T11:00'), pause('2026-09-14T11:00', '2026-09-14T12:00')];
    const one = [pause('2026-09-14T10:00', '2026-09-14T12:00')];
    for (const target of [{ workingMinutes: 240 }, { days: 3 }])
      expect(due('2026-09-14T09:00', target, touching, office())).toBe(due('2026-09-14T09:00', target, one, office()));
  });

  test('of which one holds the other stand still as long as the longer', () => {
    const inner = [pause('2026-09-14T09:30', '2026-09-14T12:00'), pause('2026-09-14T10:00', '2026-09-14T11:00')];
    expect(due('2026-09-14T09:00', { workingMinutes: 60 }, inner, office())).toBe('2026-09-14T12:30:00');
  });
});

test('a term of no days ends with the day of receipt', () => {
  expect(due('2026-09-11T17:00', { days: 0 })).toBe('2026-09-11T23:59:59.999');
});

test('the law lets a term be suspended for thirty days (L. 241/1990 art. 2 c. 7)', () => {
  expect(longestPauseDays).toBe(30);
});

test('a start or a suspension without its offset is no instant', () => {
  expect(() => dueAt({ start: '2026-09-11T17:00', target: { days: 1 }, rules: always, periods: [] })).toThrow(
    RangeError,
  );
  const pauses = [{ from: '2026-09-11', reason: 'waiting' }];
  expect(() =>
    dueAt({ start: rome('2026-09-11T17:00'), target: { days: 1 }, rules: always, periods: [], pauses }),
  ).toThrow(RangeError);
});
