import { resourcesOf, type Template, type Templates } from './synthesis.ts';

// What AWS refuses, or does worse, beyond a number that it publishes: held against every template by
// aws-limits.test.ts, printed with the fill of each by `npm run limits`.

/** Something that a limit is checked on, and how much of it there is. */
export type Measured = { what: string; value: number };

export type Limit = {
  name: string;
  limit: number;
  unit: string;
  /** The page of AWS that says so. */
  source: string;
  measure(templates: Templates): Measured[];
};

const of = (type: string, templates: Templates) => resourcesOf(type, ...Object.values(templates));
const bytes = (value: unknown) => Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value));
const eachStack =
  (measure: (template: Template) => number) =>
  (templates: Templates): Measured[] =>
    Object.entries(templates).map(([stack, template]) => ({ what: stack, value: measure(template) }));

/** Counts things by what they belong to. */
function counted(names: readonly string[]): Measured[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([what, value]) => ({ what, value }));
}

/** What is only known on AWS: as long as the longest name of a bucket's host or an ARN. */
const known = 'x'.repeat(90);

/** The text that a template's intrinsic joins. */
const joined = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const parts = (value as { 'Fn::Join'?: [string, unknown[]] } | undefined)?.['Fn::Join'];
  return parts === undefined ? known : parts[1].map(joined).join(parts[0]);
};

const widgetsOf = (body: unknown): { type: string; properties: { alarms?: unknown[] } }[] =>
  JSON.parse(joined(body)).widgets;
const dashboards = (templates: Templates) =>
  of('AWS::CloudWatch::Dashboard', templates).map(([id, { Properties }]) => ({
    id,
    widgets: widgetsOf(Properties['DashboardBody']),
  }));

const formation = 'CloudFormation User Guide, "Understand CloudFormation quotas"';
const lambda = 'Lambda Developer Guide, "Lambda quotas"';
const events = 'EventBridge User Guide, "Amazon EventBridge quotas"';

const composites = 'CloudWatch API Reference, "PutCompositeAlarm"';

/** Something about the rule of each composite alarm. */
const rulesMeasured = (value: (rule: string) => number) => (templates: Templates) =>
  of('AWS::CloudWatch::CompositeAlarm', templates).map(([what, { Properties }]) => ({
    what,
    value: value(Properties['AlarmRule']),
  }));

/** A stream of one table, and each function that follows it. */
const followed = (templates: Templates): string[] =>
  of('AWS::Lambda::EventSourceMapping', templates)
    .map(([, { Properties }]) => JSON.stringify(Properties['EventSourceArn']))
    .filter((source) => source.includes('StreamArn'));

/** How much the policies of each role of a stack say, that of the stack itself and those that others join to it. */
function inlinePolicies(stack: string, template: Template): Measured[] {
  const sizes = new Map<string, number>();
  const add = (role: string, document: unknown) => sizes.set(role, (sizes.get(role) ?? 0) + bytes(document));
  for (const [, { Properties }] of resourcesOf('AWS::IAM::Policy', template))
    for (const role of Properties['Roles'] ?? []) add(role.Ref ?? JSON.stringify(role), Properties['PolicyDocument']);
  for (const [id, { Properties }] of resourcesOf('AWS::IAM::Role', template))
    for (const { PolicyDocument } of Properties['Policies'] ?? []) add(id, PolicyDocument);
  return [...sizes].map(([role, value]) => ({ what: `${stack}, ${role}`, value }));
}

