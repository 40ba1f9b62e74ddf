import { operatorIn } from './event-pattern.ts';
import type { Properties } from './identity.ts';
import type { Application, Resource } from './template.ts';

/** Properties that change nothing on one machine, whatever the type. */
const inertEverywhere = ['Tags', 'Description', 'Name', 'Comment', 'TagList', 'UserPoolTags'];

/**
 * What the stage really does, by resource type: properties it obeys, and properties that it knowingly leaves to AWS
 * (encryption at rest, backups, logs and the like: nothing that a caller on one machine could see).
 */
const honoured: Record<string, { obeyed: string[]; inert?: string[] }> = {
  'AWS::Lambda::Function': {
    obeyed: ['Code', 'Environment', 'FunctionName', 'Handler', 'ReservedConcurrentExecutions', 'Role', 'Timeout'],
    inert: [
      'Architectures',
      'DeadLetterConfig',
      'EphemeralStorage',
      'KmsKeyArn',
      'Layers',
      'LoggingConfig',
      'MemorySize',
      'Runtime',
      'RuntimeManagementConfig',
      'TracingConfig',
    ],
  },
  'AWS::Lambda::EventSourceMapping': {
    obeyed: [
      'BatchSize',
      'DestinationConfig',
      'Enabled',
      'EventSourceArn',
      'FilterCriteria',
      'FunctionName',
      'FunctionResponseTypes',
      'MaximumBatchingWindowInSeconds',
      'MaximumRecordAgeInSeconds',
      'MaximumRetryAttempts',
      'ParallelizationFactor',
      'ScalingConfig',
      'StartingPosition',
    ],
    inert: ['BisectBatchOnFunctionError', 'KmsKeyArn', 'MetricsConfig', 'ProvisionedPollerConfig'],
  },
  'AWS::Lambda::Permission': {
    obeyed: [],
    inert: ['Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount'],
  },
  'AWS::IAM::Role': {
    obeyed: ['ManagedPolicyArns', 'Policies', 'RoleName'],
    inert: ['AssumeRolePolicyDocument', 'MaxSessionDuration', 'Path', 'PermissionsBoundary'],
  },
  'AWS::IAM::Policy': { obeyed: ['PolicyDocument', 'Roles'], inert: ['PolicyName', 'Users', 'Groups'] },
  'AWS::SQS::Queue': {
    obeyed: [
      'ContentBasedDeduplication',
      'DelaySeconds',
      'FifoQueue',
      'MaximumMessageSize',
      'MessageRetentionPeriod',
      'QueueName',
      'ReceiveMessageWaitTimeSeconds',
      'RedrivePolicy',
      'VisibilityTimeout',
    ],
    // One queue here is as fast as its process, whatever its throughput is counted by.
    inert: [
      'DeduplicationScope',
      'FifoThroughputLimit',
      'KmsDataKeyReusePeriodSeconds',
      'KmsMasterKeyId',
      'RedriveAllowPolicy',
      'SqsManagedSseEnabled',
    ],
  },
  'AWS::DynamoDB::Table': {
    obeyed: [
      'AttributeDefinitions',
      'GlobalSecondaryIndexes',
      'KeySchema',
      'StreamSpecification',
      'TableName',
      'TimeToLiveSpecification',
    ],
    inert: [
      'BillingMode',
      'ContributorInsightsSpecification',
      'DeletionProtectionEnabled',
      'OnDemandThroughput',
      'PointInTimeRecoverySpecification',
      'ProvisionedThroughput',
      'ResourcePolicy',
      'SSESpecification',
      'TableClass',
      'WarmThroughput',
    ],
  },
  'AWS::S3::Bucket': {
    obeyed: ['BucketName', 'CorsConfiguration', 'NotificationConfiguration'],
    inert: [
      'AccelerateConfiguration',
      'AccessControl',
      'BucketEncryption',
      'IntelligentTieringConfigurations',
      'LifecycleConfiguration',
      'LoggingConfiguration',
      'MetricsConfigurations',
      'ObjectLockConfiguration',
      'ObjectLockEnabled',
      'OwnershipControls',
      'PublicAccessBlockConfiguration',
      'VersioningConfiguration',
    ],
  },
  'AWS::SES::ReceiptRuleSet': { obeyed: ['RuleSetName'] },
  // Every rule that takes a mail puts it away, so their order (After) changes nothing.
  'AWS::SES::ReceiptRule': { obeyed: ['Rule', 'RuleSetName'], inert: ['After'] },
  'AWS::SecretsManager::Secret': {
    obeyed: ['GenerateSecretString', 'Name', 'SecretString'],
    inert: ['KmsKeyId', 'ReplicaRegions'],
  },
  'AWS::Events::EventBus': {
    obeyed: ['Name'],
    inert: ['DeadLetterConfig', 'KmsKeyIdentifier', 'LogConfig', 'Policy'],
  },
  'AWS::Events::Rule': {
    obeyed: ['EventBusName', 'EventPattern', 'ScheduleExpression', 'State', 'Targets'],
    inert: ['RoleArn'],
  },
  'AWS::Scheduler::Schedule': {
    obeyed: [
      'EndDate',
      'GroupName',
      'ScheduleExpression',
      'ScheduleExpressionTimezone',
      'StartDate',
      'State',
      'Target',
    ],
    inert: ['FlexibleTimeWindow', 'KmsKeyArn'],
  },
  'AWS::ApiGatewayV2::Api': {
    obeyed: ['CorsConfiguration', 'ProtocolType'],
    inert: ['DisableExecuteApiEndpoint', 'DisableSchemaValidation', 'IpAddressType', 'RouteSelectionExpression'],
  },
  'AWS::ApiGatewayV2::Route': {
    obeyed: ['ApiId', 'RouteKey', 'Target', 'AuthorizationType', 'AuthorizerId'],
    inert: ['OperationName'],
  },
  'AWS::ApiGatewayV2::Authorizer': { obeyed: ['ApiId', 'AuthorizerType', 'IdentitySource', 'JwtConfiguration'] },
  'AWS::ApiGatewayV2::Integration': {
    obeyed: ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion', 'TimeoutInMillis'],
    inert: ['ConnectionType', 'IntegrationMethod'],
  },
  'AWS::ApiGatewayV2::Stage': {
    obeyed: ['ApiId', 'DefaultRouteSettings', 'RouteSettings', 'StageName'],
    inert: ['AccessLogSettings', 'AutoDeploy', 'DeploymentId', 'StageVariables'],
  },
  'AWS::CloudFront::CachePolicy': { obeyed: ['CachePolicyConfig'] },
  'AWS::CloudFront::Distribution': {
    obeyed: ['DistributionConfig'],
  },
  'AWS::CloudFront::Function': { obeyed: ['FunctionCode'], inert: ['AutoPublish', 'FunctionConfig'] },
  'AWS::CloudFront::ResponseHeadersPolicy': { obeyed: ['ResponseHeadersPolicyConfig'] },
  'Custom::CDKBucketDeployment': {
    obeyed: [
      'DestinationBucketKeyPrefix',
      'DestinationBucketName',
      'SourceBucketNames',
      'SourceMarkers',
      'SourceMarkersConfig',
      'SourceObjectKeys',
    ],
    inert: [
      'DestinationBucketArn',
      'DistributionId',
      'DistributionPaths',
      'Exclude',
      'Include',
      'OutputObjectKeys',
      'Prune',
      'RetainOnDelete',
      'ServiceToken',
      'SystemMetadata',
      'UserMetadata',
      'WaitForDistributionInvalidation',
    ],
  },
};

