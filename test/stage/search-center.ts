import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { expect } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { queueClient, tableClient } from './center.ts';

/**
 * Somebody whom nothing else in the center is called like: no chance spelling of a hash or a code is taken for them.
 */
export type Person = { name: string; email: string; phone: string; words: string };

/** Everything that tables, buckets and queues of the center hold, by where it is, as text. */
export async function everything(stage: Stage): Promise<[where: string, content: string][]> {
  const found: [string, string][] = [];
  const tables = tableClient(stage.endpoints.dynamodb);
  const now = stage.clock.now() / 1000;
  for (const [id, TableName] of Object.entries(stage.names.tables)) {
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await tables.send(new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey: from }));
      for (const item of page.Items ?? []) {
        // Gone by itself: DynamoDB takes what has expired away within days, the stage within minutes.
        if (Number(item['expiresAt']?.N ?? Number.POSITIVE_INFINITY) < now) continue;
        found.push([id, JSON.stringify(item)]);
      }
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }
  tables.destroy();
  const s3 = new S3Client({
    endpoint: stage.endpoints.s3,
    region: 'eu-south-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'ONEMACHINE', secretAccessKey: 'one-machine' },
  });
  for (const [id, Bucket] of Object.entries(stage.names.buckets)) {
    const { Contents = [], IsTruncated } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(IsTruncated ?? false).toBe(false);
    for (const { Key = '' } of Contents) {
      const { Body, Metadata } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      found.push([`${id}/${Key}`, `${Key} ${JSON.stringify(Metadata)} ${await Body?.transformToString('latin1')}`]);
    }
  }
  s3.destroy();
  const queues = queueClient(stage.endpoints.sqs);
  for (const [id, QueueUrl] of Object.entries(stage.names.queues)) {
    const { Messages = [] } = await queues.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    for (const { Body = '' } of Messages) found.push([id, Body]);
  }
  queues.destroy();
  return found;
}

/** Where something of a person still is: by name, address, number in any spelling, or words. */
export function tracesOf({ name, email, phone, words }: Person, all: readonly [string, string][]): string[] {
  const digits = phone.replaceAll(/\D/g, '');
  const [rare = ''] = words.split(' ');
  const looked = [name, email, rare].map((each) => each.toLowerCase());
  return all.flatMap(([where, content]) => {
    const small = content.toLowerCase();
    const spelled = small.replaceAll(/[\s.\-/]/g, '');
    const isThere =
      looked.some((each) => small.includes(each)) || spelled.includes(digits) || spelled.includes(digits.slice(2));
    return isThere ? [where] : [];
  });
}
