import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Account and Region that the stage pretends to be. */
export const account = '000000000000';
export const region = 'eu-south-1';

/** One resource with its identity resolved; `properties` are resolved on first reading. */
export type Resource = {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly ref: string;
  readonly arn: string;
  readonly properties: Properties;
  readonly raw: Properties;
  attribute(name: string): unknown;
};

/** Resolved properties: strings, numbers, lists and objects without intrinsics. */
// biome-ignore lint/suspicious/noExplicitAny: CloudFormation properties have no common shape; each reader checks what it reads
export type Properties = Record<string, any>;

/** Where the identities of this machine come from. */
export type Places = {
  /** Base URL of the queue emulator, such as `http://127.0.0.1:40001`. */
  sqs: string;
  /** Base URL of the gateway. */
  gateway: string;
};

/** All stacks of a synthesized application, resolved. */
export type Application = {
  readonly folder: string;
  readonly resources: Resource[];
  ofType(...types: string[]): Resource[];
  /** The resource whose arn, ref or physical name is given. */
  find(identity: string): Resource | undefined;
  /** Folder or file of an asset by its key `<hash>.zip`. */
  asset(key: string): string | undefined;
  /** Sentences on what could not be resolved. */
  readonly problems: string[];
};

type RawTemplate = {
  Resources?: Record<string, { Type: string; Properties?: Properties; Condition?: string }>;
  Parameters?: Record<string, { Type: string; Default?: unknown }>;
  Conditions?: Record<string, unknown>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
};

/** Parses every `*.template.json` in the folder; throws when there is none or one is not JSON. */
export function readTemplates(folder: string): Record<string, RawTemplate> {
  if (!existsSync(folder))
    throw new Error(`there are no templates: ${folder} does not exist (npm run synth writes it)`);
  const files = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
  if (files.length === 0) throw new Error(`there are no templates in ${folder} (npm run synth writes them)`);
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -'.template.json'.length),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as RawTemplate,
    ]),
  );
}

/** Resolves all stacks of a folder for this machine. */
export function loadApplication(folder: string, places: Places): Application {
  return resolveApplication(readTemplates(folder), readAssets(folder), places, folder);
}

/** Asset sources by object key, from every `*.assets.json` in the folder. */
export function readAssets(folder: string): Map<string, string> {
  const assets = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.assets.json'))) {
    const manifest = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const [hash, entry] of Object.entries<Properties>(manifest.files ?? {})) {
      const path = entry['source']?.path;
      if (typeof path !== 'string') continue;
      const place = join(folder, path);
      assets.set(hash, place);
      for (const destination of Object.values<Properties>(entry['destinations'] ?? {})) {
        if (typeof destination['objectKey'] === 'string') assets.set(destination['objectKey'], place);
      }
    }
  }
  return assets;
}

