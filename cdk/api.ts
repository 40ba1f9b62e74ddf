import { Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type IHttpApi,
  type IHttpRouteAuthorizer,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { type Alarm, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { isOfficersAct, isOfStaff, type Route, routeKey, routes } from '../shared/contracts/api/routes.ts';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { CapacityLimits } from '../shared/contracts/service-capacity.ts';
import type { House, HouseFunction } from './house/function.ts';
import { waive } from './house/waiver.ts';
import { type SignIn, staffOnly } from './staff.ts';

/** What an access log line says: no address, no path (it may hold a receipt code), no query. */
const accessLogFormat = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  functionMilliseconds: '$context.integrationLatency',
  bytes: '$context.responseLength',
  problem: '$context.error.responseType',
  refusedToken: '$context.authorizer.error',
};

export type Limits = Pick<CapacityLimits, 'intakeRequestsPerSecond' | 'intakeBurst'>;

/** A share of their own for staff routes: whoever floods the public ones cannot keep a duty officer from declaring. */
export const staffLimits: Limits = { intakeRequestsPerSecond: 50, intakeBurst: 100 };
/**
 * What officers declare and decide, far more than they ever do: AWS does not say whether a request counts before its
 * token is judged, so invented tokens may count. The firewall lets one address try three a second of them.
 */
const officerLimits: Limits = { intakeRequestsPerSecond: 500, intakeBurst: 500 };

/**
 * Answers the routes that the table gives to a function of one service, from another stack than the one that has the
 * stage: within what that lets pass of all routes without a limit of their own.
 * @throws Error where the table gives it none, or one of staff.
 */
export function answerApart(
  scope: Construct,
  woken: HouseFunction,
  { http, service, keysTaken }: { http: HttpApi; service: string; keysTaken: string },
): void {
  const own = Object.values(routes).filter(({ by }) => by === woken.bundle);
  if (own.length === 0 || own.some(isOfStaff)) throw new Error(`no route of anyone's is answered by ${woken.bundle}`);
  woken.lambda.addEnvironment('ORIGIN_KEYS', keysTaken);
  const httpApi = HttpApi.fromHttpApiAttributes(scope, 'Http', { httpApiId: http.apiId });
  const integration = new HttpLambdaIntegration('Integration', woken.lambda, {
    payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    scopePermissionToRoute: false,
  });
  for (const route of own) {
    const key = routeKey(route, service);
    const made = new HttpRoute(scope, key, {
      httpApi,
      integration,
      routeKey: HttpRouteKey.with(key.slice(key.indexOf('/')), HttpMethod[route.method]),
    });
    waive(made, 'APIG4', 'Open to anyone on purpose: what it tells is published.');
  }
}

export interface ApiProps {
  house: House;
  /** The API itself: a service's own stands beside its records, because CloudFront is told its address. */
  http: HttpApi;
  /** The service whose routes these are; none where they are of every service. */
  definition?: ServiceDefinition;
  /** Requests a second that routes without a limit of their own let pass, all together. */
  rest: Limits;
  /** The keys of which a request must have one, parted by a blank: CloudFront adds it. */
  keysTaken: string;
  /** Who vouches for staff. */
  signIn: SignIn;
  /** Routes of this API that stand in a stack apart, made before this one. */
  besides?: readonly Routes[];
  /** What people notice while it answers with errors: one sentence. */
  errorImpact: string;
}

/** An API that has no routes yet, at an address that stays. */
export const houseHttpApi = (scope: Construct, id: string, description: string): HttpApi =>
  new HttpApi(scope, id, { description, createDefaultStage: false });

/** Host name of an API, without https. */
export function hostOf(http: HttpApi): string {
  const { region, urlSuffix } = Stack.of(http);
  return `${http.apiId}.execute-api.${region}.${urlSuffix}`;
}

/** Whose routes they are, and who is let through to them. */
export type RoutesProps = Pick<ApiProps, 'http' | 'definition' | 'keysTaken' | 'signIn'>;

/**
 * Routes of an API, each with its function. Where they stand in a stack apart, the stage of their API is told of them
 * (`besides`), because only a stage limits what a route lets pass.
 */
export class Routes extends Construct {
  readonly http: IHttpApi;
  /** Every route made here, which a stage has to wait for. */
  readonly made: HttpRoute[] = [];
  /** What each of them lets pass, by its key. */
  readonly limits = new Map<string, Limits>();
  private readonly integrations = new Map<IFunction, HttpLambdaIntegration>();
  private readonly definition: ServiceDefinition | undefined;
  private readonly keysTaken: string;
  private readonly staff: IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, { http, definition, keysTaken, signIn }: RoutesProps) {
    super(scope, id);
    // By its id: else what vouches for staff would be made beside the API, in a stack that this one waits for.
    this.http = HttpApi.fromHttpApiAttributes(this, 'Http', { httpApiId: http.apiId });
    this.definition = definition;
    this.keysTaken = keysTaken;
    this.staff = staffOnly(signIn);
  }

  /**
   * Answers every route that the table gives to a function: under the service's own name and within the limits of its
   * plan where the API is one service's, and for signed-in staff only where the table says so; what each may do is the
   * function's to say. `target` stands for the function where an alias of it is called.
   * @throws Error where the table gives it none.
   */
  answer(woken: HouseFunction, target: IFunction = woken.lambda): void {
    const { definition } = this;
    const own = Object.values(routes).filter(({ by }) => by === woken.bundle);
    if (own.length === 0) throw new Error(`no route of the API is answered by ${woken.bundle}`);
    this.demandKey(woken);
    for (const route of own) {
      const key = routeKey(route, definition?.service);
      const ofStaff = isOfficersAct(route) ? officerLimits : staffLimits;
      const limits = isOfStaff(route) ? ofStaff : definition?.capacity.ordinary;
      this.add(
        HttpRouteKey.with(key.slice(key.indexOf('/')), HttpMethod[route.method]),
        key,
        target,
        this.authorizerOf(route),
      );
      if (limits) this.limits.set(key, limits);
    }
  }

  /** Has a function refuse what did not come through CloudFront and its firewall. */
  protected demandKey({ lambda }: HouseFunction): void {
    lambda.addEnvironment('ORIGIN_KEYS', this.keysTaken);
  }

  private authorizerOf(route: Route): IHttpRouteAuthorizer | undefined {
    return isOfStaff(route) ? this.staff : undefined;
  }

  protected add(key: HttpRouteKey, id: string, target: IFunction, authorizer?: IHttpRouteAuthorizer): HttpRoute {
    const integration =
      this.integrations.get(target) ??
      new HttpLambdaIntegration(`${id} integration`, target, {
        payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
        // One permission for a function, not one for each of its routes: a stack holds 500 resources (CloudFormation
        // quotas).
        scopePermissionToRoute: false,
      });
    this.integrations.set(target, integration);
    const route = new HttpRoute(this, id, {
      httpApi: this.http,
      routeKey: key,
      integration,
      ...(authorizer && { authorizer }),
    });
    this.made.push(route);
    if (!authorizer)
      waive(
        route,
        'APIG4',
        'Open to anyone on purpose: citizens write and look up without an account; codes, limits and the firewall guard it.',
      );
    return route;
  }
}

