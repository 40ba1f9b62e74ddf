import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { type ArmedFault, arm, type Fault, readFault } from '../faults.ts';
import type { CallCounts } from '../stage-interface.ts';
import type { CalledService } from './called-action.ts';
import type { IsolateData, IsolateMessage } from './isolate.ts';
import type { Statement } from './permission.ts';

/** One function of the template, ready to run. */
export type FunctionPlan = {
  logicalId: string;
  name: string;
  arn: string;
  bundle: string;
  handler: string;
  environment: Record<string, string>;
  timeoutMs: number;
  memoryMb: number;
  /** Concurrent invocations at most; undefined when the template reserves none. */
  reserved: number | undefined;
  /** What the template reserves, although `reserved` may be lifted. */
  asked: number | undefined;
  workers: number;
  /** Woken by streams and schedules only. */
  background: boolean;
  statements: Statement[];
};

/** What a function threw, or that it was stopped. */
export class FunctionFailed extends Error {
  readonly errorType: string;
  constructor(errorType: string, message: string) {
    super(message);
    this.errorType = errorType;
  }
}

/** The function ran longer than its timeout. */
export class FunctionTimedOut extends FunctionFailed {}

/** The function's reserved concurrency is used up. */
export class FunctionThrottled extends FunctionFailed {}

/** Runs functions in worker threads. */
export type Host = {
  /**
   * Invokes with the event as JSON; resolves with the result as JSON (undefined for none), rejects with FunctionFailed.
   */
  invoke(plan: FunctionPlan, event: string, timeoutMs?: number): Promise<string | undefined>;
  /** Invocations under way, in all functions or in one. */
  inFlight(name?: string): number;
  calls(): Promise<CallCounts>;
  /** Lets functions meet these faults from now on, in place of all others. */
  meet(faults: readonly Fault[]): void;
  /** The faults in force, with what they met. */
  faults(): ReturnType<typeof readFault>[];
  /** Calls that a role did not allow, once each: `FUNCTION may not ACTION on ARN`. */
  readonly refused: Set<string>;
  readonly stopping: boolean;
  stop(): Promise<void>;
};

type Waiting = {
  resolve: (result: string | undefined) => void;
  reject: (problem: FunctionFailed) => void;
  timer: NodeJS.Timeout;
};
type Isolate = {
  logicalId: string;
  worker: Worker;
  ready: boolean;
  waiting: Map<number, Waiting>;
  retired: boolean;
};

/**
 * A host whose workers reach the emulators at the places given (`host:port` → service). One long function: choosing,
 * counting, faults and stopping share the pools of workers.
 */
