import type { Clock } from '../clock.ts';
import type { CallAnswer } from '../template/aws-call.ts';
import { account, type Properties, region } from '../template/identity.ts';
import type { Application } from '../template/template.ts';
import type { Governor } from './control.ts';
import { parseSchedule } from './cron.ts';
import type { Target } from './target.ts';
import { type Plan, readJson, startTimers, type Timers, writeJson } from './timers.ts';

/** A schedule as the calls of EventBridge Scheduler see it; `made` by a call, not by a template. */
type Known = { definition: Properties; plan: Plan | undefined; made: boolean };

/** The running schedules. */
export type Scheduler = {
  /** Answers a call of EventBridge Scheduler; undefined for one that it does not know. */
  answer: Governor;
  stop(): void;
};

/**
 * Fires AWS::Scheduler::Schedule and scheduled AWS::Events::Rule by the stage's clock, and schedules that functions
 * make. What was made is kept on disk beside `file`; what a call changed of a template's schedule is not: a start is a
 * deployment.
 */
export function startScheduler(setting: {
  application: Application;
  clock: Clock;
  file: string;
  /** Parts of the logical ids of schedules that do not fire. */
  silent: readonly string[];
  log: (line: string) => void;
  deliver: (target: Target, payload: string) => Promise<void>;
}): Scheduler {
  const { application, silent, log } = setting;
  const timers = startTimers(setting);
  const book = openBook(timers, setting.file.replace(/\.json$/, '-made.json'));
  const notUnderstood = (id: string, problem: unknown) =>
    log(`not honoured on one machine: ${id}: ${problem instanceof Error ? problem.message : problem}`);
  for (const resource of application.ofType('AWS::Scheduler::Schedule')) {
    if (silent.some((part) => resource.logicalId.includes(part))) continue;
    try {
      book.take({ ...resource.properties, Name: resource.name }, resource.logicalId, false, false);
    } catch (problem) {
      notUnderstood(resource.logicalId, problem);
    }
  }
  for (const plan of rulePlans(application, notUnderstood)) timers.run(plan, false);
  for (const definition of book.left()) book.take(definition, idOfMade(definition['Name']), true, false);
  return { answer: answering(book), stop: timers.stop };
}

/** All schedules by group and name. */
type Book = {
  /** Takes a schedule in and runs it unless it is off; throws a sentence when its expression is not understood. */
  take(definition: Properties, id: string, made: boolean, isNew: boolean): void;
  find(group: unknown, name: string): Known | undefined;
  remove(entry: Known): void;
  all(): Known[];
  /** Schedules that functions made in earlier runs. */
  left(): Properties[];
  /** Writes down what was made. */
  keep(): void;
};

const keyOf = (group: unknown, name: unknown) => `${group ?? 'default'}/${name}`;
const idOfMade = (name: unknown) => `made:${name}`;

function openBook(timers: Timers, file: string): Book {
  const known = new Map<string, Known>();
  const keep = () =>
    writeJson(
      file,
      [...known.values()].filter(({ made }) => made).map(({ definition }) => definition),
    );
  const remove = ({ definition, plan }: Known) => {
    if (plan) timers.halt(plan);
    known.delete(keyOf(definition['GroupName'], definition['Name']));
  };
  return {
    take(definition, id, made, isNew) {
      const key = keyOf(definition['GroupName'], definition['Name']);
      const before = known.get(key)?.plan;
      if (before) timers.halt(before);
      const schedule = parseSchedule(definition['ScheduleExpression']);
      const filled = /<aws\.scheduler\.[a-z-]+>/.exec(String(definition['Target']?.Input ?? ''))?.[0];
      if (filled) throw new Error(`${filled} in the input of a schedule is not filled in`);
      const entry: Known = { definition, made, plan: undefined };
      known.set(key, entry);
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
        completed: () => {
          if (definition['ActionAfterCompletion'] !== 'DELETE') return;
          remove(entry);
          keep();
        },
      };
      timers.run(entry.plan, isNew);
    },
    find: (group, name) => known.get(keyOf(group, name)),
    remove,
    all: () => [...known.values()],
    left: () => readJson<Properties[]>(file, []),
    keep,
  };
}

/** The calls of EventBridge Scheduler: list, create, read, change and delete schedules. */
function answering(book: Book): Governor {
  return (method, path, query, input) => {
    const [, what, encoded] = path.split('/');
    if (what !== 'schedules') return undefined;
    if (encoded === undefined) return method === 'GET' ? listed(book, query.get('ScheduleGroup')) : undefined;
    const name = decodeURIComponent(encoded);
    const group = method === 'GET' || method === 'DELETE' ? query.get('groupName') : input['GroupName'];
    const entry = book.find(group, name);
    const { ClientToken: _token, ...definition }: Properties = { ...input, Name: name };
    if (method === 'POST') {
      if (entry) return refused(409, 'ConflictException', `Schedule ${name} already exists.`);
      return taken(book, definition, idOfMade(name), true);
    }
    if (!entry) return refused(404, 'ResourceNotFoundException', `Schedule ${name} does not exist.`);
    switch (method) {
      case 'GET':
        return { status: 200, body: { ...entry.definition, Arn: arnOf(entry.definition) } };
      case 'PUT':
        return taken(book, definition, entry.made ? idOfMade(name) : (entry.plan?.id ?? name), entry.made);
      case 'DELETE':
        book.remove(entry);
        book.keep();
        return { status: 200, body: {} };
    }
    return undefined;
  };
}

function taken(book: Book, definition: Properties, id: string, made: boolean): CallAnswer {
  try {
    book.take(definition, id, made, true);
  } catch (problem) {
    return refused(400, 'ValidationException', String(problem));
  }
  book.keep();
  return { status: 200, body: { ScheduleArn: arnOf(definition) } };
}

function listed(book: Book, group: string | null): CallAnswer {
  const Schedules = book
    .all()
    .map(({ definition }) => definition)
    .filter((each) => group === null || (each['GroupName'] ?? 'default') === group)
    .map((each) => ({
      Arn: arnOf(each),
      Name: each['Name'],
      GroupName: each['GroupName'] ?? 'default',
      State: each['State'] ?? 'ENABLED',
      Target: { Arn: each['Target']?.Arn },
    }));
  return { status: 200, body: { Schedules } };
}

const refused = (status: number, error: string, Message: string): CallAnswer => ({ status, error, body: { Message } });

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
          completed: () => {},
        });
      }
    } catch (problem) {
      notUnderstood(resource.logicalId, problem);
    }
  }
  return plans;
}
