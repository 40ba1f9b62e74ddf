import type { Clock } from '../clock.ts';
import type { Properties } from '../template/identity.ts';
import type { Application, Resource } from '../template/template.ts';
import { type Poller, pollQueue, type QueueMapping } from './event-source.ts';
import type { FunctionPlan, Host } from './host.ts';
import { allows } from './permission.ts';
import type { StreamMapping } from './stream.ts';

/** Batches at once that a queue may wake, as asked for and as set; a machine has fewer processors than AWS. */
export type QueueConcurrency = { asked: number | undefined; set(asked: number): void };

/**
 * What wakes functions: streams to be read, queues to be polled once called, and the limits of the queues by mapping.
 */
export type EventSources = {
  streamMappings: StreamMapping[];
  pollers: (() => Poller)[];
  concurrencies: Map<string, QueueConcurrency>;
};

/** Reads the event source mappings of the templates; what AWS or this machine would not take goes to `refuse`. */
export function readSources(
  application: Application,
  plans: ReadonlyMap<string, FunctionPlan>,
  setting: {
    host: Host;
    log: (line: string) => void;
    clock: Clock;
    sqs: () => string;
    refuse: (line: string) => void;
  },
): EventSources {
  const sources: EventSources = { streamMappings: [], pollers: [], concurrencies: new Map() };
  for (const mapping of application.ofType('AWS::Lambda::EventSourceMapping')) {
    if (mapping.properties['Enabled'] === false) continue;
    const source = application.find(String(mapping.properties['EventSourceArn']));
    const named = String(mapping.properties['FunctionName']);
    const plan = plans.get(application.find(named)?.arn ?? named);
    const refusal =
      plan && source ? refusalOf(mapping, source, plan) : 'its source or function is not in the templates';
    if (!plan || !source || refusal) {
      setting.refuse(`the event source ${mapping.logicalId}: ${refusal}`);
    } else if (source.type === 'AWS::SQS::Queue') {
      const queue = queueMapping(mapping, source, plan);
      if (queue.batchSize > 10 && queue.windowMs < 1000)
        setting.refuse(
          `the event source ${mapping.logicalId}: batches of more than 10 need a window of 1 s, so AWS would refuse it`,
        );
      sources.concurrencies.set(mapping.ref, concurrencyOf(queue, mapping.properties['ScalingConfig']));
      const { host, sqs: endpoint, clock, log } = setting;
      sources.pollers.push(() => pollQueue(queue, { host, endpoint, clock, log }));
    } else {
      const onFailure = mapping.properties['DestinationConfig']?.OnFailure?.Destination;
      sources.streamMappings.push(streamMapping(mapping, source, plan, application.find(String(onFailure ?? ''))));
    }
  }
  return sources;
}

/** Why a mapping cannot wake its function, or undefined. */
function refusalOf(mapping: Resource, source: Resource, plan: FunctionPlan): string | undefined {
  const needs: Record<string, string[]> = {
    'AWS::SQS::Queue': ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    'AWS::DynamoDB::Table': ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
  };
  const needed = needs[source.type];
  if (!needed) return `${source.type} wakes nothing on one machine`;
  const arn = String(mapping.properties['EventSourceArn']);
  const lacking = needed.filter((action) => !allows(plan.statements, action, arn));
  if (lacking.length === 0) return undefined;
  return `the role of ${plan.logicalId} may not ${lacking.join(', ')}, so AWS would refuse it too`;
}

/** What queues and streams have in common. */
function commonOf({ properties }: Resource, plan: FunctionPlan, batchSize: number) {
  return {
    plan,
    batchSize: Number(properties['BatchSize'] ?? batchSize),
    windowMs: Number(properties['MaximumBatchingWindowInSeconds'] ?? 0) * 1000,
    filters: (properties['FilterCriteria']?.Filters ?? []).map((filter: Properties) => String(filter['Pattern'])),
    reportsFailures: (properties['FunctionResponseTypes'] ?? []).includes('ReportBatchItemFailures'),
  };
}

function queueMapping(mapping: Resource, queue: Resource, plan: FunctionPlan): QueueMapping {
  return {
    ...commonOf(mapping, plan, 10),
    queueUrl: queue.ref,
    queueArn: queue.arn,
    concurrency: batchesAtOnce(mapping.properties['ScalingConfig']?.MaximumConcurrency),
  };
}

function streamMapping(
  mapping: Resource,
  table: Resource,
  plan: FunctionPlan,
  onFailure: Resource | undefined,
): StreamMapping {
  const { properties } = mapping;
  const maxAge = Number(properties['MaximumRecordAgeInSeconds'] ?? -1);
  return {
    ...commonOf(mapping, plan, 100),
    id: mapping.logicalId,
    table: table.name,
    streamArn: String(properties['EventSourceArn']),
    retries: Number(properties['MaximumRetryAttempts'] ?? -1),
    maxAgeMs: maxAge < 0 ? -1 : maxAge * 1000,
    fromStart: properties['StartingPosition'] !== 'LATEST',
    onFailureUrl: onFailure?.ref,
  };
}

/** The limit of a queue as calls of Lambda read it and set it. */
function concurrencyOf(queue: QueueMapping, scaling: Properties | undefined): QueueConcurrency {
  const held: QueueConcurrency = {
    asked: scaling?.['MaximumConcurrency'],
    set(asked) {
      held.asked = asked;
      queue.concurrency = batchesAtOnce(asked);
    },
  };
  return held;
}

/** At most five, whatever is asked: one machine has no more processors to give. */
function batchesAtOnce(asked: unknown): number {
  return Math.min(Number(asked ?? 5), 5);
}
