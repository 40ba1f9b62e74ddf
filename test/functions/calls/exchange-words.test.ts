import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  choicesOf,
  epochInstant,
  numberOf,
  wallInstant,
  zonedInstant,
} from '../../../functions/calls/rules/formats/exchange-words.ts';
import { zoneNamed } from '../../../shared/core/hours/zone.ts';

describe('a time without a zone', () => {
  const rome = (text: string, notBefore?: string) => wallInstant(text, 'Europe/Rome', notBefore);

  test('is read on the clocks of the exchange, in summer and in winter', () => {
    expect(rome('2026-09-11 17:04:05')).toBe('2026-09-11T15:04:05.000Z');
    expect(rome('2026-01-11 17:04:05')).toBe('2026-01-11T16:04:05.000Z');
    expect(rome('2026-09-11T17:04:05.123')).toBe('2026-09-11T15:04:05.000Z');
    expect(wallInstant('2026-09-11 17:04:05', 'UTC')).toBe('2026-09-11T17:04:05.000Z');
  });

  test('that comes twice is its first coming, unless something before it says otherwise', () => {
    expect(rome('2026-10-25 02:30:00')).toBe('2026-10-25T00:30:00.000Z');
    expect(rome('2026-10-25 02:10:00', '2026-10-25T00:30:00.000Z')).toBe('2026-10-25T01:10:00.000Z');
    expect(rome('2026-10-25 02:40:00', '2026-10-25T00:30:00.000Z')).toBe('2026-10-25T00:40:00.000Z');
    expect(rome('2026-10-25 02:10:00', '2026-10-25T09:00:00.000Z')).toBe('2026-10-25T01:10:00.000Z');
  });

  test('that never comes is the instant of the jump', () => {
    expect(rome('2026-03-29 02:30:00')).toBe('2026-03-29T01:00:00.000Z');
    expect(rome('2026-03-29 02:30:07')).toBe('2026-03-29T01:00:07.000Z');
    expect(rome('2026-03-29 03:00:00')).toBe('2026-03-29T01:00:00.000Z');
    expect(rome('2026-03-29 01:59:59')).toBe('2026-03-29T00:59:59.000Z');
  });

  test.each([
    '',
    'never',
    '2026-02-30 10:00:00',
    '2026-09-11',
    '2026-09-11 24:00:00',
    '0000-00-00 00:00:00',
    '11/09/2026 17:04:05',
  ])('is none when it is written as %s', (text) => expect(rome(text)).toBeUndefined());

  test('may say its zone all the same', () => {
    expect(rome('2026-09-11T15:04:05Z')).toBe('2026-09-11T15:04:05.000Z');
    expect(rome('2026-09-11T15:04:05+0200')).toBe('2026-09-11T13:04:05.000Z');
  });

  test('is what a clock of the zone shows at the instant read, always', () => {
    const zone = zoneNamed('Europe/Rome');
    const second = fc.integer({ min: Date.parse('2024-01-01') / 1000, max: Date.parse('2030-01-01') / 1000 });
    fc.assert(
      fc.property(second, (seconds) => {
        const instant = seconds * 1000;
        const shown = new Date(instant + zone.offsetAt(instant)).toISOString().slice(0, 19).replace('T', ' ');
        const read = Date.parse(rome(shown) ?? '');
        expect([instant, instant - 3_600_000]).toContain(read);
        expect(rome(shown, new Date(instant).toISOString())).toBe(new Date(instant).toISOString());
      }),
    );
  });
});

test('epoch seconds and microseconds are instants; 0 is what has not happened', () => {
  expect(epochInstant('1757603045')).toBe('2025-09-11T15:04:05.000Z');
  expect(epochInstant('1757603045', '1757603045123456')).toBe('2025-09-11T15:04:05.123Z');
  expect([epochInstant('0'), epochInstant(''), epochInstant(null), epochInstant('soon'), epochInstant(1e14)]).toEqual(
    Array(5).fill(undefined),
  );
});

test('mail dates and ISO instants are read; what has no zone is not', () => {
  expect(zonedInstant('Fri, 11 Sep 2026 15:04:05 +0000')).toBe('2026-09-11T15:04:05.000Z');
  expect(zonedInstant('2026-09-11T15:04:05Z')).toBe('2026-09-11T15:04:05.000Z');
  expect([zonedInstant('2026-09-11T15:04:05'), zonedInstant(null), zonedInstant('0001-01-01T00:00:00Z')]).toEqual(
    Array(3).fill(undefined),
  );
});

test('numbers and choices are read as they are meant', () => {
  expect([numberOf('12'), numberOf(12), numberOf(' '), numberOf('twelve'), numberOf(null)]).toEqual([
    12,
    12,
    undefined,
    undefined,
    undefined,
  ]);
  expect(choicesOf('2, 1')).toEqual(['2', '1']);
  expect(choicesOf(' ')).toBeUndefined();
});

test('of two comings the first counts in a zone east of Greenwich and in one west of it', () => {
  for (const [zone, wall, first, second] of [
    ['Europe/Rome', '2026-10-25 02:30:00', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    ['America/New_York', '2026-11-01 01:30:00', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
  ] as const) {
    expect(wallInstant(wall, zone)).toBe(first);
    expect(wallInstant(wall, zone, first)).toBe(first);
    expect(wallInstant(wall, zone, second)).toBe(second);
  }
});
