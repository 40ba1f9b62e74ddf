import type { StageThrottling } from '../gateway/throttle.ts';
import type { FunctionPlan } from '../lambda/host.ts';
import type { QueueConcurrency } from '../lambda/sources.ts';
import type { CallAnswer } from '../template/aws-call.ts';
import type { Properties } from '../template/identity.ts';
import type { Governor } from './control.ts';

/** What the calls of API Gateway and Lambda read and change on this machine. */
export type Governed = {
  apis: readonly { apiId: string; stage: string; throttling: StageThrottling }[];
  plans: readonly FunctionPlan[];
  /** By the id of the event source mapping. */
  sources: ReadonlyMap<string, QueueConcurrency>;
  /** Lifts reserved concurrency, and keeps what was asked for all the same. */
  unthrottled: boolean;
};

const lower = (given: Properties): Properties =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`${name[0]?.toLowerCase()}${name.slice(1)}`, value]),
  );
const upper = (given: Properties): Properties =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`${name[0]?.toUpperCase()}${name.slice(1)}`, value]),
  );
const each = (given: Record<string, Properties>, turn: (one: Properties) => Properties) =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, turn(value)]));
const refused = (status: number, error: string, message: string): CallAnswer => ({
  status,
  error,
  body: { message, Message: message },
});

/**
 * Answers the calls that govern capacity, and really changes the limits of this stage: throttling of routes, reserved
 * concurrency, batches at once. Provisioned concurrency is only noted: here environments are ready anyway. Undefined
 * for a call it does not know.
 */
export function governLimits(governed: Governed): Governor {
  const reserved = new Map(governed.plans.map((plan) => [plan.name, plan.asked]));
  const provisioned = new Map<string, number>();

  const stageCall = (method: string, apiId: string, stageName: string, input: Properties): CallAnswer | undefined => {
    const api = governed.apis.find((one) => one.apiId === apiId && one.stage === stageName);
    if (!api) return refused(404, 'NotFoundException', `there is no stage ${stageName} of ${apiId}`);
    if (method === 'PATCH') {
      const { defaultRouteSettings, routeSettings } = input;
      api.throttling.update({
        ...(defaultRouteSettings ? { DefaultRouteSettings: upper(defaultRouteSettings) } : {}),
        ...(routeSettings ? { RouteSettings: each(routeSettings, upper) } : {}),
      });
    } else if (method !== 'GET') return undefined;
    const { DefaultRouteSettings, RouteSettings } = api.throttling.read();
    const settings = {
      defaultRouteSettings: lower(DefaultRouteSettings),
      routeSettings: each(RouteSettings, lower),
    };
    return { status: 200, body: { stageName, autoDeploy: true, ...settings } };
  };

  const functionCall = (
    method: string,
    name: string,
    what: string,
    query: URLSearchParams,
    input: Properties,
  ): CallAnswer | undefined => {
    const plan = governed.plans.find((one) => [one.name, one.arn, one.logicalId].includes(name));
    if (!plan) return refused(404, 'ResourceNotFoundException', `Function not found: ${name}`);
    if (what === 'concurrency') {
      if (method === 'PUT') {
        const count = Number(input['ReservedConcurrentExecutions']);
        reserved.set(plan.name, count);
        if (!governed.unthrottled) plan.reserved = count;
      } else if (method === 'DELETE') {
        reserved.set(plan.name, undefined);
        plan.reserved = undefined;
        return { status: 204, body: {} };
      } else if (method !== 'GET') return undefined;
      const count = reserved.get(plan.name);
      return { status: 200, body: count === undefined ? {} : { ReservedConcurrentExecutions: count } };
    }
    const key = `${plan.name}:${query.get('Qualifier')}`;
    if (method === 'PUT') {
      const count = Number(input['ProvisionedConcurrentExecutions']);
      const most = reserved.get(plan.name);
      if (most !== undefined && count > most)
        return refused(
          400,
          'InvalidParameterValueException',
          'Requested provisioned concurrency exceeds the reserved.',
        );
      provisioned.set(key, count);
    } else if (method === 'DELETE') {
      provisioned.delete(key);
      return { status: 204, body: {} };
    } else if (method !== 'GET') return undefined;
    const count = provisioned.get(key);
    if (count === undefined)
      return refused(404, 'ProvisionedConcurrencyConfigNotFoundException', 'No Provisioned Concurrency Config found');
    return {
      status: method === 'PUT' ? 202 : 200,
      body: {
        RequestedProvisionedConcurrentExecutions: count,
        AvailableProvisionedConcurrentExecutions: count,
        AllocatedProvisionedConcurrentExecutions: count,
        Status: 'READY',
      },
    };
  };

  return (method, path, query, input) => {
    const parts = path.split('/').slice(1).map(decodeURIComponent);
    const [version, kind, id = '', what = '', name = ''] = parts;
    if (version === 'v2' && kind === 'apis' && what === 'stages' && parts.length === 5)
      return stageCall(method, id, name, input);
    if (kind === 'functions' && (what === 'concurrency' || what === 'provisioned-concurrency'))
      return functionCall(method, id, what, query, input);
    if (kind === 'event-source-mappings' && id !== '') return sourceCall(governed.sources, method, id, input);
    return undefined;
  };
}

/** Reads or changes how many batches of an event source mapping run at once. */
function sourceCall(
  sources: Governed['sources'],
  method: string,
  id: string,
  input: Properties,
): CallAnswer | undefined {
  const source = sources.get(id);
  if (!source) return refused(404, 'ResourceNotFoundException', `there is no event source mapping ${id}`);
  if (method === 'PUT') {
    const most = input['ScalingConfig']?.MaximumConcurrency;
    if (most !== undefined && !(Number(most) >= 2 && Number(most) <= 1000))
      return refused(400, 'InvalidParameterValueException', 'MaximumConcurrency is 2 to 1000');
    if (most !== undefined) source.set(Number(most));
  } else if (method !== 'GET') return undefined;
  return {
    status: method === 'PUT' ? 202 : 200,
    body: {
      UUID: id,
      State: 'Enabled',
      ...(source.asked === undefined ? {} : { ScalingConfig: { MaximumConcurrency: source.asked } }),
    },
  };
}
