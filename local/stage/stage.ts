import { randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { clockFrom } from '../clock.ts';
import { type EmulatorProcess, startEmulator } from '../emulators/process.ts';
import { developmentCalls } from '../events/call-keys.ts';
import { type Control, type InvocationAnswer, startControl, type Target } from '../events/control.ts';
import { type Scheduler, startScheduler } from '../events/scheduler.ts';
import { type Gateway, integratedFunction, listenGateway, readApi } from '../gateway/gateway.ts';
import { readPortal } from '../gateway/portal.ts';
import type { CalledService } from '../lambda/called-action.ts';
import { type Poller, pollQueue } from '../lambda/event-source.ts';
import { createHost, FunctionFailed, type FunctionPlan, FunctionThrottled, type Host } from '../lambda/host.ts';
import { governLimits, type QueueConcurrency } from '../lambda/limits.ts';
import { allows, statementsOf } from '../lambda/permission.ts';
import { createStreams, type StreamEntry, type StreamMapping, type Streams } from '../lambda/stream.ts';
import { type Lock, takeLock } from '../lock.ts';
import { colleagues } from '../staff.ts';
import type {
  Address,
  EmulatorName,
  Endpoints,
  Stage,
  StageMail,
  StageNames,
  StageOptions,
} from '../stage-interface.ts';
import { awsCall, CallRefused, dummyAuthorization, send } from '../template/aws-call.ts';
import { bucketNotices, testNotice } from '../template/bucket-notices.ts';
import { deploymentFunctions, notHonoured } from '../template/honoured.ts';
import { receiptRules } from '../template/receipt-rules.ts';
import {
  type Application,
  account,
  loadApplication,
  localAddresses,
  type Properties,
  type Resource,
  region,
} from '../template/template.ts';
import { watchScans } from './scans-folder.ts';
import { apiDocsDoor, stageDoor } from './side-doors.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Why the stage cannot start, in a sentence for whoever started it. */
export class StageProblem extends Error {}

/** Starts the whole center on this machine from the synthesized templates; throws StageProblem with a sentence for the reader. */
export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const log = options.log ?? (() => {});
  const templates = resolve(options.templates ?? join(root, 'dist/cdk.out'));
  const data = resolve(options.data ?? '.sportello');
  const host = options.host ?? '127.0.0.1';
  const clock = clockFrom(options.at);

  const lock = await openData(data, options.fresh === true);
  const gateway = await openGateway(options.port ?? 8080, host, lock);
  const url = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${gateway.port}`;
  const emulators = new Map<EmulatorName, EmulatorProcess>();
  let control: Control | undefined;
  try {
    const before = load(templates, { sqs: 'http://127.0.0.1:0', gateway: url });
    let streams: Streams | undefined;
    let early: StreamEntry[] = [];
    const common = { data, clockOffset: clock.offset, log };
    const missing: string[] = [];
    const lacks = (line: string) => void missing.push(line);
    const notices = bucketNotices(before, lacks);
    const [dynamodb, queues, mail] = await Promise.all([
      startEmulator({
        ...common,
        name: 'dynamodb',
        settings: tableSettings(before),
        onMessage: (message) => {
          const entries = message['entries'] as StreamEntry[];
          if (streams) streams.deliver(entries);
          else early = [...early, ...entries];
        },
        onRestart: () => void streams?.reread(),
      }),
      startEmulator({ ...common, name: 'queues', settings: { cors: corsOf(before), notices } }),
      startEmulator({ ...common, name: 'mail', settings: { mailRate: options.mailRate ?? 100 } }),
    ]);
    emulators.set('dynamodb', dynamodb).set('queues', queues).set('mail', mail);
    const oidc = await startIssuer(before, { ...common, gateway: url });
    if (oidc) emulators.set('oidc', oidc);

    const places = { sqs: queues.endpoint, gateway: url };
    const application = load(templates, places);
    const [started, ...made] = await Promise.allSettled([
      startSmtp(before, { ...common, s3: queues.endpoint, port: options.smtpPort ?? 0, lacks }),
      createBuckets(application, queues.endpoint),
      createTables(application, dynamodb.endpoint),
      createQueues(application, queues.endpoint),
    ]);
    // Whatever went wrong beside it, it is known and can be ended.
    if (started.status === 'fulfilled' && started.value) emulators.set('smtp', started.value);
    for (const outcome of [started, ...made]) if (outcome.status === 'rejected') throw outcome.reason;
    const smtp = emulators.get('smtp');
    const [fresh] = made;
    for (const bucket of fresh.status === 'fulfilled' ? fresh.value : []) {
      for (const { queue } of notices[bucket] ?? []) {
        const MessageBody = JSON.stringify(testNotice(bucket, clock.now(), randomUUID()));
        await awsCall('sqs', queues.endpoint, 'SendMessage', { QueueUrl: application.find(queue)?.ref, MessageBody });
      }
    }

    const plans = new Map<string, FunctionPlan>();
    let limits: ReturnType<typeof governLimits> | undefined;
    let scheduler: Scheduler | undefined;
    const startedControl = await startControl({
      application: () => application,
      data,
      clock,
      log,
      deliver: (target, payload) => deliver(target, payload),
      governed: (method, path, query, input) =>
        scheduler?.answer(method, path, query, input) ?? limits?.(method, path, query, input),
      invoke: async (name, payload, type) => {
        const plan = [...plans.values()].find((one) => [one.name, one.arn].includes(unqualified(name)));
        return plan && invokeByCall(functions, plan, payload, type, log);
      },
    });
    control = startedControl;
    const endpoints: Endpoints = {
      dynamodb: dynamodb.endpoint,
      sqs: queues.endpoint,
      s3: queues.endpoint,
      ses: mail.endpoint,
      secretsmanager: startedControl.endpoint,
      events: startedControl.endpoint,
      lambda: startedControl.endpoint,
      ...(smtp ? { smtp: smtp.endpoint } : {}),
    };
    const localizeGateway = localAddresses(application, places);
    const localizeIssuer = issuerAddresses(application, oidc?.endpoint);
    const localize = (value: string) =>
      application
        .ofType('AWS::S3::Bucket')
        .reduce(
          (text, bucket) => text.replaceAll(`https://${bucket.attribute('RegionalDomainName')}`, queues.endpoint),
          localizeIssuer(localizeGateway(value)),
        );

    const logFolder = join(data, 'logs');
    mkdirSync(logFolder, { recursive: true });
    mkdirSync(join(data, 'alerts'), { recursive: true });
    const functions = createHost({ services: servicesOf(endpoints), clockOffset: clock.offset, logFolder, log });
    for (const plan of functionPlans(application, endpoints, {
      localize,
      secret: startedControl.secret,
      options,
      missing,
    })) {
      plans.set(plan.arn, plan);
    }

    const deliver = async (target: Target, payload: string) => {
      const plan = plans.get(unqualified(target.Arn));
      if (plan) return invokeLater(functions, plan, payload, log);
      const queue = application.find(target.Arn);
      if (queue?.type === 'AWS::Events::EventBus') {
        const { DetailType, Source } = target.EventBridgeParameters ?? {};
        return startedControl.putEvent({
          version: '0',
          id: randomUUID(),
          'detail-type': DetailType,
          source: Source,
          account,
          time: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
          region,
          resources: [],
          detail: JSON.parse(payload),
          busName: queue.name,
        });
      }
      if (queue?.type !== 'AWS::SQS::Queue')
        throw new Error(`the target ${target.Arn} is neither a function nor a queue nor a bus of the templates`);
      await awsCall('sqs', queues.endpoint, 'SendMessage', { QueueUrl: queue.ref, MessageBody: payload });
    };

    const report = [...application.problems, ...notHonoured(application), ...missing];
    const { streamMappings, pollers, sources } = wire(application, plans, functions, {
      log,
      clock,
      endpoint: () => queues.endpoint,
      refuse: (line) => report.push(line),
    });
    for (const line of report) log(`not honoured on one machine: ${line}`);
    const api = readApi(application, plans, options.unthrottled === true, localize, (line) => {
      log(line);
      report.push(line.replace('not honoured on one machine: ', ''));
    });
    const readStreams = createStreams({
      mappings: streamMappings,
      host: functions,
      log,
      clock,
      folder: join(data, 'streams'),
      dynamodb: () => dynamodb.endpoint,
      sqs: () => queues.endpoint,
      reader: {
        entries: async (table, after) =>
          (await dynamodb.ask({ type: 'entries', table, after })) as Awaited<
            ReturnType<Parameters<typeof createStreams>[0]['reader']['entries']>
          >,
        trim: (table, upTo) => void dynamodb.ask({ type: 'trim', table, upTo }),
      },
    });
    await readStreams.start();
    streams = readStreams;
    readStreams.deliver(early);
    const running: Poller[] = pollers.map((start) => start());
    startedControl.start();
    if (api) {
      limits = governLimits({
        apiId: api.apiId,
        stageName: api.stage,
        throttling: api.throttling,
        plans: [...plans.values()],
        sources,
        unthrottled: options.unthrottled === true,
      });
    }
    scheduler = startScheduler({ application, clock, file: join(data, 'schedules.json'), log, deliver });
    for (const stack of new Set(application.resources.map((resource) => resource.stack))) {
      startedControl.putEvent(deployed(stack, clock.now()));
    }

    const scanBuckets = scanBucketsOf(plans.values());
    const scans = watchScans({ folder: join(data, 'scans'), buckets: scanBuckets, s3: () => queues.endpoint, log });
    const names = namesOf(application);
    const addresses = addressesOf(application, {
      url,
      mail: mail.endpoint,
      issuer: oidc?.endpoint,
      smtp: smtp?.endpoint,
      scans: [...scanBuckets.keys()],
      data,
    });
    const stopParts = async () => {
      scheduler?.stop();
      await gateway.close(5_000);
      await scans.stop();
      await smtp?.close();
      await Promise.all([...running.map((poller) => poller.stop()), readStreams.stop()]);
      await functions.stop();
      await startedControl.stop();
      await Promise.all([...emulators.values()].map((emulator) => emulator.close()));
      rmSync(join(data, 'stage.json'), { force: true });
      lock.release();
    };
    let stopping: Promise<void> | undefined;

    const stage: Stage = {
      url,
      addresses,
      endpoints,
      names,
      notHonoured: report,
      data,
      clock,
      environments: Object.fromEntries([...plans.values()].map((plan) => [plan.logicalId, templateEnvironment(plan)])),
      refused: () => [...functions.refused],
      emulator: (name) => emulators.get(name) as EmulatorProcess,
      async invoke(functionName, event) {
        const plan = [...plans.values()].find(
          (entry) => entry.logicalId === functionName || entry.name === functionName,
        );
        if (!plan) throw new Error(`there is no function ${functionName}`);
        const result = await functions.invoke(plan, JSON.stringify(event));
        return result === undefined ? undefined : JSON.parse(result);
      },
      calls: () => functions.calls(),
      async token(userName, options = {}) {
        const signed = await oidc?.ask({ type: 'token', userName, ...options });
        return typeof signed === 'string' ? signed : undefined;
      },
      mails: () => readMails(join(data, 'mail')),
      async memory() {
        const of = { dynamodb: 0, queues: 0, mail: 0, oidc: 0, smtp: 0 };
        await Promise.all(
          [...emulators].map(async ([name, emulator]) => Object.assign(of, { [name]: await emulator.memory() })),
        );
        const own = process.memoryUsage.rss();
        const total = Object.values(of).reduce((sum, bytes) => sum + bytes, own);
        return { stage: own, emulators: of, total };
      },
      idle: (withinMs) =>
        waitIdle(withinMs, async () => [
          ...(scans.idle ? [] : ['scans in their folder']),
          ...(await whatIsLeft(application, queues.endpoint, running, readStreams, startedControl)),
        ]),
      stop() {
        stopping ??= stopParts();
        return stopping;
      },
    };
    writeFileSync(
      join(data, 'stage.json'),
      `${JSON.stringify({ url, pid: process.pid, endpoints, names, environments: stage.environments, clockOffset: clock.offset }, null, 2)}\n`,
    );
    gateway.open({
      api,
      portal: readPortal(application, localize, log),
      host: functions,
      clock,
      sideDoors: [stageDoor(stage), apiDocsDoor(root)],
      log,
    });
    return stage;
  } catch (failure) {
    await Promise.all([...emulators.values()].map((emulator) => emulator.close()));
    await control?.stop();
    await gateway.close(0);
    lock.release();
    throw failure;
  }
}

