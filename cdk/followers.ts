import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FollowingProps } from './capability.ts';
import { HouseFunction, keyUse } from './house/function.ts';
import { wakeByNewItems } from './house/wake.ts';

/**
 * Passes on what one register's stream tells, to a queue for each who follows it: a stream takes two readers, a queue
 * more costs the others nothing.
 */
export class Followers extends Construct {
  constructor(scope: Construct, id: string, { house, definition, own, shared }: FollowingProps) {
    super(scope, id);
    const { service } = definition;
    const followed = Object.entries(own.followed);
    const caseEvent = new HouseFunction(this, 'CaseEvent', {
      house,
      bundle: 'followers-case-event',
      description: `Passes on what is new in the register of ${service} to whoever follows it`,
      errorImpact: `What is new in cases of ${service} is not passed on: citizens get no mails, though their receipts hold.`,
      environment: {
        SERVICE: service,
        FOLLOWER_QUEUES: Stack.of(this).toJsonString(
          Object.fromEntries(followed.map(([follower, { queue }]) => [follower, queue.queueUrl])),
        ),
      },
    });
    caseEvent
      .allow(
        ['sqs:SendMessage'],
        followed.map(([, { queue }]) => queue.queueArn),
      )
      .allowKey(own.key, keyUse.send);
    wakeByNewItems(this, 'CaseEventSource', caseEvent, {
      house,
      table: own.register,
      batch: 100,
      key: own.key,
      shared,
      late: {
        chapter: 'followers-late',
        impact: `What is new in cases of ${service} is passed on more than five minutes late: mails to citizens wait.`,
      },
    });
  }
}
