import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { EntryTold } from '../../contracts/entry-told.ts';
import { readMessage } from '../../core/messages.ts';
import { callTimeouts } from '../timeouts.ts';
import { type Failed, workingTogether } from './batch.ts';

const sqs = new SQSClient({ maxAttempts: 3, requestHandler: callTimeouts });

/**
 * Leaves up to ten messages in a queue that keeps the order of each group; rejects when any was not taken. One that was
 * left under the same name within five minutes is not left again (SQS Developer Guide, "Exactly-once processing").
 */
export const leaveInOrder =
  (queueUrl: string) =>
  async (messages: readonly { group: string; name: string; body: string }[]): Promise<void> => {
    const { Failed: refused = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: messages.map(({ group, name, body }, index) => ({
          Id: String(index),
          MessageBody: body,
          MessageGroupId: group,
          MessageDeduplicationId: name,
        })),
      }),
    );
    if (refused.length > 0) throw new Error(`${refused.length} entries were not passed on: ${refused[0]?.Code ?? ''}`);
  };

/**
 * The house wrap of every function that follows a register through its queue: `act` gets what is told, in the order of
 * each case. Where it fails, it is given each case by itself, and all of a case that fails still comes back: nothing
 * later of it comes before.
 */
export const followingRegister = (
  name: string,
  service: string,
  act: (told: readonly EntryTold[], now: Date) => Promise<void>,
  failed?: Failed,
) =>
  workingTogether(
    name,
    async (records, now) => {
      const tell = async (some: readonly SQSRecord[]) => {
        await act(
          some.map(({ body }) => readMessage('entry-told.v1', EntryTold, body, service)),
          now,
        );
      };
      const failures = new Map<SQSRecord, unknown>();
      try {
        await tell(records);
      } catch {
        const cases = [...Map.groupBy(records, ({ attributes }) => attributes.MessageGroupId).values()];
        const fail = (ofCase: readonly SQSRecord[], error: unknown) => {
          for (const record of ofCase) failures.set(record, error);
        };
        await Promise.all(cases.map((ofCase) => tell(ofCase).catch((error: unknown) => fail(ofCase, error))));
      }
      return failures;
    },
    failed,
  );