/** Types that have nothing to do on one machine, each with its reason. A key may end in `*`. */
export const inertTypes: Record<string, string> = {
  'AWS::CDK::Metadata': 'names the CDK version',
  'AWS::ApiGatewayV2::ApiMapping': 'the gateway has one address',
  'AWS::ApiGatewayV2::DomainName': 'the gateway has one address',
  'AWS::ApiGateway::Account': 'the role that writes the access logs',
  'AWS::Budgets::Budget': 'nothing is billed',
  'AWS::CertificateManager::Certificate': 'no TLS on 127.0.0.1',
  'AWS::CloudFormation::*': 'only AWS deploys',
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': 'pages are read from the folder',
  'AWS::CloudFront::OriginAccessControl': 'pages are read from the folder',
  'AWS::CloudFront::OriginRequestPolicy': 'one process answers',
  'AWS::CloudWatch::*': 'alarms and dashboards need metrics, which only AWS keeps',
  'AWS::CodeDeploy::*': 'only AWS deploys',
  'AWS::Cognito::*': 'staff sign in through the stage’s own issuer, with the accounts of local/staff.json',
  'AWS::ApplicationAutoScaling::*': 'capacity on one machine is what it is',
  'AWS::EC2::*': 'no network of its own',
  'AWS::Events::Archive': 'events are kept only until they are delivered',
  'AWS::IAM::ManagedPolicy': 'read where a role names it',
  'AWS::KMS::*': 'state on disk is not encrypted',
  'AWS::Lambda::LayerVersion': 'used by deployment functions only',
  'AWS::Lambda::Version': 'one version runs',
  'AWS::Lambda::Alias': 'one version runs',
  'AWS::Lambda::EventInvokeConfig': 'asynchronous calls are retried twice as by default',
  'AWS::Logs::*': 'log lines go to files in the data folder',
  'AWS::Route53::*': 'no names are published',
  'AWS::S3::BucketPolicy': 'everything listens on 127.0.0.1 only',
  'AWS::SES::ReceiptFilter': 'only this machine reaches the SMTP port',
  'AWS::SES::*': 'every address is verified here',
  'AWS::SNS::*': 'alarms go nowhere',
  'AWS::SQS::QueuePolicy': 'everything listens on 127.0.0.1 only',
  'AWS::Scheduler::ScheduleGroup': 'a group is a name before those of its schedules',
  'AWS::WAFv2::*': 'no attackers on 127.0.0.1; rates are limited by the gateway',
  'AWS::XRay::*': 'nothing is traced',
  'Custom::CrossRegionExport*': 'values are read from the other template',
  'Custom::S3AutoDeleteObjects': 'only AWS deletes stacks',
  'Custom::LogRetention': 'log lines go to files in the data folder',
};

