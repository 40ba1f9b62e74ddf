import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { objectPrefix } from '../shared/contracts/object-prefixes.ts';
import type { ServiceProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByQueue } from './house/wake.ts';

/** Held mails in an hour above which somebody looks why: a flood, or a scanner that holds everything. */
const manyHeld = 200;

/** Takes in the mails to one service: those of persons become contacts, others are laid aside for staff. */
export class MailIn extends Construct {
  private readonly given: ServiceProps;

  constructor(scope: Construct, id: string, given: ServiceProps) {
    super(scope, id);
    this.given = given;
    const { house, api, definition, own, shared } = given;
    const { service } = definition;
    const { queue } = own.mailArrived;
    const mailArrived = new HouseFunction(this, 'MailArrived', {
      house,
      bundle: 'mail-in-mail-arrived',
      description: `Makes a contact of each mail to ${service} that a person wrote`,
      errorImpact: `Mails to ${service} lie in their bucket: whoever wrote gets no receipt, and nobody who could answer sees them.`,
      environment: {
        SERVICE: service,
        MAIL_BUCKET: own.mailBucket.bucketName,
        ATTACHMENTS_BUCKET: own.attachments.bucketName,
        QUEUE_URL: own.contacts.queueUrl,
        INBOX_TABLE: own.inbox.tableName,
        LEDGER_TABLE: shared.ledger.tableName,
        REGISTER_TABLE: own.register.tableName,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
        HELD_TABLE: own.heldMails.tableName,
        ARRIVED_QUEUE_URL: queue.queueUrl,
        ANSWERS_QUEUE_URL: own.answersDue.queue.queueUrl,
      },
      // A mail of 40 MB is read in about 600 MB; one whole processor comes with this much.
      memory: 1769,
      timeout: Duration.seconds(30),
    });
    mailArrived.allowObjects(['s3:GetObject'], own.mailBucket, objectPrefix.incoming);
    mailArrived.allowObjects(['s3:PutObject'], own.attachments, objectPrefix.kept);
    // Without it S3 says 403, not 404, for a mail that is gone.
    mailArrived.allow(['s3:ListBucket'], [own.mailBucket.bucketArn]);
    mailArrived.allow(['sqs:SendMessage'], [own.contacts.queueArn, own.answersDue.queue.queueArn]);
    mailArrived.allow(['sqs:ChangeMessageVisibility'], [queue.queueArn]);
    mailArrived.allow(['dynamodb:PutItem'], [own.inbox.tableArn]);
    mailArrived.allow(['dynamodb:Query'], [own.register.tableArn, shared.ledger.tableArn]);
    mailArrived.allow(['dynamodb:GetItem', 'dynamodb:PutItem'], [own.heldMails.tableArn]);
    mailArrived.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
    mailArrived.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.read);
    wakeByQueue(this, 'MailArrivedSource', mailArrived, {
      queue,
      key: own.key,
      // A mail may have 40 MB: one at a time in each environment.
      batch: 1,
      maximumConcurrency: 10,
    });

    const heldRequest = new HouseFunction(this, 'HeldRequest', {
      house,
      bundle: 'mail-in-held-request',
      description: `Shows staff the mails to ${service} that were laid aside, and takes their decisions`,
      errorImpact: `Staff of ${service} cannot see the mails that were laid aside; what is urgent among them waits.`,
      environment: { SERVICE: service, HELD_TABLE: own.heldMails.tableName, ARRIVED_QUEUE_URL: queue.queueUrl },
    });
    heldRequest.allow(
      ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      [own.heldMails.tableArn],
    );
    heldRequest.allow(['sqs:SendMessage'], [queue.queueArn]).allowKey(own.key, keyUse.table);
    api.answer(heldRequest);
    this.watch();
  }

  private watch() {
    const { house, definition, own } = this.given;
    const { service } = definition;
    house.alarms.addAge(this, 'QueueAge', own.mailArrived.queue, 900, {
      chapter: 'mail-in-queue-age',
      impact: `Mails to ${service} have waited more than fifteen minutes to become cases: no receipt has left, no clock shows.`,
    });
    house.alarms.addNotEmpty(this, 'Waiting', own.mailArrived.deadLetters, {
      chapter: 'mail-in-dead-letters',
      impact: `A mail to ${service} could not be read: it lies whole in its bucket, and whoever wrote has no receipt.`,
    });
    const held = (metricName: string, period: Duration) =>
      new Metric({ namespace: 'Sportello', metricName, dimensionsMap: { service }, statistic: 'Sum', period });
    house.alarms.add(this, 'UrgentHeld', {
      chapter: 'mail-urgent-held',
      impact: `A mail to ${service} that speaks of danger to life was laid aside: somebody must look at it now.`,
      metric: held('UrgentMailHeld', Duration.minutes(1)),
      above: 0,
    });
    house.alarms.add(this, 'ManyHeld', {
      chapter: 'mail-many-held',
      impact: `Very many mails to ${service} are being laid aside: those of citizens may be among them.`,
      metric: held('MailHeld', Duration.hours(1)),
      above: manyHeld,
    });
  }
}
