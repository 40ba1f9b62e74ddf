import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

// Receiving waits a second for a message on purpose, so these calls have more time than intake's.
const sqs = new SQSClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
});

/** What SQS knows a taken message by. */
type Handle = Pick<Message, 'ReceiptHandle'>;

const batches = <Entry>(entries: readonly Entry[]): Entry[][] =>
  entries.length === 0 ? [] : [entries.slice(0, 10), ...batches(entries.slice(10))];

/** Leaves mails in a queue, ten a call; throws when any was not taken, and then all may be sent again. */
export async function queueMails(queueUrl: string, bodies: readonly string[]): Promise<void> {
  for (const batch of batches(bodies)) {
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: batch.map((body, index) => ({ Id: String(index), MessageBody: body })),
      }),
    );
    if (Failed.length > 0) throw new Error(`${Failed.length} mails were not queued: ${Failed[0]?.Code ?? ''}`);
  }
}

/**
 * Up to ten mails that are due, each with the instant at which it was queued, waiting `waitSeconds` at most for the
 * first.
 */
export async function takeMails(queueUrl: string, waitSeconds: number): Promise<Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['SentTimestamp'],
    }),
  );
  return Messages;
}

/** How many mails wait in a queue that nobody has taken, about (SQS counts them only so). */
export async function mailsWaiting(queueUrl: string): Promise<number> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
}

/** Takes sent mails out of their queue. */
export async function removeMails(queueUrl: string, mails: readonly Handle[]): Promise<void> {
  for (const batch of batches(mails)) {
    await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: batch.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
  }
}

/** Lets mails that could not be sent come back after `seconds`. */
export async function returnMails(queueUrl: string, mails: readonly Handle[], seconds: number): Promise<void> {
  for (const batch of batches(mails)) {
    await sqs.send(
      new ChangeMessageVisibilityBatchCommand({
        QueueUrl: queueUrl,
        Entries: batch.map(({ ReceiptHandle }, index) => ({
          Id: String(index),
          ReceiptHandle,
          VisibilityTimeout: seconds,
        })),
      }),
    );
  }
}

/** Puts a mail that SES will never take among the dead letters, with the reason. */
export async function buryMail(queueUrl: string, body: string, reason: string): Promise<void> {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: body,
      MessageAttributes: { reason: { DataType: 'String', StringValue: reason.slice(0, 200) } },
    }),
  );
}