/** Throws StageProblem when the data folder or the port cannot be had, before anybody waits for a build. */
export async function checkPlaces(options: Pick<StageOptions, 'port' | 'host' | 'data'>): Promise<void> {
  const lock = await openData(resolve(options.data ?? '.sportello'), false);
  const gateway = await openGateway(options.port ?? 8080, options.host ?? '127.0.0.1', lock);
  await gateway.close(0);
  lock.release();
}

async function openData(data: string, fresh: boolean): Promise<Lock> {
  try {
    makeFolder(data);
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (failure) {
    throw new StageProblem(
      `The data folder ${data} cannot be read and written (${(failure as NodeJS.ErrnoException).code}). Give another with --data DIR.`,
    );
  }
  let lock: Lock | undefined;
  try {
    lock = await takeLock(join(data, 'stage.lock'), 3_000);
  } catch (failure) {
    throw new StageProblem(
      `The data folder ${data} cannot be used: ${failure instanceof Error ? failure.message : failure}. Give another with --data DIR.`,
    );
  }
  if (!lock) {
    const notes = join(data, 'stage.json');
    const other = existsSync(notes) ? JSON.parse(readFileSync(notes, 'utf8')) : {};
    throw new StageProblem(
      `The data folder ${data} is in use by another running stage${other.pid ? ` (process ${other.pid}, ${other.url})` : ''}. Stop it, or give another folder with --data DIR.`,
    );
  }
  if (fresh) {
    for (const entry of readdirSync(data))
      if (!entry.startsWith('stage.lock')) rmSync(join(data, entry), { recursive: true, force: true });
  }
  return lock;
}

/** One level after the other: Node's own recursive way never ends below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder);
}

async function openGateway(port: number, host: string, lock: Lock): Promise<Gateway> {
  try {
    return await listenGateway(port, host);
  } catch (failure) {
    lock.release();
    const { code } = failure as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new StageProblem(
        `Port ${port} of ${host} is taken. Give another with --port, such as --port ${port + 1}, or --port 0 for any free one.`,
      );
    if (code === 'EACCES')
      throw new StageProblem(
        `Port ${port} needs rights that this user does not have. Give one above 1023 with --port.`,
      );
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StageProblem(`This machine has no address ${host}. Give one with --host.`);
    throw failure;
  }
}

function load(folder: string, places: { sqs: string; gateway: string }): Application {
  try {
    return loadApplication(folder, places);
  } catch (failure) {
    throw new StageProblem(`The templates cannot be read: ${failure instanceof Error ? failure.message : failure}`);
  }
}

function servicesOf(endpoints: Endpoints): Record<string, CalledService> {
  const place = (endpoint: string) => new URL(endpoint).host;
  return {
    [place(endpoints.dynamodb)]: 'dynamodb',
    [place(endpoints.s3)]: 's3',
    [place(endpoints.ses)]: 'ses',
    [place(endpoints.events)]: 'events',
  };
}

/** Names of the variables that the stage adds to what the template says. */
const ownVariables = /^(AWS_|LAMBDA_|_HANDLER$|_X_AMZN|LANG$|PATH$|TZ$|NODE_PATH$)/;

function templateEnvironment(plan: FunctionPlan): Record<string, string> {
  return Object.fromEntries(Object.entries(plan.environment).filter(([name]) => !ownVariables.test(name)));
}

function functionPlans(
  application: Application,
  endpoints: Endpoints,
  given: {
    localize: (value: string) => string;
    secret: (id: string) => string | undefined;
    options: StageOptions;
    missing: string[];
  },
): FunctionPlan[] {
  const plans: FunctionPlan[] = [];
  const awaited = awaitedFunctions(application);
  const byDeployment = deploymentFunctions(application);
  for (const resource of application.ofType('AWS::Lambda::Function')) {
    if (byDeployment.has(`${resource.stack}/${resource.logicalId}`)) continue;
    const properties = resource.properties;
    const bundle = application.asset(String(properties['Code']?.S3Key ?? ''));
    if (!bundle) {
      given.missing.push(`AWS::Lambda::Function.Code of ${resource.logicalId}: its bundle is not among the assets`);
      continue;
    }
    const memoryMb = Number(properties['MemorySize'] ?? 128);
    const environment: Record<string, string> = {
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: 'ONEMACHINE',
      AWS_SECRET_ACCESS_KEY: 'one-machine',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: resource.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${resource.name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'one-machine',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      LAMBDA_TASK_ROOT: bundle,
      _HANDLER: String(properties['Handler'] ?? 'index.handler'),
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
      // Whatever has no emulator is answered, and named, by the control server: nothing leaves this machine.
      AWS_ENDPOINT_URL: endpoints.events,
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
      AWS_ENDPOINT_URL_SQS: endpoints.sqs,
      AWS_ENDPOINT_URL_S3: endpoints.s3,
      AWS_ENDPOINT_URL_SES: endpoints.ses,
      AWS_ENDPOINT_URL_SESV2: endpoints.ses,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsmanager,
      AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.events,
      // Alerts come from a folder, not from the network: whoever tries the stage drops bulletins there.
      ALERT_SOURCES: `${pathToFileURL(join(resolve(given.options.data ?? '.sportello'), 'alerts')).href}/`,
    };
    for (const [name, value] of Object.entries(properties['Environment']?.Variables ?? {})) {
      environment[name] = given.localize(
        String(value).replace(
          /\{\{resolve:secretsmanager:(.+?)(?::SecretString:?([^:}]*)[^}]*)?\}\}/g,
          (whole, id: string, key?: string) => {
            const secret = given.secret(id);
            if (secret === undefined) return whole;
            return key ? String(JSON.parse(secret)[key]) : secret;
          },
        ),
      );
    }
    const role = application.find(String(properties['Role'] ?? ''));
    const statements = statementsOf(application, role);
    const workers = given.options.workers ?? {};
    plans.push({
      logicalId: resource.logicalId,
      name: resource.name,
      arn: resource.arn,
      bundle,
      handler: String(properties['Handler'] ?? 'index.handler'),
      environment,
      timeoutMs: Number(properties['Timeout'] ?? 3) * 1000,
      memoryMb,
      reserved:
        given.options.unthrottled && properties['ReservedConcurrentExecutions'] !== 1
          ? undefined
          : properties['ReservedConcurrentExecutions'],
      asked: properties['ReservedConcurrentExecutions'],
      workers: workers[resource.logicalId] ?? workers[resource.name] ?? workers['*'] ?? 1,
      // Whoever declares waits for what follows on the bus.
      background: !awaited.has(resource.arn) && !allows(statements, 'events:PutEvents'),
      statements,
    });
  }
  return plans;
}

