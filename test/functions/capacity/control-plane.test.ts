import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { followPlan, type Plan } from '../../../functions/capacity/follow-plan.ts';
import { governLimits } from '../../../local/events/limits.ts';
import { stageThrottling } from '../../../local/gateway/throttle.ts';
import type { FunctionPlan } from '../../../local/lambda/host.ts';
import type { QueueConcurrency } from '../../../local/lambda/sources.ts';
import { sharedThrottle } from '../../../shared/core/capacity-plan.ts';
import { end, standForAws } from '../../fixtures/aws-endpoint.ts';
import { familyLine } from '../../fixtures/contacts.ts';

const route = 'POST /v1/services/familyline/contacts';
const { ordinary, emergency } = familyLine.capacity;
const plan: Plan = {
  wanted: [{ service: 'familyline', limits: emergency }],
  rest: { service: 'familyline', throttle: sharedThrottle([emergency]) },
};
const pause = async () => {};

/** What stands for API Gateway and Lambda; `fault` may answer in their place. */
let platform: ReturnType<typeof governLimits>;
let intake: Pick<FunctionPlan, 'reserved'>;
let throttling: ReturnType<typeof stageThrottling>;
let fault: (call: string) => 'throttled' | 'cut' | 'changing' | undefined;
const throttled = { status: 429, error: 'TooManyRequestsException', body: { message: 'Rate exceeded' } };
/** What Lambda says while CodeDeploy shares the calls of an alias out among two versions (terraform issue 24957). */
const changing = {
  status: 400,
  error: 'InvalidParameterValueException',
  body: { message: 'Alias with weights can not be used with Provisioned Concurrency' },
};
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const [path = '/', query = ''] = (request.url ?? '/').split('?');
  const happens = fault(`${request.method} ${path}`);
  if (happens === 'cut') return request.socket.destroy();
  const refused = happens === undefined ? undefined : { throttled, changing }[happens];
  const answer =
    refused ?? platform(request.method ?? 'GET', path, new URLSearchParams(query), JSON.parse(body || '{}'));
  response.writeHead(answer?.status ?? 400, {
    'content-type': 'application/json',
    ...(answer?.error === undefined ? {} : { 'x-amzn-errortype': answer.error }),
  });
  response.end(answer?.status === 204 ? undefined : JSON.stringify(answer?.body ?? {}));
});

let awsControlPlane: typeof import('../../../functions/capacity/control-plane.ts').awsControlPlane;
beforeAll(async () => {
  await standForAws(server);
  ({ awsControlPlane } = await import('../../../functions/capacity/control-plane.ts'));
});
afterAll(() => end(server));

const plane = () =>
  awsControlPlane({
    apiId: 'api',
    stageName: '$default',
    targets: [{ service: 'familyline', intake: 'intake', registrarSource: 'source' }],
  });
beforeEach(() => {
  fault = () => undefined;
  const limited = (rate: number, burst: number) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst });
  throttling = stageThrottling(
    {
      DefaultRouteSettings: limited(1, 1),
      RouteSettings: {
        [route]: limited(ordinary.intakeRequestsPerSecond, ordinary.intakeBurst),
        'POST /v1/services/protezione-civile/contacts': limited(7, 7),
      },
    },
    false,
  );
  const plan = { name: 'intake', logicalId: 'intake', arn: 'intake', reserved: 1, asked: ordinary.intakeConcurrency };
  intake = plan;
  const source: QueueConcurrency = {
    asked: ordinary.registrarConcurrency,
    set(asked) {
      source.asked = asked;
    },
  };
  platform = governLimits({
    apis: [{ apiId: 'api', stage: '$default', throttling }],
    plans: [plan as unknown as FunctionPlan],
    sources: new Map([['source', source]]),
    unthrottled: false,
  });
});

const isEmergency = async () => {
  const { routes } = await plane().readRoutes();
  expect(routes[route]).toEqual({ rate: emergency.intakeRequestsPerSecond, burst: emergency.intakeBurst });
  expect(routes['POST /v1/services/protezione-civile/contacts']).toEqual({ rate: 7, burst: 7 });
  const { intakeConcurrency, intakeProvisioned, registrarConcurrency } = emergency;
  expect(await plane().read('familyline')).toEqual({ intakeConcurrency, intakeProvisioned, registrarConcurrency });
  expect(intake.reserved).toBe(intakeConcurrency);
};

test('the calls of AWS set every limit, leave the other service alone, and read back', async () => {
  expect((await followPlan(plan, plane(), pause)).left).toEqual([]);
  await isEmergency();
});

test('throttled, every call is made again until it is taken', async () => {
  const seen = new Map<string, number>();
  fault = (call) => {
    const times = (seen.get(call) ?? 0) + 1;
    seen.set(call, times);
    return times % 3 === 0 ? undefined : 'throttled';
  };
  const { told, left } = await followPlan(plan, plane(), pause);
  expect(told.every(({ applied }) => applied)).toBe(true);
  expect(left).toEqual([]);
  expect([...seen.values()].every((times) => times >= 3)).toBe(true);
  fault = () => undefined;
  await isEmergency();
});

test('cut off half-way for good, a run fails, and the next one mends what it left', async () => {
  let writes = 0;
  fault = (call) => {
    if (!call.startsWith('GET')) writes += 1;
    return writes > 1 ? 'cut' : undefined;
  };
  await expect(followPlan(plan, plane(), pause)).rejects.toThrow();
  fault = () => undefined;
  expect((await followPlan(plan, plane(), pause)).left).toEqual([]);
  await isEmergency();
});

test('while a deployment shifts versions all limits follow but ready environments, which the run says, and the next one sets', async () => {
  fault = (call) => (call.startsWith('PUT') && call.endsWith('/provisioned-concurrency') ? 'changing' : undefined);
  const { told, left } = await followPlan(plan, plane(), pause);
  expect(told.filter(({ applied }) => !applied)).toEqual([
    expect.objectContaining({
      limit: 'intakeProvisioned',
      because: expect.stringMatching(/^VersionsChange: a deployment is changing versions/),
    }),
  ]);
  expect(left).toEqual([
    { service: 'familyline', what: `intakeProvisioned 0 instead of ${emergency.intakeProvisioned}` },
  ]);
  expect(intake.reserved).toBe(emergency.intakeConcurrency);
  fault = () => undefined;
  expect((await followPlan(plan, plane(), pause)).left).toEqual([]);
  await isEmergency();
});
