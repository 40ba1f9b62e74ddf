import { expect, test } from '@jest/globals';
import {
  agreed,
  alike,
  functions,
  inIds,
  nameBehind,
  propertiesOfAll,
  schedules,
  serviceIn,
  services,
} from './agreed.ts';
import { idBehind, type Properties, type Resource } from './synthesis.ts';

const rules = propertiesOfAll('AWS::Events::Rule');
const woken = (id: string) =>
  rules
    .filter(({ Targets }) => idBehind(Targets[0].Arn, agreed)?.startsWith(id))
    .map(({ EventPattern }) => EventPattern['detail-type'].join(', '))
    .sort();

test('each function that has its times has these, in the time of Rome', () => {
  const times = schedules
    .filter(({ GroupName }) => GroupName === undefined)
    .map(({ ScheduleExpression, Target }) => [
      alike(nameBehind(Target.Arn)).replace(/Function$/, ''),
      `${ScheduleExpression}, ${Target.RetryPolicy.MaximumRetryAttempts} retries`,
    ]);
  // The clock of searches is of those services alone that take them in.
  expect(times).toHaveLength(10 + 10 * services.length + services.filter(({ tracing }) => tracing).length);
  // Of two times of one function the quicker one: quakes each minute, everything each five.
  expect(times.filter(([id]) => id === 'bulletinsBulletin').map(([, at]) => at)).toEqual([
    'rate(5 minutes), 0 retries',
    'rate(1 minute), 0 retries',
  ]);
  expect(Object.fromEntries(times)).toEqual({
    bulletinsBulletin: 'rate(1 minute), 0 retries',
    calloutsCallOutDue: 'rate(1 minute), 0 retries',
    calloutsPostureChange: 'rate(5 minutes), 0 retries',
    capacityPostureChange: 'rate(5 minutes), 0 retries',
    handoversShiftChange: 'cron(0 8,20 * * ? *), 3 retries',
    hoursPostureChange: 'rate(5 minutes), 0 retries',
    mailoutMailDue: 'rate(1 minute), 0 retries',
    postureLedgerEntry: 'rate(5 minutes), 0 retries',
    wakesWakeDue: 'rate(1 minute), 0 retries',
    'own CanaryDue': 'rate(5 minutes), 0 retries',
    // After midnight: what was accepted before it is registered by then.
    'own capacityPostureChange': 'rate(5 minutes), 0 retries',
    'own contributionsClockDue': 'rate(5 minutes), 0 retries',
    'own deskDueTime': 'rate(1 minute), 0 retries',
    'own knowledgeConsentsDue': 'rate(5 minutes), 0 retries',
    'own protocolDayEnd': 'cron(5 0 * * ? *), 3 retries',
    'own registrarInboxItem': 'rate(5 minutes), 0 retries',
    'own registrarDayEnd': 'cron(10 0 * * ? *), 3 retries',
    'own retentionNight': 'cron(30 1 * * ? *), 3 retries',
    'own searchNight': 'cron(30 2 * * ? *), 3 retries',
    'own tracingClockDue': 'rate(5 minutes), 0 retries',
  });
  // Weekly ones are off while hours are widened; a template that named a state would turn them on again.
  for (const { id, ScheduleExpressionTimezone, FlexibleTimeWindow, State } of schedules)
    expect({ id, ScheduleExpressionTimezone, FlexibleTimeWindow, State }).toEqual({
      id,
      ScheduleExpressionTimezone: 'Europe/Rome',
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: undefined,
    });
});

test('nobody holds a wake-up longer than an hour, and the turn of a day no longer than a quarter of one', () => {
  const ages = [
    ...rules.flatMap(({ id, Targets }) => Targets.map(({ RetryPolicy }: Properties) => ({ id, RetryPolicy }))),
    ...schedules.map(({ id, Target }) => ({ id, RetryPolicy: Target.RetryPolicy })),
  ];
  const weekly = new Set(schedules.filter(({ GroupName }) => GroupName !== undefined).map(({ id }) => id));
  for (const { id, RetryPolicy } of ages)
    expect({ id, seconds: RetryPolicy.MaximumEventAgeInSeconds }).toEqual({ id, seconds: weekly.has(id) ? 900 : 3600 });
});

