import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { objectPrefix, sidecarOf } from '../shared/contracts/object-prefixes.ts';
import type { ServiceProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByQueue } from './house/wake.ts';

/** Makes contacts of the letters and faxes of one service that are scanned into its bucket. */
export class Scans extends Construct {
  constructor(scope: Construct, id: string, { house, definition, own, shared }: ServiceProps) {
    super(scope, id);
    const { service } = definition;
    const { queue, deadLetters } = own.scanArrived;
    const scanArrived = new HouseFunction(this, 'ScanArrived', {
      house,
      bundle: 'scans-scan-arrived',
      description: `Makes a contact that waits to be read of each scan for ${service}`,
      errorImpact: `Letters and faxes to ${service} lie in the bucket of scans, and nobody who could answer sees them.`,
      environment: {
        SERVICE: service,
        SCANS_BUCKET: own.scansBucket.bucketName,
        ATTACHMENTS_BUCKET: own.attachments.bucketName,
        QUEUE_URL: own.contacts.queueUrl,
        INBOX_TABLE: own.inbox.tableName,
        LEDGER_TABLE: shared.ledger.tableName,
        RECEIPT_SECRET_ID: own.receiptSecret.secretArn,
        ARRIVED_QUEUE_URL: queue.queueUrl,
      },
      // One whole processor comes with it; a PDF that asks for gigabytes is given up well before (text-layer.ts).
      memory: 1769,
      timeout: Duration.seconds(30),
    });
    scanArrived.allowObjects(
      ['s3:DeleteObject', 's3:GetObject', 's3:GetObjectVersion'],
      own.scansBucket,
      objectPrefix.incoming,
    );
    // A sidecar goes before its scan: whoever finds the scan alone reads it where it went.
    scanArrived.allowObjects(['s3:GetObject'], own.scansBucket, objectPrefix.taken, sidecarOf(''));
    for (const prefix of [objectPrefix.taken, objectPrefix.refused])
      scanArrived.allowObjects(['s3:PutObject'], own.scansBucket, prefix);
    scanArrived.allowObjects(['s3:PutObject'], own.attachments, objectPrefix.kept);
    // Without it S3 says 403, not 404, for a sidecar that nobody wrote.
    scanArrived.allow(['s3:ListBucket'], [own.scansBucket.bucketArn]);
    scanArrived.allow(['sqs:SendMessage'], [own.contacts.queueArn]);
    scanArrived.allow(['sqs:ChangeMessageVisibility'], [queue.queueArn]);
    scanArrived.allow(['dynamodb:PutItem'], [own.inbox.tableArn]);
    scanArrived.allow(['dynamodb:Query'], [shared.ledger.tableArn]);
    scanArrived.allow(['secretsmanager:GetSecretValue'], [own.receiptSecret.secretArn]);
    scanArrived.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.read);
    wakeByQueue(this, 'ScanArrivedSource', scanArrived, {
      queue,
      key: own.key,
      // A scan may have 40 MB: one at a time in each environment.
      batch: 1,
      maximumConcurrency: 5,
    });
    house.alarms.addAge(this, 'QueueAge', queue, 900, {
      chapter: 'scans-queue-age',
      impact: `Letters and faxes to ${service} have waited more than fifteen minutes to become cases.`,
    });
    house.alarms.addNotEmpty(this, 'Waiting', deadLetters, {
      chapter: 'scans-dead-letters',
      impact: `A letter or fax to ${service} could not become a case: it lies in the bucket of scans, and no clock runs.`,
    });
    const counted = (metricName: string) =>
      new Metric({
        namespace: 'Sportello',
        metricName,
        dimensionsMap: { service },
        statistic: 'Sum',
        period: Duration.minutes(5),
      });
    house.alarms.add(this, 'Refused', {
      chapter: 'scans-refused',
      impact: `Something dropped as a scan for ${service} is none: the letter or fax behind it is nobody's case yet.`,
      metric: counted('ScanRefused'),
      above: 0,
    });
    house.alarms.add(this, 'SidecarRefused', {
      chapter: 'scans-sidecar-refused',
      impact: `Letters or faxes to ${service} are taken without what the post room knows of them: their clocks begin too late.`,
      metric: counted('SidecarRefused'),
      above: 0,
    });
  }
}
