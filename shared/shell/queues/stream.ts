import middy from '@middy/core';
import type { AttributeValue, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { errorLine, logLine } from '../log.ts';

/**
 * The house wrap of every stream function: new items in order; at the first failure the rest of the batch comes back
 * with it, because a stream's order is a promise.
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
          records
            .filter(({ eventName }) => eventName === 'INSERT')
            .map(({ dynamodb }) => dynamodb?.NewImage ?? {})
            // What an import wrote was followed where it came from: no mail leaves twice (npm run import).
            .filter((item) => item['imported'] === undefined),
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
