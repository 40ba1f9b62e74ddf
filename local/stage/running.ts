import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Control } from '../events/control.ts';
import type { Scheduler } from '../events/scheduler.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Poller } from '../lambda/event-source.ts';
import type { FunctionPlan, Host } from '../lambda/host.ts';
import { templateEnvironment } from '../lambda/plans.ts';
import type { Streams } from '../lambda/stream.ts';
import type { Lock } from '../lock.ts';
import type {
  Address,
  EmulatorHandle,
  Endpoints,
  MemoryUse,
  Stage,
  StageNames,
  StageRing,
} from '../stage-interface.ts';
import type { Application } from '../template/template.ts';
import type { Emulators } from './emulators.ts';
import { readMails, waitIdle, whatIsLeft } from './idle.ts';
import type { ScansFolder } from './scans-folder.ts';

/** All that runs in a stage. */
export type Parts = {
  application: Application;
  addresses: Address[];
  clock: Clock;
  control: Control;
  data: string;
  emulators: Emulators;
  endpoints: Endpoints;
  gateway: Gateway;
  host: Host;
  lastRun: { stop(): void };
  lock: Lock;
  names: StageNames;
  plans: FunctionPlan[];
  pollers: Poller[];
  /** What is not honoured, a line each. */
  report: string[];
  scans: ScansFolder;
  scheduler: Scheduler;
  streams: Streams;
  url: string;
};

/** A running stage as whoever started it handles it. */
export function runningStage(parts: Parts): Stage {
  const { application, clock, control, data, emulators, host, plans, pollers, scans, streams } = parts;
  let stopping: Promise<void> | undefined;
  return {
    url: parts.url,
    addresses: parts.addresses,
    endpoints: parts.endpoints,
    names: parts.names,
    notHonoured: parts.report,
    data,
    clock,
    environments: Object.fromEntries(plans.map((plan) => [plan.logicalId, templateEnvironment(plan)])),
    refused: () => [...host.refused],
    emulator: (name) => emulators.get(name) as EmulatorHandle,
    async invoke(functionName, event) {
      const plan = plans.find(({ logicalId, name }) => logicalId === functionName || name === functionName);
      if (!plan) throw new Error(`there is no function ${functionName}`);
      const result = await host.invoke(plan, JSON.stringify(event));
      return result === undefined ? undefined : JSON.parse(result);
    },
    calls: () => host.calls(),
    async token(userName, options = {}) {
      const signed = await emulators.get('oidc')?.ask({ type: 'token', userName, ...options });
      return typeof signed === 'string' ? signed : undefined;
    },
    mails: () => readMails(join(data, 'mail')),
    async rings() {
      return ((await emulators.get('telephones')?.ask({ type: 'rings' })) ?? []) as StageRing[];
    },
    memory: () => memoryOf(emulators),
    idle: (withinMs) =>
      waitIdle(withinMs, async () => [
        ...(scans.idle ? [] : ['scans in their folder']),
        ...(await whatIsLeft(application, parts.endpoints.sqs, pollers, streams, control)),
      ]),
    stop() {
      stopping ??= stopParts(parts);
      return stopping;
    },
  };
}

async function memoryOf(emulators: Emulators): Promise<MemoryUse> {
  const of = { dynamodb: 0, queues: 0, mail: 0, telephones: 0, oidc: 0, smtp: 0 };
  await Promise.all(
    [...emulators].map(async ([name, emulator]) => Object.assign(of, { [name]: await emulator.memory() })),
  );
  const own = process.memoryUsage.rss();
  return { stage: own, emulators: of, total: Object.values(of).reduce((sum, bytes) => sum + bytes, own) };
}

/** In the order in which work flows: nothing new comes in, what is under way ends, then what it was kept in. */
async function stopParts(parts: Parts): Promise<void> {
  const { emulators } = parts;
  parts.scheduler.stop();
  await parts.gateway.close(5_000);
  await parts.scans.stop();
  await emulators.get('smtp')?.close();
  await Promise.all([...parts.pollers.map((poller) => poller.stop()), parts.streams.stop()]);
  await parts.host.stop();
  await parts.control.stop();
  await Promise.all([...emulators.values()].map((emulator) => emulator.close()));
  parts.lastRun.stop();
  rmSync(join(parts.data, 'stage.json'), { force: true });
  parts.lock.release();
}