/** Resolves parsed templates; every unknown intrinsic becomes a sentence in `problems`, never a silent gap. */
export function resolveApplication(
  templates: Record<string, RawTemplate>,
  assets: Map<string, string>,
  places: Places,
  folder = '',
): Application {
  const problems = new Set<string>();
  const byKey = new Map<string, Resource>();
  const exports = new Map<string, { stack: string; value: unknown }>();

  const resolve = (stack: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((entry) => resolve(stack, entry)).filter((entry) => entry !== undefined);
    const keys = Object.keys(value);
    const only = keys[0];
    if (keys.length === 1 && only !== undefined && (only === 'Ref' || only.startsWith('Fn::'))) {
      return intrinsic(stack, only, (value as Properties)[only]);
    }
    const resolved: Properties = {};
    for (const [key, entry] of Object.entries(value)) {
      const result = resolve(stack, entry);
      if (result !== undefined) resolved[key] = result;
    }
    return resolved;
  };

  const text = (stack: string, value: unknown): string => {
    const resolved = resolve(stack, value);
    return typeof resolved === 'object' && resolved !== null ? JSON.stringify(resolved) : String(resolved ?? '');
  };

  const reference = (stack: string, name: string): unknown => {
    switch (name) {
      case 'AWS::Region':
        return region;
      case 'AWS::AccountId':
        return account;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return stack;
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${region}:${account}:stack/${stack}/00000000-0000-0000-0000-000000000000`;
      case 'AWS::NoValue':
        return undefined;
      case 'AWS::NotificationARNs':
        return [];
    }
    const parameter = templates[stack]?.Parameters?.[name];
    if (parameter) {
      const fallback = parameter.Default;
      if (!parameter.Type.startsWith('AWS::SSM::Parameter::Value')) {
        if (fallback === undefined) problems.add(`parameter ${stack}/${name} has no default`);
        return fallback ?? '';
      }
      for (const candidate of byKey.values()) {
        if (candidate.type === 'AWS::SSM::Parameter' && candidate.name === fallback)
          return candidate.properties['Value'];
      }
      if (!String(fallback).startsWith('/cdk-bootstrap/'))
        problems.add(`SSM parameter ${fallback} of ${stack}/${name} is not in the templates`);
      return String(fallback ?? '');
    }
    const resource = byKey.get(`${stack}/${name}`);
    if (resource) return resource.ref;
    problems.add(`Ref ${name} in ${stack} names nothing`);
    return '';
  };

  const attribute = (stack: string, logicalId: string, name: string): unknown => {
    const resource = byKey.get(`${stack}/${logicalId}`);
    if (resource) return resource.attribute(name);
    problems.add(`GetAtt ${logicalId}.${name} in ${stack} names nothing`);
    return '';
  };

  const condition = (stack: string, value: unknown): boolean => {
    if (typeof value === 'string') return condition(stack, templates[stack]?.Conditions?.[value]);
    if (typeof value !== 'object' || value === null) return Boolean(value);
    const [key, operand] = Object.entries(value)[0] ?? [];
    switch (key) {
      case 'Condition':
        return condition(stack, operand as string);
      case 'Fn::Equals':
        return text(stack, operand[0]) === text(stack, operand[1]);
      case 'Fn::Not':
        return !condition(stack, operand[0]);
      case 'Fn::And':
        return (operand as unknown[]).every((entry) => condition(stack, entry));
      case 'Fn::Or':
        return (operand as unknown[]).some((entry) => condition(stack, entry));
      case 'Fn::Contains':
        return ((resolve(stack, operand[0]) ?? []) as unknown[]).includes(resolve(stack, operand[1]));
    }
    problems.add(`condition function ${key} in ${stack} is not known`);
    return false;
  };

  const intrinsic = (stack: string, name: string, operand: Properties[string]): unknown => {
    switch (name) {
      case 'Ref':
        return reference(stack, operand);
      case 'Fn::GetAtt': {
        const [logicalId, attributeName] = Array.isArray(operand)
          ? [operand[0], text(stack, operand[1])]
          : [operand.slice(0, operand.indexOf('.')), operand.slice(operand.indexOf('.') + 1)];
        return attribute(stack, logicalId, attributeName);
      }
      case 'Fn::Join':
        return (resolve(stack, operand[1]) as unknown[]).map((part) => text(stack, part)).join(operand[0]);
      case 'Fn::Sub': {
        const [template, variables] = Array.isArray(operand) ? operand : [operand, {}];
        return String(template).replace(/\$\{(!?)([^}]+)\}/g, (whole, literal: string, inner: string) => {
          if (literal) return `\${${inner}}`;
          const key = inner.trim();
          if (key in variables) return text(stack, variables[key]);
          if (key.includes('.') && !key.startsWith('AWS::')) {
            return text(stack, attribute(stack, key.slice(0, key.indexOf('.')), key.slice(key.indexOf('.') + 1)));
          }
          return key ? text(stack, reference(stack, key)) : whole;
        });
      }
      case 'Fn::Select':
        return (resolve(stack, operand[1]) as unknown[])[Number(resolve(stack, operand[0]))];
      case 'Fn::Split':
        return text(stack, operand[1]).split(operand[0]);
      case 'Fn::Base64':
        return Buffer.from(text(stack, operand)).toString('base64');
      case 'Fn::If':
        return resolve(stack, condition(stack, operand[0]) ? operand[1] : operand[2]);
      case 'Fn::Equals':
      case 'Fn::Not':
      case 'Fn::And':
      case 'Fn::Or':
        return condition(stack, { [name]: operand });
      case 'Fn::FindInMap':
        return templates[stack]?.Mappings?.[text(stack, operand[0])]?.[text(stack, operand[1])]?.[
          text(stack, operand[2])
        ];
      case 'Fn::GetAZs':
        return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
      case 'Fn::ToJsonString':
        return JSON.stringify(resolve(stack, operand));
      case 'Fn::Length':
        return (resolve(stack, operand) as unknown[]).length;
      case 'Fn::ImportValue': {
        const exported = exports.get(text(stack, operand));
        if (exported) return resolve(exported.stack, exported.value);
        problems.add(`import ${text(stack, operand)} in ${stack} is exported by no stack`);
        return '';
      }
      case 'Fn::GetStackOutput': {
        const other = text(stack, operand.StackName);
        const output = templates[other]?.Outputs?.[text(stack, operand.OutputName)];
        if (output) return resolve(other, output.Value);
        problems.add(`output ${other}.${operand.OutputName} read by ${stack} does not exist`);
        return '';
      }
    }
    problems.add(`intrinsic ${name} in ${stack} is not known`);
    return '';
  };

  for (const [stack, template] of Object.entries(templates)) {
    for (const [logicalId, raw] of Object.entries(template.Resources ?? {})) {
      const key = `${stack}/${logicalId}`;
      let properties: Properties | undefined;
      let identity: Identity | undefined;
      const known = () => {
        identity ??= identify(
          stack,
          logicalId,
          raw.Type,
          (value) => resolve(stack, value),
          raw.Properties ?? {},
          places,
        );
        return identity;
      };
      const resource: Resource = {
        stack,
        logicalId,
        type: raw.Type,
        raw: raw.Properties ?? {},
        get name() {
          return known().name;
        },
        get ref() {
          return known().ref;
        },
        get arn() {
          return known().arn;
        },
        get properties() {
          properties ??= resolve(stack, raw.Properties ?? {}) as Properties;
          return properties;
        },
        attribute(name) {
          const found = known().attributes[name];
          if (found !== undefined) return found;
          if (name === 'Arn' || name.endsWith('Arn')) return known().arn;
          if (name === 'Id' || name.endsWith('Id') || name === 'Ref') return known().ref;
          if (name in (raw.Properties ?? {})) return resolve(stack, raw.Properties?.[name]);
          return `${known().name}.${name}`;
        },
      };
      byKey.set(key, resource);
    }
  }
  for (const [stack, template] of Object.entries(templates)) {
    for (const output of Object.values(template.Outputs ?? {})) {
      if (output.Export) exports.set(text(stack, output.Export.Name), { stack, value: output.Value });
    }
    for (const [logicalId, raw] of Object.entries(template.Resources ?? {})) {
      if (raw.Condition && !condition(stack, raw.Condition)) byKey.delete(`${stack}/${logicalId}`);
    }
  }

  const resources = [...byKey.values()];
  for (const resource of resources) void resource.properties;
  const byIdentity = new Map<string, Resource>();
  for (const resource of resources) {
    // An alias stands for its function.
    if (resource.type === 'AWS::Lambda::Alias' || resource.type === 'AWS::Lambda::Version') continue;
    for (const identity of [resource.logicalId, resource.name, resource.ref, resource.arn]) {
      if (!byIdentity.has(identity)) byIdentity.set(identity, resource);
    }
    if (resource.type === 'AWS::DynamoDB::Table') byIdentity.set(String(resource.attribute('StreamArn')), resource);
  }
  return {
    folder,
    resources,
    ofType: (...types) => resources.filter((resource) => types.includes(resource.type)),
    find: (identity) => byIdentity.get(identity),
    asset: (key) => assets.get(key) ?? assets.get(key.replace(/\.[a-z]+$/, '')),
    problems: [...problems],
  };
}

/** Replaces the public addresses of API and portal, which exist only on AWS, by the gateway of this machine. */
export function localAddresses(application: Application, places: Places): (value: string) => string {
  const publics: string[] = [];
  for (const resource of application.ofType('AWS::CloudFront::Distribution')) {
    publics.push(`https://${resource.attribute('DomainName')}`);
    for (const alias of resource.properties['DistributionConfig']?.Aliases ?? []) publics.push(`https://${alias}`);
  }
  for (const resource of application.ofType('AWS::ApiGatewayV2::Api'))
    publics.push(String(resource.attribute('ApiEndpoint')));
  return (value) => publics.reduce((result, address) => result.replaceAll(address, places.gateway), value);
}

type Identity = { name: string; ref: string; arn: string; attributes: Record<string, unknown> };

const nameProperties: Record<string, string> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SSM::Parameter': 'Name',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SES::ReceiptRuleSet': 'RuleSetName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::WAFv2::WebACL': 'Name',
};

