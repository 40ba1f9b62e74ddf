import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Endpoints, StageOptions } from '../stage-interface.ts';
import { stageCredentials } from '../template/aws-call.ts';
import { deploymentFunctions, edgeFunctions } from '../template/honoured.ts';
import { region } from '../template/identity.ts';
import { integratedFunction } from '../template/integration.ts';
import type { Application, Resource } from '../template/template.ts';
import type { CalledService } from './called-action.ts';
import type { FunctionPlan } from './host.ts';
import { allows, statementsOf } from './permission.ts';

/** Names of the variables that the stage adds to what the template says. */
const ownVariables = /^(AWS_|LAMBDA_|_HANDLER$|_X_AMZN|LANG$|PATH$|TZ$|NODE_PATH$)/;

/** The environment of a function as the template says it, without what the stage added. */
export function templateEnvironment(plan: FunctionPlan): Record<string, string> {
  return Object.fromEntries(Object.entries(plan.environment).filter(([name]) => !ownVariables.test(name)));
}

/** What a plan needs beside the template. */
type PlanSetting = {
  endpoints: Endpoints;
  /** The data folder, as a full path. */
  data: string;
  /** Turns an address that exists only on AWS into that of this machine. */
  localize: (value: string) => string;
  secret: (id: string) => string | undefined;
  options: Pick<StageOptions, 'workers' | 'unthrottled'>;
  refuse: (line: string) => void;
};

/** The functions of the templates that somebody can wake, ready to run; one without its bundle goes to `refuse`. */
export function functionPlans(application: Application, setting: PlanSetting): FunctionPlan[] {
  const plans: FunctionPlan[] = [];
  const awaited = awaitedFunctions(application);
  const elsewhere = new Set([...deploymentFunctions(application), ...edgeFunctions(application)]);
  for (const resource of application.ofType('AWS::Lambda::Function')) {
    if (elsewhere.has(`${resource.stack}/${resource.logicalId}`)) continue;
    const bundle = application.asset(String(resource.properties['Code']?.S3Key ?? ''));
    if (bundle) plans.push(planOf(application, resource, bundle, awaited, setting));
    else setting.refuse(`AWS::Lambda::Function.Code of ${resource.logicalId}: its bundle is not among the assets`);
  }
  return plans;
}

function planOf(
  application: Application,
  resource: Resource,
  bundle: string,
  awaited: ReadonlySet<string>,
  setting: PlanSetting,
): FunctionPlan {
  const { properties } = resource;
  const asked = properties['ReservedConcurrentExecutions'];
  const statements = statementsOf(application, application.find(String(properties['Role'] ?? '')));
  const { workers = {}, unthrottled } = setting.options;
  return {
    logicalId: resource.logicalId,
    name: resource.name,
    arn: resource.arn,
    bundle,
    handler: handlerOf(resource),
    environment: { ...stageEnvironment(resource, bundle, setting), ...ownEnvironment(resource, setting) },
    timeoutMs: Number(properties['Timeout'] ?? 3) * 1000,
    memoryMb: memoryOf(resource),
    // A function that must never run twice at once keeps its reservation whatever is lifted.
    reserved: unthrottled && asked !== 1 ? undefined : asked,
    asked,
    workers: workers[resource.logicalId] ?? workers[resource.name] ?? workers['*'] ?? 1,
    // An officer who declares waits for what the bus brings about.
    background: !awaited.has(resource.arn) && !allows(statements, 'events:PutEvents'),
    statements,
  };
}

const handlerOf = ({ properties }: Resource) => String(properties['Handler'] ?? 'index.handler');
const memoryOf = ({ properties }: Resource) => Number(properties['MemorySize'] ?? 128);

