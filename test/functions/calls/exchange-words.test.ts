import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  choicesOf,
  countedSeconds,
  epochInstant,
  isSaid,
  known,
  languageOf,
  numberOf,
  outcomeOf,
  said,
  secondsBetween,
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

test('what is said is without blanks around it, cut where that is asked for, and nothing where it is empty', () => {
  expect([said(' a b ', 2), said(800840840, 3), said(' abc ')]).toEqual(['a ', '800', 'abc']);
  for (const nothing of ['', '  ', null, undefined])
    expect([said(nothing, 9), isSaid(nothing)]).toEqual([undefined, false]);
  expect([isSaid(0), isSaid(' x')]).toEqual([true, true]);
});

test('a language is told by the first two letters of a tag, an outcome by its whole word', () => {
  expect(['de-IT', ' deDE ', 'EN', 'fr', '', null].map(languageOf)).toEqual([
    'de',
    'de',
    'en',
    undefined,
    undefined,
    undefined,
  ]);
  expect([' Voicemail ', 'voice', null].map(outcomeOf)).toEqual(['voicemail', undefined, undefined]);
});

test('twenty keys are kept, and none that is longer than forty characters', () => {
  expect(choicesOf(Array.from({ length: 21 }, (_, at) => at).join(' '))).toEqual(
    Array.from({ length: 20 }, (_, at) => String(at)),
  );
  expect(choicesOf(`${'1'.repeat(40)},${'2'.repeat(41)}`)).toEqual(['1'.repeat(40)]);
  expect(choicesOf(null)).toBeUndefined();
});

test('seconds are whole, none is below zero, and none above a day', () => {
  const from = '2026-09-11T16:00:00.000Z';
  expect(secondsBetween(from, '2026-09-11T16:00:01.500Z')).toBe(2);
  expect(secondsBetween(from, '2026-09-11T15:59:00.000Z')).toBe(0);
  expect(secondsBetween(from, '2026-09-13T16:00:00.000Z')).toBe(86_400);
  expect([secondsBetween(undefined, from), secondsBetween(from, undefined)]).toEqual([undefined, undefined]);
  expect(['12', 0, '1.5', 90_000, '-1', 'x', null].map(countedSeconds)).toEqual([
    12,
    0,
    2,
    86_400,
    undefined,
    undefined,
    undefined,
  ]);
});

test('an instant lies from 2000 until 2100', () => {
  expect([epochInstant(946_684_800), epochInstant(946_684_799)]).toEqual(['2000-01-01T00:00:00.000Z', undefined]);
  expect([epochInstant(4_102_444_799), epochInstant(4_102_444_800)]).toEqual(['2099-12-31T23:59:59.000Z', undefined]);
  expect(epochInstant('0', '1757603045123456')).toBe('2025-09-11T15:04:05.123Z');
  expect(epochInstant('1757603045', '0')).toBe('2025-09-11T15:04:05.000Z');
});

test('what is not known has no member', () => {
  expect(known<{ a?: number; b?: number; c?: string }>({ a: 0, b: undefined, c: '' })).toEqual({ a: 0, c: '' });
});
