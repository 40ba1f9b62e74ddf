import { Duration, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type CfnRule, type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  type CfnEventSourceMapping,
  type CfnFunction,
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { House, HouseFunction } from './function.ts';
import { keyUse } from './function.ts';

export interface QueueWakeProps {
  queue: IQueue;
  /** Key of the queue. */
  key: IKey;
  /** Messages that the function gets at once; beyond ten SQS waits for them. */
  batch: number;
  /** How long to wait for a fuller batch; a second at least where the batch is beyond ten. */
  window?: Duration;
  /** Batches that may run at once; SQS takes 2 at least. */
  maximumConcurrency: number;
  /** Stands for the function where an alias of it is woken. */
  target?: IFunction;
}

/** Wakes a function with batches of a queue's messages; only those it reports as failed come back. */
export function wakeByQueue(scope: Construct, id: string, woken: HouseFunction, props: QueueWakeProps) {
  const { queue, key, batch, window, maximumConcurrency, target = woken.lambda } = props;
  woken.allow(['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], [queue.queueArn]);
  woken.allowKey(key, keyUse.read);
  const source = new EventSourceMapping(scope, id, {
    target,
    eventSourceArn: queue.queueArn,
    batchSize: batch,
    ...(window && { maxBatchingWindow: window }),
    reportBatchItemFailures: true,
    maxConcurrency: maximumConcurrency,
  });
  // The CDK would write an alias as name and qualifier, cut out of its ARN.
  (source.node.defaultChild as CfnEventSourceMapping).functionName = target.functionArn;
  return source;
}

export interface FollowWakeProps {
  house: House;
  /** The queue that keeps the order of each case, and its dead letters. */
  followed: { queue: IQueue; deadLetters: IQueue };
  /** Key of both. */
  key: IKey;
  /** Batches that may run at once: each is of cases that no other has. */
  maximumConcurrency: number;
  /** Chapter of the alarm on the queue's age, and what waits meanwhile. */
  late: { chapter: string; impact: string };
  /** What is missing where a dead letter waits. */
  setAside: string;
}

/** Wakes a function with what a register tells, in the order of each case; what fails twenty times is set aside. */
export function wakeByFollowing(scope: Construct, id: string, woken: HouseFunction, props: FollowWakeProps) {
  const { house, followed, key, maximumConcurrency, late, setAside } = props;
  woken.allow(['sqs:ChangeMessageVisibility'], [followed.queue.queueArn]);
  house.alarms.addAge(woken, 'Late', followed.queue, 300, late);
  house.alarms.addNotEmpty(woken, 'SetAside', followed.deadLetters, {
    chapter: 'followers-dead-letters',
    impact: setAside,
  });
  // The most that Lambda takes of such a queue, which knows no window either.
  return wakeByQueue(scope, id, woken, { queue: followed.queue, key, batch: 10, maximumConcurrency });
}

export interface StreamWakeProps {
  house: House;
  table: Table;
  /** Key of the table. */
  key: IKey;
  /** Items that the function gets at once. */
  batch: number;
  /** With the queue for what the function could not take in an hour (positions in the stream, no contents), and its key. */
  shared: { streamDeadLetters: IQueue; key: IKey };
  /** Chapter of the alarm on the stream's age, and what waits meanwhile. */
  late: { chapter: string; impact: string };
}

/**
 * Wakes a function with a table's new items, in the order of each key; failed items come back until they are an hour
 * old.
 */
export function wakeByNewItems(scope: Construct, id: string, woken: HouseFunction, props: StreamWakeProps) {
  const { house, table, key, batch, shared, late } = props;
  const { streamDeadLetters: deadLetters } = shared;
  const stream = table.tableStreamArn;
  if (!stream) throw new Error(`the table ${table.node.path} has no stream`);
  woken.allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], [stream]);
  // Lambda asks for ListStreams when the mapping is made, and IAM knows no resource for it.
  woken.allow(['dynamodb:ListStreams'], ['*']);
  woken.allowKey(key, keyUse.read);
  woken.allow(['sqs:SendMessage'], [deadLetters.queueArn]).allowKey(shared.key, keyUse.send);
  house.alarms.add(woken, 'Late', {
    ...late,
    metric: woken.lambda.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }),
    above: Duration.minutes(5).toMilliseconds(),
    periods: 2,
  });
  return new EventSourceMapping(scope, id, {
    target: woken.lambda,
    eventSourceArn: stream,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: batch,
    // Four batches of one shard at once, still in the order of each case: an emergency's thousands a second keep
    // flowing.
    parallelizationFactor: 4,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    // An hour outlasts the outages we know, and frees the shard long before the stream forgets (24 h).
    maxRecordAge: Duration.hours(1),
    // Registers only grow and inboxes only empty: what is changed or removed is nobody's news.
    filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
    onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
  });
}

