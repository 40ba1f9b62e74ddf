import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { callsByItself, untilTomorrow } from '../../cdk/house/alarm.ts';
import { alarms, functions, propertiesOfAll, schedules } from './agreed.ts';
import { root } from './made-once.ts';
import type { Properties } from './synthesis.ts';

const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
const chapters = [...runbook.matchAll(/^## (\S+)$/gm)].map(([, chapter]) => chapter as string);
const chapterOf = ({ AlarmDescription }: Properties) => /docs\/runbook\.md#(\S+)$/.exec(AlarmDescription)?.[1] ?? '';
/** The composite alarm of each capability, made of the alarms that do not call by themselves. */
const composites = propertiesOfAll('AWS::CloudWatch::CompositeAlarm');
const named = [...alarms, ...composites].map(chapterOf);
/** Which alarms a composite one is made of. */
const heardBy = ({ AlarmRule }: Properties) =>
  [...String(AlarmRule).matchAll(/ALARM\("([^"]+)"\)/g)].map(([, name]) => name as string);
const together = alarms.filter(({ AlarmActions }) => AlarmActions === undefined);
const alone = alarms.filter(({ AlarmActions }) => AlarmActions !== undefined);

/** A minute, five minutes and an hour in seconds, as metrics are added up. */
const [minute, fiveMinutes, hour] = [60, 300, 3600];

/** What an alarm measures: `sum` added up, `most` the largest, `share` a number in a hundred worked out of others. */
type Sounding = [how: 'sum' | 'most' | 'share' | 'silence', above: number, periods: number, seconds: number];

/** When the alarms of a chapter sound: above what, how many periods in a row, of how many seconds each. */
const sounding: Record<string, Sounding[]> = {
  'accepted-not-registered': [['sum', 0, 1, minute]],
  'alert-source-doubt': [['sum', 0, 3, fiveMinutes]],
  'api-server-errors': [['share', 1, 3, minute]],
  'attachments-late': [['most', 300, 2, minute]],
  'call-out-unanswered': [['sum', 0, 1, minute]],
  'calls-refused': [['sum', 5, 1, fiveMinutes]],
  'calls-unanswered': [['share', 20, 2, fiveMinutes]],
  'canary-stopped-at-intake': [['most', 0, 1, minute]],
  'canary-stopped-at-mail': [['most', 0, 1, minute]],
  'canary-stopped-at-register': [['most', 0, 1, minute]],
  'capacity-not-applied': [['sum', 0, 1, fiveMinutes]],
  'contact-failed': [['sum', 0, 1, minute]],
  'contributions-overdue': [['most', 0, 1, hour]],
  'tracing-waiting': [['most', 0, 1, 15 * minute]],
  'contacts-queue-age': [['most', 300, 2, minute]],
  'contacts-refused': [['sum', 30, 1, minute]],
  'danger-missed': [['sum', 0, 1, fiveMinutes]],
  'danger-mostly-false': [['sum', 0, 1, hour]],
  'events-lost': [['share', 0, 1, fiveMinutes]],
  'firewall-blocks': [['sum', 10_000, 1, fiveMinutes]],
  'functions-crowded': [['most', 800, 1, fiveMinutes]],
  'functions-throttled': [['sum', 10, 1, fiveMinutes]],
  'mail-in-queue-age': [['most', 900, 2, minute]],
  'mail-many-held': [['sum', 200, 1, hour]],
  'mail-queue-age': [['most', 300, 2, minute]],
  'mail-urgent-held': [['sum', 0, 1, minute]],
  'citizen-mails-late': [['most', 300, 2, minute]],
  'search-late': [['most', 300, 2, minute]],
  'mails-bounce': [['most', 0.05, 1, hour]],
  'mails-complained': [['most', 0.001, 1, hour]],
  'mails-beyond-quota': [['most', 0, 1, fiveMinutes]],
  'mails-unanswered': [['sum', 5, 1, fiveMinutes]],
  'notices-not-served': [['sum', 0, 1, fiveMinutes]],
  // A minute's turn missed five times, that of five minutes three times, a day's for 26 hours.
  'not-woken': [
    ['silence', 1, 26, hour],
    ['silence', 1, 3, fiveMinutes],
    ['silence', 1, 5, minute],
  ],
  'nobody-to-wake': [['sum', 0, 1, minute]],
  'answers-queue-age': [['most', 1800, 2, minute]],
  'protocol-queue-age': [['most', 3600, 2, minute]],
  'queue-refused': [['sum', 0, 1, minute]],
  'referral-returned': [['sum', 0, 1, fiveMinutes]],
  'rings-failed': [['sum', 0, 1, minute]],
  'rings-queue-age': [['most', 120, 2, minute]],
  'scans-queue-age': [['most', 900, 2, minute]],
  'scans-refused': [['sum', 0, 1, fiveMinutes]],
  'scans-sidecar-refused': [['sum', 0, 1, fiveMinutes]],
  'second-fact-tries-used-up': [['sum', 10, 1, hour]],
  'statistics-late': [['most', 300, 2, minute]],
  'schedules-not-applied': [['sum', 0, 1, fiveMinutes]],
  'tables-throttled': [['share', 50, 3, fiveMinutes]],
  'times-lost': [['share', 0, 1, fiveMinutes]],
  'urgent-mail-queue-age': [['most', 300, 2, minute]],
  'wake-unanswered': [['sum', 0, 1, minute]],
};

/** The same of chapters whose names end alike: dead letters, late streams, errors of functions. */
const soundingAlike: [RegExp, Sounding[]][] = [
  // One letter that waits, or one that passed through.
  [/^(followers|mail|rings|stream|wake)-dead-letters$/, [['most', 0, 1, minute]]],
  [
    /-dead-letters$/,
    [
      ['most', 0, 1, minute],
      ['sum', 0, 1, minute],
    ],
  ],
  // Milliseconds.
  [/^(catalogue|followers|inbox|ledger|worklist)-late$/, [['most', 300_000, 2, minute]]],
  [/-errors$/, [['sum', 0, 1, fiveMinutes]]],
];

function soundingOf(alarm: Properties): Sounding {
  const { Statistic, Threshold, EvaluationPeriods, Period, Metrics = [], ComparisonOperator } = alarm;
  const seconds =
    Period ?? Math.max(...Metrics.map(({ MetricStat, Period: own }: Properties) => own ?? MetricStat?.Period ?? 0));
  if (ComparisonOperator === 'LessThanThreshold') return ['silence', Threshold, EvaluationPeriods, seconds];
  const how = Statistic === 'Sum' ? 'sum' : Statistic === 'Maximum' ? 'most' : Metrics.length > 0 ? 'share' : Statistic;
  return [how, Threshold, EvaluationPeriods, seconds];
}

test('each sounds above what its chapter says, as soon as that lasted, and keeps quiet where nothing is measured', () => {
  const found = Map.groupBy(alarms, chapterOf);
  expect([...found.keys()]).toEqual(expect.arrayContaining(Object.keys(sounding)));
  const seen = [...found].map(([chapter, same]) => [
    chapter,
    [...new Set(same.map((alarm) => JSON.stringify(soundingOf(alarm))))].sort(),
  ]);
  const expected = [...found.keys()].map((chapter) => [
    chapter,
    (sounding[chapter] ?? soundingAlike.find(([ending]) => ending.test(chapter))?.[1])?.map((one) =>
      JSON.stringify(one),
    ),
  ]);
  expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected));
  for (const alarm of alarms) {
    const { id, ComparisonOperator, TreatMissingData, DatapointsToAlarm } = alarm;
    const isSilence = chapterOf(alarm) === 'not-woken';
    const isCanary = chapterOf(alarm).startsWith('canary-stopped-');
    expect({ id, ComparisonOperator, TreatMissingData, DatapointsToAlarm }).toEqual({
      id,
      ComparisonOperator: isSilence ? 'LessThanThreshold' : 'GreaterThanThreshold',
      // What does not run measures nothing, and what the last canary said holds until the next.
      TreatMissingData: isSilence ? 'breaching' : isCanary ? 'ignore' : 'notBreaching',
      DatapointsToAlarm: undefined,
    });
  }
});

test('every function that is woken at times has one that sounds when it has not run', () => {
  const woken = schedules
    .map(({ Target }) => Target.Arn['Fn::GetAtt']?.[0])
    .filter((target) => functions.some(([id]) => id === target));
  const silent = alarms
    .filter((alarm) => chapterOf(alarm) === 'not-woken')
    .map(({ Dimensions }) => Dimensions[0].Value.Ref);
  expect(silent.length).toBeGreaterThan(10);
  expect(silent.sort()).toEqual([...new Set(woken)].sort());
});

test('what waits until tomorrow is told elsewhere than what wakes, and nothing that citizens need is among it', () => {
  const topicOf = ({ AlarmActions }: Properties) =>
    JSON.stringify(AlarmActions[0]).replace(/^.*?(Alarm|Notice)Topic.*$/, '$1');
  for (const alarm of [...alone, ...composites])
    expect([chapterOf(alarm), topicOf(alarm)]).toEqual([
      chapterOf(alarm),
      untilTomorrow.has(chapterOf(alarm)) ? 'Notice' : 'Alarm',
    ]);
  expect([...untilTomorrow].filter((chapter) => !named.includes(chapter))).toEqual([]);
  for (const chapter of untilTomorrow)
    expect(chapter).not.toMatch(/^(contact|intake|registrar-queue|urgent|wake|call|posture|rings|danger-missed)/);
});

test('how long waits are measured by the oldest that waits, and shares are of what came in', () => {
  for (const { id, MetricName, Statistic } of alarms.filter(({ MetricName: name }) => /Age/.test(name ?? '')))
    expect({ id, MetricName, Statistic }).toEqual({ id, MetricName, Statistic: 'Maximum' });
  const worked = alarms.flatMap(({ Metrics = [] }) =>
    Metrics.flatMap(({ Expression }: Properties) => (Expression === undefined ? [] : [Expression])),
  );
  const unanswered =
    'IF(FILL(taken, 0) + FILL(missed, 0) >= 20, 100 * FILL(missed, 0) / (FILL(taken, 0) + FILL(missed, 0)), 0)';
  const errors = 'IF(calls > 20, 100 * errors / calls, 0)';
  const sums = [
    'SELECT SUM(InvocationDroppedCount) FROM "AWS/Scheduler"',
    'SELECT SUM(InvocationsFailedToBeSentToDlq) FROM "AWS/Events"',
    'SELECT SUM(ThrottledRequests) FROM "AWS/DynamoDB"',
  ];
  expect(worked.sort()).toEqual([unanswered, unanswered, ...Array(4).fill(errors), ...sums].sort());
});

test('each begins with what citizens or staff notice, and ends with a chapter of the runbook', () => {
  expect(alarms.length).toBeGreaterThan(30);
  for (const { id, AlarmDescription } of [...alarms, ...composites]) {
    const [, impact, chapter] = /^([A-Z].{30,}[.]) Runbook: docs\/runbook\.md#(\S+)$/.exec(AlarmDescription) ?? [];
    expect({ id, impact: impact !== undefined, chapter: chapters.includes(chapter as string) }).toEqual({
      id,
      impact: true,
      chapter: true,
    });
  }
});

test('the runbook has no chapter that no alarm leads to', () => {
  expect(chapters.filter((chapter) => !named.includes(chapter))).toEqual([]);
  expect(new Set(chapters).size).toBe(chapters.length);
});

test('each chapter says what it means for people, where to look and what to do', () => {
  for (const text of runbook.split(/^## /m).slice(1)) expect(text).toMatch(/\*\*[\s\S]+\*\*Look\*\*[\s\S]+\*\*Do\*\*/);
});

test('each wakes someone and says when it is over, by itself or by the one alarm of its capability', () => {
  for (const { AlarmActions, OKActions } of [...alone, ...composites]) {
    expect(AlarmActions).toHaveLength(1);
    expect(OKActions).toEqual(AlarmActions);
  }
  expect(composites.flatMap(heardBy).sort()).toEqual(together.map(({ AlarmName }) => AlarmName).sort());
  expect(new Set(alarms.map(({ AlarmName }) => AlarmName)).size).toBe(alarms.length);
});

test('a person in danger, lost words and whoever is not called each call by themselves, whatever else sounds', () => {
  expect([...callsByItself].filter((chapter) => !named.includes(chapter))).toEqual([]);
  expect(together.map(chapterOf).filter((chapter) => callsByItself.has(chapter))).toEqual([]);
  expect(together.map(chapterOf).filter((chapter) => untilTomorrow.has(chapter))).toEqual([]);
});

test('a composite alarm is of one capability: that of one service, or of what all share', () => {
  const ofRegistrar = composites.find(({ AlarmName }) => AlarmName.endsWith('-familyline-registrar'));
  const heard = heardBy(ofRegistrar as Properties);
  expect(heard.length).toBeGreaterThan(3);
  for (const name of heard) expect(name).toMatch(/^sportello-(service|night)-familyline-familyline-registrar-/);
  for (const composite of composites) {
    const services = new Set(heardBy(composite).map((name) => /-(familyline|protezione-civile)-/.exec(name)?.[1]));
    expect([composite['AlarmName'], services.size]).toEqual([composite['AlarmName'], 1]);
  }
});

test('every function has one for its errors', () => {
  const watched = alarms
    .filter(({ MetricName }) => MetricName === 'Errors')
    .map(({ Dimensions }) => Dimensions[0].Value.Ref);
  expect(watched.sort()).toEqual(functions.map(([id]) => id).sort());
});
