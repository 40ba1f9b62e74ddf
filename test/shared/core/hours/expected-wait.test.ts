import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expectedWait, waitHoldsFor } from '../../../../shared/core/hours/expected-wait.ts';

const now = Date.parse('2026-09-11T10:00:00.000Z');
const wait = (seconds: number, minutesAgo = 1) => ({ at: new Date(now - minutesAgo * 60_000).toISOString(), seconds });

describe('the expected wait', () => {
  test('is unknown while nobody has waited', () => expect(expectedWait([], now)).toBeUndefined());

  test('is the middle of what the latest callers waited, as of the newest', () => {
    expect(expectedWait([wait(10, 3), wait(400, 1), wait(30, 2)], now)).toEqual({ at: wait(0, 1).at, seconds: 30 });
  });

  test('one caller who hung up at once does not make it short', () => {
    expect(expectedWait([wait(0), wait(300), wait(280)], now)?.seconds).toBe(280);
  });

  test('of a call that is told many times counts once', () => {
    const told = Array.from({ length: 15 }, () => wait(0, 2));
    expect(expectedWait([...told, wait(300), wait(280, 3)], now)?.seconds).toBe(280);
  });

  test('of an even number it is the longer of the two in the middle', () => {
    expect(expectedWait([wait(10), wait(20), wait(30), wait(40)], now)?.seconds).toBe(30);
  });

  test('forgets what is older than a quarter of an hour', () => {
    expect(expectedWait([wait(600, 15.1)], now)).toBeUndefined();
    expect(expectedWait([wait(600, 15)], now)?.seconds).toBe(600);
    expect(expectedWait([wait(600, 40), wait(5, 1)], now)?.seconds).toBe(5);
  });

  test('does not believe a clock that is minutes ahead', () => {
    expect(expectedWait([wait(600, -2)], now)).toBeUndefined();
    expect(expectedWait([wait(600, -0.5)], now)?.seconds).toBe(600);
  });

  test('listens to the latest twenty, whatever the order they come in', () => {
    const late = Array.from({ length: 20 }, (_, index) => wait(60, 1 + index / 100));
    const early = Array.from({ length: 200 }, (_, index) => wait(900, 5 + index / 100));
    fc.assert(
      fc.property(fc.shuffledSubarray([...early, ...late], { minLength: 220 }), (waits) => {
        expect(expectedWait(waits, now)?.seconds).toBe(60);
      }),
      { numRuns: 20 },
    );
  });

  test('is always one of the waits of the last quarter of an hour', () => {
    const some = fc.record({ seconds: fc.nat(3600), minutesAgo: fc.double({ min: -5, max: 40, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 60 }), (given) => {
        const waits = given.map(({ seconds, minutesAgo }) => wait(seconds, minutesAgo));
        const expected = expectedWait(waits, now);
        const recent = waits.filter(({ at }) => now - Date.parse(at) <= waitHoldsFor && Date.parse(at) - now <= 60_000);
        if (recent.length === 0) expect(expected).toBeUndefined();
        else expect(recent.map(({ seconds }) => seconds)).toContain(expected?.seconds);
      }),
    );
  });
});
