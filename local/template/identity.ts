import { createHash } from 'node:crypto';

/** Account and Region that the stage pretends to be. */
export const account = '000000000000';
export const region = 'eu-south-1';

/** Resolved properties: strings, numbers, lists and objects without intrinsics. */
// biome-ignore lint/suspicious/noExplicitAny: CloudFormation properties have no common shape; each reader checks what it reads
export type Properties = Record<string, any>;

/** What Ref and GetAtt answer for a resource. */
export type Identity = { name: string; ref: string; arn: string; attributes: Record<string, unknown> };

/** What an identity is made of. */
type Subject = {
  name: string;
  /** Whether the template gives the name. */
  isNamed: boolean;
  /** 64 hexadecimal digits, the same at every start. */
  hash: string;
  raw: Properties;
  resolve: (value: unknown) => unknown;
  /** Base URL of the queue emulator. */
  sqs: string;
};

/** The property that gives a resource its name, where it is not Name. */
const nameProperties: Record<string, string> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SES::ReceiptRuleSet': 'RuleSetName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::WAFv2::WebACL': 'Name',
};

const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
const globalArn = (service: string, resource: string) => `arn:aws:${service}::${account}:${resource}`;

/** An identity whose Ref is its name and whose only attributes are its arn and those given. */
function plain(name: string, own: string, attributes: Record<string, unknown> = {}): Identity {
  return { name, ref: name, arn: own, attributes: { Arn: own, ...attributes } };
}

/** A resource that is known by an id which AWS makes up. */
const byId = (id: string): Identity => ({ name: id, ref: id, arn: arn('apigateway', id), attributes: {} });

/** A name as AWS makes it where the parts are longer than it takes: cut, and told apart by what follows. */
const fitted = (name: string, most: number, hash: string): string =>
  name.length <= most ? name : `${name.slice(0, most - 9)}-${hash.slice(0, 8)}`;

/** A version or an alias stands for its function. */
function sameFunction({ name, raw, resolve }: Subject): Identity {
  const target = String(resolve(raw['FunctionName']) ?? '');
  const own = target.startsWith('arn:') ? target : arn('lambda', `function:${target}`);
  return { name, ref: own, arn: own, attributes: { FunctionArn: own, Version: '1' } };
}