/** The function that an arn or a name means, without version or alias. */
const unqualified = (name: string): string => name.replace(/:(live|\$LATEST|\d+)$/, '');

/** The buckets that take scans, by service, as the functions that read them have them in their environment. */
function scanBucketsOf(plans: Iterable<FunctionPlan>): Map<string, string> {
  const buckets = new Map<string, string>();
  for (const { environment } of plans) {
    const { SERVICE, SCANS_BUCKET } = environment;
    if (SERVICE !== undefined && SCANS_BUCKET !== undefined) buckets.set(SERVICE, SCANS_BUCKET);
  }
  return buckets;
}

/** The port that takes mail for the recipients of the receipt rules; undefined when the templates have none. */
async function startSmtp(
  application: Application,
  given: {
    data: string;
    clockOffset: number;
    log: (line: string) => void;
    s3: string;
    port: number;
    lacks: (line: string) => void;
  },
): Promise<EmulatorProcess | undefined> {
  const { s3, lacks, ...common } = given;
  const rules = receiptRules(application, lacks);
  if (rules.length === 0) return undefined;
  try {
    return await startEmulator({ ...common, name: 'smtp', settings: { rules, s3 } });
  } catch (failure) {
    if (!/EADDRINUSE|EACCES/.test(String(failure))) throw failure;
    throw new StageProblem(`Port ${given.port} cannot be had for mail. Give another with --smtp-port.`);
  }
}

