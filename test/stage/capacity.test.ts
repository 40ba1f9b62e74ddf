import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { desiredLimits } from '../../functions/capacity/plan.ts';
import type { Stage } from '../../local/stage-interface.ts';
import type { PostureLevel } from '../../shared/contracts/declaration.ts';
import type { CapacityLimits } from '../../shared/contracts/service.ts';
import { familyLine, protezioneCivile } from '../fixtures/contacts.ts';
import { openStage, ownFolder, until } from './center.ts';
import { type Answer, contactTo, post, send } from './citizen.ts';
import { casesOf } from './ledger.ts';

const folder = ownFolder('capacity');
let stage: Stage;
let close: () => Promise<void>;
const open = async () => {
  ({ stage, close } = await openStage({ data: folder.path }));
};
beforeAll(open);
afterAll(async () => {
  await close();
  folder.remove();
});

const contacts = (service: string) => `POST /v1/services/${service}/contacts`;
const definitions = { familyline: familyLine, 'protezione-civile': protezioneCivile };
type ServiceName = keyof typeof definitions;

/** One call to what stands for API Gateway, Lambda, Scheduler and EventBridge. */
async function control(path: string, given: { method?: string; body?: unknown; target?: string } = {}) {
  const answer = await fetch(`${stage.endpoints.events}${path}`, {
    method: given.method ?? 'GET',
    headers: given.target === undefined ? {} : { 'x-amz-target': given.target },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers of AWS are read as any client reads them
  return (await answer.json()) as any;
}
const ofFunction = (start: string): Record<string, string> => {
  const found = Object.entries(stage.environments).find(([id]) => id.startsWith(start));
  if (found === undefined) throw new Error(`there is no function ${start}`);
  return found[1];
};
const stagePath = () => `/v2/apis/${ofFunction('capacityPostureChange')['API_ID']}/stages/$default`;

/** The limits of a service as the platform has them. */
async function limitsOf(service: ServiceName): Promise<Omit<CapacityLimits, 'mailsPerSecond' | 'intakeProvisioned'>> {
  const targets = JSON.parse(ofFunction('capacityPostureChange')['CAPACITY_TARGETS'] ?? '[]');
  const { intake, registrarSource } = targets.find((target: { service: string }) => target.service === service);
  const [{ routeSettings }, kept, source] = await Promise.all([
    control(stagePath()),
    control(`/2019-09-30/functions/${intake}/concurrency`),
    control(`/2015-03-31/event-source-mappings/${registrarSource}`),
  ]);
  return {
    intakeRequestsPerSecond: routeSettings[contacts(service)].throttlingRateLimit,
    intakeBurst: routeSettings[contacts(service)].throttlingBurstLimit,
    intakeConcurrency: kept.ReservedConcurrentExecutions,
    registrarConcurrency: source.ScalingConfig.MaximumConcurrency,
  };
}
const planOf = (service: ServiceName, level: PostureLevel, step: 0 | 1 = 0) => {
  const {
    mailsPerSecond: _mails,
    intakeProvisioned: _ready,
    ...plan
  } = desiredLimits(definitions[service], level, step);
  return plan;
};

/** Milliseconds until the limits of FamilyLine, read back, are those of a plan. */
async function limitsBecome(plan: ReturnType<typeof planOf>, since: number, withinMs = 10_000): Promise<number> {
  await until(
    'the limits follow',
    withinMs,
    async () => JSON.stringify(await limitsOf('familyline')) === JSON.stringify(plan),
  );
  return Math.round(performance.now() - since);
}

const schedules = async (): Promise<Record<string, string>> => {
  const { Schedules } = await control('/schedules?ScheduleGroup=sportello-posture');
  return Object.fromEntries(Schedules.map(({ Name, State }: Record<string, string>) => [Name, State]));
};

let declaration = '';
const notice = { it: 'Emergenza di prova.', en: 'Trial emergency.', de: 'Notfall zur Probe.' };

/** The duty officer's act on FamilyLine, with the version that the ledger has; when it was confirmed. */
async function act(body: Record<string, unknown>): Promise<number> {
  const authorization = `Bearer ${await stage.token('dario.conti')}`;
  const address = `${stage.url}/v1/services/familyline/declarations`;
  const { version } = (await (await fetch(address, { headers: { authorization } })).json()) as { version: number };
  const confirmed = performance.now();
  const answer = await fetch(address, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'if-match': `"${version}"` },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`the act was answered ${answer.status}: ${text}`);
  declaration = JSON.parse(text).acts[0].declaration;
  return confirmed;
}
const declare = (more: Record<string, unknown> = {}) =>
  act({
    act: 'declare',
    reason: 'Prova di carico',
    area: { kind: 'national' },
    level: 'emergency',
    hours: 'around-the-clock',
    notice,
    ...more,
  });
const standDown = () => act({ act: 'stand-down', declaration, reason: 'Fine della prova' });

let number = 0;
let accepted = 0;

/**
 * Volleys of citizens, each of a hundred who come at the pace given whatever they are answered, the next when all are answered
 * and a second is over: what they were answered. One machine does not keep up that pace for long, so it is not asked to.
 */
async function load(perSecond: number, volleys: number): Promise<Answer[]> {
  const all: Answer[] = [];
  for (let volley = 0; volley < volleys; volley += 1) {
    const answers: Promise<Answer>[] = [];
    const began = performance.now();
    for (let sent = 0; sent < 100; sent += 1) {
      const wait = began + (sent * 1000) / perSecond - performance.now();
      if (wait > 1) await pause(wait);
      number += 1;
      answers.push(post(stage.url, '/v1/services/familyline/contacts', contactTo('familyline', `load ${number}`)));
    }
    all.push(...(await Promise.all(answers)));
    await pause(Math.max(0, began + 1000 - performance.now()));
  }
  accepted += all.filter(({ status }) => status === 202).length;
  return all;
}
const tally = (answers: Answer[]) => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

const tenfold = 10 * familyLine.capacity.ordinary.intakeRequestsPerSecond;
const ordinary = planOf('familyline', 'ordinary');
const emergency = planOf('familyline', 'emergency');

describe('limits follow what is declared', () => {
  test('at ten times its ordinary limit FamilyLine refuses, says when to come back, and loses nothing', async () => {
    await send(stage.url, 'familyline', contactTo('familyline', 'first'));
    accepted += 1;
    expect(await limitsOf('familyline')).toEqual(ordinary);
    const answers = await load(tenfold, 5);
    const counts = tally(answers);
    expect(counts[429]).toBeGreaterThan(answers.length / 5);
    expect(counts[202]).toBeGreaterThan(0);
    for (const { status, headers } of answers)
      if (status !== 202)
        expect({ status, after: headers['retry-after'] }).toEqual({
          status,
          after: expect.stringMatching(/^[1-9]\d*$/),
        });
  });

  test('two seconds after the officer confirms an emergency, they are those of the emergency, read back, and of FamilyLine only', async () => {
    const confirmed = await declare();
    const took = await limitsBecome(emergency, confirmed);
    console.log(`emergency: limits read back ${took} ms after the officer confirmed`);
    expect(took).toBeLessThan(2_000);
    expect(await limitsOf('protezione-civile')).toEqual(planOf('protezione-civile', 'ordinary'));
    await until('schedules follow', 5_000, async () => (await schedules())['familyline-opening-1000'] === 'DISABLED');
    const now = await schedules();
    expect(Object.keys(now).filter((name) => name.includes(declaration))).toHaveLength(2);
    expect(now['protezione-civile-opening-0900']).toBe('ENABLED');
  });

  test('the same load is then refused nowhere', async () => {
    const answers = await load(tenfold, 5);
    expect(tally(answers)).toEqual({ 202: answers.length });
  });

  test('a deployment in the emergency undoes nothing for longer than a moment', async () => {
    const { throttlingRateLimit, throttlingBurstLimit } = {
      throttlingRateLimit: ordinary.intakeRequestsPerSecond,
      throttlingBurstLimit: ordinary.intakeBurst,
    };
    const deployed = performance.now();
    await control(stagePath(), {
      method: 'PATCH',
      body: { routeSettings: { [contacts('familyline')]: { throttlingRateLimit, throttlingBurstLimit } } },
    });
    expect(await limitsOf('familyline')).not.toEqual(emergency);
    await control('/', {
      method: 'POST',
      target: 'AWSEvents.PutEvents',
      body: {
        Entries: [
          {
            Source: 'aws.cloudformation',
            DetailType: 'CloudFormation Stack Status Change',
            Detail: JSON.stringify({
              'stack-id':
                'arn:aws:cloudformation:eu-south-1:000000000000:stack/sportello-center/00000000-0000-0000-0000-000000000000',
              'status-details': { status: 'UPDATE_COMPLETE' },
            }),
          },
        ],
      },
    });
    const took = await limitsBecome(emergency, deployed);
    console.log(`deployment: limits mended after ${took} ms`);

    await close();
    await open();
    await limitsBecome(emergency, performance.now());
    await until('schedules follow', 20_000, async () => (await schedules())['familyline-opening-1000'] === 'DISABLED');
  });

  test('what is changed behind its back is mended by the next run, and the run says so', async () => {
    const targets = JSON.parse(ofFunction('capacityPostureChange')['CAPACITY_TARGETS'] ?? '[]');
    const { intake } = targets.find((target: { service: string }) => target.service === 'familyline');
    await control(`/2017-10-31/functions/${intake}/concurrency`, {
      method: 'PUT',
      body: { ReservedConcurrentExecutions: 1 },
    });
    const follower = Object.keys(stage.environments).find((id) => id.startsWith('capacityPostureChange')) ?? '';
    expect(await stage.invoke(follower, {})).toEqual({
      told: [
        {
          service: 'familyline',
          applied: true,
          limit: 'intakeConcurrency',
          before: 1,
          after: emergency.intakeConcurrency,
        },
      ],
      left: [],
    });
    expect(await limitsOf('familyline')).toEqual(emergency);
  });

  test('two seconds after the officer stands down, they are the ordinary ones again, and so are the schedules', async () => {
    const confirmed = await standDown();
    const took = await limitsBecome(ordinary, confirmed);
    console.log(`stand-down: limits read back ${took} ms after the officer confirmed`);
    expect(took).toBeLessThan(2_000);
    await until('schedules follow', 5_000, async () => (await schedules())['familyline-opening-1000'] === 'ENABLED');
    expect(Object.keys(await schedules()).filter((name) => name.includes(declaration))).toEqual([]);
    const counts = tally(await load(tenfold, 2));
    expect(counts[429]).toBeGreaterThan(0);
  });

  test('nobody acts, the end comes, and the limits go back by themselves', async () => {
    const endsAt = new Date(Math.ceil((stage.clock.now() + 4_000) / 1000) * 1000);
    await declare({ endsAt: endsAt.toISOString() });
    await limitsBecome(emergency, performance.now());
    await pause(endsAt.getTime() - stage.clock.now());
    const took = await limitsBecome(ordinary, performance.now());
    console.log(`end: limits read back ${took} ms after the declaration ended by itself`);
    expect(took).toBeLessThan(2_000);
  });

  test('an alarm on its load gives it the plan of an alert, proposes one, and leaves its hours alone', async () => {
    const alarms: { alarm: string; service: string }[] = JSON.parse(
      ofFunction('capacityLoadAlarm')['LOAD_ALARMS'] ?? '[]',
    );
    const { alarm } = alarms.find(({ service }) => service === 'familyline') as { alarm: string };
    await control('/', {
      method: 'POST',
      target: 'AWSEvents.PutEvents',
      body: {
        Entries: [
          {
            Source: 'aws.cloudwatch',
            DetailType: 'CloudWatch Alarm State Change',
            Resources: [`arn:aws:cloudwatch:eu-south-1:000000000000:${alarm}`],
            Detail: JSON.stringify({ alarmName: alarm, state: { value: 'ALARM' }, configuration: {} }),
          },
        ],
      },
    });
    await limitsBecome(planOf('familyline', 'ordinary', 1), performance.now());
    const authorization = `Bearer ${await stage.token('dario.conti')}`;
    const address = `${stage.url}/v1/services/familyline/proposals`;
    await until('an alert is proposed', 5_000, async () => {
      const { proposals } = (await (await fetch(address, { headers: { authorization } })).json()) as {
        proposals: { cause: string; level: string }[];
      };
      return proposals.some(({ cause, level }) => cause === 'load' && level === 'alert');
    });
    const state = (await (await fetch(`${stage.url}/v1/services/familyline`)).json()) as { posture: string };
    expect(state.posture).toBe('ordinary');
  });

  test('in all of this no accepted contact is lost, and no role was asked for more than it has', async () => {
    await stage.idle(120_000);
    expect((await casesOf(stage, 'familyline')).size).toBe(accepted);
    expect(stage.refused()).toEqual([]);
  }, 150_000);
});
