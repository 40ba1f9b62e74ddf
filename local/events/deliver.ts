import type { Clock } from '../clock.ts';
import type { FunctionPlan, Host } from '../lambda/host.ts';
import { invokeLater } from '../lambda/invoke.ts';
import { unqualified } from '../lambda/plans.ts';
import { awsCall } from '../template/aws-call.ts';
import { account, region } from '../template/identity.ts';
import type { Application } from '../template/template.ts';
import type { Control } from './control.ts';
import { envelope } from './envelope.ts';
import type { Target } from './target.ts';

/** What targets of rules and schedules are reached through. */
export type Delivery = {
  application: Application;
  plans: ReadonlyMap<string, FunctionPlan>;
  host: Host;
  sqs: () => string;
  control: Pick<Control, 'putEvent'>;
  clock: Clock;
  log: (line: string) => void;
};

/** Hands a payload to a function, a queue or a bus; resolves when it is taken for good, throws when it is not. */
export async function deliver(delivery: Delivery, target: Target, payload: string): Promise<void> {
  const { application, plans, host, clock, log } = delivery;
  const plan = plans.get(unqualified(target.Arn));
  if (plan) return invokeLater(host, plan, payload, log);
  const resource = application.find(target.Arn);
  if (resource?.type === 'AWS::Events::EventBus') {
    const { DetailType, Source } = target.EventBridgeParameters ?? {};
    const detail = { 'detail-type': DetailType, source: Source, resources: [], detail: JSON.parse(payload) };
    return delivery.control.putEvent({ ...envelope(clock.now()), ...detail, busName: resource.name });
  }
  if (resource?.type !== 'AWS::SQS::Queue')
    throw new Error(`the target ${target.Arn} is neither a function nor a queue nor a bus of the templates`);
  await awsCall('sqs', delivery.sqs(), 'SendMessage', { QueueUrl: resource.ref, MessageBody: payload });
}

/**
 * What EventBridge tells when a stack has been deployed: a start of the stage sets the limits of the template, as a
 * deployment does.
 */
export function deployed(stack: string, now: number): Record<string, unknown> {
  const id = `arn:aws:cloudformation:${region}:${account}:stack/${stack}/00000000-0000-0000-0000-000000000000`;
  return {
    ...envelope(now),
    'detail-type': 'CloudFormation Stack Status Change',
    source: 'aws.cloudformation',
    resources: [id],
    detail: { 'stack-id': id, 'status-details': { status: 'UPDATE_COMPLETE', 'status-reason': '' } },
  };
}