/** What EventBridge tells when a stack has been deployed: a start of the stage sets the limits of the template, as a deployment does. */
function deployed(stack: string, now: number): Record<string, unknown> {
  const id = `arn:aws:cloudformation:${region}:${account}:stack/${stack}/00000000-0000-0000-0000-000000000000`;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'CloudFormation Stack Status Change',
    source: 'aws.cloudformation',
    account,
    time: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [id],
    detail: { 'stack-id': id, 'status-details': { status: 'UPDATE_COMPLETE', 'status-reason': '' } },
  };
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

function wire(
  application: Application,
  plans: Map<string, FunctionPlan>,
  functions: Host,
  given: {
    log: (line: string) => void;
    clock: { offset: number; now(): number };
    endpoint: () => string;
    refuse: (line: string) => void;
  },
): { streamMappings: StreamMapping[]; pollers: (() => Poller)[]; sources: Map<string, QueueConcurrency> } {
  const streamMappings: StreamMapping[] = [];
  const pollers: (() => Poller)[] = [];
  const sources = new Map<string, QueueConcurrency>();
  for (const mapping of application.ofType('AWS::Lambda::EventSourceMapping')) {
    const properties = mapping.properties;
    const source = application.find(String(properties['EventSourceArn']));
    const target = application.find(String(properties['FunctionName']));
    const plan = plans.get(target?.arn ?? String(properties['FunctionName']));
    if (properties['Enabled'] === false) continue;
    if (!plan || !source) {
      given.refuse(
        `AWS::Lambda::EventSourceMapping ${mapping.logicalId}: its source or function is not in the templates`,
      );
      continue;
    }
    const filters = (properties['FilterCriteria']?.Filters ?? []).map((filter: Properties) =>
      String(filter['Pattern']),
    );
    const reportsFailures = (properties['FunctionResponseTypes'] ?? []).includes('ReportBatchItemFailures');
    const windowMs = Number(properties['MaximumBatchingWindowInSeconds'] ?? 0) * 1000;
    const needs =
      source.type === 'AWS::SQS::Queue'
        ? ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']
        : ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'];
    const sourceArn = String(properties['EventSourceArn']);
    const lacking = needs.filter((action) => !allows(plan.statements, action, sourceArn));
    if (lacking.length > 0) {
      given.refuse(
        `the event source ${mapping.logicalId}: the role of ${plan.logicalId} may not ${lacking.join(', ')}, so AWS would refuse it too`,
      );
      continue;
    }
    if (source.type === 'AWS::SQS::Queue') {
      if (Number(properties['BatchSize'] ?? 10) > 10 && windowMs < 1000)
        given.refuse(
          `the event source ${mapping.logicalId}: batches of more than 10 need a window of 1 s, so AWS would refuse it`,
        );
      const queueMapping = {
        queueUrl: source.ref,
        queueArn: source.arn,
        plan,
        batchSize: Number(properties['BatchSize'] ?? 10),
        windowMs,
        concurrency: batchesAtOnce(properties['ScalingConfig']?.MaximumConcurrency),
        reportsFailures,
        filters,
      };
      const held: QueueConcurrency = {
        asked: properties['ScalingConfig']?.MaximumConcurrency,
        set(asked) {
          held.asked = asked;
          queueMapping.concurrency = batchesAtOnce(asked);
        },
      };
      sources.set(mapping.ref, held);
      pollers.push(() =>
        pollQueue(queueMapping, { host: functions, endpoint: given.endpoint, clock: given.clock, log: given.log }),
      );
    } else if (source.type === 'AWS::DynamoDB::Table') {
      const onFailure = application.find(String(properties['DestinationConfig']?.OnFailure?.Destination ?? ''));
      streamMappings.push({
        id: mapping.logicalId,
        table: source.name,
        streamArn: sourceArn,
        plan,
        batchSize: Number(properties['BatchSize'] ?? 100),
        windowMs,
        retries: Number(properties['MaximumRetryAttempts'] ?? -1),
        maxAgeMs:
          Number(properties['MaximumRecordAgeInSeconds'] ?? -1) < 0
            ? -1
            : Number(properties['MaximumRecordAgeInSeconds']) * 1000,
        filters,
        reportsFailures,
        fromStart: properties['StartingPosition'] !== 'LATEST',
        onFailureUrl: onFailure?.ref,
      });
    } else given.refuse(`AWS::Lambda::EventSourceMapping ${mapping.logicalId} from ${source.type}`);
  }
  return { streamMappings, pollers, sources };
}

