import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import { type Application, account, type Properties, region } from '../template/template.ts';
import type { Target } from './control.ts';
import { nextFire, parseSchedule, type Schedule } from './cron.ts';

/** One schedule with one target. `rate` schedules fire at start and then at their pace. */
type Plan = {
  id: string;
  schedule: Schedule;
  timeZone: string;
  target: Target;
  from: number;
  until: number;
  arn: string;
  isRule: boolean;
  timer: NodeJS.Timeout | undefined;
  stopped: boolean;
  /** After its last time has come. */
  completed: () => void;
};

/** A schedule as the calls of EventBridge Scheduler see it; `made` by a call, not by a template. */
type Known = { definition: Properties; plan: Plan | undefined; made: boolean };

/** What a call is answered: AWS's error name beside the body where it is refused. */
export type CallAnswer = { status: number; body: Properties; error?: string };

/** The running schedules. */
export type Scheduler = {
  /** Answers a call of EventBridge Scheduler; undefined for one that it does not know. */
  answer(method: string, path: string, query: URLSearchParams, input: Properties): CallAnswer | undefined;
  stop(): void;
};

/**
 * Fires AWS::Scheduler::Schedule and scheduled AWS::Events::Rule by the stage's clock, and schedules that functions make. A time that
 * passed while the stage was down since the last run is made up for once. What was made is kept on disk; what a call changed of a
 * template's schedule is not: a start is a deployment.
 */