const identities: Record<string, (subject: Subject) => Identity> = {
  'AWS::DynamoDB::Table': ({ name }) => {
    const own = arn('dynamodb', `table/${name}`);
    return plain(name, own, { StreamArn: `${own}/stream/2026-01-01T00:00:00.000` });
  },
  'AWS::SQS::Queue': ({ name, isNamed, hash, raw, sqs }) => {
    // A queue that keeps an order has a name that ends so; CloudFormation gives it one.
    const ending = raw['FifoQueue'] === true && !isNamed ? '.fifo' : '';
    const QueueName = `${fitted(name, 80 - ending.length, hash)}${ending}`;
    const QueueUrl = `${sqs}/${account}/${QueueName}`;
    return { ...plain(QueueName, arn('sqs', QueueName), { QueueName, QueueUrl }), ref: QueueUrl };
  },
  'AWS::Lambda::Function': ({ name, hash }) => {
    const own = fitted(name, 64, hash);
    return plain(own, arn('lambda', `function:${own}`));
  },
  'AWS::Lambda::Version': sameFunction,
  'AWS::Lambda::Alias': sameFunction,
  'AWS::S3::Bucket': ({ name, isNamed, hash }) => {
    const bucket = (isNamed ? name : `${name.slice(0, 54)}-${hash.slice(0, 8)}`).toLowerCase();
    return plain(bucket, `arn:aws:s3:::${bucket}`, {
      DomainName: `${bucket}.s3.amazonaws.com`,
      RegionalDomainName: `${bucket}.s3.${region}.amazonaws.com`,
    });
  },
  'AWS::KMS::Key': ({ hash }) => {
    const parts = [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)];
    const id = parts.join('-');
    return plain(id, arn('kms', `key/${id}`), { KeyId: id });
  },
  'AWS::SecretsManager::Secret': ({ name, hash }) => {
    const own = arn('secretsmanager', `secret:${name}-${hash.slice(0, 6)}`);
    return { name, ref: own, arn: own, attributes: { Id: own, Arn: own } };
  },
  'AWS::IAM::Role': ({ name, hash }) =>
    plain(name, globalArn('iam', `role/${name}`), { RoleId: hash.slice(0, 20).toUpperCase() }),
  'AWS::ApiGatewayV2::Api': ({ hash }) => {
    const id = hash.slice(0, 10);
    const ApiEndpoint = `https://${id}.execute-api.${region}.amazonaws.com`;
    return { name: id, ref: id, arn: arn('apigateway', `/apis/${id}`), attributes: { ApiId: id, ApiEndpoint } };
  },
  'AWS::ApiGatewayV2::Integration': ({ hash }) => byId(hash.slice(0, 7)),
  'AWS::ApiGatewayV2::Authorizer': ({ hash }) => byId(hash.slice(0, 7)),
  'AWS::ApiGatewayV2::Route': ({ hash }) => byId(hash.slice(0, 7)),
  'AWS::Cognito::UserPool': ({ hash }) => {
    const id = `${region}_${hash.slice(0, 9)}`;
    const provider = `cognito-idp.${region}.amazonaws.com/${id}`;
    return plain(id, arn('cognito-idp', `userpool/${id}`), {
      UserPoolId: id,
      ProviderName: provider,
      ProviderURL: `https://${provider}`,
    });
  },
  'AWS::Cognito::UserPoolClient': ({ hash }) => {
    const id = hash.slice(0, 26);
    return { name: id, ref: id, arn: id, attributes: { ClientId: id } };
  },
  'AWS::CloudFront::Distribution': ({ hash }) => {
    const Id = `E${hash.slice(0, 13).toUpperCase()}`;
    const DomainName = `d${hash.slice(0, 13)}.cloudfront.net`;
    return plain(Id, globalArn('cloudfront', `distribution/${Id}`), { Id, DomainName });
  },
  'AWS::CloudFront::Function': ({ name }) => {
    const own = globalArn('cloudfront', `function/${name}`);
    return { name, ref: own, arn: own, attributes: { FunctionARN: own, 'FunctionMetadata.FunctionARN': own } };
  },
  'AWS::Events::EventBus': ({ name }) => plain(name, arn('events', `event-bus/${name}`), { Name: name }),
  'AWS::Events::Rule': ({ name }) => plain(name, arn('events', `rule/${name}`)),
  'AWS::Scheduler::Schedule': ({ name, raw, resolve }) =>
    plain(name, arn('scheduler', `schedule/${String(resolve(raw['GroupName']) ?? 'default')}/${name}`)),
  'AWS::Logs::LogGroup': ({ name }) => plain(name, arn('logs', `log-group:${name}:*`)),
  'AWS::SNS::Topic': ({ name }) => {
    const own = arn('sns', name);
    return { name, ref: own, arn: own, attributes: { TopicArn: own, TopicName: name } };
  },
};

/** The identity of a resource on this machine: the same at every start, so that state on disk is found again. */
export function identify(resource: {
  stack: string;
  logicalId: string;
  type: string;
  raw: Properties;
  resolve: (value: unknown) => unknown;
  sqs: string;
}): Identity {
  const { stack, logicalId, type, raw, resolve, sqs } = resource;
  const nameProperty = nameProperties[type];
  const explicit = nameProperty === undefined ? undefined : resolve(raw[nameProperty]);
  const isNamed = typeof explicit === 'string' && explicit !== '';
  const name = isNamed ? explicit : `${stack}-${logicalId}`;
  const hash = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex');
  const known = identities[type];
  if (known) return known({ name, isNamed, hash, raw, resolve, sqs });
  return plain(name, arn(type.split('::')[1]?.toLowerCase() ?? 'custom', name));
}
