import { Duration } from 'aws-cdk-lib';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

const period = Duration.minutes(1);

/**
 * Alarms that one widget takes: CloudWatch's *Dashboard body structure and syntax*, `alarms` of a widget of type alarm.
 */
export const alarmsInOneWidget = 100;

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

export interface DashboardProps {
  /** Whose page it is. */
  title: string;
  apis: readonly IHttpApi[];
  alarms: readonly Alarm[];
  queues: readonly { queue: IQueue; label: string }[];
}

/** One page for the worst day, of a service or of what all share: what is wrong, what comes in, what waits. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { title, apis, alarms, queues }: DashboardProps) {
    super(scope, id);
    const each = (metric: (http: IHttpApi) => IMetric): IMetric[] => apis.map(metric);
    new CloudWatchDashboard(this, 'Dashboard', {
      defaultInterval: Duration.hours(3),
      widgets: [
        [new TextWidget({ markdown: `# Sportello: ${title}\nWhat to do: \`docs/runbook.md\``, width: 24, height: 2 })],
        ...rowsOfAlarms(alarms),
        [
          new GraphWidget({
            title: 'Requests a minute',
            width: 12,
            left: [
              ...each((http) => http.metricCount({ period, label: 'all' })),
              ...each((http) => http.metricClientError({ period, label: '4xx' })),
              ...each((http) => http.metricServerError({ period, label: '5xx' })),
            ],
          }),
          new GraphWidget({
            title: 'Milliseconds to answer',
            width: 12,
            left: [
              ...each((http) => http.metricLatency({ period, statistic: 'p50', label: 'half of them' })),
              ...each((http) => http.metricLatency({ period, statistic: 'p99', label: '99 in 100' })),
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
