import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isOpen, nextChangeAt, openSpans } from '../../../../shared/core/hours/calendar.ts';
import {
  DAY,
  dateOf,
  dayInRome,
  dayOf,
  instantOf,
  isoOf,
  rome,
  zoneNamed,
} from '../../../../shared/core/hours/zone.ts';
import { everyDay, hoursOn } from '../../../fixtures/rome.ts';

describe('an instant', () => {
  test('is written with its time and its offset, and nothing after it', () => {
    for (const written of ['2026-09-11T17:00:00+02:00', '2026-09-11T15:00:00Z', '2026-09-11T15:00Z'])
      expect(isoOf(instantOf(written))).toBe('2026-09-11T15:00:00.000Z');
  });

  test.each([
    '2026-09-11',
    '2026-09-11Z',
    '2026-09-11T15:00:00',
    '2026-09-11T15:00:00Z+',
    'soon',
    '',
    '2026-13-11T15:00:00Z',
  ])('is none in «%s», and the refusal names it', (written) => {
    expect(() => instantOf(written)).toThrow(RangeError);
    expect(() => instantOf(written)).toThrow(JSON.stringify(written));
  });

  test('is named by forty signs at most where it is none', () => {
    expect(() => instantOf('x'.repeat(100))).toThrow(
      new RangeError(`not an instant with its offset: "${'x'.repeat(40)}"`),
    );
    expect(() => dayOf('y'.repeat(100))).toThrow(new RangeError(`not a date: "${'y'.repeat(40)}"`));
  });
});

describe('a date', () => {
  test('is one that calendars have, whole', () => {
    for (const written of ['2026-02-30', '2026-2-3', 'on 2026-02-03', '2026-02-03T', '12026-02-03', ''])
      expect(() => dayOf(written)).toThrow(RangeError);
    expect(dateOf(dayOf('2028-02-29'))).toBe('2028-02-29');
  });

  test('is that of Rome at an instant', () => {
    expect(dayInRome(instantOf('2026-09-11T21:59:59.999Z'))).toBe('2026-09-11');
    expect(dayInRome(instantOf('2026-09-11T22:00:00Z'))).toBe('2026-09-12');
    expect(dayInRome(instantOf('2026-12-31T23:00:00Z'))).toBe('2027-01-01');
  });
});

describe('a zone', () => {
  test('is one by its name, known once, and none that nobody knows', () => {
    expect(zoneNamed('Europe/Rome')).toBe(rome);
    expect(() => zoneNamed('Europe/Atlantis')).toThrow(RangeError);
  });

  test('has the instant of each wall time, and the day of each instant', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(
        fc.integer({ min: 18_000, max: 24_000 }),
        minute,
        fc.constantFrom('Europe/Rome', 'America/New_York', 'UTC'),
        (day, at, name) => {
          const zone = zoneNamed(name);
          const instant = zone.instantAt(day, at);
          expect(zone.dayAt(instant)).toBe(day);
          expect(Math.abs(day * DAY + at * 60_000 - (instant + zone.offsetAt(instant)))).toBeLessThanOrEqual(3_600_000);
        },
      ),
    );
  });

  test('of long ago is read as well, to the second', () => {
    expect(rome.offsetAt(instantOf('1850-01-01T00:00:00Z'))).toBe(2_996_000);
    expect(zoneNamed('UTC').offsetAt(instantOf('0001-01-01T00:00:00Z'))).toBe(0);
    expect(zoneNamed('UTC').offsetAt(Date.UTC(-50, 5, 1, 10, 20, 30))).toBe(0);
  });
});

describe('hours that touch', () => {
  const rules = hoursOn(everyDay, [
    { from: '09:00', to: '12:00' },
    { from: '12:00', to: '18:00' },
    { from: '20:00', to: '24:00' },
  ]);

  test('are one stretch, over midnight too', () => {
    expect(openSpans(rules, [], '2026-09-11T00:00:00Z', '2026-09-11T16:00:00Z')).toEqual([
      { from: '2026-09-11T07:00:00.000Z', to: '2026-09-11T16:00:00.000Z' },
    ]);
    const night = hoursOn(everyDay, [
      { from: '00:00', to: '02:00' },
      { from: '22:00', to: '24:00' },
    ]);
    expect(nextChangeAt(night, [], '2026-09-11T21:00:00Z')).toBe('2026-09-12T00:00:00.000Z');
    expect(isOpen(night, [], '2026-09-11T22:00:00Z')).toBe(true);
  });

  test('are open from their first instant, and shut at their last', () => {
    expect([isOpen(rules, [], '2026-09-11T07:00:00Z'), isOpen(rules, [], '2026-09-11T16:00:00Z')]).toEqual([
      true,
      false,
    ]);
    expect(openSpans(rules, [], '2026-09-11T16:00:00Z', '2026-09-11T18:00:00Z')).toEqual([]);
    expect(openSpans(rules, [], '2026-09-11T18:00:00Z', '2026-09-11T18:00:00Z')).toEqual([]);
  });
});
