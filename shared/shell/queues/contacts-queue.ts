import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { secondsUntilRetry } from '../../core/failed-message.ts';
import { callTimeouts } from '../timeouts.ts';
import type { Failed } from './batch.ts';

const sqs = new SQSClient({ maxAttempts: 2, requestHandler: callTimeouts });

/**
 * Leaves a text in a queue, to be taken after `seconds` (900 at most) where they are given; resolves once SQS has
 * stored it, rejects when it has not.
 */
export async function leaveInQueue(queueUrl: string, body: string, seconds?: number): Promise<void> {
  const later = seconds === undefined ? {} : { DelaySeconds: seconds };
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, ...later }));
}

/** Where one leaves a text for others: it is kept once `leave` resolves. */
export type Queue = { leave(body: string): Promise<void> };

/** The queue of SQS at an address. */
export const queueAt = (queueUrl: string): Queue => ({ leave: (body) => leaveInQueue(queueUrl, body) });

/** Lets a failed message come back after `seconds` instead of the queue's own visibility timeout. */
export async function comeBackAfter(queueUrl: string, receiptHandle: string, seconds: number): Promise<void> {
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queueUrl,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: seconds,
    }),
  );
}

/**
 * Lets each message of a queue that failed come back after a pause that grows with its tries (see `secondsUntilRetry`).
 */
export const comingBackTo =
  (queueUrl: string): Failed =>
  ({ receiptHandle, attributes }, error) => {
    const receives = Number(attributes.ApproximateReceiveCount);
    return comeBackAfter(queueUrl, receiptHandle, secondsUntilRetry(error, receives, Math.random()));
  };