test('limits and schedules follow acts, ends and deployments, limits load and schedules the turns of the day too', () => {
  expect(woken('hoursPostureChange')).toEqual([
    // Of the center, whose schedules it keeps, and of the pages, which it writes notices into.
    'CloudFormation Stack Status Change',
    'CloudFormation Stack Status Change',
    'PostureChanged, DeclarationEnded, OpeningDue, ClosingDue, EventTold, EventTellingDue, QuakesChanged',
  ]);
  expect(woken('capacityPostureChange')).toEqual([
    'CloudFormation Stack Status Change',
    'PostureChanged, DeclarationEnded, CapacityRaised',
  ]);
  expect(woken('calloutsPostureChange')).toEqual(['PostureChanged, RenewalDue']);
  for (const { service } of services) {
    expect(woken(`${inIds(service)}reports`)).toEqual(['DeclarationEnded, PostureChanged']);
    expect(woken(`${inIds(service)}capacityPostureChange`)).toEqual(woken('capacityPostureChange'));
    expect(woken(`${inIds(service)}capacityLoadAlarm`)).toEqual(['CloudWatch Alarm State Change']);
  }
});

test('what a rule or a schedule tries again, and an event that a function fails with, is set aside in the end', () => {
  const isAside = (arn: unknown) => idBehind(arn, agreed)?.startsWith('WakeDeadLetters');
  const targets = [
    ...rules.flatMap(({ id, Targets }) => Targets.map((target: Properties) => ({ id, ...target }))),
    ...schedules.map(({ id, Target }) => ({
      id,
      ...Target,
    })),
  ];
  const tried = targets.filter(({ RetryPolicy }) => RetryPolicy.MaximumRetryAttempts > 0);
  expect(tried.length).toBeGreaterThan(rules.length);
  for (const { id, DeadLetterConfig } of tried)
    expect({ id, aside: isAside(DeadLetterConfig?.Arn) }).toEqual({ id, aside: true });
  // What is not tried again comes again within five minutes.
  for (const { id } of targets.filter((target) => !tried.includes(target)))
    expect(schedules.find((schedule) => schedule['id'] === id)?.['ScheduleExpression']).toMatch(
      /^rate\([15] minutes?\)$/,
    );
  for (const { Targets } of rules) {
    const [, woken] = functions.find(([id]) => id === idBehind(Targets[0].Arn, agreed)) as [string, Resource];
    expect(isAside(woken.Properties['DeadLetterConfig']?.TargetArn)).toBe(true);
  }
});

test('the ordinary week of each service is told in the time of Rome', () => {
  const weekly = schedules.filter(({ GroupName }) => GroupName !== undefined);
  expect(weekly.map(({ Name, ScheduleExpression }) => `${Name} ${ScheduleExpression}`).sort()).toEqual([
    'familyline-closing-1700 cron(0 17 ? * MON,TUE,WED,THU,FRI *)',
    'familyline-opening-1000 cron(0 10 ? * MON,TUE,WED,THU,FRI *)',
    'protezione-civile-closing-1800 cron(0 18 ? * MON,TUE,WED,THU,FRI *)',
    'protezione-civile-opening-0900 cron(0 9 ? * MON,TUE,WED,THU,FRI *)',
  ]);
});

test('a function hears of its own service’s declarations, of its own stack’s deployments, and of the alarms of load', () => {
  for (const { id, EventPattern } of rules) {
    const { service, 'stack-id': stack } = EventPattern.detail ?? {};
    if (service) expect(services.map((one) => one.service)).toContain(service[0]);
    if (stack) expect({ id, stack }).toEqual({ id, stack: [{ Ref: 'AWS::StackId' }] });
  }
  const loads = rules.filter(({ EventPattern }) => EventPattern.source[0] === 'aws.cloudwatch');
  expect(loads).toHaveLength(services.length);
  for (const { id, EventPattern } of loads) {
    const service = serviceIn(id);
    expect(EventPattern.detail).toEqual({ state: { value: ['ALARM'] } });
    expect(EventPattern.resources.map(nameBehind).sort()).toEqual([
      `${service}capacityRefusedContacts`,
      `${service}capacityUnansweredCalls`,
      `${service}registrarContactsAge`,
    ]);
  }
});
