import { expect, test } from '@jest/globals';
import { AlarmStateChange, stepFor } from '../../../functions/capacity/rules/load-alarm.ts';

const alarms = [{ alarm: 'familyline-queue', service: 'familyline' }];
const change = (alarmName: string, value: string) => ({
  time: '2026-09-12T08:00:00Z',
  detail: {
    alarmName,
    state: { value },
    configuration: { description: 'Requests wait. Runbook: docs/runbook.md#contacts-queue-age' },
  },
});

test('an alarm on the load of a service gives it half an hour, and says why in the words of the alarm', () => {
  expect(stepFor(change('familyline-queue', 'ALARM'), alarms, '2026-09-12T08:00:05.000Z')).toEqual({
    service: 'familyline',
    until: '2026-09-12T08:30:05.000Z',
    because: 'Requests wait.',
  });
});

test('an alarm that is over, or of nobody, gives nothing', () => {
  expect(stepFor(change('familyline-queue', 'OK'), alarms, '2026-09-12T08:00:05.000Z')).toBeUndefined();
  expect(stepFor(change('another', 'ALARM'), alarms, '2026-09-12T08:00:05.000Z')).toBeUndefined();
});

test('says in words why: what the alarm says of people without its chapter, else its name', () => {
  const why = (description?: string) =>
    stepFor(
      AlarmStateChange.parse({
        time: '2026-11-21T10:00:00Z',
        detail: { alarmName: 'load', state: { value: 'ALARM' }, configuration: { description } },
      }),
      [{ alarm: 'load', service: 'familyline' }],
      '2026-11-21T10:00:00.000Z',
    )?.because;
  expect(why('Citizens wait. Runbook: docs/runbook.md#load')).toBe('Citizens wait.');
  expect(why('Runbook: docs/a.md is the chapter')).toBe('Runbook: docs/a.md is the chapter');
  expect(why('Runbook: docs/runbook.md#load')).toBe('load');
  expect(why()).toBe('load');
  expect(why('x'.repeat(301))).toHaveLength(300);
});