/** There are not more processors. */
function batchesAtOnce(asked: unknown): number {
  return Math.min(Number(asked ?? 5), 5);
}

/** Invokes without an answer, as EventBridge does: a failure is tried twice more, after one and two minutes; a throttle until it passes. */
async function invokeLater(
  functions: Host,
  plan: FunctionPlan,
  payload: string,
  log: (line: string) => void,
): Promise<void> {
  let failures = 0;
  for (let throttles = 0; throttles < 20; ) {
    try {
      await functions.invoke(plan, payload);
      return;
    } catch (failure) {
      if (functions.stopping) return;
      let waitMs = 60_000 * 2 ** failures;
      if (failure instanceof FunctionThrottled) {
        throttles += 1;
        waitMs = Math.min(60_000, 1000 * 2 ** Math.min(throttles, 5));
      } else {
        failures += 1;
        log(
          `${plan.logicalId} failed (${failure instanceof Error ? failure.message : failure})${failures < 3 ? ', trying again' : ', given up'}`,
        );
        if (failures >= 3) return;
      }
      await new Promise((resume) => setTimeout(resume, waitMs).unref());
    }
  }
}

/** Invokes as Lambda's own API does: waits for the answer (RequestResponse), or not (Event). */
async function invokeByCall(
  functions: Host,
  plan: FunctionPlan,
  payload: string,
  type: string,
  log: (line: string) => void,
): Promise<InvocationAnswer> {
  if (type === 'DryRun') return { status: 204, payload: '' };
  if (type === 'Event') {
    void invokeLater(functions, plan, payload, log);
    return { status: 202, payload: '' };
  }
  try {
    return { status: 200, payload: (await functions.invoke(plan, payload)) ?? 'null' };
  } catch (failure) {
    if (failure instanceof FunctionThrottled) return { status: 429, payload: '' };
    const { errorType, message } = failure as FunctionFailed;
    const error = { errorType: failure instanceof FunctionFailed ? errorType : 'Error', errorMessage: message };
    return { status: 200, functionError: 'Unhandled', payload: JSON.stringify(error) };
  }
}