/**
 * Wakes a function at the times of an EventBridge Scheduler expression, told in the time of Rome; `input` is its event
 * as JSON. What
 * is tried again is set aside when nobody took it; what is not has its next time within minutes.
 */
export function wakeByTime(
  scope: Construct,
  id: string,
  woken: HouseFunction,
  props: { at: string; retries: number; input?: string },
) {
  const role = schedulerRole(Stack.of(scope));
  const { alarms, unheard } = woken.house;
  const { queue, key } = unheard;
  // One that has several times is missed by the first of them.
  if (woken.node.tryFindChild('Silent') === undefined)
    alarms.addSilence(woken, 'Silent', (period) => woken.lambda.metricInvocations({ period, statistic: 'Sum' }), {
      at: props.at,
      impact: woken.errorImpact,
    });
  if (props.retries > 0) letSetAside(role, queue, key);
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [woken.lambda.functionArn] }));
  return new CfnSchedule(scope, id, {
    scheduleExpression: props.at,
    scheduleExpressionTimezone: 'Europe/Rome',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: woken.lambda.functionArn,
      roleArn: role.roleArn,
      ...(props.input !== undefined && { input: props.input }),
      retryPolicy: { maximumRetryAttempts: props.retries, maximumEventAgeInSeconds: 3600 },
      ...(props.retries > 0 && { deadLetterConfig: { arn: queue.queueArn } }),
    },
  });
}

/** Lets a role of Scheduler's set aside what nobody took. */
export function letSetAside(role: Role, queue: IQueue, key: IKey): void {
  role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
  role.addToPolicy(new PolicyStatement({ actions: [...keyUse.send], resources: [key.keyArn] }));
}

/**
 * What Scheduler may do in a stack: invoke the functions that are woken by time, each named. One role, because a stack
 * takes 500 resources.
 */
function schedulerRole(stack: Stack): Role {
  const name = 'scheduler-role';
  return (
    (stack.node.tryFindChild(name) as Role | undefined) ??
    new Role(stack, name, {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      description: 'Wakes the functions that have their times',
    })
  );
}

export interface EventWakeProps {
  /** Bus of the events; the account's own, where AWS tells its news, unless told. */
  bus?: IEventBus;
  pattern: EventPattern;
  description: string;
}

/**
 * Wakes a function with each event of a pattern. One that could not be handed over within an hour, or with which the
 * function
 * failed three times, is set aside for somebody to look at.
 */
export function wakeByEvents(scope: Construct, id: string, woken: HouseFunction, props: EventWakeProps) {
  const { bus, pattern, description } = props;
  const { queue, key } = woken.house.unheard;
  const failing = woken.lambda.node.defaultChild as CfnFunction;
  if (failing.deadLetterConfig === undefined) {
    failing.deadLetterConfig = { targetArn: queue.queueArn };
    woken.allow(['sqs:SendMessage'], [queue.queueArn]).allowKey(key, keyUse.send);
  }
  const rule = new Rule(scope, id, {
    ...(bus && { eventBus: bus }),
    description,
    eventPattern: pattern,
    targets: [new LambdaFunction(woken.lambda, { maxEventAge: Duration.hours(1), retryAttempts: 20 })],
  });
  // The CDK would write this rule into the queue's policy, which is in the stack that this one waits for.
  (rule.node.defaultChild as CfnRule).addPropertyOverride('Targets.0.DeadLetterConfig', { Arn: queue.queueArn });
  return rule;
}

/**
 * Wakes a function when its stack was deployed: a deployment makes limits and schedules those of the template again.
 */
export function wakeByDeployment(scope: Construct, id: string, woken: HouseFunction, description: string) {
  return wakeByEvents(scope, id, woken, {
    pattern: {
      source: ['aws.cloudformation'],
      detailType: ['CloudFormation Stack Status Change'],
      detail: {
        'stack-id': [Stack.of(scope).stackId],
        'status-details': { status: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'] },
      },
    },
    description,
  });
}
