import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** To whom alarms are mailed: those that wake somebody, and those that can wait until the next working day. */
export interface AlarmAddresses {
  wake: readonly string[];
  tomorrow: readonly string[];
}

/** A topic that alarms may publish to, with whoever is mailed. What may publish beside them is told by `others`. */
export function alarmTopic(
  scope: Construct,
  id: string,
  { key, addresses, name, others = [] }: { key?: Key; addresses: readonly string[]; name: string; others?: string[] },
): Topic {
  const topic = new Topic(scope, id, { ...(key && { masterKey: key }), enforceSSL: true, displayName: name });
  // A topic with a policy of its own has no other: without this statement every alarm fails, and nobody hears why
  // (Amazon SNS, "Cases for Amazon SNS access control").
  for (const principal of ['cloudwatch.amazonaws.com', ...others])
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(principal)],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
      }),
    );
  for (const address of addresses) topic.addSubscription(new EmailSubscription(address));
  return topic;
}
