import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import { nextFire, type Schedule } from './cron.ts';
import { envelope } from './envelope.ts';
import type { Target } from './target.ts';

/** One schedule with one target. `rate` schedules fire at start and then at their pace. */
export type Plan = {
  id: string;
  schedule: Schedule;
  timeZone: string;
  target: Target;
  /** Instants (ms) between which it fires. */
  from: number;
  until: number;
  arn: string;
  isRule: boolean;
  /** Called after its last time has come. */
  completed: () => void;
};

/** The plans that run. */
export type Timers = {
  /** Runs a plan; `isNew` for one that a call has just made, which has missed nothing. */
  run(plan: Plan, isNew: boolean): void;
  halt(plan: Plan): void;
  stop(): void;
};

/** Content of a JSON file, or `otherwise` when there is none. */
export function readJson<Content>(file: string, otherwise: Content): Content {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Content) : otherwise;
}

/** Writes a JSON file whole or not at all. */
export function writeJson(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(content));
  renameSync(`${file}.new`, file);
}

/**
 * Timers by the stage's clock. When a plan last fired is kept in the file, so that a time that passed while the stage
 * was down is made up for once.
 */
export function startTimers(setting: {
  clock: Clock;
  file: string;
  log: (line: string) => void;
  deliver: (target: Target, payload: string) => Promise<void>;
}): Timers {
  const { clock, file, log, deliver } = setting;
  const lastFired = readJson<Record<string, number>>(file, {});
  const running = new Map<Plan, NodeJS.Timeout | undefined>();
  const started = clock.now();
  let ended = false;

  const remember = (id: string, at: number) => {
    lastFired[id] = at;
    writeJson(file, lastFired);
  };
  const next = ({ schedule, timeZone }: Plan, after: number) => nextFire(schedule, timeZone, after, started);
  const fire = (plan: Plan, at: number) => {
    remember(plan.id, at);
    deliver(plan.target, payloadOf(plan, at)).catch((problem) => {
      log(`schedule ${plan.id}: ${problem instanceof Error ? problem.message : problem}`);
    });
  };
  const wait = (plan: Plan, after: number) => {
    if (!running.has(plan)) return;
    const due = next(plan, after);
    if (due === undefined || due > plan.until) return plan.completed();
    const ring = () => {
      if (!running.has(plan)) return;
      if (clock.now() < due) return sleep();
      if (due >= plan.from) fire(plan, due);
      wait(plan, Math.max(due, clock.now() - 60_000));
    };
    const sleep = () => {
      running.set(plan, setTimeout(ring, Math.min(Math.max(0, due - clock.now()), 60_000)));
    };
    sleep();
  };
  const halt = (plan: Plan) => {
    clearTimeout(running.get(plan));
    running.delete(plan);
  };

  return {
    run(plan, isNew) {
      // A function still at work while the stage stops may make a schedule: it is kept, and runs at the next start.
      if (ended) return;
      running.set(plan, undefined);
      const now = clock.now();
      if (plan.schedule.kind === 'rate') fire(plan, now);
      else {
        const last = isNew && plan.schedule.kind === 'at' ? 0 : lastFired[plan.id];
        const missed = last === undefined || last > now ? undefined : next(plan, last);
        if (missed !== undefined && missed <= now) fire(plan, missed);
        else remember(plan.id, now);
      }
      wait(plan, now);
    },
    halt,
    stop() {
      ended = true;
      for (const plan of [...running.keys()]) halt(plan);
    },
  };
}

/** What a plan's target receives: its own input, or the event of EventBridge or of its Scheduler. */
function payloadOf(plan: Plan, at: number): string {
  if (plan.target.Input !== undefined) return plan.target.Input;
  return JSON.stringify({
    ...envelope(at),
    'detail-type': 'Scheduled Event',
    source: plan.isRule ? 'aws.events' : 'aws.scheduler',
    resources: [plan.arn],
    detail: plan.isRule ? {} : '{}',
  });
}
