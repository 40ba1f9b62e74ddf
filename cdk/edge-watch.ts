import { Duration } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { Alarms } from './house/alarm.ts';
import { type AlarmAddresses, alarmTopic } from './house/alarm-topic.ts';

export interface EdgeWatchProps {
  alarmAddresses: AlarmAddresses;
  /** US dollars a month that the account is meant to cost. */
  monthlyBudget: number;
  /** The name under which the firewall counts. */
  firewall: string;
}

/** Requests that the firewall refuses in five minutes: three crowded addresses, or one that floods. */
const manyBlocked = 10_000;

/** What is only measured in us-east-1: the firewall before CloudFront, and what the account costs. */
export class EdgeWatch extends Construct {
  constructor(scope: Construct, id: string, { alarmAddresses, monthlyBudget, firewall }: EdgeWatchProps) {
    super(scope, id);
    // Not encrypted by a key of ours: it says what is refused and what is spent, and nothing of anybody.
    const topic = alarmTopic(this, 'NoticeTopic', {
      addresses: alarmAddresses.tomorrow,
      name: 'Sportello, tomorrow',
      others: ['budgets.amazonaws.com'],
    });
    new Alarms({ wake: topic, tomorrow: topic }).add(this, 'Blocked', {
      chapter: 'firewall-blocks',
      impact:
        'Somebody floods the pages, or citizens behind one address are refused: the firewall turns thousands away.',
      metric: new Metric({
        namespace: 'AWS/WAFV2',
        metricName: 'BlockedRequests',
        dimensionsMap: { WebACL: firewall, Rule: 'ALL' },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      above: manyBlocked,
    });
    const told = (notificationType: string, threshold: number): CfnBudget.NotificationWithSubscribersProperty => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold, thresholdType: 'PERCENTAGE' },
      subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
    });
    new CfnBudget(this, 'Spend', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudget, unit: 'USD' },
      },
      notificationsWithSubscribers: [told('ACTUAL', 80), told('FORECASTED', 100)],
    });
  }
}
