import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { objectPrefix } from '../shared/contracts/object-prefixes.ts';
import type { ServiceProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByTime } from './house/wake.ts';

/** What staff of one service see and do: the worklist, cases, what they record by hand. */
export class Desk extends Construct {
  constructor(scope: Construct, id: string, { house, api, definition, own, shared }: ServiceProps) {
    super(scope, id);
    const { service } = definition;
    const staffRequest = new HouseFunction(this, 'StaffRequest', {
      house,
      bundle: 'desk-staff-request',
      description: `Shows staff of ${service} what waits and every case, and takes what they record`,
      errorImpact: `Operators of ${service} see no worklist and no case, and cannot record letters or attempts to call back.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        WORKLIST_TABLE: own.worklist.tableName,
        PERSONS_TABLE: own.persons.tableName,
        LEDGER_TABLE: shared.ledger.tableName,
        INBOX_TABLE: own.inbox.tableName,
        QUEUE_URL: own.contacts.queueUrl,
        PROTOCOL_QUEUE_URL: own.protocolDue.queue.queueUrl,
        ANSWERS_QUEUE_URL: own.answersDue.queue.queueUrl,
        ATTACHMENTS_BUCKET: own.attachments.bucketName,
        JUDGED_TABLE: shared.judged.tableName,
        DRAFTS_TABLE: own.drafts.tableName,
        SHIFTS_TABLE: own.shifts.tableName,
        READS_TABLE: own.reads.tableName,
        READER_COUNTS_TABLE: own.readerCounts.tableName,
        PROTOCOL_TABLE: own.protocol.tableName,
        WORDS_BUCKET: own.words.bucketName,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
      },
      memory: 512,
    });
    staffRequest.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.register.tableArn]);
    staffRequest.allow(
      ['dynamodb:Query'],
      ['byDue', 'byHead'].map((index) => `${own.worklist.tableArn}/index/${index}`),
    );
    staffRequest.allow(['dynamodb:GetItem', 'dynamodb:Query'], [own.protocol.tableArn]);
    staffRequest.allow(['dynamodb:Query'], [own.persons.tableArn, shared.ledger.tableArn]);
    staffRequest.allow(['dynamodb:UpdateItem'], [own.readerCounts.tableArn]);
    staffRequest.allow(['dynamodb:PutItem'], [own.inbox.tableArn]);
    staffRequest.allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'], [shared.judged.tableArn]);
    staffRequest.allow(['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem'], [own.drafts.tableArn]);
    staffRequest.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.reads.tableArn, own.shifts.tableArn]);
    staffRequest.allow(['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'], [own.shifts.tableArn]);
    staffRequest.allow(
      ['sqs:SendMessage'],
      [own.contacts.queueArn, own.protocolDue.queue.queueArn, own.answersDue.queue.queueArn],
    );
    staffRequest.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
    // It reads no document itself: an address it signs can do what it may do, for five minutes.
    staffRequest.allowObjects(['s3:GetObject'], own.attachments, objectPrefix.kept);
    // How large a file is that an operator has uploaded for an answer; without the list S3 says 403 for one that is not there.
    staffRequest.allowObjects(['s3:GetObject'], own.attachments, objectPrefix.incoming);
    staffRequest.allow(['s3:ListBucket'], [own.attachments.bucketArn, own.words.bucketArn]);
    staffRequest.allowObjects(['s3:GetObject'], own.words, objectPrefix.words);
    staffRequest.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.table);
    api.answer(staffRequest);
    const dueTime = new HouseFunction(this, 'DueTime', {
      house,
      bundle: 'desk-due-time',
      description: `Does to cases of ${service} what time does: late experts, referrals nobody took, pauses and shifts that end`,
      errorImpact: `Nobody at ${service} is told that an expert is late or that an administration has not taken a request.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        WORKLIST_TABLE: own.worklist.tableName,
        SHIFTS_TABLE: own.shifts.tableName,
      },
      timeout: Duration.seconds(50),
    });
    dueTime.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.register.tableArn]);
    dueTime.allow(['dynamodb:Query'], [`${own.worklist.tableArn}/index/byDue`]);
    dueTime.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.shifts.tableArn]);
    dueTime.allowKey(own.key, keyUse.table);
    wakeByTime(this, 'DueTimeSchedule', dueTime, { at: 'rate(1 minute)', retries: 0 });
    const counted = (metricName: string, period: Duration) =>
      new Metric({ namespace: 'Sportello', metricName, dimensionsMap: { service }, statistic: 'Sum', period });
    house.alarms.add(this, 'DangerMissed', {
      chapter: 'danger-missed',
      impact: `Somebody wrote to ${service} in danger and no list heard it: the next one in the same words waits like any other.`,
      metric: counted('DangerMissed', Duration.minutes(5)),
      above: 0,
    });
    house.alarms.add(this, 'ReferralReturned', {
      chapter: 'referral-returned',
      impact: `An administration to which ${service} referred a request has not taken it: its citizen waits for nobody.`,
      metric: counted('ReferralReturned', Duration.minutes(5)),
      above: 0,
    });
    house.alarms.add(this, 'LaneMostlyFalse', {
      chapter: 'danger-mostly-false',
      impact: `Most urgent requests to ${service} this week were none: whoever is in danger waits behind them.`,
      metric: counted('LaneMostlyFalse', Duration.hours(1)),
      above: 0,
    });
  }
}