function keyNames(table: Resource): string[] {
  const schema: Properties[] = table.properties['KeySchema'] ?? [];
  return [...schema].sort((a) => (a['KeyType'] === 'HASH' ? -1 : 1)).map((key) => String(key['AttributeName']));
}

function tableSettings(application: Application): Record<string, unknown> {
  const streams: Record<string, string[]> = {};
  const timeToLive: Record<string, { attribute: string; keyNames: string[] }> = {};
  for (const table of application.ofType('AWS::DynamoDB::Table')) {
    if (table.properties['StreamSpecification']) streams[table.name] = keyNames(table);
    const expiry = table.properties['TimeToLiveSpecification'];
    if (expiry?.Enabled)
      timeToLive[table.name] = { attribute: String(expiry.AttributeName), keyNames: keyNames(table) };
  }
  return { streams, timeToLive };
}

function corsOf(application: Application): Record<string, unknown> {
  return Object.fromEntries(
    application
      .ofType('AWS::S3::Bucket')
      .map((bucket) => [bucket.name, bucket.properties['CorsConfiguration']?.CorsRules ?? []]),
  );
}

async function createTables(application: Application, endpoint: string): Promise<void> {
  const { TableNames: existing } = await awsCall<{ TableNames: string[] }>('dynamodb', endpoint, 'ListTables', {});
  for (const table of application.ofType('AWS::DynamoDB::Table')) {
    if (existing.includes(table.name)) {
      await checkIndexes(table, endpoint);
      continue;
    }
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes } = table.properties;
    await awsCall('dynamodb', endpoint, 'CreateTable', {
      TableName: table.name,
      AttributeDefinitions,
      KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
      ...(GlobalSecondaryIndexes ? { GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(indexOf) } : {}),
      ...(LocalSecondaryIndexes ? { LocalSecondaryIndexes: LocalSecondaryIndexes.map(indexOf) } : {}),
    });
  }
}