export function startScheduler(given: {
  application: Application;
  clock: Clock;
  file: string;
  log: (line: string) => void;
  deliver: (target: Target, payload: string) => Promise<void>;
}): Scheduler {
  const read = (file: string) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  const write = (file: string, content: unknown) => {
    writeFileSync(`${file}.new`, JSON.stringify(content));
    renameSync(`${file}.new`, file);
  };
  const kept: Record<string, number> = read(given.file);
  const madeFile = given.file.replace(/\.json$/, '-made.json');
  const known = new Map<string, Known>();
  const plans = new Set<Plan>();
  const started = given.clock.now();
  let ended = false;

  const remember = (id: string, at: number) => {
    kept[id] = at;
    write(given.file, kept);
  };
  const keepMade = () =>
    write(
      madeFile,
      [...known.values()].filter(({ made }) => made).map(({ definition }) => definition),
    );

  const fire = (plan: Plan, at: number) => {
    remember(plan.id, at);
    given.deliver(plan.target, payloadOf(plan, at)).catch((problem) => {
      given.log(`schedule ${plan.id}: ${problem instanceof Error ? problem.message : problem}`);
    });
  };

  const wait = (plan: Plan, after: number) => {
    const next = nextFire(plan.schedule, plan.timeZone, after, started);
    if (plan.stopped) return;
    if (next === undefined || next > plan.until) return plan.completed();
    const sleep = () => {
      plan.timer = setTimeout(
        () => {
          if (plan.stopped) return;
          if (given.clock.now() < next) return sleep();
          if (next >= plan.from) fire(plan, next);
          wait(plan, Math.max(next, given.clock.now() - 60_000));
        },
        Math.min(Math.max(0, next - given.clock.now()), 60_000),
      );
    };
    sleep();
  };

  const run = (plan: Plan, isNew: boolean) => {
    // A function that is still at work while the stage stops may make a schedule: it is kept, and runs at the next start.
    if (ended) return;
    plans.add(plan);
    const now = given.clock.now();
    if (plan.schedule.kind === 'rate') {
      fire(plan, now);
      return wait(plan, now);
    }
    const last = isNew && plan.schedule.kind === 'at' ? 0 : kept[plan.id];
    const missed = last === undefined || last > now ? undefined : nextFire(plan.schedule, plan.timeZone, last, started);
    if (missed !== undefined && missed <= now) fire(plan, missed);
    else remember(plan.id, now);
    wait(plan, now);
  };
  const halt = (plan: Plan | undefined) => {
    if (!plan) return;
    plan.stopped = true;
    clearTimeout(plan.timer);
    plans.delete(plan);
  };

  const key = (group: unknown, name: unknown) => `${group ?? 'default'}/${name}`;

  /** Takes a schedule in and runs it unless it is off; throws a sentence when its expression is not understood. */
  const take = (definition: Properties, id: string, made: boolean, isNew: boolean) => {
    const place = key(definition['GroupName'], definition['Name']);
    halt(known.get(place)?.plan);
    const entry: Known = { definition, made, plan: undefined };
    const schedule = parseSchedule(definition['ScheduleExpression']);
    known.set(place, entry);
    if (definition['State'] === 'DISABLED') return;
    entry.plan = {
      id,
      schedule,
      timeZone: definition['ScheduleExpressionTimezone'] ?? 'UTC',
      target: definition['Target'],
      from: definition['StartDate'] ? Date.parse(definition['StartDate']) : 0,
      until: definition['EndDate'] ? Date.parse(definition['EndDate']) : Number.POSITIVE_INFINITY,
      arn: arnOf(definition),
      isRule: false,
      timer: undefined,
      stopped: false,
      completed: () => {
        if (definition['ActionAfterCompletion'] !== 'DELETE') return;
        known.delete(place);
        keepMade();
      },
    };
    run(entry.plan, isNew);
  };

  const notUnderstood = (id: string, problem: unknown) =>
    given.log(`not honoured on one machine: ${id}: ${problem instanceof Error ? problem.message : problem}`);
  for (const resource of given.application.ofType('AWS::Scheduler::Schedule')) {
    try {
      take({ ...resource.properties, Name: resource.name }, resource.logicalId, false, false);
    } catch (problem) {
      notUnderstood(resource.logicalId, problem);
    }
  }
  for (const plan of rulePlans(given.application, notUnderstood)) run(plan, false);
  if (existsSync(madeFile)) {
    for (const definition of read(madeFile) as Properties[])
      take(definition, `made:${definition['Name']}`, true, false);
  }

  const refused = (status: number, error: string, Message: string): CallAnswer => ({
    status,
    error,
    body: { Message },
  });
  return {
    answer(method, path, query, input) {
      const [, what, encoded] = path.split('/');
      if (what !== 'schedules') return undefined;
      const name = encoded === undefined ? undefined : decodeURIComponent(encoded);
      if (name === undefined) {
        if (method !== 'GET') return undefined;
        const group = query.get('ScheduleGroup');
        const found = [...known.values()]
          .map(({ definition }) => definition)
          .filter((each) => group === null || (each['GroupName'] ?? 'default') === group)
          .map((each) => ({
            Arn: arnOf(each),
            Name: each['Name'],
            GroupName: each['GroupName'] ?? 'default',
            State: each['State'] ?? 'ENABLED',
            Target: { Arn: each['Target']?.Arn },
          }));
        return { status: 200, body: { Schedules: found } };
      }
      const group = method === 'GET' || method === 'DELETE' ? query.get('groupName') : input['GroupName'];
      const place = key(group, name);
      const entry = known.get(place);
      const { ClientToken: _token, ...definition }: Properties = { ...input, Name: name };
      if (method === 'POST') {
        if (entry) return refused(409, 'ConflictException', `Schedule ${name} already exists.`);
        try {
          take(definition, `made:${name}`, true, true);
        } catch (problem) {
          return refused(400, 'ValidationException', String(problem));
        }
        keepMade();
        return { status: 200, body: { ScheduleArn: arnOf(definition) } };
      }
      if (!entry) return refused(404, 'ResourceNotFoundException', `Schedule ${name} does not exist.`);
      if (method === 'GET') return { status: 200, body: { ...entry.definition, Arn: arnOf(entry.definition) } };
      if (method === 'PUT') {
        try {
          take(definition, entry.made ? `made:${name}` : (entry.plan?.id ?? name), entry.made, true);
        } catch (problem) {
          return refused(400, 'ValidationException', String(problem));
        }
        keepMade();
        return { status: 200, body: { ScheduleArn: arnOf(definition) } };
      }
      if (method !== 'DELETE') return undefined;
      halt(entry.plan);
      known.delete(place);
      keepMade();
      return { status: 200, body: {} };
    },
    stop() {
      ended = true;
      for (const plan of [...plans]) halt(plan);
    },
  };
}

const arnOf = (definition: Properties) =>
  `arn:aws:scheduler:${region}:${account}:schedule/${definition['GroupName'] ?? 'default'}/${definition['Name']}`;

/** AWS::Events::Rule with a schedule instead of a pattern. */
function rulePlans(application: Application, notUnderstood: (id: string, problem: unknown) => void): Plan[] {
  const plans: Plan[] = [];
  for (const resource of application.ofType('AWS::Events::Rule')) {
    const { ScheduleExpression, State, Targets } = resource.properties;
    if (!ScheduleExpression || State === 'DISABLED') continue;
    try {
      const schedule = parseSchedule(ScheduleExpression);
      for (const [index, target] of ((Targets ?? []) as Target[]).entries()) {
        plans.push({
          id: Targets.length > 1 ? `${resource.logicalId}.${index}` : resource.logicalId,
          arn: resource.arn,
          schedule,
          timeZone: 'UTC',
          target,
          isRule: true,
          from: 0,
          until: Number.POSITIVE_INFINITY,
          timer: undefined,
          stopped: false,
          completed: () => {},
        });
      }
    } catch (problem) {
      notUnderstood(resource.logicalId, problem);
    }
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
