import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { waitBefore } from '../../web/scripts/retry.ts';

const now = Date.parse('2026-11-28T10:00:00.000Z');

test.each([
  ['30', 30],
  ['0', 1],
  ['100000', 120],
  ['Sat, 28 Nov 2026 10:00:20 GMT', 20],
])('a refusal that names %s is obeyed: at least %i seconds', (retryAfter, seconds) => {
  expect(waitBefore(1, retryAfter, now, 0)).toBe(seconds);
});

test('without a word of the refusal the wait doubles up to a minute', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map((attempt) => waitBefore(attempt, null, now, 0));
  expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60]);
  expect(waitBefore(3, 'soon', now, 0)).toBe(8);
});

test('chance parts those who were refused together, never before the time they were given', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: 300 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempt, asked, chance) => {
        const least = waitBefore(attempt, String(asked), now, 0);
        const wait = waitBefore(attempt, String(asked), now, chance);
        expect(wait).toBeGreaterThanOrEqual(least);
        expect(wait).toBeLessThanOrEqual(Math.ceil(least * 1.5));
      },
    ),
  );
});
