import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { callTimeouts } from '../timeouts.ts';

const sqs = new SQSClient({ maxAttempts: 2, requestHandler: callTimeouts });

/** Leaves a text in a queue; resolves once SQS has stored it, rejects when it has not. */
export async function leaveInQueue(queueUrl: string, body: string): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }));
}

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