/**
 * The routes of an API with its stage: every route names its function and, where a plan limits it, its requests a
 * second.
 */
export class Api extends Routes {
  /** One line for each request, as JSON. */
  readonly accessLog: LogGroup;
  /** Sounds when too many of its answers are errors. */
  readonly serverErrors: Alarm;
  private readonly stage: CfnStage;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id, props);
    const { house, http, rest, besides = [], errorImpact } = props;
    this.accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = new CfnStage(this, 'Stage', {
      apiId: http.apiId,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: this.accessLog.logGroupArn, format: JSON.stringify(accessLogFormat) },
      defaultRouteSettings: {
        // Counted for each route they would cost more than all else at rest, and no alarm reads them.
        detailedMetricsEnabled: false,
        throttlingRateLimit: rest.intakeRequestsPerSecond,
        throttlingBurstLimit: rest.intakeBurst,
      },
      routeSettings: Lazy.any({
        produce: () =>
          Object.fromEntries(
            [...this.limits, ...besides.flatMap(({ limits }) => [...limits])].map(
              ([key, { intakeRequestsPerSecond, intakeBurst }]) => [
                key,
                {
                  DetailedMetricsEnabled: false,
                  ThrottlingRateLimit: intakeRequestsPerSecond,
                  ThrottlingBurstLimit: intakeBurst,
                },
              ],
            ),
          ),
      }),
    });
    // A stage can only limit routes that exist.
    for (const route of besides.flatMap(({ made }) => made)) this.stage.node.addDependency(route);
    this.serverErrors = this.watch(house, errorImpact);
  }

  protected override add(key: HttpRouteKey, id: string, target: IFunction, authorizer?: IHttpRouteAuthorizer) {
    const route = super.add(key, id, target, authorizer);
    // A stage can only limit routes that exist.
    this.stage.node.addDependency(route);
    return route;
  }

  /** Answers whatever no route knows. */
  routeRest(woken: HouseFunction): void {
    this.demandKey(woken);
    this.add(HttpRouteKey.DEFAULT, '$default', woken.lambda);
  }

  /** The stage that limits belong to: its name, and its ARN as API Gateway's own permissions name it. */
  get limited(): { stageName: string; arn: string } {
    const { partition, region } = Stack.of(this);
    const { stageName } = this.stage;
    return { stageName, arn: `arn:${partition}:apigateway:${region}::/apis/${this.http.apiId}/stages/${stageName}` };
  }

  private watch({ alarms }: House, impact: string): Alarm {
    const period = Duration.minutes(1);
    return alarms.add(this, 'ServerErrors', {
      chapter: 'api-server-errors',
      impact,
      metric: new MathExpression({
        expression: 'IF(calls > 20, 100 * errors / calls, 0)',
        usingMetrics: {
          errors: this.http.metricServerError({ period, statistic: 'Sum' }),
          calls: this.http.metricCount({ period, statistic: 'Sum' }),
        },
        label: 'server errors, % of requests',
        period,
      }),
      above: 1,
      periods: 3,
    });
  }
}
