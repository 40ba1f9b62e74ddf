import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { contactsOf, emergency, governing, type ReadLimits, readable, standDown } from '../../simulator/governing.ts';
import { familyLine, protezioneCivile } from '../fixtures/contacts.ts';
import { bare, openStage, ownFolder, until } from './center.ts';
import { type Answer, contactTo, post, send } from './citizen.ts';
import { casesOf } from './ledger.ts';

const folder = ownFolder('capacity');
let stage: Stage;
let close: () => Promise<void>;
const open = async () => {
  ({ stage, close } = await openStage({ silent: bare, data: folder.path }));
};
beforeAll(open);
afterAll(async () => {
  await close();
  folder.remove();
});

const hands = governing(() => stage);
const { control, idOf, schedules } = hands;
const limitsOf = (service: string) => hands.limitsOf(service);
const limitsBecome = (plan: ReadLimits, since: number) => hands.limitsBecome('familyline', plan, since);

let declaration = '';
async function declare(more: Record<string, unknown> = {}): Promise<number> {
  const act = await hands.act('dario.conti', 'familyline', emergency({ reason: 'Prova di carico', ...more }));
  declaration = act.declaration;
  return act.confirmed;
}
const stoodDown = async () => (await hands.act('dario.conti', 'familyline', standDown(declaration))).confirmed;

let number = 0;
let accepted = 0;

/**
 * Volleys of citizens, each of a hundred who come at the pace given whatever they are answered, the next when all are
 * answered and a second is over: what they were answered. One machine does not keep up that pace for long, so it is not
 * asked to.
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
const ordinary = readable(familyLine, 'ordinary');
const raised = readable(familyLine, 'emergency');

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

  test('once the officer has confirmed an emergency, they become those of the emergency, read back, and of FamilyLine only', async () => {
    const confirmed = await declare();
    await limitsBecome(raised, confirmed);
    expect(await limitsOf('protezione-civile')).toEqual(readable(protezioneCivile, 'ordinary'));
    await until('schedules follow', 20_000, async () => (await schedules())['familyline-opening-1000'] === 'DISABLED');
    const now = await schedules();
    expect(Object.keys(now).filter((name) => name.includes(declaration))).toHaveLength(2);
    expect(now['protezione-civile-opening-0900']).toBe('ENABLED');
  });

  test('the same load is then refused nowhere', async () => {
    const answers = await load(tenfold, 5);
    expect(tally(answers)).toEqual({ 202: answers.length });
  });

  test('a deployment in the emergency undoes nothing for longer than a moment', async () => {
    const { intakeRequestsPerSecond: throttlingRateLimit, intakeBurst: throttlingBurstLimit } = ordinary;
    const deployed = performance.now();
    await control(hands.stagePath('familyline'), {
      method: 'PATCH',
      body: { routeSettings: { [contactsOf('familyline')]: { throttlingRateLimit, throttlingBurstLimit } } },
    });
    expect(await limitsOf('familyline')).not.toEqual(raised);
    await hands.sayDeployed('service-familyline');
    await limitsBecome(raised, deployed);

    await close();
    await open();
    await limitsBecome(raised, performance.now());
    await until('schedules follow', 20_000, async () => (await schedules())['familyline-opening-1000'] === 'DISABLED');
  });

  test('what is changed behind its back is mended by the next run, and the run says so', async () => {
    const { intake } = hands.targetOf('familyline');
    await control(`/2017-10-31/functions/${intake}/concurrency`, {
      method: 'PUT',
      body: { ReservedConcurrentExecutions: 1 },
    });
    expect(await stage.invoke(idOf(hands.followerOf('familyline')), {})).toEqual({
      told: [
        {
          service: 'familyline',
          applied: true,
          limit: 'intakeConcurrency',
          before: 1,
          after: raised.intakeConcurrency,
        },
      ],
      left: [],
    });
    expect(await limitsOf('familyline')).toEqual(raised);
  });

  test('once the officer has stood down, they become the ordinary ones again, and so do the schedules', async () => {
    const confirmed = await stoodDown();
    await limitsBecome(ordinary, confirmed);
    await until('schedules follow', 20_000, async () => {
      const kept = await schedules();
      const gone = !Object.keys(kept).some((name) => name.includes(declaration));
      return gone && kept['familyline-opening-1000'] === 'ENABLED';
    });
    const counts = tally(await load(tenfold, 2));
    expect(counts[429]).toBeGreaterThan(0);
  });

  test('nobody acts, the end comes, and the limits go back by themselves', async () => {
    const endsAt = new Date(Math.ceil((stage.clock.now() + 4_000) / 1000) * 1000);
    await declare({ endsAt: endsAt.toISOString() });
    await limitsBecome(raised, performance.now());
    await pause(endsAt.getTime() - stage.clock.now());
    await limitsBecome(ordinary, performance.now());
  });

  test('an alarm on its load gives it the plan of an alert, proposes one, and leaves its hours alone', async () => {
    const alarms: { alarm: string; service: string }[] = JSON.parse(
      hands.environmentOf('familylinecapacityLoadAlarm')['LOAD_ALARMS'] ?? '[]',
    );
    const { alarm } = alarms.find(({ service }) => service === 'familyline') as { alarm: string };
    await hands.news({
      source: 'aws.cloudwatch',
      name: 'CloudWatch Alarm State Change',
      resources: [`arn:aws:cloudwatch:eu-south-1:000000000000:${alarm}`],
      detail: { alarmName: alarm, state: { value: 'ALARM' }, configuration: {} },
    });
    await limitsBecome(readable(familyLine, 'ordinary', 1), performance.now());
    const authorization = `Bearer ${await stage.token('dario.conti')}`;
    const address = `${stage.url}/v1/services/familyline/proposals`;
    await until('an alert is proposed', 20_000, async () => {
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
