import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clockFrom } from '../clock.ts';
import { type Control, type Governor, startControl } from '../events/control.ts';
import { deliver, deployed } from '../events/deliver.ts';
import { describeFunctions, describeStacks } from '../events/described.ts';
import { governLimits } from '../events/limits.ts';
import { startScheduler } from '../events/scheduler.ts';
import type { Target } from '../events/target.ts';
import { type Gateway, readApis } from '../gateway/gateway.ts';
import { readPortal } from '../gateway/portal.ts';
import { createHost, type FunctionPlan } from '../lambda/host.ts';
import { invokeByCall } from '../lambda/invoke.ts';
import { functionPlans, scanBucketsOf, servicesOf, unqualified, withSecrets } from '../lambda/plans.ts';
import { readSources } from '../lambda/sources.ts';
import { createStreams, type StreamLogReader } from '../lambda/stream.ts';
import type { Lock } from '../lock.ts';
import type { Endpoints, Stage, StageOptions } from '../stage-interface.ts';
import { bucketNotices } from '../template/bucket-notices.ts';
import { notHonoured } from '../template/honoured.ts';
import { type Application, localAddresses } from '../template/template.ts';
import { addressesOf, localizer, namesOf } from './addresses.ts';
import { type Emulators, type StreamFeed, startEmulators, startSmtp, streamFeed } from './emulators.ts';
import { checkLastRun, noteClock } from './last-run.ts';
import { loadTemplates, openData, openGateway } from './places.ts';
import { announceBuckets, createBuckets, createQueues, createTables, writtenPages } from './resources.ts';
import { type Parts, runningStage } from './running.ts';
import { watchScans } from './scans-folder.ts';
import { apiDocsDoor, stageDoor } from './side-doors.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What a start is given, with every default filled in. */
type Setting = ReturnType<typeof settingOf>;

/** What must be ended again when a start fails half-way. */
type Opened = { lock: Lock; gateway: Gateway; emulators: Emulators; control: Control | undefined };

/**
 * Starts the whole center on this machine from the synthesized templates; throws StageProblem with a sentence to read.
 */
export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const setting = settingOf(options);
  const lock = await openData(setting.data, options.fresh === true);
  const gateway = await openGateway(options.port ?? 8080, setting.address, lock);
  const opened: Opened = { lock, gateway, emulators: new Map(), control: undefined };
  try {
    checkLastRun(setting.data, setting.clock);
    return await startCenter(setting, opened);
  } catch (failure) {
    await Promise.all([...opened.emulators.values()].map((emulator) => emulator.close()));
    await opened.control?.stop();
    await gateway.close(0);
    lock.release();
    throw failure;
  }
}

function settingOf(options: StageOptions) {
  return {
    options,
    log: options.log ?? (() => {}),
    templates: resolve(options.templates ?? join(root, 'dist/cdk.out')),
    data: resolve(options.data ?? '.sportello'),
    address: options.host ?? '127.0.0.1',
    clock: clockFrom(options.at),
  };
}

/**
 * Emulators first, then functions, then what wakes them, and the gateway last: nothing comes in before all can take it.
 * Long because it is that list: each part is given those before it.
 */
async function startCenter(setting: Setting, opened: Opened): Promise<Stage> {
  const { log, clock, data, options } = setting;
  const silent = options.silent ?? [];
  const { emulators, gateway } = opened;
  const anywhere = ['0.0.0.0', '::'].includes(setting.address);
  const url = `http://${anywhere ? '127.0.0.1' : setting.address}:${gateway.port}`;
  const missing: string[] = [];
  const feed = streamFeed();
  const application = await openResources(setting, emulators, { url, feed, refuse: (line) => missing.push(line) });
  const sqs = () => endpointOf(emulators, 'queues');

  const plans = new Map<string, FunctionPlan>();
  const governors: Governor[] = [];
  const delivering = (target: Target, payload: string) =>
    deliver({ application, plans, host, sqs, control, clock, log }, target, payload);
  const control = await startControl({
    application,
    data,
    clock,
    log,
    governors,
    silent,
    deliver: delivering,
    stacks: describeStacks(application, localAddresses(application, { sqs: sqs(), gateway: url })),
    invoke: async (name, payload, type) => {
      const plan = [...plans.values()].find((one) => [one.name, one.arn].includes(unqualified(name)));
      return plan && invokeByCall(host, plan, payload, type, log);
    },
  });
  opened.control = control;
  const endpoints = endpointsOf(emulators, control);
  const issuer = emulators.get('oidc')?.endpoint;
  const localize = localizer(application, { sqs: endpoints.sqs, s3: endpoints.s3, gateway: url, issuer });
  const logFolder = join(data, 'logs');
  for (const folder of [logFolder, join(data, 'alerts')]) mkdirSync(folder, { recursive: true });
  const host = createHost({ services: servicesOf(endpoints), clockOffset: clock.offset, logFolder, log });
  const refuse = (line: string) => void missing.push(line);
  for (const plan of functionPlans(application, { endpoints, data, localize, secret: control.secret, options, refuse }))
    plans.set(plan.arn, plan);

  const report = [...application.problems, ...notHonoured(application), ...missing];
  const { streamMappings, pollers, concurrencies } = readSources(application, plans, {
    host,
    log,
    clock,
    sqs,
    refuse: (line) => report.push(line),
  });
  for (const line of report) log(`not honoured on one machine: ${line}`);
  const unthrottled = options.unthrottled === true;
  const apis = readApis(application, plans, unthrottled, localize, (line) => {
    log(line);
    report.push(line.replace('not honoured on one machine: ', ''));
  });

  const streams = createStreams({
    mappings: streamMappings,
    host,
    log,
    clock,
    folder: join(data, 'streams'),
    dynamodb: () => endpointOf(emulators, 'dynamodb'),
    sqs,
    reader: streamLog(emulators),
  });
  await streams.start();
  feed.open(streams);
  const running = pollers.map((start) => start());
  control.start();
  governors.push(governLimits({ apis, plans: [...plans.values()], sources: concurrencies, unthrottled }));
  const scheduler = startScheduler({
    application,
    clock,
    file: join(data, 'schedules.json'),
    silent,
    log,
    deliver: delivering,
  });
  governors.unshift(scheduler.answer, describeFunctions([...plans.values()], application));
  for (const stack of new Set(application.resources.map((resource) => resource.stack)))
    control.putEvent(deployed(stack, clock.now()));

  const scanBuckets = scanBucketsOf(plans.values());
  const scans = watchScans({ folder: join(data, 'scans'), buckets: scanBuckets, s3: sqs, log });
  const parts: Parts = {
    lastRun: noteClock(data, clock),
    application,
    addresses: addressesOf(application, {
      url,
      mail: endpoints.ses,
      telephones: endpoints.telephones,
      issuer,
      smtp: endpoints.smtp,
      scans: [...scanBuckets.keys()],
      data,
    }),
    clock,
    control,
    data,
    emulators,
    endpoints,
    gateway,
    host,
    lock: opened.lock,
    names: namesOf(application),
    plans: [...plans.values()],
    pollers: running,
    report,
    scans,
    scheduler,
    streams,
    url,
  };
  const stage = runningStage(parts);
  writeNotes(stage, clock.offset);
  const portal = readPortal(
    application,
    (value) => localize(withSecrets(value, control.secret)),
    log,
    writtenPages(endpointOf(emulators, 'queues')),
  );
  const uncached = options.uncached === true;
  gateway.open({ apis, portal, host, clock, uncached, sideDoors: [stageDoor(stage), apiDocsDoor(root)], log });
  return stage;
}

