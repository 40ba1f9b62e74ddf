import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
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
  /** True where the order of each group counts: then its dead letters are kept in order too, as SQS demands. */
  ordered?: boolean;
}

/**
 * As fast as a queue gets that keeps an order: what it takes a second is counted for each group, not for all (SQS
 * Developer Guide, "High throughput for FIFO queues").
 */
const inOrder = {
  fifo: true,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
};

/**
 * A queue as this house keeps them: encrypted, TLS only, fourteen days (the most SQS keeps), never deleted with its
 * stack.
 */
export function houseQueue(scope: Construct, id: string, props: HouseQueueProps): Queue {
  const { key, visibility, delay, deadLetters, ordered = false } = props;
  return new Queue(scope, id, {
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    // A data key serves an hour of messages: under a flood the queue must not depend on the request limit of KMS.
    dataKeyReuse: Duration.hours(1),
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    visibilityTimeout: visibility,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    ...(ordered && inOrder),
    ...(delay && { deliveryDelay: delay }),
    ...(deadLetters && { deadLetterQueue: { queue: deadLetters.queue, maxReceiveCount: deadLetters.receives } }),
  });
}
