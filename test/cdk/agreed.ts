import { type BundleName, handlers } from '../../cdk/house/bundles.ts';
import { readServices } from '../../cdk/house/services.ts';
import {
  definitions,
  idBehind,
  type Properties,
  type Resource,
  resourcesOf,
  type Template,
  templates,
} from './synthesis.ts';

/** Our installation as its templates say it, read once for the statements of this folder. */
export const agreed = await templates();
/** What must survive: of all services together, and of each. */
export const recordsStacks = Object.keys(agreed).filter((name) => /^records(-|$)/.test(name));
/** What runs: for all services, and for each. */
export const runningStacks = [
  'center',
  'canary',
  ...Object.keys(agreed).filter((name) => /^(service|contributions|tracing|followers|night)-/.test(name)),
];
export const stacksOf = (names: readonly string[]): Template[] => names.map((name) => agreed[name] as Template);
export const records = stacksOf(recordsStacks);
export const running = stacksOf(runningStacks);
export const { center, edge } = agreed;
export const everything = Object.values(agreed);

/** The one resource of an id among these stacks: what belongs to a service has its name in front. */
export const found = (id: unknown, stacks: readonly Template[] = everything): Resource | undefined =>
  stacks.map(({ Resources }) => Resources[String(id)]).find((resource) => resource !== undefined);

/** The function that a value stands for, by itself or by its alias. */
export function functionBehind(value: unknown): string | undefined {
  const id = idBehind(value, agreed);
  const behind = found(id);
  return behind?.Type === 'AWS::Lambda::Alias' ? String(behind.Properties['FunctionName'].Ref) : id;
}

/** The services of our installation, by their names. */
export const services = readServices([definitions]);
/** A service as logical ids begin with it. */
export const inIds = (service: string) => service.replaceAll('-', '');
const servicesInIds = services.map(({ service }) => inIds(service));

/** The CDK's own function that copies the pages: not ours to shape. */
export const ours = (found: [string, Resource][]) =>
  found.filter(([id]) => !id.startsWith('CustomCDKBucketDeployment'));

/** A logical id without the digest at its end. */
export const nameOf = (id: string) => id.replace(/[0-9A-F]{8}$/, '');
/** The name of what is behind a reference, wherever it is. */
export const nameBehind = (value: unknown) => nameOf(idBehind(value, agreed) ?? 'nothing');
/** The service that something is of, as its logical id begins, or undefined. */
export const serviceIn = (id: string) => servicesInIds.find((service) => id.startsWith(service));
/** A name as it reads for every service alike: `own Register`, or `Ledger` for what is shared. */
export const alike = (name: string) => {
  const service = serviceIn(name);
  return service === undefined ? name : `own ${name.slice(service.length)}`;
};

export const propertiesOf = (found: [string, Resource][]) =>
  found.map(([id, { Properties }]) => ({ id, ...Properties }) as Properties);
/** The properties of every resource of a type that is ours. */
export const propertiesOfAll = (type: string) => propertiesOf(ours(resourcesOf(type, ...everything)));
export const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** The functions of the regions; the one at the edge is shaped by CloudFront's rules (edge.test.ts). */
export const functions = ours(resourcesOf('AWS::Lambda::Function', ...running));
export const queues = propertiesOfAll('AWS::SQS::Queue');
export const tables = propertiesOfAll('AWS::DynamoDB::Table');
export const buckets = propertiesOfAll('AWS::S3::Bucket');
export const alarms = propertiesOfAll('AWS::CloudWatch::Alarm');
export const schedules = propertiesOfAll('AWS::Scheduler::Schedule');
export const mappings = propertiesOfAll('AWS::Lambda::EventSourceMapping');

export interface Statement {
  /** Logical id of the policy or role that says it. */
  id: string;
  actions: string[];
  resources: unknown[];
}

const statementsIn = (id: string, document: Properties): Statement[] =>
  document['Statement'].map((statement: Properties) => ({
    id,
    actions: list(statement['Action']),
    resources: list(statement['Resource']),
  }));

/** Everything that a role of ours may do. */
export const statements: Statement[] = [
  ...propertiesOfAll('AWS::IAM::Policy').flatMap(({ id, PolicyDocument }) => statementsIn(id, PolicyDocument)),
  ...propertiesOfAll('AWS::IAM::Role').flatMap(({ id, Policies = [] }) =>
    Policies.flatMap(({ PolicyDocument }: Properties) => statementsIn(id, PolicyDocument)),
  ),
];

const bundleOf = new Map(
  Object.entries(handlers).map(([bundle, handler]) => [handler as string, bundle as BundleName]),
);

/** The bundle of a function, told by the role that was made for it. */
export function bundleBehind(functionId: string): BundleName {
  const role = functions.find(([id]) => id === functionId)?.[1].Properties['Role']['Fn::GetAtt'][0];
  const description = found(role)?.Properties['Description'] ?? '';
  const bundle = bundleOf.get(/^What (\S+) may do$/.exec(description)?.[1] ?? '');
  if (bundle === undefined) throw new Error(`${functionId} has no role of a handler`);
  return bundle;
}