/** On AWS a new index fills itself; here it would be empty for good, and every list read from it. */
async function checkIndexes(table: Resource, endpoint: string): Promise<void> {
  const wanted: Properties[] = table.properties['GlobalSecondaryIndexes'] ?? [];
  if (wanted.length === 0) return;
  const { Table } = await awsCall<{ Table: Properties }>('dynamodb', endpoint, 'DescribeTable', {
    TableName: table.name,
  });
  const known = (Table['GlobalSecondaryIndexes'] ?? []).map((index: Properties) => index['IndexName']);
  const missing = wanted.find((index) => !known.includes(index['IndexName']));
  if (missing) {
    throw new StageProblem(
      `The data folder is older than the templates: its table ${table.name} has no index ${missing['IndexName']}. Start with --fresh, or give another folder with --data DIR.`,
    );
  }
}

function indexOf(index: Properties): Properties {
  return { IndexName: index['IndexName'], KeySchema: index['KeySchema'], Projection: index['Projection'] };
}

const queueAttributes = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
  'ContentBasedDeduplication',
];

async function createQueues(application: Application, endpoint: string): Promise<void> {
  for (const queue of application.ofType('AWS::SQS::Queue')) {
    const attributes: Record<string, string> = {};
    for (const name of queueAttributes)
      if (queue.properties[name] !== undefined) attributes[name] = String(queue.properties[name]);
    const redrive = queue.properties['RedrivePolicy'];
    if (redrive)
      attributes['RedrivePolicy'] = JSON.stringify({ ...redrive, maxReceiveCount: Number(redrive.maxReceiveCount) });
    const known = await awsCall('sqs', endpoint, 'GetQueueUrl', { QueueName: queue.name }).then(
      () => true,
      (failure) => {
        if (failure instanceof CallRefused) return false;
        throw failure;
      },
    );
    if (known) await awsCall('sqs', endpoint, 'SetQueueAttributes', { QueueUrl: queue.ref, Attributes: attributes });
    else {
      if (queue.properties['FifoQueue']) attributes['FifoQueue'] = 'true';
      await awsCall('sqs', endpoint, 'CreateQueue', { QueueName: queue.name, Attributes: attributes });
    }
  }
}

/** Makes the buckets that are not there yet; their names. */
async function createBuckets(application: Application, endpoint: string): Promise<string[]> {
  const made: string[] = [];
  const headers = { authorization: dummyAuthorization('s3') };
  for (const bucket of application.ofType('AWS::S3::Bucket')) {
    const path = `/${bucket.name}`;
    if ((await send({ endpoint, method: 'HEAD', path, headers })).status === 200) continue;
    const answer = await send({ endpoint, method: 'PUT', path, headers });
    if (answer.status !== 200) throw new Error(`the bucket ${bucket.name} could not be made: ${answer.body}`);
    made.push(bucket.name);
  }
  return made;
}

function namesOf(application: Application): StageNames {
  const byType = (type: string, value: (resource: Resource) => string) =>
    Object.fromEntries(application.ofType(type).map((resource) => [resource.logicalId, value(resource)]));
  return {
    tables: byType('AWS::DynamoDB::Table', (resource) => resource.name),
    queues: byType('AWS::SQS::Queue', (resource) => resource.ref),
    buckets: byType('AWS::S3::Bucket', (resource) => resource.name),
    functions: byType('AWS::Lambda::Function', (resource) => resource.name),
    secrets: byType('AWS::SecretsManager::Secret', (resource) => resource.arn),
  };
}