/** Nested settings that matter: reported when present and not obeyed. Paths are dotted, lists are looked into. */
const nestedNotObeyed: Record<string, string[]> = {
  'AWS::CloudFront::Distribution': [
    'DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations',
    'DistributionConfig.OriginGroups.Items',
    'DistributionConfig.Restrictions.GeoRestriction.Locations',
  ],
  'AWS::S3::Bucket': [
    'NotificationConfiguration.EventBridgeConfiguration',
    'NotificationConfiguration.LambdaConfigurations',
    'NotificationConfiguration.TopicConfigurations',
  ],
  'AWS::SES::ReceiptRule': [
    'Rule.Actions.AddHeaderAction',
    'Rule.Actions.BounceAction',
    'Rule.Actions.ConnectAction',
    'Rule.Actions.LambdaAction',
    'Rule.Actions.S3Action.TopicArn',
    'Rule.Actions.SNSAction',
    'Rule.Actions.StopAction',
    'Rule.Actions.WorkmailAction',
  ],
  'AWS::Events::Rule': [
    'Targets.BatchParameters',
    'Targets.EcsParameters',
    'Targets.InputPath',
    'Targets.InputTransformer',
    'Targets.KinesisParameters',
  ],
  'AWS::ApiGatewayV2::Stage': ['DefaultRouteSettings.DataTraceEnabled'],
};

/**
 * One line for everything in the templates that this machine cannot do, `TYPE.PROPERTY of ID, ID`; empty when all is
 * honoured. What the template does not say is not reported.
 */
