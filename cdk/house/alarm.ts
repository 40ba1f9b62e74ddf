import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmBase,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
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
  /** The alarm sounds above this value, or below that one: one of the two. */
  above?: number;
  below?: number;
  /** How many periods of the metric in a row; 1 unless told. */
  periods?: number;
  /** What silence means; by default that nothing is wrong. */
  missing?: TreatMissingData;
}

/** Whom alarms reach: who is woken at any hour, and who looks at the next working day. */
export interface AlarmTopics {
  wake: ITopic;
  tomorrow: ITopic;
}

/**
 * Chapters that nobody is woken for: citizens are heard and answered all the same until the morning. Whatever is not
 * named here wakes somebody, by itself or with its capability.
 */
export const untilTomorrow: ReadonlySet<string> = new Set([
  'canary-canary-due-errors',
  'catalogue-late',
  'contributions-clock-due-errors',
  'contributions-deployment-errors',
  'contributions-overdue',
  'contributions-staff-request-errors',
  'danger-mostly-false',
  'firewall-blocks',
  'hand-overs-hand-over-errors',
  'knowledge-consents-due-errors',
  'knowledge-content-entry-errors',
  'knowledge-deployment-errors',
  'knowledge-editor-request-errors',
  'mails-complained',
  'protocol-day-end-errors',
  'registrar-day-end-errors',
  'reports-declaration-end-errors',
  'reports-report-request-errors',
  'retention-night-errors',
  'scans-sidecar-refused',
  'tables-throttled',
]);

/**
 * Chapters that each call somebody by themselves, whatever else already sounds: one person's danger, words of theirs
 * that were lost, and whoever should be called and is not.
 */
export const callsByItself: ReadonlySet<string> = new Set([
  'accepted-not-registered',
  'alert-source-doubt',
  'api-server-errors',
  'call-out-unanswered',
  'calls-unanswered',
  'canary-stopped-at-intake',
  'canary-stopped-at-mail',
  'canary-stopped-at-register',
  'contact-failed',
  'contacts-refused',
  'danger-missed',
  'mail-urgent-held',
  'nobody-to-wake',
  'queue-refused',
  'rings-failed',
  'wake-unanswered',
]);

/** An alarm that either tells a topic by itself, or through the one of its capability (cdk/watch-stack.ts). */
export class HouseAlarm extends Alarm {
  /** A name that other stacks know beforehand, made of where the alarm stands: `sportello-center-mail-out-MailAge`. */
  readonly knownName: string;
  readonly isCalledTogether: boolean;

  constructor(scope: Construct, id: string, props: AlarmProps, isCalledTogether: boolean) {
    const knownName = `${scope.node.path}/${id}`.replaceAll('/', '-');
    super(scope, id, { ...props, alarmName: knownName });
    this.knownName = knownName;
    this.isCalledTogether = isCalledTogether;
  }
}

/** How long nothing may be heard of a function that is woken at `at`: three of its turns, of a day's a few hours more. */
export function silenceOf(at: string): { period: Duration; periods: number } {
  const minutes = /^rate\((\d+) minutes?\)$/.exec(at)?.[1];
  if (minutes === undefined) return { period: Duration.hours(1), periods: 26 };
  if (Number(minutes) < 5) return { period: Duration.minutes(1), periods: 5 };
  return { period: Duration.minutes(5), periods: Math.ceil((3 * Number(minutes)) / 5) };
}

/** A topic hears when an alarm sounds and when it is over. */
export function tell(alarm: AlarmBase, topic: ITopic): void {
  const action = new SnsAction(topic);
  alarm.addAlarmAction(action);
  alarm.addOkAction(action);
}

/** The topics that people hear of, and the only way to make an alarm: with its impact and its runbook chapter. */
export class Alarms {
  readonly topics: AlarmTopics;
  readonly made: HouseAlarm[] = [];

  constructor(topics: AlarmTopics) {
    this.topics = topics;
  }

  /** Adds an alarm under `scope`; somebody hears when it sounds and when it is over, by itself or with its capability. */
  add(scope: Construct, id: string, props: HouseAlarmProps): Alarm {
    const { chapter, impact, metric, above, below, periods = 1, missing = TreatMissingData.NOT_BREACHING } = props;
    const isForTomorrow = untilTomorrow.has(chapter);
    const told: AlarmProps = {
      alarmDescription: `${impact} Runbook: docs/runbook.md#${chapter}`,
      metric,
      threshold: below ?? above ?? 0,
      comparisonOperator:
        below === undefined ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: missing,
    };
    const alarm = new HouseAlarm(scope, id, told, !isForTomorrow && !callsByItself.has(chapter));
    if (!alarm.isCalledTogether) tell(alarm, isForTomorrow ? this.topics.tomorrow : this.topics.wake);
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

  /**
   * Sounds when a function that is woken at times has not run when it should: nothing that it measures would tell,
   * because what does not run measures nothing.
   */
  addSilence(scope: Construct, id: string, invocations: (period: Duration) => IMetric, { at, impact }: Silence) {
    const { period, periods } = silenceOf(at);
    return this.add(scope, id, {
      chapter: 'not-woken',
      impact,
      metric: invocations(period),
      below: 1,
      periods,
      missing: TreatMissingData.BREACHING,
    });
  }
}

/** When a function is woken, as EventBridge Scheduler is told, and what people notice while it is not. */
interface Silence {
  at: string;
  impact: string;
}
