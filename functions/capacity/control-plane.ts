import {
  ApiGatewayV2Client,
  GetStageCommand,
  type RouteSettings,
  UpdateStageCommand,
} from '@aws-sdk/client-apigatewayv2';
import {
  DeleteProvisionedConcurrencyConfigCommand,
  GetEventSourceMappingCommand,
  GetFunctionConcurrencyCommand,
  GetProvisionedConcurrencyConfigCommand,
  InvalidParameterValueException,
  LambdaClient,
  ProvisionedConcurrencyConfigNotFoundException,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import type { Throttle } from '../../shared/core/capacity-plan.ts';
import type { ControlPlane } from './follow-plan.ts';

// These calls are answered more slowly than those of the data plane; whoever calls tries again with growing pauses.
const calls = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 4000, throwOnRequestTimeout: true },
};

/**
 * The functions and event sources of one service that capacity governs; `keeps` is false in a trial account, where no
 * function keeps environments of its own.
 */
export type CapacityTarget = { service: string; intake: string; registrarSource: string; keeps?: false };

/** The version of intake that the API calls. */
const alias = 'live';

/** No environment can be kept ready while a deployment shares the calls of the alias out among two versions. */
class VersionsChange extends Error {
  override name = 'VersionsChange';
  override message = 'a deployment is changing versions: ready environments follow when it is over, in five minutes';
}

/** Whether Lambda refused because the alias has weights ("Alias with weights can not be used with Provisioned Concurrency"). */
const isChanging = (error: unknown): boolean =>
  error instanceof InvalidParameterValueException && /\bweights?\b/i.test(error.message);

const throttleOf = (settings: RouteSettings | undefined): Throttle | undefined =>
  settings?.ThrottlingRateLimit === undefined || settings.ThrottlingBurstLimit === undefined
    ? undefined
    : { rate: settings.ThrottlingRateLimit, burst: settings.ThrottlingBurstLimit };

/** The limits of API Gateway and Lambda as calls, for the services of `targets`. */
export function awsControlPlane(input: {
  apiId: string;
  stageName: string;
  targets: readonly CapacityTarget[];
}): ControlPlane {
  const gateway = new ApiGatewayV2Client(calls);
  const lambda = new LambdaClient(calls);
  const stage = { ApiId: input.apiId, StageName: input.stageName };
  const targetOf = (service: string): CapacityTarget => {
    const target = input.targets.find((each) => each.service === service);
    if (target === undefined) throw new Error(`nothing is known of what ${service} runs on`);
    return target;
  };
  // Updates are merged route by route (terraform-provider-aws issue 16094); detailed metrics would fall to their
  // default.
  const settingsOf = ({ rate, burst }: Throttle): RouteSettings => ({
    DetailedMetricsEnabled: false,
    ThrottlingRateLimit: rate,
    ThrottlingBurstLimit: burst,
  });
  return {
    async readRoutes() {
      const { RouteSettings = {}, DefaultRouteSettings } = await gateway.send(new GetStageCommand(stage));
      const routes = Object.entries(RouteSettings).flatMap(([route, settings]) => {
        const throttle = throttleOf(settings);
        return throttle === undefined ? [] : [[route, throttle] as const];
      });
      return { routes: Object.fromEntries(routes), rest: throttleOf(DefaultRouteSettings) };
    },
    async limitRoutes(routes) {
      const settings = Object.entries(routes).map(([route, throttle]) => [route, settingsOf(throttle)]);
      await gateway.send(new UpdateStageCommand({ ...stage, RouteSettings: Object.fromEntries(settings) }));
    },
    async limitRest(throttle) {
      await gateway.send(new UpdateStageCommand({ ...stage, DefaultRouteSettings: settingsOf(throttle) }));
    },
    async read(service) {
      const { intake, registrarSource } = targetOf(service);
      const [kept, ready, source] = await Promise.all([
        lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: intake })),
        lambda
          .send(new GetProvisionedConcurrencyConfigCommand({ FunctionName: intake, Qualifier: alias }))
          // What could not be allocated is asked for again.
          .then(({ Status, RequestedProvisionedConcurrentExecutions: asked }) =>
            Status === 'FAILED' ? 0 : (asked ?? 0),
          )
          .catch((error) => {
            if (error instanceof ProvisionedConcurrencyConfigNotFoundException) return 0;
            throw error;
          }),
        lambda.send(new GetEventSourceMappingCommand({ UUID: registrarSource })),
      ]);
      return {
        intakeConcurrency: kept.ReservedConcurrentExecutions,
        intakeProvisioned: ready,
        registrarConcurrency: source.ScalingConfig?.MaximumConcurrency,
      };
    },
    async keepEnvironments(service, environments) {
      await lambda.send(
        new PutFunctionConcurrencyCommand({
          FunctionName: targetOf(service).intake,
          ReservedConcurrentExecutions: environments,
        }),
      );
    },
    async readyEnvironments(service, environments) {
      const live = { FunctionName: targetOf(service).intake, Qualifier: alias };
      const asked =
        environments === 0
          ? lambda.send(new DeleteProvisionedConcurrencyConfigCommand(live))
          : lambda.send(
              new PutProvisionedConcurrencyConfigCommand({ ...live, ProvisionedConcurrentExecutions: environments }),
            );
      await asked.catch((error) => {
        throw isChanging(error) ? new VersionsChange() : error;
      });
    },
    async limitRegistrar(service, batches) {
      await lambda.send(
        new UpdateEventSourceMappingCommand({
          UUID: targetOf(service).registrarSource,
          ScalingConfig: { MaximumConcurrency: batches },
        }),
      );
    },
  };
}
