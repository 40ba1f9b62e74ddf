// What a person reads in a review of the stacks: `npm run summarize` writes it, summary.test.ts compares it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  agreed,
  alike,
  bundleBehind,
  functionBehind,
  nameBehind,
  nameOf,
  ours,
  propertiesOf,
  services,
} from './agreed.ts';
import { root } from './made-once.ts';
import { idBehind, type Properties, resourcesOf, type Template } from './synthesis.ts';

/** Those of each service that has one. */
const ofEach = (kind: string) => services.flatMap(({ service }) => agreed[`${kind}-${service}`] ?? ([] as Template[]));
const ofAll = (name: string) => [agreed[name] as Template];

/** Each kind of stack: the one of all services, or those of each. */
const kinds = {
  records: ofAll('records'),
  'records-of-a-service': ofEach('records'),
  edge: ofAll('edge'),
  center: ofAll('center'),
  'mail-rules': ofAll('mail-rules'),
  canary: ofAll('canary'),
  pages: ofAll('pages'),
  watch: ofAll('watch'),
  service: ofEach('service'),
  contributions: ofEach('contributions'),
  tracing: ofEach('tracing'),
  followers: ofEach('followers'),
  night: ofEach('night'),
};
export type Kind = keyof typeof kinds;
export const kindsOfStack = Object.keys(kinds) as Kind[];

/** The file of a summary. */
export const summaryFile = (stack: Kind) => join(root, `test/cdk/summary/${stack}.txt`);

const everywhere = Object.values(agreed);
const of = (stack: Kind, type: string): Properties[] => propertiesOf(ours(resourcesOf(type, ...kinds[stack])));

/** How long, in the largest unit that divides it. */
const time = (seconds: number) =>
  seconds % 3600 === 0 ? `${seconds / 3600} h` : seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;

const named = (value: unknown) => alike(nameBehind(value));

/** Lines under a title, each once: what is the same for every service is told once, as `own …`. */
function section(title: string, lines: readonly string[]): string[] {
  const once = [...new Set(lines)].sort();
  return once.length === 0 ? [] : ['', title, ...once.map((line) => `  ${line.trimEnd()}`)];
}

function wakesOf(functionId: string): string[] {
  const is = (value: unknown) => idBehind(value, agreed) === functionId;
  const sources = propertiesOf(resourcesOf('AWS::Lambda::EventSourceMapping', ...everywhere))
    .filter(({ FunctionName }) => functionBehind(FunctionName) === functionId)
    .map(({ EventSourceArn, BatchSize }) => `${named(EventSourceArn).replace(/^own /, '')} by ${BatchSize}`);
  const times = propertiesOf(resourcesOf('AWS::Scheduler::Schedule', ...everywhere))
    .filter(({ Target }) => is(Target.Arn))
    .map(({ ScheduleExpression }) => ScheduleExpression);
  const events = propertiesOf(resourcesOf('AWS::Events::Rule', ...everywhere))
    .filter(({ Targets }) => is(Targets[0].Arn))
    .flatMap(({ EventPattern }) => EventPattern['detail-type']);
  return [...new Set([...sources, ...times, ...events])];
}

function functionLines(stack: Kind): string[] {
  return of(stack, 'AWS::Lambda::Function').map(({ id, MemorySize, Timeout, ReservedConcurrentExecutions: kept }) => {
    const wakes = wakesOf(id);
    return [
      (stack === 'edge' ? nameOf(id) : bundleBehind(id)).padEnd(34),
      `${MemorySize} MB`.padStart(7),
      time(Timeout).padStart(6),
      kept === undefined ? '' : `  ${kept} at most`,
      wakes.length === 0 ? '' : `  woken by ${wakes.join(', ')}`,
    ].join(' ');
  });
}

const queueLine = ({ id, VisibilityTimeout, DelaySeconds, RedrivePolicy }: Properties) =>
  `${alike(nameOf(id))}: hidden ${time(VisibilityTimeout)}${DelaySeconds ? `, after ${time(DelaySeconds)}` : ''}${
    RedrivePolicy ? `, ${RedrivePolicy.maxReceiveCount} receives, then ${named(RedrivePolicy.deadLetterTargetArn)}` : ''
  }`;

