import { Arn, Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { objectPrefix } from '../shared/contracts/object-prefixes.ts';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { type House, HouseFunction, keyUse } from './house/function.ts';
import { waive } from './house/waiver.ts';
import { wakeByTime } from './house/wake.ts';
import type { RecordsStack } from './records-stack.ts';
import type { ServiceRecords } from './service-records.ts';

export interface MailOutProps {
  house: House;
  shared: RecordsStack;
  services: readonly ServiceDefinition[];
  /** What each service keeps, by its name. */
  own: ReadonlyMap<string, ServiceRecords>;
}

/** Sends what waits in the mail queues as fast as the account's quota allows, urgent first. */
export class MailOut extends Construct {
  constructor(scope: Construct, id: string, { house, shared, services, own: ofServices }: MailOutProps) {
    super(scope, id);
    const mailDue = new HouseFunction(this, 'MailDue', {
      house,
      bundle: 'mail-out-mail-due',
      description: 'Sends the mails that wait, urgent first, at the rate of the account',
      errorImpact: 'No mail leaves: citizens get no confirmation and no answer by mail.',
      environment: {
        MAIL_QUEUE_URL: shared.mail.queueUrl,
        URGENT_MAIL_QUEUE_URL: shared.urgentMail.queueUrl,
        MAIL_DEAD_LETTER_URL: shared.mailDeadLetters.queueUrl,
        LEDGER_TABLE: shared.ledger.tableName,
        CAPACITY_TABLE: shared.capacity.tableName,
        CANARIES_TABLE: shared.canaries.tableName,
      },
      // One whole processor: a mail costs about 1.5 ms of it, and 500 a second are to leave where the account may.
      memory: 1769,
      // It works for 59 s of each minute, so that a call to duty finds it awake, and keeps 12 s to finish.
      timeout: Duration.seconds(71),
      // Two at once would send at twice the account's rate.
      reservedConcurrency: 1,
    });
    mailDue.allow(
      ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
      [shared.mail.queueArn, shared.urgentMail.queueArn],
    );
    mailDue.allow(['sqs:SendMessage'], [shared.mailDeadLetters.queueArn]).allowKey(shared.key, keyUse.send);
    // A service hears that its answer was refused.
    for (const own of ofServices.values())
      mailDue.allow(['sqs:SendMessage'], [own.answersDue.queue.queueArn]).allowKey(own.key, keyUse.send);
    // Files of answers go with their mail, from where each service keeps them.
    for (const own of ofServices.values()) mailDue.allowObjects(['s3:GetObject'], own.attachments, objectPrefix.kept);
    // Without the list S3 says 403, not 404, for a file that was erased, and its mail would be tried again and again.
    mailDue.allow(
      ['s3:ListBucket'],
      [...ofServices.values()].map(({ attachments }) => attachments.bucketArn),
    );
    // How fast mail may leave follows the postures and the load of the services.
    mailDue.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
    mailDue.allow(['dynamodb:GetItem'], [shared.capacity.tableArn]);
    mailDue.allow(['dynamodb:PutItem'], [shared.canaries.tableArn]).allowKey(shared.key, keyUse.table);
    // Who runs a service verifies its domain (or its address) with SES once: identities are not made here, because their domains
    // belong to administrations and are often verified already.
    mailDue.allow(['ses:SendRawEmail'], identitiesOf(Stack.of(this), services));
    mailDue.allow(['ses:GetSendQuota'], ['*']);
    waive(mailDue, 'IAM5[Resource::*]', 'ses:GetSendQuota is about the account and knows no resource.');
    wakeByTime(this, 'MailDueSchedule', mailDue, { at: 'rate(1 minute)', retries: 0 });
    // A minute that finds the one environment busy is dropped, not kept for six hours: the next minute sends as well.
    mailDue.lambda.configureAsyncInvoke({ maxEventAge: Duration.minutes(1), retryAttempts: 0 });

    for (const [name, queue] of [
      ['Mail', shared.mail],
      ['UrgentMail', shared.urgentMail],
    ] as const) {
      const urgent = name === 'UrgentMail';
      house.alarms.addAge(this, `${name}Age`, queue, 300, {
        chapter: urgent ? 'urgent-mail-queue-age' : 'mail-queue-age',
        impact: urgent
          ? 'Urgent mails wait more than five minutes: those who wrote of danger get no confirmation.'
          : 'Confirmation mails wait more than five minutes.',
      });
    }
    const ofAllServices = (metricName: string, statistic: string) =>
      new Metric({
        namespace: 'Sportello',
        metricName,
        dimensionsMap: { service: 'all' },
        statistic,
        period: Duration.minutes(5),
      });
    house.alarms.add(this, 'MailsBeyondQuota', {
      chapter: 'mails-beyond-quota',
      impact: 'More mails wait than the account may send in a day: receipts that stood on a page are being set aside.',
      metric: ofAllServices('MailsBeyondQuota', 'Maximum'),
      above: 0,
    });
    house.alarms.add(this, 'MailsUnanswered', {
      chapter: 'mails-unanswered',
      impact: 'SES takes mails without saying so: some citizens get one twice, and some perhaps none.',
      metric: ofAllServices('MailUnanswered', 'Sum'),
      above: someUnanswered,
    });
    house.alarms.addNotEmpty(this, 'MailDeadLettersWaiting', shared.mailDeadLetters, {
      chapter: 'mail-dead-letters',
      impact: 'A mail to a citizen could not be sent, and was set aside.',
    });
  }
}

/** Mails of five minutes that SES does not answer for: one or two are a lost connection, more are SES. */
const someUnanswered = 5;

/** What SES lets one send as: the addresses of the services, and their domains. */
function identitiesOf(stack: Stack, services: readonly ServiceDefinition[]): string[] {
  const senders = services.map(({ mail }) => mail.from);
  const names = new Set(senders.flatMap((address) => [address, address.slice(address.indexOf('@') + 1)]));
  return [...names]
    .sort()
    .map((resourceName) => Arn.format({ service: 'ses', resource: 'identity', resourceName }, stack));
}
