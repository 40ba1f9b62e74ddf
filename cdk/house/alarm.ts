import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface HouseAlarmProps {
  /** Name of the chapter in docs/runbook.md. */
  chapter: string;
  /** What citizens or staff notice while this lasts: one sentence, the first that whoever is woken reads. */
  impact: string;
  metric: IMetric;
  /** The alarm sounds above this value. */
  above: number;
  /** How many periods of the metric in a row; 1 unless told. */
  periods?: number;
  /** What silence means; by default that nothing is wrong. */
  missing?: TreatMissingData;
}

/** The topic that wakes people, and the only way to make an alarm: with its impact and its runbook chapter. */
export class Alarms {
  readonly topic: ITopic;
  readonly made: Alarm[] = [];

  constructor(topic: ITopic) {
    this.topic = topic;
  }

  /** Adds an alarm under `scope`; it goes to the topic when it sounds and when it is over. */
  add(scope: Construct, id: string, props: HouseAlarmProps): Alarm {
    const { chapter, impact, metric, above, periods = 1, missing = TreatMissingData.NOT_BREACHING } = props;
    const alarm = new Alarm(scope, id, {
      alarmDescription: `${impact} Runbook: docs/runbook.md#${chapter}`,
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: missing,
    });
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    this.made.push(alarm);
    return alarm;
  }

  /** Sounds while the oldest message waits longer than `seconds`, two minutes running. */
  addAge(scope: Construct, id: string, queue: IQueue, seconds: number, about: { chapter: string; impact: string }) {
    const metric = queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' });
    return this.add(scope, id, { ...about, metric, above: seconds, periods: 2 });
  }

  /** Sounds as soon as one message lies in a dead-letter queue. */
  addNotEmpty(scope: Construct, id: string, queue: IQueue, about: { chapter: string; impact: string }) {
    const metric = queue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(1),
      statistic: 'Maximum',
    });
    return this.add(scope, id, { ...about, metric, above: 0 });
  }
}
