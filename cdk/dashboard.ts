import { Duration } from 'aws-cdk-lib';
import { type Alarm, AlarmStatusWidget, Dashboard, GraphWidget, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Api } from './api.ts';
import type { RecordsStack } from './records-stack.ts';

const period = Duration.minutes(1);

/**
 * Alarms that one widget takes: CloudWatch's *Dashboard body structure and syntax*, `alarms` of a widget of type alarm.
 */
const alarmsInOneWidget = 100;

/** The alarms in as few rows as CloudWatch allows. */
function rowsOfAlarms(alarms: readonly Alarm[]): AlarmStatusWidget[][] {
  const rows = Math.ceil(alarms.length / alarmsInOneWidget);
  return Array.from({ length: rows }, (_, row) => [
    new AlarmStatusWidget({
      title: rows === 1 ? 'Alarms' : `Alarms, ${row + 1} of ${rows}`,
      alarms: alarms.slice(row * alarmsInOneWidget, (row + 1) * alarmsInOneWidget),
      width: 24,
      height: 6,
    }),
  ]);
}

/** One page for the worst day: what is wrong, what comes in, what waits. */
export class CenterDashboard extends Construct {
  constructor(scope: Construct, id: string, props: { api: Api; alarms: readonly Alarm[]; shared: RecordsStack }) {
    super(scope, id);
    const { api, alarms, shared } = props;
    const { api: http } = api;
    const queues = [
      ...[...shared.services].map(([service, { contacts }]) => ({ queue: contacts, label: `contacts of ${service}` })),
      { queue: shared.urgentMail, label: 'urgent mail' },
      { queue: shared.mail, label: 'mail' },
    ];
    new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.hours(3),
      widgets: [
        [new TextWidget({ markdown: '# Sportello\nWhat to do: `docs/runbook.md`', width: 24, height: 2 })],
        ...rowsOfAlarms(alarms),
        [
          new GraphWidget({
            title: 'Requests a minute',
            width: 12,
            left: [
              http.metricCount({ period, label: 'all' }),
              http.metricClientError({ period, label: '4xx' }),
              http.metricServerError({ period, label: '5xx' }),
            ],
          }),
          new GraphWidget({
            title: 'Milliseconds to answer',
            width: 12,
            left: [
              http.metricLatency({ period, statistic: 'p50', label: 'half of them' }),
              http.metricLatency({ period, statistic: 'p99', label: '99 in 100' }),
            ],
          }),
        ],
        [
          new GraphWidget({
            title: 'Waiting messages',
            width: 12,
            left: queues.map(({ queue, label }) =>
              queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum', label }),
            ),
          }),
          new GraphWidget({
            title: 'Oldest message, seconds',
            width: 12,
            left: queues.map(({ queue, label }) =>
              queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum', label }),
            ),
          }),
        ],
      ],
    });
  }
}