export const awsLimits: readonly Limit[] = [
  {
    name: 'resources of a stack',
    limit: 500,
    unit: '',
    source: formation,
    measure: eachStack(({ Resources }) => Object.keys(Resources).length),
  },
  {
    name: 'outputs of a stack',
    limit: 200,
    unit: '',
    source: formation,
    measure: eachStack(({ Outputs = {} }) => Object.keys(Outputs).length),
  },
  {
    name: 'parameters of a stack',
    limit: 200,
    unit: '',
    source: formation,
    measure: eachStack(({ Parameters = {} }) => Object.keys(Parameters).length),
  },
  {
    name: 'dynamic references of a template',
    limit: 60,
    unit: '',
    source: 'CloudFormation User Guide, "Get values stored in other services using dynamic references"',
    measure: eachStack((template) => JSON.stringify(template).split('{{resolve:').length - 1),
  },
  {
    name: 'origins of a distribution',
    limit: 25,
    unit: '',
    source: 'CloudFront Developer Guide, "Quotas"',
    measure: (templates) =>
      of('AWS::CloudFront::Distribution', templates).map(([id, { Properties }]) => ({
        what: id,
        value: Properties['DistributionConfig'].Origins.length,
      })),
  },
  {
    name: 'template of a stack',
    limit: 1_048_576,
    unit: 'bytes',
    source: formation,
    measure: eachStack(bytes),
  },
  {
    name: 'alarms in a widget',
    limit: 100,
    unit: '',
    source: 'CloudWatch API Reference, "Dashboard body structure and syntax"',
    measure: (templates) =>
      dashboards(templates).flatMap(({ id, widgets }) =>
        widgets
          .filter(({ type }) => type === 'alarm')
          .map(({ properties }, place) => ({
            what: `${id}, widget ${place + 1}`,
            value: properties.alarms?.length ?? 0,
          })),
      ),
  },
  {
    name: 'alarms of a composite alarm',
    limit: 100,
    unit: '',
    source: composites,
    measure: rulesMeasured((rule) => rule.split('ALARM(').length - 1),
  },
  {
    name: 'rule of a composite alarm',
    limit: 10_240,
    unit: 'characters',
    source: composites,
    measure: rulesMeasured((rule) => rule.length),
  },
  {
    name: 'widgets of a dashboard',
    limit: 500,
    unit: '',
    source: 'CloudWatch User Guide, "CloudWatch service quotas"',
    measure: (templates) => dashboards(templates).map(({ id, widgets }) => ({ what: id, value: widgets.length })),
  },
  {
    name: 'inline policies of a role',
    limit: 10_240,
    unit: 'characters',
    source: 'IAM User Guide, "IAM and AWS STS quotas"',
    // Each stack for itself: a role of this name may stand in every one of them.
    measure: (templates) => Object.entries(templates).flatMap(([stack, template]) => inlinePolicies(stack, template)),
  },
  {
    name: 'environment of a function',
    limit: 4096,
    unit: 'bytes',
    source: lambda,
    measure: (templates) =>
      of('AWS::Lambda::Function', templates).map(([id, { Properties }]) => ({
        what: id,
        value: bytes(Properties['Environment']?.Variables ?? {}),
      })),
  },
  {
    name: 'routes of an API',
    limit: 300,
    unit: '',
    source: 'API Gateway Developer Guide, "Quotas for configuring and running an HTTP API"',
    measure: (templates) =>
      counted(
        of('AWS::ApiGatewayV2::Route', templates).map(([, { Properties }]) => JSON.stringify(Properties['ApiId'])),
      ),
  },
  {
    name: 'rules of a bus in Milan',
    limit: 100,
    unit: '',
    source: events,
    measure: (templates) =>
      counted(
        of('AWS::Events::Rule', templates).map(([, { Properties }]) =>
          JSON.stringify(Properties['EventBusName'] ?? 'default'),
        ),
      ),
  },
  {
    name: 'targets of a rule',
    limit: 5,
    unit: '',
    source: events,
    measure: (templates) =>
      of('AWS::Events::Rule', templates).map(([id, { Properties }]) => ({
        what: id,
        value: Properties['Targets'].length,
      })),
  },
  {
    name: 'pattern of a rule',
    limit: 2048,
    unit: 'characters',
    source: events,
    measure: (templates) =>
      of('AWS::Events::Rule', templates).map(([id, { Properties }]) => ({
        what: id,
        value: bytes(Properties['EventPattern'] ?? ''),
      })),
  },
  {
    name: 'readers of a stream',
    limit: 2,
    unit: '',
    source: 'DynamoDB Developer Guide, "Change data capture for DynamoDB Streams": two processes for each shard',
    measure: (templates) => counted(followed(templates)),
  },
  {
    name: 'behaviours of a distribution',
    limit: 75,
    unit: '',
    source: 'CloudFront Developer Guide, "Quotas"',
    measure: (templates) =>
      of('AWS::CloudFront::Distribution', templates).map(([id, { Properties }]) => ({
        what: id,
        value: 1 + (Properties['DistributionConfig'].CacheBehaviors ?? []).length,
      })),
  },
  {
    name: 'Content-Security-Policy',
    limit: 1783,
    unit: 'characters',
    source: 'CloudFront Developer Guide, "Quotas": value of a custom header',
    measure: (templates) =>
      of('AWS::CloudFront::ResponseHeadersPolicy', templates).map(([id, { Properties }]) => ({
        what: id,
        value: bytes(
          joined(
            Properties['ResponseHeadersPolicyConfig'].SecurityHeadersConfig?.ContentSecurityPolicy
              ?.ContentSecurityPolicy ?? '',
          ),
        ),
      })),
  },
  {
    name: 'code of a CloudFront function',
    limit: 10_240,
    unit: 'bytes',
    source: 'CloudFront Developer Guide, "Quotas"',
    measure: (templates) =>
      of('AWS::CloudFront::Function', templates).map(([id, { Properties }]) => ({
        what: id,
        value: bytes(joined(Properties['FunctionCode'])),
      })),
  },
  {
    name: 'policy of a key',
    limit: 32_768,
    unit: 'bytes',
    source: 'KMS Developer Guide, "Resource quotas"',
    measure: (templates) =>
      of('AWS::KMS::Key', templates).map(([id, { Properties }]) => ({
        what: id,
        value: bytes(Properties['KeyPolicy']),
      })),
  },
  {
    name: 'policy of a queue',
    limit: 8192,
    unit: 'bytes',
    source: 'SQS Developer Guide, "Amazon SQS policy quotas"',
    measure: (templates) =>
      of('AWS::SQS::QueuePolicy', templates).map(([id, { Properties }]) => ({
        what: id,
        value: bytes(Properties['PolicyDocument']),
      })),
  },
];

/** The fullest of what a limit is checked on. */
export const fullest = (limit: Limit, templates: Templates): Measured =>
  limit.measure(templates).reduce((most, each) => (each.value > most.value ? each : most), { what: '', value: 0 });
