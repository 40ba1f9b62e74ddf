import { setTimeout as pause } from 'node:timers/promises';
import { ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/**
 * The messages of a queue that nobody reads, each with the handle that removes it and the group whose order it is in, where
 * its queue keeps one; they stay hidden from others for so many seconds.
 */
export async function takeSetAside(sqs: SQSClient, queueUrl: string, visibilitySeconds: number) {
  const found = new Map<
    string,
    { id: string; handle: string; body: string; group: string; reason: string; sentAt: string }
  >();
  for (let empty = 0; empty < 2; ) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: visibilitySeconds,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp', 'MessageGroupId'],
      }),
    );
    const before = found.size;
    for (const { MessageId = '', ReceiptHandle = '', Body = '', MessageAttributes, Attributes } of Messages) {
      found.set(MessageId, {
        id: MessageId,
        handle: ReceiptHandle,
        body: Body,
        group: Attributes?.MessageGroupId ?? '',
        reason: MessageAttributes?.['reason']?.StringValue ?? 'not sent in all its tries',
        sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString(),
      });
    }
    empty = found.size === before ? empty + 1 : 0;
    if (Messages.length === 0) await pause(100);
  }
  return [...found.values()];
}
