import { Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  CfnStage,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { isOfficersAct, isOfStaff, type Route, routeKey, routes } from '../shared/contracts/api/routes.ts';
import type { CapacityLimits, ServiceDefinition } from '../shared/contracts/service.ts';
import type { House, HouseFunction } from './house/function.ts';
import { waive } from './house/waiver.ts';

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

type Limits = Pick<CapacityLimits, 'intakeRequestsPerSecond' | 'intakeBurst'>;

/** A share of their own for staff routes: whoever floods the public ones cannot keep a duty officer from declaring. */
const staffLimits: Limits = { intakeRequestsPerSecond: 50, intakeBurst: 100 };
/**
 * What officers declare and decide, far more than they ever do: AWS does not say whether a request counts before its
 * token is judged, so invented tokens may count. The firewall lets one address try three a second of them.
 */
const officerLimits: Limits = { intakeRequestsPerSecond: 500, intakeBurst: 500 };

export interface ApiProps {
  house: House;
  services: readonly ServiceDefinition[];
  /** The keys of which a request must have one, parted by a blank: CloudFront adds it. */
  keysTaken: string;
}

/** The HTTP API: every route names its function and, where a service's plan limits it, its requests a second. */
export class Api extends Construct {
  readonly api: HttpApi;
  /** One line for each request, as JSON. */
  readonly accessLog: LogGroup;
  private readonly stage: CfnStage;
  private readonly integrations = new Map<IFunction, HttpLambdaIntegration>();
  private readonly limits = new Map<string, Limits>();
  private readonly keysTaken: string;
  private staff: IHttpRouteAuthorizer | undefined;

  constructor(scope: Construct, id: string, { house, services, keysTaken }: ApiProps) {
    super(scope, id);
    this.keysTaken = keysTaken;
    this.api = new HttpApi(this, 'Http', {
      description: 'Sportello: citizens, voice menus and staff',
      createDefaultStage: false,
    });
    this.accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const plans = services.map(({ capacity }) => capacity.ordinary);
    this.stage = new CfnStage(this, 'Stage', {
      apiId: this.api.apiId,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: this.accessLog.logGroupArn, format: JSON.stringify(accessLogFormat) },
      // What belongs to no service (hours, status, unknown paths) takes as much as all services together.
      defaultRouteSettings: {
        detailedMetricsEnabled: true,
        throttlingRateLimit: plans.reduce((sum, { intakeRequestsPerSecond }) => sum + intakeRequestsPerSecond, 0),
        throttlingBurstLimit: plans.reduce((sum, { intakeBurst }) => sum + intakeBurst, 0),
      },
      routeSettings: Lazy.any({
        produce: () =>
          Object.fromEntries(
            [...this.limits].map(([key, { intakeRequestsPerSecond, intakeBurst }]) => [
              key,
              {
                DetailedMetricsEnabled: true,
                ThrottlingRateLimit: intakeRequestsPerSecond,
                ThrottlingBurstLimit: intakeBurst,
              },
            ]),
          ),
      }),
    });
    this.watch(house);
  }

  /** Says who vouches for staff; before that there is no staff route. */
  admitStaff(authorizer: IHttpRouteAuthorizer): void {
    this.staff = authorizer;
  }

  /**
   * Answers every route that the table gives to a function: under the service's own name and within the limits of its
   * plan where
   * the function is one service's, and for signed-in staff only where the table says so; what each may do is the
   * function's to say.
   * `target` stands for the function where an alias of it is called.
   * @throws Error where the table gives it none, and for a route of staff before `admitStaff`.
   */
  answer(
    woken: HouseFunction,
    { definition, target = woken.lambda }: { definition?: ServiceDefinition; target?: IFunction } = {},
  ) {
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

  /** Answers whatever no route knows. */
  routeRest(woken: HouseFunction): void {
    this.demandKey(woken);
    this.add(HttpRouteKey.DEFAULT, '$default', woken.lambda);
  }

  /** The stage that limits belong to: its name, and its ARN as API Gateway's own permissions name it. */
  get limited(): { stageName: string; arn: string } {
    const { partition, region } = Stack.of(this);
    const { stageName } = this.stage;
    return { stageName, arn: `arn:${partition}:apigateway:${region}::/apis/${this.api.apiId}/stages/${stageName}` };
  }

  /** Host name of the API, without https. */
  get host(): string {
    const { region, urlSuffix } = Stack.of(this);
    return `${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
  }

  /** Has a function refuse what did not come through CloudFront and its firewall. */
  private demandKey({ lambda }: HouseFunction): void {
    lambda.addEnvironment('ORIGIN_KEYS', this.keysTaken);
  }

  private authorizerOf(route: Route): IHttpRouteAuthorizer | undefined {
    if (!isOfStaff(route)) return undefined;
    if (!this.staff) throw new Error(`nobody vouches for staff yet, so ${route.path} would be open to anyone`);
    return this.staff;
  }

  private add(routeKey: HttpRouteKey, id: string, target: IFunction, authorizer?: IHttpRouteAuthorizer) {
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
      httpApi: this.api,
      routeKey,
      integration,
      ...(authorizer && { authorizer }),
    });
    // A stage can only limit routes that exist.
    this.stage.node.addDependency(route);
    if (authorizer) return;
    waive(
      route,
      'APIG4',
      'Open to anyone on purpose: citizens write and look up without an account; codes, limits and the firewall guard it.',
    );
  }

  private watch({ alarms }: House) {
    const period = Duration.minutes(1);
    alarms.add(this, 'ServerErrors', {
      chapter: 'api-server-errors',
      impact: 'Citizens who write or look up a case get an error page instead of an answer.',
      metric: new MathExpression({
        expression: 'IF(calls > 20, 100 * errors / calls, 0)',
        usingMetrics: {
          errors: this.api.metricServerError({ period, statistic: 'Sum' }),
          calls: this.api.metricCount({ period, statistic: 'Sum' }),
        },
        label: 'server errors, % of requests',
        period,
      }),
      above: 1,
      periods: 3,
    });
  }
}
