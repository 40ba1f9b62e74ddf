import { describe, expect, test } from '@jest/globals';
import { arm, faultOf, meet, readFault } from '../../local/faults.ts';

describe('a fault on purpose', () => {
  test('meets the calls that it means, after those that it lets pass, and no others', () => {
    const faults = [arm({ function: 'hours', calls: 'scheduler.', what: 'throttle', skip: 1, times: 2 })];
    const calls = [
      'scheduler.CreateSchedule',
      'dynamodb.Query',
      'scheduler.DeleteSchedule',
      'scheduler.GetSchedule',
      'scheduler.GetSchedule',
    ];
    expect(calls.map((call) => meet(faults, call))).toEqual([undefined, undefined, 'throttle', 'throttle', undefined]);
    expect(faults.map(readFault)).toEqual([
      { function: 'hours', calls: 'scheduler.', what: 'throttle', skip: 1, times: 2, seen: 4, met: 2 },
    ]);
  });

  test('ends an environment once', () => {
    const faults = [arm({ function: 'hours', calls: '', what: 'end', times: 5 })];
    expect([meet(faults, 'sqs.SendMessage'), meet(faults, 'sqs.SendMessage')]).toEqual(['end', undefined]);
  });

  test.each([
    [{ calls: '', what: 'end' }, /function/],
    [{ function: 'hours', what: 'end' }, /calls/],
    [{ function: 'hours', calls: '', what: 'burn' }, /throttle or end/],
    [{ function: 'hours', calls: '', what: 'end', skip: -1 }, /whole numbers/],
    [undefined, /function/],
  ])('written as %j is refused with what is wrong', (given, why) => {
    expect(() => faultOf(given)).toThrow(why);
  });
});