/** What Lambda itself puts into an environment, and where the services of AWS are on this machine. */
function stageEnvironment(resource: Resource, bundle: string, setting: PlanSetting): Record<string, string> {
  const { endpoints, data } = setting;
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: stageCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: stageCredentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: resource.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryOf(resource)),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${resource.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'one-machine',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: bundle,
    _HANDLER: handlerOf(resource),
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    // A service without an emulator is answered, and named, by the control server: nothing leaves this machine.
    AWS_ENDPOINT_URL: endpoints.events,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SES: endpoints.ses,
    AWS_ENDPOINT_URL_SESV2: endpoints.ses,
    AWS_ENDPOINT_URL_SNS: endpoints.telephones,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsmanager,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.events,
    // Alerts come from a folder, not from the network: a bulletin put there is read as if its source had published it.
    ALERT_SOURCES: `${pathToFileURL(join(data, 'alerts')).href}/`,
    // Nobody's telephone rings: calls and pushes go to a page that can be listened to.
    RINGS_ADDRESS: endpoints.telephones,
  };
}

/** The variables of the template, with secrets and addresses as they are on this machine. */
function ownEnvironment(resource: Resource, { localize, secret }: PlanSetting): Record<string, string> {
  const variables = Object.entries(resource.properties['Environment']?.Variables ?? {});
  return Object.fromEntries(variables.map(([name, value]) => [name, localize(withSecrets(String(value), secret))]));
}

/** A text of the template with the secrets that CloudFormation would put in the place of its references. */
export function withSecrets(value: string, secret: PlanSetting['secret']): string {
  return value.replace(
    /\{\{resolve:secretsmanager:(.+?)(?::SecretString:?([^:}]*)[^}]*)?\}\}/g,
    (whole, id: string, key?: string) => {
      const kept = secret(id);
      if (kept === undefined) return whole;
      return key ? String(JSON.parse(kept)[key]) : kept;
    },
  );
}

/** The function that an arn or a name means, without version or alias. */
export const unqualified = (name: string): string => name.replace(/:(live|\$LATEST|\d+)$/, '');

/** The buckets that take scans, by service, as the functions that read them have them in their environment. */
export function scanBucketsOf(plans: Iterable<FunctionPlan>): Map<string, string> {
  const buckets = new Map<string, string>();
  for (const { environment } of plans) {
    const { SERVICE, SCANS_BUCKET } = environment;
    if (SERVICE !== undefined && SCANS_BUCKET !== undefined) buckets.set(SERVICE, SCANS_BUCKET);
  }
  return buckets;
}

/** Functions that a caller, a queue or an officer waits for. */
function awaitedFunctions(application: Application): Set<string> {
  const arns = new Set<string>();
  for (const integration of application.ofType('AWS::ApiGatewayV2::Integration')) {
    arns.add(integratedFunction(integration));
  }
  for (const rule of application.ofType('AWS::Events::Rule')) {
    if (!rule.properties['EventPattern']) continue;
    for (const target of rule.properties['Targets'] ?? []) arns.add(String(target.Arn));
  }
  // A caller of Amazon Connect hears nothing until the function has answered.
  for (const { properties } of application.ofType('AWS::Lambda::Permission')) {
    if (properties['Principal'] !== 'connect.amazonaws.com') continue;
    arns.add(application.find(unqualified(String(properties['FunctionName'])))?.arn ?? '');
  }
  for (const mapping of application.ofType('AWS::Lambda::EventSourceMapping')) {
    if (application.find(String(mapping.properties['EventSourceArn']))?.type !== 'AWS::SQS::Queue') continue;
    arns.add(application.find(String(mapping.properties['FunctionName']))?.arn ?? '');
  }
  return arns;
}

/** The service of AWS that each emulator answers for, by its `host:port`. */
export function servicesOf(endpoints: Endpoints): Record<string, CalledService> {
  const hostOf = (endpoint: string) => new URL(endpoint).host;
  return {
    [hostOf(endpoints.dynamodb)]: 'dynamodb',
    [hostOf(endpoints.s3)]: 's3',
    [hostOf(endpoints.ses)]: 'ses',
    [hostOf(endpoints.events)]: 'events',
    [hostOf(endpoints.telephones)]: 'sns',
  };
}
