import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { afterLeaving, nextTurn, startingPace } from '../../../../functions/mail-out/rules/pace.ts';
import { beyondReach, isAboutToExpire } from '../../../../functions/mail-out/rules/quota.ts';

test('however late each mail leaves, no window of one second has more than the allowed rate', () => {
  const lateness = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 5, maxLength: 400 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), lateness, (perSecond, late) => {
      const left: number[] = [];
      let pace = startingPace();
      let clock = 0;
      for (const by of late) {
        clock = Math.max(clock, Math.ceil(nextTurn(pace, perSecond))) + by;
        left.push(clock);
        pace = afterLeaving(pace, clock, perSecond);
      }
      for (const at of left)
        expect(left.filter((other) => other >= at && other < at + 1000).length).toBeLessThanOrEqual(perSecond);
    }),
  );
});

test('of a rate of 14 nearly 14 leave although timers are late', () => {
  let pace = startingPace();
  let [clock, sent] = [0, 0];
  while (clock < 100_000) {
    clock = Math.max(clock, Math.ceil(nextTurn(pace, 14))) + (sent % 3);
    sent += 1;
    pace = afterLeaving(pace, clock, 14);
  }
  expect(sent / 100).toBeGreaterThan(13.5);
});

test.each([
  ['fewer than a day takes', 1000, 14, 50_000, 0],
  ['more than the quota of 24 hours', 60_000, 14, 50_000, 10_000],
  ['more than the rate reaches, with no quota of 24 hours', 130_000, 1, Number.POSITIVE_INFINITY, 43_600],
])('beyond reach: %s', (_what, waiting, rate, perDay, beyond) => {
  expect(beyondReach(waiting, rate, { perDay })).toBe(beyond);
});

test('a mail is about to expire from its twelfth day on', () => {
  const day = 86_400_000;
  expect([11.9, 12, 13.9].map((days) => isAboutToExpire(0, days * day))).toEqual([false, true, true]);
});
