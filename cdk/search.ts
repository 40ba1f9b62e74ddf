import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { objectPrefix } from '../shared/contracts/object-prefixes.ts';
import type { FollowingProps, NightProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByFollowing, wakeByTime } from './house/wake.ts';

/** Keeps the index of words of one service as its register tells it. */
export class Search extends Construct {
  constructor(scope: Construct, id: string, { house, definition, own }: FollowingProps) {
    super(scope, id);
    const { service } = definition;
    const followed = own.followed.search;
    const entryTold = new HouseFunction(this, 'EntryTold', {
      house,
      bundle: 'search-entry-told',
      description: `Keeps by which words cases of ${service} are found`,
      errorImpact: `What is new in cases of ${service} is not found by words; codes, numbers and addresses find it.`,
      environment: {
        SERVICE: service,
        REGISTER_TABLE: own.register.tableName,
        WORDS_BUCKET: own.words.bucketName,
        FOLLOWED_QUEUE_URL: followed.queue.queueUrl,
      },
      // A lost index of a thousand cases is made at once.
      memory: 512,
    });
    entryTold.allow(['dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan'], [own.register.tableArn]);
    entryTold.allowObjects(['s3:DeleteObject', 's3:GetObject', 's3:PutObject'], own.words, objectPrefix.words);
    // Without the list S3 says 403 for an index that is not there.
    entryTold.allow(['s3:ListBucket'], [own.words.bucketArn]);
    entryTold.allowKey(own.key, keyUse.table);
    wakeByFollowing(this, 'EntryToldSource', entryTold, {
      house,
      followed,
      key: own.key,
      // Each batch writes the one manifest: more of them would meet there.
      maximumConcurrency: 2,
      late: {
        chapter: 'search-late',
        impact: `Cases of ${service} are found by their words more than five minutes late.`,
      },
      setAside: `News of a case of ${service} were not indexed: words may not find it.`,
    });
  }
}

/** Makes few segments of many each night, without what was erased. */
export class SearchNight extends Construct {
  constructor(scope: Construct, id: string, { house, definition, own }: NightProps) {
    super(scope, id);
    const { service } = definition;
    const night = new HouseFunction(this, 'Night', {
      house,
      bundle: 'search-night',
      description: `Merges the index of words of ${service}, without what was erased`,
      errorImpact: `Words of erased cases of ${service} stay in its index, where nobody finds them, and searches slow down.`,
      environment: { SERVICE: service, WORDS_BUCKET: own.words.bucketName },
      // It holds the codes of every case, and the terms of fifty thousand.
      memory: 2048,
      timeout: Duration.minutes(15),
    });
    night.allowObjects(['s3:DeleteObject', 's3:GetObject', 's3:PutObject'], own.words, objectPrefix.words);
    night.allow(['s3:ListBucket'], [own.words.bucketArn]);
    night.allowKey(own.key, keyUse.table);
    // After personal data whose time is over went.
    wakeByTime(this, 'NightSchedule', night, { at: 'cron(30 2 * * ? *)', retries: 3 });
  }
}
