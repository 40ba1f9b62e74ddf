import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarm.ts';
import { type BundleName, bundleFolder, handlers } from './bundles.ts';
import { reserves } from './context.ts';
import { waive, waiveObjects } from './waiver.ts';

/**
 * What every function of the center shares: where bundles lie, whom alarms wake, and where wake-ups go that nobody
 * took.
 */
export interface House {
  /** Folder of the built bundles, `dist/functions`. */
  bundles: string;
  alarms: Alarms;
  unheard: { queue: IQueue; key: IKey };
}

export interface HouseFunctionProps {
  house: House;
  bundle: BundleName;
  /** One sentence for whoever finds this function in the AWS console. */
  description: string;
  /** What citizens or staff notice while this function fails: the text of its alarm. */
  errorImpact: string;
  environment: Record<string, string>;
  /** Megabytes; processor time comes with it. 256 unless told. */
  memory?: number;
  /** 10 s unless told: what calls a function gives up before that, or waits for it in a queue. */
  timeout?: Duration;
  /** Environments that this function may have, and that no other function can take from it. */
  reservedConcurrency?: number;
}

/** What a writer needs of the key behind a table, a queue or a bucket. */
export const keyUse = {
  read: ['kms:Decrypt'],
  send: ['kms:Decrypt', 'kms:GenerateDataKey'],
  table: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
} as const;

/**
 * A Lambda function as this house runs them: Node 24 on arm64, JSON logs kept 90 days, tracing, an alarm on errors,
 * and a role of its own that starts with nothing but its own log.
 * @throws Error when the handler's bundle has not been built.
 */
export class HouseFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly bundle: BundleName;
  readonly house: House;
  /** What citizens or staff notice while it fails, or does not run. */
  readonly errorImpact: string;
  /** Sounds when it fails. */
  readonly errors: Alarm;
  private readonly role: Role;
  // Written into the role itself, because a stack takes 500 resources and has dozens of functions.
  private readonly rights = new PolicyDocument({ minimize: true });

  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    super(scope, id);
    const {
      house,
      bundle,
      description,
      errorImpact,
      environment,
      memory = 256,
      timeout = Duration.seconds(10),
    } = props;
    this.bundle = bundle;
    this.house = house;
    this.errorImpact = errorImpact;
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${handlers[bundle]} may do`,
      inlinePolicies: { own: this.rights },
    });
    const log = new LogGroup(this, 'Log', {
      // Logs hold no personal data; 90 days cover a quarter's report on the charter.
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundleFolder(house.bundles, bundle)),
      description,
      // What it may do is said by `allow` alone: nothing is added by the way.
      role: this.role.withoutPolicyUpdates(),
      environment,
      memorySize: memory,
      timeout,
      loggingFormat: LoggingFormat.JSON,
      systemLogLevelV2: SystemLogLevel.WARN,
      logGroup: log,
      tracing: Tracing.ACTIVE,
      ...(props.reservedConcurrency !== undefined &&
        reserves(this.node.tryGetContext('sportello:reserve')) && {
          reservedConcurrentExecutions: props.reservedConcurrency,
        }),
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [log.logGroupArn]);
    this.allow(['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], ['*']);
    waive(this.role, 'IAM5[Resource::*]', 'X-Ray has no resources to name: PutTraceSegments and PutTelemetryRecords.');
    this.errors = house.alarms.add(this, 'Errors', {
      chapter: `${bundle}-errors`,
      impact: errorImpact,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5) }),
      above: 0,
    });
  }

  /** Lets the function do these actions on these resources, and nothing else. */
  allow(actions: readonly string[], resources: readonly string[]): this {
    this.rights.addStatements(
      new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] }),
    );
    return this;
  }

  /**
   * Lets the function do these actions on every object of a bucket under a prefix such as `incoming/`, or on those of
   * them that end in `ending`.
   */
  allowObjects(actions: readonly string[], bucket: Bucket, prefix: string, ending = ''): this {
    const objects = `${prefix}*${ending}`;
    waiveObjects(
      this.role,
      bucket as IBucket,
      objects,
      'Objects are named by chance at upload: the prefix is all that can be known.',
    );
    return this.allow(actions, [bucket.arnForObjects(objects)]);
  }

  /** Lets the function use a key for what it does with the resources behind it. */
  allowKey(key: IKey, use: readonly string[]): this {
    return this.allow(use, [key.keyArn]);
  }
}
