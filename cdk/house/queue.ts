import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

export interface HouseQueueProps {
  /** Key that encrypts the messages. */
  key: IKey;
  /** How long a message is hidden from others while one consumer works on it. */
  visibility: Duration;
  /** How long a message waits before anybody gets it; not at all unless told. */
  delay?: Duration;
  /** Where a message goes after it has been received `receives` times without success; a dead-letter queue has none. */
  deadLetters?: { queue: Queue; receives: number };
}

/**
 * A queue as this house keeps them: encrypted, TLS only, fourteen days (the most SQS keeps), never deleted with its
 * stack.
 */
export function houseQueue(scope: Construct, id: string, props: HouseQueueProps): Queue {
  const { key, visibility, delay, deadLetters } = props;
  return new Queue(scope, id, {
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    // A data key serves an hour of messages: under a flood the queue must not depend on the request limit of KMS.
    dataKeyReuse: Duration.hours(1),
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    visibilityTimeout: visibility,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    ...(delay && { deliveryDelay: delay }),
    ...(deadLetters && { deadLetterQueue: { queue: deadLetters.queue, maxReceiveCount: deadLetters.receives } }),
  });
}
