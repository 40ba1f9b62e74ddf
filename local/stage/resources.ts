import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { WrittenPage } from '../gateway/portal.ts';
import { StageProblem } from '../stage-problem.ts';
import { awsCall, CallRefused, dummyAuthorization, send } from '../template/aws-call.ts';
import { type BucketNotice, testNotice } from '../template/bucket-notices.ts';
import type { Properties } from '../template/identity.ts';
import type { Application, Resource } from '../template/template.ts';

/** Makes the tables that are not there yet; throws StageProblem when one that is there lacks an index. */
export async function createTables(application: Application, endpoint: string): Promise<void> {
  const { TableNames: existing } = await awsCall<{ TableNames: string[] }>('dynamodb', endpoint, 'ListTables', {});
  for (const table of application.ofType('AWS::DynamoDB::Table')) {
    if (existing.includes(table.name)) {
      await checkIndexes(table, endpoint);
      continue;
    }
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = table.properties;
    await awsCall('dynamodb', endpoint, 'CreateTable', {
      TableName: table.name,
      AttributeDefinitions,
      KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
      ...(GlobalSecondaryIndexes ? { GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(indexOf) } : {}),
    });
  }
}

/** Throws when an index is missing: on AWS a new one fills itself, here it and every list read from it stay empty. */
async function checkIndexes(table: Resource, endpoint: string): Promise<void> {
  const wanted: Properties[] = table.properties['GlobalSecondaryIndexes'] ?? [];
  if (wanted.length === 0) return;
  const { Table } = await awsCall<{ Table: Properties }>('dynamodb', endpoint, 'DescribeTable', {
    TableName: table.name,
  });
  const known = (Table['GlobalSecondaryIndexes'] ?? []).map((index: Properties) => index['IndexName']);
  const missing = wanted.find((index) => !known.includes(index['IndexName']));
  if (missing) {
    throw new StageProblem(
      `The data folder is older than the templates: its table ${table.name} has no index ${missing['IndexName']}. Start with --fresh, or give another folder with --data DIR.`,
    );
  }
}

function indexOf(index: Properties): Properties {
  return { IndexName: index['IndexName'], KeySchema: index['KeySchema'], Projection: index['Projection'] };
}

const queueAttributes = [
  'ContentBasedDeduplication',
  'DelaySeconds',
  'FifoQueue',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
];

/** Makes the queues, or sets the attributes of those that are there. */
export async function createQueues(application: Application, endpoint: string): Promise<void> {
  for (const queue of application.ofType('AWS::SQS::Queue')) {
    const attributes: Record<string, string> = {};
    for (const name of queueAttributes)
      if (queue.properties[name] !== undefined) attributes[name] = String(queue.properties[name]);
    const redrive = queue.properties['RedrivePolicy'];
    if (redrive)
      attributes['RedrivePolicy'] = JSON.stringify({ ...redrive, maxReceiveCount: Number(redrive.maxReceiveCount) });
    const known = await awsCall('sqs', endpoint, 'GetQueueUrl', { QueueName: queue.name }).then(
      () => true,
      (failure) => {
        if (failure instanceof CallRefused) return false;
        throw failure;
      },
    );
    if (known) await awsCall('sqs', endpoint, 'SetQueueAttributes', { QueueUrl: queue.ref, Attributes: attributes });
    else {
      await awsCall('sqs', endpoint, 'CreateQueue', { QueueName: queue.name, Attributes: attributes });
    }
  }
}

/** Makes the buckets that are not there yet; their names. */
export async function createBuckets(application: Application, endpoint: string): Promise<string[]> {
  const made: string[] = [];
  const headers = { authorization: dummyAuthorization('s3') };
  for (const bucket of application.ofType('AWS::S3::Bucket')) {
    const path = `/${bucket.name}`;
    if ((await send({ endpoint, method: 'HEAD', path, headers })).status === 200) continue;
    const answer = await send({ endpoint, method: 'PUT', path, headers });
    if (answer.status !== 200) throw new Error(`the bucket ${bucket.name} could not be made: ${answer.body}`);
    made.push(bucket.name);
  }
  return made;
}

/** The pages that functions wrote into the portal's bucket, where S3 is emulated. */
export function writtenPages(endpoint: string): WrittenPage {
  return async (bucket, path) => {
    const headers = { authorization: dummyAuthorization('s3') };
    const {
      status,
      headers: given,
      body,
    } = await send({ endpoint, method: 'GET', path: `/${bucket}${path}`, headers });
    if (status !== 200) return undefined;
    return { body: Buffer.from(body), built: String(given['x-amz-meta-built'] ?? '') };
  };
}

/** Sends S3's test event of new buckets to the queues that hear of their objects. */
export async function announceBuckets(
  buckets: readonly string[],
  notices: Record<string, BucketNotice[]>,
  setting: { application: Application; endpoint: string; clock: Clock },
): Promise<void> {
  const { application, endpoint, clock } = setting;
  for (const bucket of buckets) {
    for (const { queue } of notices[bucket] ?? []) {
      const MessageBody = JSON.stringify(testNotice(bucket, clock.now(), randomUUID()));
      await awsCall('sqs', endpoint, 'SendMessage', { QueueUrl: application.find(queue)?.ref, MessageBody });
    }
  }
}
