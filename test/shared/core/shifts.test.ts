import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shiftDays, type WeeklyShift } from '../../../shared/contracts/shift.ts';
import { DAY, isoOf } from '../../../shared/core/hours/zone.ts';
import { atWorkUntil, isPresent, isShiftOver, shiftAt, shiftWithin } from '../../../shared/core/shifts.ts';

const day: WeeklyShift = { days: ['monday', 'friday'], from: '08:00', to: '14:00' };
const night: WeeklyShift = { days: ['saturday'], from: '20:00', to: '08:00' };

describe('the shift that an instant falls into', () => {
  test.each([
    // Rome is an hour ahead in winter, two in summer.
    ['a Monday morning in winter', '2026-11-30T07:00:00.000Z', '2026-11-30T13:00:00.000Z'],
    ['the same Monday a minute before', '2026-11-30T06:59:00.000Z', undefined],
    ['the same Monday at its end', '2026-11-30T13:00:00.000Z', undefined],
    ['a Friday morning in summer', '2026-07-03T06:30:00.000Z', '2026-07-03T12:00:00.000Z'],
    ['a Tuesday', '2026-12-01T09:00:00.000Z', undefined],
    ['a night of Saturday, before midnight', '2026-11-28T21:00:00.000Z', '2026-11-29T07:00:00.000Z'],
    ['the same night, on Sunday', '2026-11-29T06:00:00.000Z', '2026-11-29T07:00:00.000Z'],
    // Clocks go forward: the night is eleven hours long, and ends at eight all the same.
    ['a night in which clocks go forward', '2027-03-28T02:00:00.000Z', '2027-03-28T06:00:00.000Z'],
  ])('%s', (_name, at, to) => {
    expect(shiftAt([day, night], at)?.to).toBe(to);
  });

  test('begins at or before it and ends after it, whatever the week', () => {
    const wall = fc.integer({ min: 0, max: 1439 }).map((minutes) => {
      const two = (number: number) => String(number).padStart(2, '0');
      return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    });
    const shift = fc.record({
      days: fc.uniqueArray(fc.constantFrom(...shiftDays), { minLength: 1 }),
      from: wall,
      to: wall,
    });
    const instant = fc.integer({ min: 0, max: 3_000 * DAY }).map((ago) => isoOf(Date.UTC(2030, 0) - ago));
    fc.assert(
      fc.property(fc.array(shift, { maxLength: 5 }), instant, (week, at) => {
        const found = shiftAt(week, at);
        if (found !== undefined) expect(found.from <= at && at < found.to).toBe(true);
        expect(atWorkUntil(week, at) > at).toBe(true);
      }),
    );
  });
});

describe('who is there', () => {
  const at = '2026-11-30T10:00:00.000Z';
  const since = '2026-11-30T07:00:00.000Z';
  test.each([
    ['present', '2026-11-30T13:00:00.000Z', true, false],
    ['present', at, false, true],
    ['break', '2026-11-30T13:00:00.000Z', false, false],
    ['break', at, false, true],
    ['signed-out', since, false, false],
  ] as const)('%s until %s', (presence, until, there, over) => {
    expect(isPresent({ presence, since, until }, at)).toBe(there);
    expect(isShiftOver({ presence, since, until }, at)).toBe(over);
  });

  test('whoever has no shift is there for twelve hours', () => {
    expect(atWorkUntil([], at)).toBe('2026-11-30T22:00:00.000Z');
  });
});

describe('a shift that is still to come', () => {
  const nights = [{ days: ['monday' as const], from: '20:00', to: '08:00' }];

  test('counts from after the instant to the last hour that is looked at', () => {
    // A Monday; 20 in Rome is 19 in UTC.
    expect(shiftWithin(nights, '2026-11-30T15:00:00.000Z', 4)).toBe('2026-11-30T19:00:00.000Z');
    expect(shiftWithin(nights, '2026-11-30T14:59:59.000Z', 4)).toBeUndefined();
    expect(shiftWithin(nights, '2026-11-30T19:00:00.000Z', 4)).toBeUndefined();
    expect(shiftWithin([], '2026-11-30T15:00:00.000Z', 4)).toBeUndefined();
  });

  test('is found over midnight and where the clocks change', () => {
    const early = [{ days: ['sunday' as const], from: '03:00', to: '09:00' }];
    // 25 October 2026: the clocks go back at 3; the shift begins at 2 in UTC.
    expect(shiftWithin(early, '2026-10-24T23:00:00.000Z', 4)).toBe('2026-10-25T02:00:00.000Z');
  });
});