export function createHost(given: {
  services: Record<string, CalledService>;
  clockOffset: number;
  logFolder: string;
  log: (line: string) => void;
}): Host {
  const isolates = new Map<string, Isolate[]>();
  const busy = new Map<string, number>();
  const counts: CallCounts = {};
  const refused = new Set<string>();
  const countListeners = new Set<() => void>();
  let faults: ArmedFault[] = [];
  const faultsOf = (logicalId: string) => faults.filter((fault) => logicalId.startsWith(fault.function));
  let nextId = 0;
  let turn = 0;
  let stopping = false;

  const open = (plan: FunctionPlan): Isolate => {
    const data: IsolateData = {
      bundle: plan.bundle,
      handler: plan.handler,
      functionName: plan.name,
      functionArn: plan.arn,
      memoryMb: plan.memoryMb,
      clockOffset: given.clockOffset,
      background: process.platform === 'linux' && plan.background,
      logFile: `${given.logFolder}/${plan.logicalId}.log`,
      services: given.services,
      statements: plan.statements,
      faults: faultsOf(plan.logicalId),
    };
    const worker = new Worker(new URL('./isolate.ts', import.meta.url), {
      name: plan.logicalId,
      env: plan.environment,
      workerData: data,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: Math.max(plan.memoryMb, 256) },
    });
    const isolate: Isolate = { logicalId: plan.logicalId, worker, ready: false, waiting: new Map(), retired: false };
    const fail = (errorType: string, message: string) => {
      remove(plan.name, isolate);
      for (const entry of isolate.waiting.values()) {
        clearTimeout(entry.timer);
        entry.reject(new FunctionFailed(errorType, message));
      }
      isolate.waiting.clear();
    };
    worker.on('message', (message: IsolateMessage) => {
      switch (message.type) {
        case 'ready':
          isolate.ready = true;
          return;
        case 'counts': {
          counts[plan.logicalId] ??= {};
          const own = counts[plan.logicalId] as Record<string, number>;
          for (const [name, count] of Object.entries(message.counts)) own[name] = (own[name] ?? 0) + count;
          for (const listener of countListeners) listener();
          return;
        }
        case 'refused': {
          const line = `${plan.logicalId} may not ${message.what}`;
          if (!refused.has(line)) given.log(`refused, as AWS would: ${line}`);
          refused.add(line);
          return;
        }
      }
      const entry = isolate.waiting.get(message.id);
      if (!entry) return;
      isolate.waiting.delete(message.id);
      clearTimeout(entry.timer);
      if (message.type === 'result') entry.resolve(message.result);
      else entry.reject(new FunctionFailed(message.errorType, message.message));
      if (isolate.retired && isolate.waiting.size === 0) void worker.terminate();
    });
    worker.on('error', (problem: unknown) => {
      given.log(`${plan.logicalId} ended: ${problem instanceof Error ? (problem.stack ?? problem.message) : problem}`);
      fail('Runtime.Unknown', problem instanceof Error ? problem.message : String(problem));
    });
    worker.on('exit', (code) => {
      if (stopping)
        for (const entry of isolate.waiting.values())
          entry.reject(new FunctionThrottled('Stopping', 'the stage is stopping'));
      fail('Runtime.ExitError', `Runtime exited with code ${code}`);
    });
    return isolate;
  };

  const remove = (name: string, isolate: Isolate) => {
    const pool = isolates.get(name);
    const at = pool?.indexOf(isolate) ?? -1;
    if (at >= 0) pool?.splice(at, 1);
  };

  const choose = (plan: FunctionPlan): Isolate => {
    const pool = isolates.get(plan.name) ?? [];
    isolates.set(plan.name, pool);
    if (pool.length < plan.workers && pool.every((entry) => entry.waiting.size > 0)) pool.push(open(plan));
    turn += 1;
    return pool.reduce(
      (least, entry) => (entry.waiting.size < least.waiting.size ? entry : least),
      pool[turn % pool.length] as Isolate,
    );
  };

  const invoke: Host['invoke'] = (plan, event, timeoutMs = plan.timeoutMs) => {
    const running = busy.get(plan.name) ?? 0;
    if (stopping) return Promise.reject(new FunctionThrottled('TooManyRequestsException', 'the stage is stopping'));
    if (plan.reserved !== undefined && running >= plan.reserved) {
      return Promise.reject(new FunctionThrottled('TooManyRequestsException', 'Rate Exceeded.'));
    }
    busy.set(plan.name, running + 1);
    return new Promise<string | undefined>((resolve, reject) => {
      const isolate = choose(plan);
      nextId += 1;
      const id = nextId;
      const limit = Math.min(timeoutMs, plan.timeoutMs);
      const done = () => busy.set(plan.name, (busy.get(plan.name) ?? 1) - 1);
      const timer = setTimeout(
        () => {
          isolate.waiting.delete(id);
          done();
          // AWS ends the environment; here other invocations share it, so it takes no more and ends with the last of
          // them.
          isolate.retired = true;
          remove(plan.name, isolate);
          if (isolate.waiting.size === 0) void isolate.worker.terminate();
          reject(new FunctionTimedOut('Sandbox.Timedout', `Task timed out after ${(limit / 1000).toFixed(2)} seconds`));
        },
        isolate.ready ? limit : limit + 10_000,
      );
      isolate.waiting.set(id, {
        timer,
        resolve: (result) => {
          done();
          resolve(result);
        },
        reject: (problem) => {
          done();
          reject(problem);
        },
      });
      isolate.worker.postMessage({ id, requestId: randomUUID(), event, timeoutMs: limit });
    });
  };

  return {
    invoke,
    refused,
    meet(given) {
      faults = given.map(arm);
      for (const { logicalId, worker } of [...isolates.values()].flat())
        worker.postMessage({ type: 'faults', faults: faultsOf(logicalId) });
    },
    faults: () => faults.map(readFault),
    get stopping() {
      return stopping;
    },
    inFlight(name) {
      if (name !== undefined) return busy.get(name) ?? 0;
      let sum = 0;
      for (const running of busy.values()) sum += running;
      return sum;
    },
    async calls() {
      const live = [...isolates.values()].flat();
      await new Promise<void>((resolve) => {
        let missing = live.length;
        if (missing === 0) return resolve();
        const finish = () => {
          countListeners.delete(listener);
          clearTimeout(timer);
          resolve();
        };
        const listener = () => {
          missing -= 1;
          if (missing === 0) finish();
        };
        const timer = setTimeout(finish, 2_000);
        countListeners.add(listener);
        for (const isolate of live) isolate.worker.postMessage({ type: 'counts' });
      });
      return structuredClone(counts);
    },
    async stop() {
      stopping = true;
      const workers = [...isolates.values()].flat().map((isolate) => isolate.worker);
      await new Promise((resolve) => setTimeout(resolve, 120));
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
