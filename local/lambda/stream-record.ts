import { createHash } from 'node:crypto';
import { region } from '../template/identity.ts';
import type { StreamEntry, StreamMapping } from './stream.ts';

/** An item of a stream on its way to a function. */
export type Pending = {
  addedAt: number;
  seq: number;
  keys: Record<string, unknown>;
  eventName: StreamEntry['eventName'];
  image: string | undefined;
};

/** The record that Lambda hands to a function for an item; `now` is in ms. */
export function streamRecord(
  { table, streamArn }: StreamMapping,
  { seq, keys, eventName, image }: Pending,
  newImage: Record<string, unknown> | undefined,
  now: number,
): object {
  return {
    eventID: createHash('md5').update(`${table}/${seq}`).digest('hex'),
    eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(now / 1000),
      Keys: keys,
      ...(newImage ? { NewImage: newImage } : {}),
      SequenceNumber: String(seq),
      SizeBytes: image?.length ?? 0,
      StreamViewType: 'NEW_IMAGE',
    },
    eventSourceARN: streamArn,
  };
}

/** What the failure queue hears of a batch that is given up after so many tries. */
export function giveUpNotice(
  { plan, streamArn }: StreamMapping,
  batch: readonly Pending[],
  tries: number,
  now: number,
): object {
  const ahead = now - Date.now();
  const arrival = (item: Pending | undefined) => new Date((item?.addedAt ?? Date.now()) + ahead).toISOString();
  return {
    requestContext: {
      functionArn: plan.arn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: tries,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId: 'shardId-one-machine',
      startSequenceNumber: String(batch[0]?.seq),
      endSequenceNumber: String(batch.at(-1)?.seq),
      approximateArrivalOfFirstRecord: arrival(batch[0]),
      approximateArrivalOfLastRecord: arrival(batch.at(-1)),
      batchSize: batch.length,
      streamArn,
    },
  };
}

/** Sequence number of the first item that a function's answer names as failed; undefined when it names none. */
export function firstFailure(result: string | undefined): string | undefined {
  if (result === undefined || result === 'null') return undefined;
  const failures = JSON.parse(result)?.batchItemFailures;
  return Array.isArray(failures) && failures.length > 0 ? String(failures[0]?.itemIdentifier) : undefined;
}
