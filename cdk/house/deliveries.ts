import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { objectPrefix } from '../../shared/contracts/object-prefixes.ts';

/**
 * Tells a queue of each object that arrives in a bucket. The bucket's own property says so, not the CDK's custom
 * resource,
 * so that the template alone is the truth, on AWS and on one machine.
 */
export function tellOfArrivals(bucket: Bucket, queue: Queue, key: Key): void {
  const { account } = Stack.of(bucket);
  const s3 = new ServicePrincipal('s3.amazonaws.com');
  // Not the bucket's ARN: the bucket waits for this policy, so the policy cannot wait for the bucket.
  const conditions = { StringEquals: { 'aws:SourceAccount': account } };
  const allowed = queue.addToResourcePolicy(
    new PolicyStatement({ principals: [s3], actions: ['sqs:SendMessage'], resources: [queue.queueArn], conditions }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [s3],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions,
    }),
  );
  const cfn = bucket.node.defaultChild as CfnBucket;
  cfn.notificationConfiguration = {
    queueConfigurations: [
      {
        event: 's3:ObjectCreated:*',
        queue: queue.queueArn,
        filter: { s3Key: { rules: [{ name: 'prefix', value: objectPrefix.incoming }] } },
      },
    ],
  };
  // S3 asks the queue whether it may send when the notification is made.
  if (allowed.policyDependable) cfn.node.addDependency(allowed.policyDependable);
}

/** Lets rules set aside what nobody took, for this account alone, and use the key that encrypts it. */
export function letRulesSetAside(queue: Queue, key: Key): void {
  const events = new ServicePrincipal('events.amazonaws.com');
  // Not the rules' ARNs: they are in other stacks, which wait for this one.
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': Stack.of(queue).account } };
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [events],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: ofThisAccount,
    }),
  );
  // Without the condition: where EventBridge asks KMS for the key of what it delivers to, its request names no account,
  // and what it may not encrypt it drops without a word. Whose rules may send is said by the queue's policy.
  key.addToResourcePolicy(
    new PolicyStatement({ principals: [events], actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['*'] }),
  );
}