function identify(
  stack: string,
  logicalId: string,
  type: string,
  resolve: (value: unknown) => unknown,
  raw: Properties,
  places: Places,
): Identity {
  const nameProperty = nameProperties[type];
  const explicit = nameProperty === undefined ? undefined : resolve(raw[nameProperty]);
  const name = typeof explicit === 'string' && explicit !== '' ? explicit : `${stack}-${logicalId}`;
  const short = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex');
  const arn = (service: string, resource: string, global = false) =>
    `arn:aws:${service}:${global ? '' : region}:${account}:${resource}`;
  const plain = (service: string, resource: string, attributes: Record<string, unknown> = {}): Identity => {
    const own = arn(service, resource);
    return { name, ref: name, arn: own, attributes: { Arn: own, ...attributes } };
  };
  switch (type) {
    case 'AWS::DynamoDB::Table': {
      const table = plain('dynamodb', `table/${name}`);
      return {
        ...table,
        attributes: { ...table.attributes, StreamArn: `${table.arn}/stream/2026-01-01T00:00:00.000` },
      };
    }
    case 'AWS::SQS::Queue': {
      const fifo =
        raw['FifoQueue'] === true && !name.endsWith('.fifo') ? `${name.slice(0, 75)}.fifo` : name.slice(0, 80);
      const url = `${places.sqs}/${account}/${fifo}`;
      const own = arn('sqs', fifo);
      return { name: fifo, ref: url, arn: own, attributes: { Arn: own, QueueName: fifo, QueueUrl: url } };
    }
    case 'AWS::Lambda::Function': {
      const bounded = name.slice(0, 64);
      const own = arn('lambda', `function:${bounded}`);
      return { name: bounded, ref: bounded, arn: own, attributes: { Arn: own } };
    }
    case 'AWS::Lambda::Version':
    case 'AWS::Lambda::Alias': {
      const target = String(resolve(raw['FunctionName']) ?? '');
      const functionArn = target.startsWith('arn:') ? target : arn('lambda', `function:${target}`);
      return { name, ref: functionArn, arn: functionArn, attributes: { FunctionArn: functionArn, Version: '1' } };
    }
    case 'AWS::S3::Bucket': {
      const bucket = (typeof explicit === 'string' ? name : `${name.slice(0, 54)}-${short.slice(0, 8)}`).toLowerCase();
      const own = `arn:aws:s3:::${bucket}`;
      const domain = `${bucket}.s3.${region}.amazonaws.com`;
      return {
        name: bucket,
        ref: bucket,
        arn: own,
        attributes: {
          Arn: own,
          DomainName: `${bucket}.s3.amazonaws.com`,
          RegionalDomainName: domain,
          WebsiteURL: `http://${bucket}.s3-website.${region}.amazonaws.com`,
        },
      };
    }
    case 'AWS::KMS::Key': {
      const id = `${short.slice(0, 8)}-${short.slice(8, 12)}-${short.slice(12, 16)}-${short.slice(16, 20)}-${short.slice(20, 32)}`;
      const own = arn('kms', `key/${id}`);
      return { name: id, ref: id, arn: own, attributes: { Arn: own, KeyId: id } };
    }
    case 'AWS::SecretsManager::Secret': {
      const own = arn('secretsmanager', `secret:${name}-${short.slice(0, 6)}`);
      return { name, ref: own, arn: own, attributes: { Id: own, Arn: own } };
    }
    case 'AWS::SecretsManager::SecretTargetAttachment':
      return { name, ref: String(resolve(raw['SecretId'])), arn: String(resolve(raw['SecretId'])), attributes: {} };
    case 'AWS::IAM::Role': {
      const own = arn('iam', `role/${name}`, true);
      return { name, ref: name, arn: own, attributes: { Arn: own, RoleId: short.slice(0, 20).toUpperCase() } };
    }
    case 'AWS::ApiGatewayV2::Api': {
      const id = short.slice(0, 10);
      return {
        name: id,
        ref: id,
        arn: arn('apigateway', `/apis/${id}`),
        attributes: { ApiId: id, ApiEndpoint: `https://${id}.execute-api.${region}.amazonaws.com` },
      };
    }
    case 'AWS::ApiGatewayV2::Integration':
    case 'AWS::ApiGatewayV2::Authorizer':
    case 'AWS::ApiGatewayV2::Route':
      return {
        name: short.slice(0, 7),
        ref: short.slice(0, 7),
        arn: arn('apigateway', short.slice(0, 7)),
        attributes: {},
      };
    case 'AWS::Cognito::UserPool': {
      const id = `${region}_${short.slice(0, 9)}`;
      const provider = `cognito-idp.${region}.amazonaws.com/${id}`;
      const own = arn('cognito-idp', `userpool/${id}`);
      return {
        name: id,
        ref: id,
        arn: own,
        attributes: { Arn: own, UserPoolId: id, ProviderName: provider, ProviderURL: `https://${provider}` },
      };
    }
    case 'AWS::Cognito::UserPoolClient': {
      const id = short.slice(0, 26);
      return { name: id, ref: id, arn: id, attributes: { ClientId: id } };
    }
    case 'AWS::CloudFront::Distribution': {
      const id = `E${short.slice(0, 13).toUpperCase()}`;
      const own = arn('cloudfront', `distribution/${id}`, true);
      return {
        name: id,
        ref: id,
        arn: own,
        attributes: { Id: id, DomainName: `d${short.slice(0, 13)}.cloudfront.net`, Arn: own },
      };
    }
    case 'AWS::CloudFront::Function': {
      const own = arn('cloudfront', `function/${name}`, true);
      return { name, ref: own, arn: own, attributes: { FunctionARN: own, 'FunctionMetadata.FunctionARN': own } };
    }
    case 'AWS::Events::EventBus':
      return plain('events', `event-bus/${name}`, { Name: name });
    case 'AWS::Events::Rule':
      return plain('events', `rule/${name}`);
    case 'AWS::Scheduler::Schedule':
      return plain('scheduler', `schedule/${String(resolve(raw['GroupName']) ?? 'default')}/${name}`);
    case 'AWS::Logs::LogGroup':
      return plain('logs', `log-group:${name}:*`);
    case 'AWS::SNS::Topic': {
      const own = arn('sns', name);
      return { name, ref: own, arn: own, attributes: { TopicArn: own, TopicName: name } };
    }
    case 'AWS::SSM::Parameter':
      return plain('ssm', `parameter/${name.replace(/^\//, '')}`, { Value: resolve(raw['Value']) });
    default: {
      const service = type.split('::')[1]?.toLowerCase() ?? 'custom';
      return plain(service, name);
    }
  }
}