/** Starts the emulators and makes in them what the templates name; the templates with their addresses. */
async function openResources(
  setting: Setting,
  emulators: Emulators,
  given: { url: string; feed: StreamFeed; refuse: (line: string) => void },
): Promise<Application> {
  const { log, clock, data, options } = setting;
  const { url, feed, refuse } = given;
  // The emulators need names of the templates before their own addresses are known.
  const before = loadTemplates(setting.templates, { sqs: 'http://127.0.0.1:0', gateway: url });
  const notices = bucketNotices(before, refuse);
  const common = { data, clockOffset: clock.offset, log, refuse };
  await startEmulators(before, emulators, { ...common, url, feed, notices, mailRate: options.mailRate ?? 100 });
  const queues = endpointOf(emulators, 'queues');
  const application = loadTemplates(setting.templates, { sqs: queues, gateway: url });
  const [smtp, ...made] = await Promise.allSettled([
    startSmtp(before, { ...common, s3: queues, port: options.smtpPort ?? 0 }),
    createBuckets(application, queues),
    createTables(application, endpointOf(emulators, 'dynamodb')),
    createQueues(application, queues),
  ]);
  // Whatever went wrong beside it, the SMTP port is known from here on and can be ended.
  if (smtp.status === 'fulfilled' && smtp.value) emulators.set('smtp', smtp.value);
  for (const outcome of [smtp, ...made]) if (outcome.status === 'rejected') throw outcome.reason;
  const [buckets] = made;
  if (buckets.status === 'fulfilled')
    await announceBuckets(buckets.value, notices, { application, endpoint: queues, clock });
  return application;
}

const endpointOf = (emulators: Emulators, name: 'dynamodb' | 'queues' | 'mail' | 'telephones'): string =>
  emulators.get(name)?.endpoint ?? '';

function endpointsOf(emulators: Emulators, control: Control): Endpoints {
  const smtp = emulators.get('smtp');
  return {
    dynamodb: endpointOf(emulators, 'dynamodb'),
    sqs: endpointOf(emulators, 'queues'),
    s3: endpointOf(emulators, 'queues'),
    ses: endpointOf(emulators, 'mail'),
    secretsmanager: control.endpoint,
    events: control.endpoint,
    lambda: control.endpoint,
    cloudformation: control.endpoint,
    telephones: endpointOf(emulators, 'telephones'),
    ...(smtp ? { smtp: smtp.endpoint } : {}),
  };
}

/** The stream's log as the emulator of the tables keeps it. */
function streamLog(emulators: Emulators): StreamLogReader {
  const dynamodb = emulators.get('dynamodb');
  return {
    entries: async (table, after) =>
      (await dynamodb?.ask({ type: 'entries', table, after })) as Awaited<ReturnType<StreamLogReader['entries']>>,
    trim: (table, upTo) => void dynamodb?.ask({ type: 'trim', table, upTo }),
  };
}

/** `stage.json` in the data folder: where tools find this stage while it runs. */
function writeNotes({ url, endpoints, names, environments, data }: Stage, clockOffset: number): void {
  const notes = { url, pid: process.pid, endpoints, names, environments, clockOffset };
  writeFileSync(join(data, 'stage.json'), `${JSON.stringify(notes, null, 2)}\n`);
}
