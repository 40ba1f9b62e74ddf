import middy from '@middy/core';
import type {
  AttributeValue,
  DynamoDBBatchResponse,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import { errorLine, logLine } from './log.ts';

/**
 * The house wrap of every queue function: each message on its own, only the failed ones come back (partial batch response);
 * `failed` hears of each failure first, so that it can choose when the message returns.
 */
export function workingThrough(
  name: string,
  act: (record: SQSRecord, now: Date) => Promise<void>,
  failed: (record: SQSRecord, error: unknown) => Promise<void> = async () => {},
) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const now = new Date();
    const settled = await Promise.allSettled(Records.map((record) => act(record, now)));
    const batchItemFailures: { itemIdentifier: string }[] = [];
    await Promise.all(
      settled.map(async (outcome, index) => {
        const record = Records[index];
        if (outcome.status === 'fulfilled' || record === undefined) return;
        batchItemFailures.push({ itemIdentifier: record.messageId });
        logLine({
          level: 'error',
          function: name,
          messageId: record.messageId,
          receives: record.attributes.ApproximateReceiveCount,
          ...errorLine(outcome.reason),
        });
        await failed(record, outcome.reason).catch((error) =>
          logLine({ level: 'warn', function: name, ...errorLine(error) }),
        );
      }),
    );
    logLine({ level: 'info', function: name, messages: Records.length, failed: batchItemFailures.length });
    return { batchItemFailures };
  });
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
