import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { errorLine, logLine } from '../log.ts';

/** Hears of a message that failed, before it goes back to its queue. */
export type Failed = (record: SQSRecord, error: unknown) => Promise<void>;

/**
 * The house wrap of a queue function that works on a batch as a whole: `act` gives the messages that failed, with the
 * reason, and only they come back (partial batch response); `failed` hears of each first, so that it can choose when
 * the message returns (`comingBackTo`).
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
