import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Clock } from './clock.ts';
import type { Target } from './control.ts';
import { nextFire, parseSchedule, type Schedule } from './cron.ts';
import { type Application, account, region } from './template.ts';

/** One schedule of the template. `rate` schedules fire at start and then at their pace. */
type Plan = {
  id: string;
  schedule: Schedule;
  timeZone: string;
  target: Target;
  from: number;
  until: number;
  arn: string;
  isRule: boolean;
};

/** The running schedules. */
export type Scheduler = { stop(): void };

/**
 * Fires AWS::Scheduler::Schedule and scheduled AWS::Events::Rule by the stage's clock. A cron time that passed while the stage was down
 * since the last run is made up for once.
 */
export function startScheduler(given: {
  application: Application;
  clock: Clock;
  file: string;
  log: (line: string) => void;
  deliver: (target: Target, payload: string) => Promise<void>;
}): Scheduler {
  const kept: Record<string, number> = existsSync(given.file) ? JSON.parse(readFileSync(given.file, 'utf8')) : {};
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  const started = given.clock.now();

  const remember = (id: string, at: number) => {
    kept[id] = at;
    writeFileSync(`${given.file}.new`, JSON.stringify(kept));
    renameSync(`${given.file}.new`, given.file);
  };

  const fire = (plan: Plan, at: number) => {
    remember(plan.id, at);
    given.deliver(plan.target, payloadOf(plan, at)).catch((problem) => {
      given.log(`schedule ${plan.id}: ${problem instanceof Error ? problem.message : problem}`);
    });
  };

  const wait = (plan: Plan, after: number) => {
    const next = nextFire(plan.schedule, plan.timeZone, after, started);
    if (next === undefined || next > plan.until || stopped) return;
    const sleep = () => {
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          if (stopped) return;
          if (given.clock.now() < next) return sleep();
          if (next >= plan.from) fire(plan, next);
          wait(plan, Math.max(next, given.clock.now() - 60_000));
        },
        Math.min(Math.max(0, next - given.clock.now()), 60_000),
      );
      timers.add(timer);
    };
    sleep();
  };

  for (const plan of plansOf(given.application, given.log)) {
    if (plan.schedule.kind === 'rate') {
      fire(plan, started);
      wait(plan, started);
      continue;
    }
    const last = kept[plan.id];
    const missed =
      last === undefined || last > started ? undefined : nextFire(plan.schedule, plan.timeZone, last, started);
    if (missed !== undefined && missed <= started) fire(plan, missed);
    else remember(plan.id, started);
    wait(plan, started);
  }
  return {
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function plansOf(application: Application, log: (line: string) => void): Plan[] {
  const plans: Plan[] = [];
  const add = (
    id: string,
    arn: string,
    expression: string,
    timeZone: string,
    targets: Target[],
    isRule: boolean,
    from?: string,
    until?: string,
  ) => {
    try {
      const schedule = parseSchedule(expression);
      for (const [index, target] of targets.entries()) {
        const own = targets.length > 1 ? `${id}.${index}` : id;
        plans.push({
          id: own,
          arn,
          schedule,
          timeZone,
          target,
          isRule,
          from: from ? Date.parse(from) : 0,
          until: until ? Date.parse(until) : Number.POSITIVE_INFINITY,
        });
      }
    } catch (problem) {
      log(`not honoured on one machine: ${id}: ${problem instanceof Error ? problem.message : problem}`);
    }
  };
  for (const resource of application.ofType('AWS::Scheduler::Schedule')) {
    const {
      ScheduleExpression,
      ScheduleExpressionTimezone,
      State,
      Target: target,
      StartDate,
      EndDate,
    } = resource.properties;
    if (State === 'DISABLED') continue;
    add(
      resource.logicalId,
      resource.arn,
      ScheduleExpression,
      ScheduleExpressionTimezone ?? 'UTC',
      [target],
      false,
      StartDate,
      EndDate,
    );
  }
  for (const resource of application.ofType('AWS::Events::Rule')) {
    const { ScheduleExpression, State, Targets } = resource.properties;
    if (!ScheduleExpression || State === 'DISABLED') continue;
    add(resource.logicalId, resource.arn, ScheduleExpression, 'UTC', Targets ?? [], true);
  }
  return plans;
}

function payloadOf(plan: Plan, at: number): string {
  const time = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  if (plan.target.Input !== undefined) {
    return plan.target.Input.replaceAll('<aws.scheduler.scheduled-time>', time)
      .replaceAll('<aws.scheduler.schedule-arn>', plan.arn)
      .replaceAll('<aws.scheduler.execution-id>', randomUUID())
      .replaceAll('<aws.scheduler.attempt-number>', '1');
  }
  return JSON.stringify({
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: plan.isRule ? 'aws.events' : 'aws.scheduler',
    account,
    time,
    region,
    resources: [plan.arn],
    detail: plan.isRule ? {} : '{}',
  });
}
