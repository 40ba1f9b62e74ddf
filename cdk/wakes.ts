import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Api } from './api.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import { waive } from './house/waiver.ts';
import { wakeByQueue, wakeByTime } from './house/wake.ts';
import type { RecordsStack } from './records-stack.ts';
import type { ServiceRecords } from './service-records.ts';

export interface WakesProps {
  house: House;
  api: Api;
  shared: RecordsStack;
  /** What each service keeps, by its name. */
  own: ReadonlyMap<string, ServiceRecords>;
  portalUrl: string;
}

/**
 * Wakes staff for what waits and nobody reads: by telephone, SMS and push, one name after the other until somebody has
 * heard.
 */
export class Wakes extends Construct {
  constructor(scope: Construct, id: string, { house, api, shared, own: ofServices, portalUrl }: WakesProps) {
    super(scope, id);
    const { wakes, rings, ringsDeadLetters, urgentMail, ledger, proposals, key } = shared;
    const stack = Stack.of(this);
    const own = [...ofServices];
    const byService = (of: (records: ServiceRecords) => string) =>
      stack.toJsonString(Object.fromEntries(own.map(([service, records]) => [service, of(records)])));

    const wakeDue = new HouseFunction(this, 'WakeDue', {
      house,
      bundle: 'wakes-wake-due',
      description: 'Rings the first of the shift for what waits and nobody reads, and the next one three minutes later',
      errorImpact:
        'Nobody is woken: an urgent request of the night, or a proposal, waits until somebody looks by chance.',
      environment: {
        WAKES_TABLE: wakes.tableName,
        RINGS_QUEUE_URL: rings.queueUrl,
        URGENT_MAIL_QUEUE_URL: urgentMail.queueUrl,
        PORTAL_URL: portalUrl,
        LEDGER_TABLE: ledger.tableName,
        PROPOSALS_TABLE: proposals.tableName,
        WORKLIST_TABLES: byService(({ worklist }) => worklist.tableName),
      },
      memory: 512,
      timeout: Duration.seconds(50),
      // Two at once would ring two people.
      reservedConcurrency: 1,
    });
    wakeDue.allow(['dynamodb:PutItem', 'dynamodb:Query'], [wakes.tableArn]);
    wakeDue.allow(['dynamodb:Query'], [ledger.tableArn]);
    wakeDue.allow(['dynamodb:GetItem'], [proposals.tableArn]);
    wakeDue.allow(
      ['dynamodb:Query'],
      own.map(([, { worklist }]) => `${worklist.tableArn}/index/byDue`),
    );
    wakeDue.allow(['sqs:SendMessage'], [rings.queueArn, urgentMail.queueArn]).allowKey(key, keyUse.table);
    for (const [, records] of own) wakeDue.allowKey(records.key, keyUse.read);
    wakeByTime(this, 'WakeDueSchedule', wakeDue, { at: 'rate(1 minute)', retries: 0 });
    wakeDue.lambda.configureAsyncInvoke({ maxEventAge: Duration.minutes(1), retryAttempts: 0 });

    const ringDue = new HouseFunction(this, 'RingDue', {
      house,
      bundle: 'wakes-ring-due',
      description: 'Calls, writes or pushes to whoever is to be woken',
      errorImpact: 'Staff who are to be woken are not called: they get a mail, which wakes nobody.',
      environment: { EXCHANGE_KEYS: byService(({ exchangeKey }) => exchangeKey.secretArn) },
      timeout: Duration.seconds(8),
    });
    ringDue.allow(
      ['secretsmanager:GetSecretValue'],
      own.map(([, { exchangeKey }]) => exchangeKey.secretArn),
    );
    for (const [, records] of own) ringDue.allowKey(records.key, keyUse.read);
    ringDue.allow(['sns:Publish'], ['*']);
    waive(ringDue, 'IAM5[Resource::*]', 'A text message goes to a number, which IAM knows no resource for.');
    wakeByQueue(this, 'RingDueSource', ringDue, { queue: rings, key, batch: 1, maximumConcurrency: 10 });

    const wakeAnswer = new HouseFunction(this, 'WakeAnswer', {
      house,
      bundle: 'wakes-wake-answer',
      description: 'Shows whoever was rung what waits, and takes their answer',
      errorImpact: 'Staff who were rung cannot confirm, and the next ones are woken although somebody is reading.',
      environment: { WAKES_TABLE: wakes.tableName },
    });
    wakeAnswer.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [wakes.tableArn]).allowKey(key, keyUse.table);
    api.answer(wakeAnswer);

    house.alarms.addAge(this, 'RingsAge', rings, 120, {
      chapter: 'rings-queue-age',
      impact: 'Calls that wake staff wait for minutes: an urgent request of the night is heard late.',
    });
    house.alarms.addNotEmpty(this, 'RingsDeadLettersWaiting', ringsDeadLetters, {
      chapter: 'rings-dead-letters',
      impact: 'A call, text or push to somebody who was to be woken was refused four times, and set aside.',
    });
    for (const [service] of own) this.watch(house, service);
  }

  private watch({ alarms }: House, service: string): void {
    const counted = (metricName: string) =>
      new Metric({
        namespace: 'Sportello',
        metricName,
        dimensionsMap: { service },
        statistic: 'Sum',
        period: Duration.minutes(1),
      });
    alarms.add(this, `Unanswered-${service}`, {
      chapter: 'wake-unanswered',
      impact: `Everybody on shift for ${service} was rung and nobody has heard: urgent requests or a proposal wait unread.`,
      metric: counted('WakeUnanswered'),
      above: 0,
    });
    alarms.add(this, `RingsFailed-${service}`, {
      chapter: 'rings-failed',
      impact: `A call, text or push that was to wake somebody for ${service} did not leave.`,
      metric: counted('RingsFailed'),
      above: 0,
    });
    alarms.add(this, `NobodyToWake-${service}`, {
      chapter: 'nobody-to-wake',
      impact: `Something urgent waits for ${service}, it is closed, and it names nobody to wake: it is read when it opens.`,
      metric: counted('NobodyToWake'),
      above: 0,
    });
  }
}
