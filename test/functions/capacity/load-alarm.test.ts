import { expect, test } from '@jest/globals';
import { stepFor } from '../../../functions/capacity/rules/load-alarm.ts';

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