function tableLine({ id, KeySchema, StreamSpecification, TimeToLiveSpecification, ...table }: Properties): string {
  const keys = (schema: Properties[]) => schema.map(({ AttributeName }) => AttributeName).join(' + ');
  const indexes: Properties[] = table['GlobalSecondaryIndexes'] ?? [];
  return [
    `${alike(nameOf(id))}: ${keys(KeySchema)}`,
    ...indexes.map(({ IndexName, KeySchema: schema }) => `index ${IndexName} ${keys(schema)}`),
    ...(StreamSpecification ? ['stream'] : []),
    ...(TimeToLiveSpecification ? [`ends by ${TimeToLiveSpecification.AttributeName}`] : []),
    ...(table['WarmThroughput'] ? [`warm for ${table['WarmThroughput'].WriteUnitsPerSecond} writes a second`] : []),
  ].join(', ');
}

function bucketLine({ id, LifecycleConfiguration, VersioningConfiguration }: Properties): string {
  const rules: Properties[] = LifecycleConfiguration?.Rules ?? [];
  const ends = rules.flatMap(({ Prefix = 'all', ExpirationInDays: days, NoncurrentVersionExpiration: old }) => [
    ...(days === undefined ? [] : [`${Prefix} gone after ${days} days`]),
    ...(old === undefined ? [] : [`old versions after ${old.NoncurrentDays} days`]),
  ]);
  return [`${alike(nameOf(id))}:${VersioningConfiguration ? '' : ' no'} versions`, ...ends].join(', ');
}

function alarmLine({ AlarmDescription, Statistic, Threshold, EvaluationPeriods, Period, Metrics = [] }: Properties) {
  const seconds = Period ?? Math.max(...Metrics.map(({ MetricStat }: Properties) => MetricStat?.Period ?? 0));
  const chapter = /#(\S+)$/.exec(AlarmDescription)?.[1]?.replace(/^(?!api-server).*-errors$/, '<each function>-errors');
  return `${chapter}: ${Statistic ?? 'share'} above ${Threshold}, ${EvaluationPeriods} × ${time(seconds)}`;
}

/** Of which alarms one is made that calls for a whole capability. */
function compositeLine({ AlarmName, AlarmRule }: Properties): string {
  const ofService = services.map(({ service }) => service).find((service) => AlarmName.includes(`-${service}-`));
  const short = (name: string) =>
    (ofService === undefined ? name : name.replaceAll(`-${ofService}`, '-own')).replace(/^sportello-/, '');
  const children = [...AlarmRule.matchAll(/ALARM\("([^"]+)"\)/g)].map(([, name]) => short(name));
  return `${short(AlarmName)}: ${children.sort().join(', ')}`;
}

function routeLines(stack: Kind): string[] {
  const limits = Object.assign({}, ...of(stack, 'AWS::ApiGatewayV2::Stage').map((one) => one['RouteSettings'] ?? {}));
  return of(stack, 'AWS::ApiGatewayV2::Route').map(({ RouteKey, AuthorizationType }) => {
    const limit = limits[RouteKey];
    const rate = limit ? `${limit.ThrottlingRateLimit}/s, burst ${limit.ThrottlingBurstLimit}` : 'the rest’s share';
    return `${RouteKey}: ${AuthorizationType === 'JWT' ? 'staff' : 'anyone'}, ${rate}`;
  });
}

function scheduleLine({ Name, ScheduleExpression, Target }: Properties): string {
  return `${Name ?? named(Target.Arn)}: ${ScheduleExpression}`;
}

/** The summary of a stack: how many resources of which type, and what of them somebody may have to decide on. */
export function summaryOf(stack: Kind): string {
  const types = kinds[stack].flatMap(({ Resources }) =>
    [...Map.groupBy(Object.values(Resources), ({ Type }) => Type)].map(
      ([type, same]) => `${String(same.length).padStart(3)} ${type}`,
    ),
  );
  const sizes = kinds[stack].map(({ Resources }) => `${Object.keys(Resources).length} resources`);
  return `${[
    `${stack}: ${[...new Set(sizes)].join(', ')}`,
    ...section('resources by type', types),
    ...section('functions', functionLines(stack)),
    ...section('schedules', of(stack, 'AWS::Scheduler::Schedule').map(scheduleLine)),
    ...section('queues', of(stack, 'AWS::SQS::Queue').map(queueLine)),
    ...section('tables', of(stack, 'AWS::DynamoDB::Table').map(tableLine)),
    ...section('buckets', of(stack, 'AWS::S3::Bucket').map(bucketLine)),
    ...section('routes', routeLines(stack)),
    ...section('alarms', of(stack, 'AWS::CloudWatch::Alarm').map(alarmLine)),
    ...section('composite alarms', of(stack, 'AWS::CloudWatch::CompositeAlarm').map(compositeLine)),
  ].join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const stack of kindsOfStack) writeFileSync(summaryFile(stack), summaryOf(stack));
