import middy from '@middy/core';
import type {
  AttributeValue,
  DynamoDBBatchResponse,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import { errorLine, logLine } from '../log.ts';

type Failed = (record: SQSRecord, error: unknown) => Promise<void>;

/**
 * The house wrap of a queue function that works on a batch as a whole: `act` gives the messages that failed, with the reason, and only
 * they come back (partial batch response); `failed` hears of each first, so that it can choose when the message returns.
 */
export function workingTogether(
  name: string,
  act: (records: SQSRecord[], now: Date) => Promise<ReadonlyMap<SQSRecord, unknown>>,
  failed: Failed = async () => {},
) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const failures = await act(Records, new Date()).catch(
      (error: unknown) => new Map(Records.map((record) => [record, error])),
    );
    await Promise.all(
      [...failures].map(async ([record, error]) => {
        logLine({
          level: 'error',
          function: name,
          messageId: record.messageId,
          receives: record.attributes.ApproximateReceiveCount,
          ...errorLine(error),
        });
        await failed(record, error).catch((problem) =>
          logLine({ level: 'warn', function: name, ...errorLine(problem) }),
        );
      }),
    );
    logLine({ level: 'info', function: name, messages: Records.length, failed: failures.size });
    return { batchItemFailures: [...failures.keys()].map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });
}

/** The house wrap of every other queue function: each message on its own. */
export function workingThrough(
  name: string,
  act: (record: SQSRecord, now: Date) => Promise<void>,
  failed: Failed = async () => {},
) {
  return workingTogether(
    name,
    async (records, now) => {
      const failures = new Map<SQSRecord, unknown>();
      const work = (record: SQSRecord) => act(record, now).catch((error: unknown) => void failures.set(record, error));
      await Promise.all(records.map(work));
      return failures;
    },
    failed,
  );
}

/**
 * The house wrap of every stream function: new items in order; at the first failure the rest of the batch comes back with it,
 * because a stream's order is a promise.
 */
export function followingStream(
  name: string,
  act: (items: Record<string, AttributeValue>[], now: Date) => Promise<void>,
  together = 1,
) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
    const now = new Date();
    for (let start = 0; start < Records.length; start += together) {
      const records = Records.slice(start, start + together);
      try {
        await act(
          records.filter(({ eventName }) => eventName === 'INSERT').map(({ dynamodb }) => dynamodb?.NewImage ?? {}),
          now,
        );
      } catch (error) {
        const itemIdentifier = records[0]?.dynamodb?.SequenceNumber ?? '';
        logLine({ level: 'error', function: name, sequenceNumber: itemIdentifier, ...errorLine(error) });
        return { batchItemFailures: [{ itemIdentifier }] };
      }
    }
    logLine({ level: 'info', function: name, items: Records.length });
    return { batchItemFailures: [] };
  });
}
