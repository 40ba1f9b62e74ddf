import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { objectPrefix } from '../shared/contracts/object-prefixes.ts';
import type { ServiceProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByQueue } from './house/wake.ts';

/** Checks the uploads that a registered case names, and keeps those that are what they say. */
export class Attachments extends Construct {
  constructor(scope: Construct, id: string, { house, definition, own }: ServiceProps) {
    super(scope, id);
    const { service } = definition;
    const { queue } = own.attachmentsDue;
    const attachmentsOffered = new HouseFunction(this, 'AttachmentsOffered', {
      house,
      bundle: 'attachments-attachments-offered',
      description: `Checks by content what citizens attached to cases of ${service}, and keeps or refuses it`,
      errorImpact: `Files that citizens attached to cases of ${service} stay unchecked; after two days they are deleted.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        ATTACHMENTS_BUCKET: own.attachments.bucketName,
        QUEUE_URL: queue.queueUrl,
      },
      // One whole processor comes with it: the text of PDFs is heard (text-layer.ts).
      memory: 1769,
      timeout: Duration.seconds(30),
    });
    attachmentsOffered.allowObjects(['s3:DeleteObject', 's3:GetObject'], own.attachments, objectPrefix.incoming);
    attachmentsOffered.allowObjects(['s3:GetObject', 's3:PutObject'], own.attachments, objectPrefix.kept);
    // Without it S3 says 403, not 404, for what was never uploaded, and the check would try again and again.
    attachmentsOffered.allow(['s3:ListBucket'], [own.attachments.bucketArn]);
    attachmentsOffered.allow(['dynamodb:PutItem', 'dynamodb:Query'], [own.register.tableArn]);
    attachmentsOffered.allow(['sqs:ChangeMessageVisibility'], [queue.queueArn]);
    attachmentsOffered.allowKey(own.key, keyUse.table);
    wakeByQueue(this, 'AttachmentsOfferedSource', attachmentsOffered, {
      queue,
      key: own.key,
      // Each may bring five files of ten megabytes, read one after the other, each PDF for four seconds at most.
      batch: 1,
      maximumConcurrency: 10,
    });
    house.alarms.addAge(this, 'Late', queue, 300, {
      chapter: 'attachments-late',
      impact: `Files attached to cases of ${service} have waited more than five minutes to be checked.`,
    });
  }
}