export function notHonoured(application: Application): string[] {
  const found = new Map<string, string[]>();
  const note = (what: string, logicalId: string) => {
    const list = found.get(what);
    if (list) list.push(logicalId);
    else found.set(what, [logicalId]);
  };
  const deployment = deploymentFunctions(application);
  for (const resource of application.resources) {
    if (deployment.has(`${resource.stack}/${resource.logicalId}`)) continue;
    const entry = honoured[resource.type];
    if (!entry) {
      if (!inertReason(resource.type)) note(resource.type, resource.logicalId);
      continue;
    }
    for (const property of Object.keys(resource.properties)) {
      if (entry.obeyed.includes(property) || entry.inert?.includes(property) || inertEverywhere.includes(property))
        continue;
      note(`${resource.type}.${property}`, resource.logicalId);
    }
    for (const path of nestedNotObeyed[resource.type] ?? []) {
      if (present(resource.properties, path.split('.'))) note(`${resource.type}.${path}`, resource.logicalId);
    }
    for (const operator of operatorsOf(resource))
      note(`the operator ${operator} in a pattern of ${resource.type}`, resource.logicalId);
  }
  return [...found].map(
    ([what, ids]) => `${what} of ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ` and ${ids.length - 5} more` : ''}`,
  );
}

/** Why a type has nothing to do here, or undefined when the stage does not know it. */
export function inertReason(type: string): string | undefined {
  for (const [pattern, reason] of Object.entries(inertTypes)) {
    if (pattern === type || (pattern.endsWith('*') && type.startsWith(pattern.slice(0, -1)))) return reason;
  }
  return undefined;
}

/**
 * Keys `stack/logicalId` of functions that CloudFormation, not a contact, would call: the service tokens of custom
 * resources.
 */
export function deploymentFunctions(application: Application): Set<string> {
  const keys = new Set<string>();
  for (const resource of application.resources) {
    const token = resource.properties['ServiceToken'];
    const provider = typeof token === 'string' ? application.find(token) : undefined;
    if (provider) keys.add(`${provider.stack}/${provider.logicalId}`);
  }
  for (const resource of application.ofType('AWS::Lambda::Function')) {
    if (!String(resource.properties['Runtime'] ?? '').startsWith('nodejs'))
      keys.add(`${resource.stack}/${resource.logicalId}`);
  }
  return keys;
}

/** Keys of the functions that run at the edge and nowhere else: those that a distribution names by their versions. */
export function edgeFunctions(application: Application): Set<string> {
  const keys = new Set<string>();
  for (const distribution of application.ofType('AWS::CloudFront::Distribution')) {
    const config: Properties = distribution.properties['DistributionConfig'] ?? {};
    for (const behavior of [config['DefaultCacheBehavior'] ?? {}, ...(config['CacheBehaviors'] ?? [])])
      for (const { LambdaFunctionARN } of behavior['LambdaFunctionAssociations'] ?? []) {
        const found = application.find(String(LambdaFunctionARN));
        if (found) keys.add(`${found.stack}/${found.logicalId}`);
      }
  }
  return keys;
}

function present(value: unknown, path: string[]): boolean {
  if (Array.isArray(value)) return value.some((entry) => present(entry, path));
  if (path.length === 0) return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
  if (typeof value !== 'object' || value === null) return false;
  const next = (value as Record<string, unknown>)[path[0] ?? ''];
  if (path.length === 1 && Array.isArray(next)) return next.length > 0;
  return next !== undefined && present(next, path.slice(1));
}

/**
 * Operators in the patterns of a rule or an event source, none of which is honoured: patterns are made of literals
 * here.
 */
function operatorsOf({ properties }: Resource): string[] {
  const filters: Properties[] = properties['FilterCriteria']?.Filters ?? [];
  const patterns = [
    properties['EventPattern'] ?? {},
    ...filters.map((filter) => JSON.parse(String(filter['Pattern']))),
  ];
  return patterns.flatMap((pattern) => operatorIn(pattern) ?? []);
}
