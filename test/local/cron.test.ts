import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantOf, readInstant, wallTime } from '../../local/clock.ts';
import { nextFire, parseSchedule } from '../../local/events/cron.ts';

const rome = 'Europe/Rome';
const next = (expression: string, after: string, zone = rome) => {
  const at = nextFire(parseSchedule(expression), zone, Date.parse(after), Date.parse(after));
  return at === undefined ? undefined : new Date(at).toISOString();
};

describe('schedules', () => {
  test.each([
    ['cron(10 0 * * ? *)', '2026-11-22T12:00:00Z', '2026-11-22T23:10:00.000Z'],
    ['cron(10 0 * * ? *)', '2026-07-01T12:00:00Z', '2026-07-01T22:10:00.000Z'],
    ['cron(0 9 ? * MON,TUE *)', '2026-11-20T09:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['cron(0 8,20 * JUL ? *)', '2026-07-02T07:20:00Z', '2026-07-02T18:00:00.000Z'],
    ['cron(0 9 ? * MON-FRI *)', '2026-11-20T09:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['cron(0 0 29 2 ? *)', '2026-11-22T00:00:00Z', '2028-02-28T23:00:00.000Z'],
    ['at(2026-11-22T20:00:00)', '2026-11-22T12:00:00Z', '2026-11-22T19:00:00.000Z'],
    ['rate(5 minutes)', '2026-11-22T12:00:00Z', '2026-11-22T12:05:00.000Z'],
  ])('%s after %s fires at %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  test.each([
    ['cron(0 12 L * ? *)', 'L'],
    ['cron(0 12 15W * ? *)', '15W'],
    ['cron(0 12 ? * FRIL *)', 'FRIL'],
    ['cron(0 12 ? * 2#1 *)', '2#1'],
    ['cron(0/15 8 * * ? *)', '0/15'],
  ])('%s is refused for its %s', (expression, refused) => {
    expect(() => parseSchedule(expression)).toThrow(`${expression}: ${refused} is not honoured on one machine`);
  });

  test('a time that the clocks skip is skipped', () => {
    // Sunday 28 March 2027: 02:00 becomes 03:00 in Rome.
    expect(next('cron(30 2 * * ? *)', '2027-03-27T12:00:00Z')).toBe('2027-03-29T00:30:00.000Z');
  });

  test('a time that the clocks show twice fires once, at the first showing', () => {
    // Sunday 31 October 2027: 03:00 becomes 02:00 in Rome.
    expect(next('cron(30 2 * * ? *)', '2027-10-30T12:00:00Z')).toBe('2027-10-31T00:30:00.000Z');
    expect(next('cron(30 2 * * ? *)', '2027-10-31T00:30:00Z')).toBe('2027-11-01T01:30:00.000Z');
  });

  test('an at that has passed never fires', () => {
    expect(next('at(2026-11-22T20:00:00)', '2026-11-22T19:00:00Z')).toBeUndefined();
  });

  test.each(['every day', 'rate(0.5 minutes)', 'cron(* * *)', 'cron(x 0 * * ? *)'])(
    '%s is refused by name',
    (expression) => {
      expect(() => parseSchedule(expression)).toThrow(/schedule|cron/);
    },
  );
});

describe('the stage clock', () => {
  test('a time without a zone is Rome’s', () => {
    expect(readInstant('2026-11-22T20:00').toISOString()).toBe('2026-11-22T19:00:00.000Z');
    expect(readInstant('2026-07-22T20:00').toISOString()).toBe('2026-07-22T18:00:00.000Z');
    expect(readInstant('2026-11-22T20:00:00+02:00').toISOString()).toBe('2026-11-22T18:00:00.000Z');
  });

  test('a time that Rome skips, and what is no time, are refused', () => {
    expect(() => readInstant('2027-03-28T02:30')).toThrow('skip');
    expect(() => readInstant('tomorrow')).toThrow('--at takes');
  });

  test('wall clock and instant agree at every instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2029, 0, 1) }), (instant) => {
        const whole = Math.floor(instant / 1000) * 1000;
        const back = instantOf(wallTime(whole, rome), rome);
        // Equal, or one hour before in the hour that is shown twice.
        expect([0, 3_600_000]).toContain(whole - (back ?? Number.NaN));
      }),
    );
  });
});
