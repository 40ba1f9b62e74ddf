import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { objectPrefix } from '../shared/contracts/object-prefixes.ts';
import type { NightProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByTime } from './house/wake.ts';

/** Erases the personal data of one service whose time is over, each night. */
export class Retention extends Construct {
  constructor(scope: Construct, id: string, { house, definition, own, shared }: NightProps) {
    super(scope, id);
    const { service } = definition;
    const night = new HouseFunction(this, 'Night', {
      house,
      bundle: 'retention-night',
      description: `Erases the personal data of ${service} whose time is over`,
      errorImpact: `Personal data of ${service} are kept longer than its privacy page promises.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        ATTACHMENTS_BUCKET: own.attachments.bucketName,
        MAIL_BUCKET: own.mailBucket.bucketName,
        SCANS_BUCKET: own.scansBucket.bucketName,
        HELD_TABLE: own.heldMails.tableName,
        DRAFTS_TABLE: own.drafts.tableName,
        DEAD_LETTERS_TABLE: shared.deadLetters.tableName,
      },
      // It remembers a few words of every case of a part while it reads that part of the register.
      memory: 1024,
      timeout: Duration.minutes(15),
    });
    night.allow(
      ['dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:UpdateItem'],
      [own.register.tableArn],
    );
    night.allow(['dynamodb:DeleteItem', 'dynamodb:Scan'], [own.heldMails.tableArn, shared.deadLetters.tableArn]);
    night.allow(['dynamodb:DeleteItem', 'dynamodb:Query'], [own.drafts.tableArn]);
    night.allowObjects(['s3:DeleteObject'], own.attachments, objectPrefix.incoming);
    night.allowObjects(['s3:DeleteObject'], own.attachments, objectPrefix.kept);
    night.allowObjects(['s3:DeleteObject'], own.mailBucket, objectPrefix.incoming);
    night.allowObjects(['s3:DeleteObject'], own.scansBucket, objectPrefix.taken);
    night.allowKey(own.key, keyUse.table).allowKey(shared.key, keyUse.table);
    // After the day was closed with its root: what goes tonight stands under it as it was.
    wakeByTime(this, 'NightSchedule', night, { at: 'cron(30 1 * * ? *)', retries: 3 });
  }
}