function addressesOf(
  application: Application,
  given: {
    url: string;
    mail: string;
    issuer: string | undefined;
    smtp: string | undefined;
    scans: string[];
    data: string;
  },
): Address[] {
  const { url, mail, issuer, smtp, scans, data } = given;
  const routes = application
    .ofType('AWS::ApiGatewayV2::Route')
    .map(({ properties }) => String(properties['RouteKey'] ?? ''));
  const services = new Set(routes.flatMap((route) => /\/v1\/services\/([a-z][a-z0-9-]*)\//.exec(route)?.[1] ?? []));
  const takesCalls = (service: string) => routes.includes(`POST /v1/services/${service}/calls/{source}`);
  const portal = application.ofType('AWS::CloudFront::Distribution').length > 0;
  return [
    ...(portal
      ? [
          { what: 'portal', address: `${url}/` },
          ...[...services].map((service) => ({ what: `portal, ${service}`, address: `${url}/it/${service}/` })),
        ]
      : []),
    ...(portal && issuer
      ? [
          { what: 'console', address: `${url}/console/` },
          ...colleagues.map(({ userName, password, what }) => ({
            what: '',
            address: `${userName} / ${password}: ${what.en}`,
          })),
        ]
      : []),
    { what: 'API', address: `${url}/v1/services` },
    { what: 'API documentation', address: `${url}/api-docs/` },
    { what: 'mail viewer', address: `${mail}/` },
    ...(smtp ? [{ what: 'mail comes in', address: smtp }] : []),
    ...[...services].filter(takesCalls).flatMap((service) => {
      const address = developmentCalls(data, url, service);
      return address === undefined ? [] : [{ what: `calls, ${service}`, address }];
    }),
    ...scans.map((service) => ({ what: `scans, ${service}`, address: join(data, 'scans', service) })),
    ...(issuer ? [{ what: 'OIDC issuer', address: `${issuer}/.well-known/openid-configuration` }] : []),
    { what: 'stage', address: `${url}/_stage` },
    { what: 'alert sources', address: join(data, 'alerts') },
    { what: 'data folder', address: data },
  ];
}

/** The console's client of the template, where staff of this machine's issuer sign in; undefined when there is no user pool. */
async function startIssuer(
  application: Application,
  given: { data: string; clockOffset: number; log: (line: string) => void; gateway: string },
): Promise<EmulatorProcess | undefined> {
  const [client] = application.ofType('AWS::Cognito::UserPoolClient');
  if (!client) return undefined;
  const { gateway, ...common } = given;
  const localize = localAddresses(application, { sqs: '', gateway });
  // Whoever types localhost is on this machine as well.
  const places = (name: string) =>
    (client.properties[name] ?? []).flatMap((address: string) => {
      const here = localize(address);
      return [here, here.replace('//127.0.0.1', '//localhost')];
    });
  return startEmulator({
    ...common,
    name: 'oidc',
    settings: { clientId: client.ref, callbacks: places('CallbackURLs'), logouts: places('LogoutURLs') },
  });
}

/** Replaces the addresses of the user pool, which exists only on AWS, by the issuer of this machine. */
function issuerAddresses(application: Application, issuer: string | undefined): (value: string) => string {
  if (issuer === undefined) return (value) => value;
  const publics = application.ofType('AWS::Cognito::UserPool').flatMap((pool) => {
    const address = String(pool.attribute('ProviderURL'));
    return [address, new URL(address).origin];
  });
  for (const domain of application.ofType('AWS::Cognito::UserPoolDomain'))
    publics.push(`https://${domain.properties['Domain']}.auth.${region}.amazoncognito.com`);
  return (value) => publics.reduce((result, address) => result.replaceAll(address, issuer), value);
}

async function readMails(folder: string): Promise<StageMail[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const mails: StageMail[] = [];
  for (const file of files) {
    const kept = JSON.parse(await readFile(join(folder, file), 'utf8')) as {
      at: number;
      messageId: string;
      body: string;
    };
    const fields = new URLSearchParams(kept.body);
    const raw = fields.get('RawMessage.Data');
    const recipients = [...fields].filter(([name]) => /^Destination/.test(name)).map(([, value]) => value);
    const text = raw ? Buffer.from(raw, 'base64').toString() : kept.body;
    const to = recipients.length > 0 ? recipients : [/^to:\s*(.+)$/im.exec(text)?.[1]?.trim() ?? ''];
    mails.push({ at: kept.at, messageId: kept.messageId, to, raw: text });
  }
  return mails;
}

async function whatIsLeft(
  application: Application,
  endpoint: string,
  pollers: Poller[],
  streams: Streams,
  control: Control,
): Promise<string[]> {
  const left: string[] = [];
  if (pollers.some((poller) => poller.busy)) left.push('batches under way');
  if (!streams.idle) left.push('items in streams');
  if (!control.idle) left.push('events under way');
  const read = new Set(
    application.ofType('AWS::Lambda::EventSourceMapping').map((mapping) => mapping.properties['EventSourceArn']),
  );
  const deadLetters = new Set(
    application.ofType('AWS::SQS::Queue').map((queue) => queue.properties['RedrivePolicy']?.deadLetterTargetArn),
  );
  for (const queue of application.ofType('AWS::SQS::Queue')) {
    if (!read.has(queue.arn) && (deadLetters.has(queue.arn) || /dead/i.test(queue.logicalId))) continue;
    const { Attributes } = await awsCall<{ Attributes: Record<string, string> }>(
      'sqs',
      endpoint,
      'GetQueueAttributes',
      {
        QueueUrl: queue.ref,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      },
    );
    const count = Object.values(Attributes).reduce((sum, value) => sum + Number(value), 0);
    if (count > 0) left.push(`${count} messages in ${queue.logicalId}`);
  }
  return left;
}

async function waitIdle(withinMs: number, look: () => Promise<string[]>): Promise<void> {
  const giveUp = Date.now() + withinMs;
  let quiet = 0;
  for (;;) {
    const left = await look().catch((failure) => [String(failure)]);
    // Twice in a row: what left a queue may be on its way to the next.
    quiet = left.length === 0 ? quiet + 1 : 0;
    if (quiet >= 3) return;
    if (Date.now() > giveUp) throw new Error(`not idle after ${withinMs} ms: ${left.join(', ')}`);
    await new Promise((resume) => setTimeout(resume, 60));
  }
}
