import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { DeclarationAct } from '../../shared/contracts/declaration.ts';
import { nextAct } from '../../shared/core/posture/acts.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { contactsOf, emergency, governing, readable, standDown } from '../../simulator/governing.ts';
import { familyLine, protezioneCivile } from '../fixtures/contacts.ts';
import { bare, openStage, tableClient, until } from './center.ts';
import { readMail } from './mailbox.ts';

let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
const hands = governing(() => stage);
beforeAll(async () => {
  opened = await openStage({ silent: bare });
  stage = opened.stage;
  await until(
    'the start’s own runs are over',
    20_000,
    async () => ran('familylinecapacityPostureChange') && ran('hoursPostureChange'),
  );
});
afterAll(() => opened?.close());
afterEach(() => hands.meet());

const ordinary = readable(familyLine, 'ordinary');
const raised = readable(familyLine, 'emergency');
const follower = { limits: 'familylinecapacityPostureChange', schedules: 'hoursPostureChange' };

/** What a function has written to its log. */
const logOf = (start: string) =>
  readdirSync(join(opened.data, 'logs'))
    .filter((file) => file.startsWith(start))
    .map((file) => readFileSync(join(opened.data, 'logs', file), 'utf8'))
    .join('');
const ran = (start: string) => logOf(start).includes('"wokenBy"');

/** The schedules of FamilyLine: whether its week is on, and the one-off ones of a declaration. */
async function schedulesOf(declaration: string) {
  const all = Object.entries(await hands.schedules());
  return {
    week: new Set(all.filter(([name]) => /^familyline-(opening|closing)-/.test(name)).map(([, state]) => state)),
    oneOff: all.map(([name]) => name).filter((name) => name.includes(declaration)),
  };
}
const inForce = { week: new Set(['DISABLED']), oneOff: expect.any(Array) };

/** Stands a declaration down and waits until limits and schedules are the ordinary ones. */
async function calm(declaration: string) {
  await hands.meet();
  const { confirmed } = await hands.act('dario.conti', 'familyline', standDown(declaration));
  await hands.limitsBecome('familyline', ordinary, confirmed);
  await until('the week is on', 10_000, async () => {
    const { week, oneOff } = await schedulesOf(declaration);
    return !week.has('DISABLED') && oneOff.length === 0;
  });
}

/** The next run, as the five minutes' clock wakes it; the environment that just ended may still be called. */
const nextRun = (start: string) =>
  until('the next run', 10_000, () =>
    stage.invoke(hands.idOf(start), {}).then(
      (outcome) => outcome as { left: unknown[] },
      () => undefined,
    ),
  );
const metOnce = () => until('the environment ended', 10_000, async () => (await hands.met())[0] === 1);

describe('capacity, killed half-way', () => {
  // Environments, ready ones, registrar, routes; then the reading back.
  test.each([0, 1, 2, 3])(
    'after %i calls that change something: the next run makes the limits right',
    async (changes) => {
      await hands.meet({ function: follower.limits, calls: 'lambda.Put', what: 'end', skip: changes });
      if (changes > 1) {
        const calls = changes === 2 ? 'lambda.UpdateEventSourceMapping' : 'apigateway.PATCH';
        await hands.meet({ function: follower.limits, calls, what: 'end' });
      }
      const { declaration } = await hands.act('dario.conti', 'familyline', emergency());
      await metOnce();
      const halfWay = await hands.limitsOf('familyline');
      expect(halfWay).not.toEqual(raised);
      expect(halfWay.intakeRequestsPerSecond).toBe(ordinary.intakeRequestsPerSecond);
      expect((await nextRun(follower.limits)).left).toEqual([]);
      expect(await hands.limitsOf('familyline')).toEqual(raised);

      // Three readings go before the first change.
      await hands.meet({ function: follower.limits, calls: 'lambda.', what: 'end', skip: 3 + changes });
      await hands.act('dario.conti', 'familyline', standDown(declaration));
      await metOnce();
      expect((await nextRun(follower.limits)).left).toEqual([]);
      expect(await hands.limitsOf('familyline')).toEqual(ordinary);
    },
  );
});

describe('hours, killed half-way', () => {
  test.each([0, 1, 2, 3])('after %i changes of schedules: the next run makes them right', async (changes) => {
    const changing = (calls: string, skip: number) =>
      ({ function: follower.schedules, calls, what: 'end', skip }) as const;
    await hands.meet(changes < 2 ? changing('scheduler.Create', changes) : changing('scheduler.Update', changes - 2));
    const { declaration } = await hands.act('dario.conti', 'familyline', emergency());
    await metOnce();
    const halfWay = await schedulesOf(declaration);
    expect(halfWay.week.has('ENABLED')).toBe(true);
    expect(halfWay.oneOff).toHaveLength(Math.min(changes, 2));
    expect((await nextRun(follower.schedules)).left).toEqual([]);
    const mended = await schedulesOf(declaration);
    expect(mended).toEqual(inForce);
    expect(mended.oneOff).toHaveLength(2);

    await hands.meet(changing(changes < 2 ? 'scheduler.Update' : 'scheduler.Delete', changes % 2));
    await hands.act('dario.conti', 'familyline', standDown(declaration));
    await metOnce();
    expect((await nextRun(follower.schedules)).left).toEqual([]);
    expect(await schedulesOf(declaration)).toEqual({ week: new Set(['ENABLED']), oneOff: [] });
  });
});

describe('throttled by AWS', () => {
  test('three times for each call, the run that was woken gets through all the same', async () => {
    await hands.meet(
      { function: follower.limits, calls: 'lambda.PutFunctionConcurrency', what: 'throttle', times: 3 },
      { function: follower.limits, calls: 'apigateway.PATCH', what: 'throttle', times: 3 },
      { function: follower.limits, calls: 'lambda.UpdateEventSourceMapping', what: 'throttle', times: 3 },
      { function: follower.schedules, calls: 'scheduler.ListSchedules', what: 'throttle', times: 2 },
      { function: follower.schedules, calls: 'scheduler.CreateSchedule', what: 'throttle', times: 2 },
    );
    const { declaration, confirmed } = await hands.act('dario.conti', 'familyline', emergency());
    await hands.limitsBecome('familyline', raised, confirmed, 30_000);
    await until('the schedules follow', 20_000, async () => (await schedulesOf(declaration)).oneOff.length === 2);
    await until('the week is off', 20_000, async () => !(await schedulesOf(declaration)).week.has('ENABLED'));
    expect(await hands.met()).toEqual([3, 3, 3, 2, 2]);
    await calm(declaration);
  });

  test('for good: what could be set is set, what could not is counted for the alarm, and the next run mends it', async () => {
    await hands.meet(
      { function: follower.limits, calls: 'lambda.UpdateEventSourceMapping', what: 'throttle', times: 1000 },
      { function: follower.schedules, calls: 'scheduler.Update', what: 'throttle', times: 1000 },
    );
    const { declaration } = await hands.act('dario.conti', 'familyline', emergency());
    await until('capacity says what it could not', 30_000, () =>
      logOf(follower.limits).includes('"CapacityNotApplied":1'),
    );
    await until('hours say what they could not', 30_000, () =>
      logOf(follower.schedules).includes('"SchedulesNotApplied":'),
    );
    expect(await hands.limitsOf('familyline')).toEqual({
      ...raised,
      registrarConcurrency: ordinary.registrarConcurrency,
    });
    const halfWay = await schedulesOf(declaration);
    expect(halfWay).toEqual({ week: new Set(['ENABLED']), oneOff: expect.any(Array) });
    expect(halfWay.oneOff).toHaveLength(2);
    await hands.meet();
    expect((await nextRun(follower.limits)).left).toEqual([]);
    expect((await nextRun(follower.schedules)).left).toEqual([]);
    expect(await hands.limitsOf('familyline')).toEqual(raised);
    expect(await schedulesOf(declaration)).toEqual(inForce);
    await calm(declaration);
  });
});

describe('a deployment during an emergency', () => {
  test('turns the week’s schedules on and the limits down; its own news puts both right within two seconds', async () => {
    const { declaration, confirmed } = await hands.act('dario.conti', 'familyline', emergency());
    await hands.limitsBecome('familyline', raised, confirmed);
    await until('the week is off', 20_000, async () => !(await schedulesOf(declaration)).week.has('ENABLED'));

    const week = Object.keys(await hands.schedules()).filter((name) => /^familyline-(opening|closing)-/.test(name));
    for (const name of week) {
      const { Arn: _arn, ...found } = await hands.control(`/schedules/${name}?groupName=sportello-posture`);
      await hands.control(`/schedules/${name}`, { method: 'PUT', body: { ...found, State: 'ENABLED' } });
    }
    const { intakeRequestsPerSecond: throttlingRateLimit, intakeBurst: throttlingBurstLimit } = ordinary;
    await hands.control(hands.stagePath('familyline'), {
      method: 'PATCH',
      body: { routeSettings: { [contactsOf('familyline')]: { throttlingRateLimit, throttlingBurstLimit } } },
    });
    expect((await schedulesOf(declaration)).week).toEqual(new Set(['ENABLED']));

    for (const stack of ['center', 'service-familyline']) await hands.sayDeployed(stack);
    await hands.limitsBecome('familyline', raised, performance.now());
    await until('the week is off again', 20_000, async () => !(await schedulesOf(declaration)).week.has('ENABLED'));
    await calm(declaration);
  });
});

describe('the news of an act that is lost on the way', () => {
  test('costs no call to duty: the next look at the ledger makes it, and the news, when it comes after all, calls nobody twice', async () => {
    await hands.meet({ function: 'postureLedgerEntry', calls: 'events.PutEvents', what: 'throttle', times: 1000 });
    // Two minutes ago: by now the news should have come.
    const at = new Date(stage.clock.now() - 120_000).toISOString();
    const command = {
      act: DeclarationAct.parse(emergency()),
      by: { subject: 'lost', name: 'Anna Ferri' },
      at,
      newDeclaration: 'lost-on-the-way',
      expectedVersion: 0,
    };
    const made = nextAct('protezione-civile', [], command, sha256);
    if (!('entry' in made)) throw new Error(made.refused);
    const { service, version, event, prevHash, hash } = made.entry;
    const client = tableClient(stage.endpoints.dynamodb);
    const [, TableName = ''] = Object.entries(stage.names.tables).find(([id]) => id.startsWith('Ledger')) ?? [];
    const texts = { service, at, event: JSON.stringify(event), prevHash, hash };
    const Item = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { S: text }]));
    await client.send(new PutItemCommand({ TableName, Item: { ...Item, version: { N: String(version) } } }));
    client.destroy();

    const calls = async () =>
      (await stage.mails()).map(readMail).filter(({ text }) => text.includes('ti chiamiamo in servizio'));
    const ours = async () => (await calls()).filter(({ text }) => text.includes('Protezione Civile'));
    expect(await ours()).toEqual([]);
    await stage.invoke(hands.idOf('calloutsPostureChange'), {});
    await until('the first of the shift is called', 10_000, async () => (await ours()).length === 1);
    const looked = async () => (await stage.calls())[hands.idOf('calloutsPostureChange')]?.['dynamodb.Query'] ?? 0;
    const before = await looked();
    await hands.meet();
    await until('the news has come', 30_000, async () => (await looked()) > before);
    const raisedToo = readable(protezioneCivile, 'emergency');
    await hands.limitsBecome('protezione-civile', raisedToo, performance.now(), 30_000);
    expect(await ours()).toHaveLength(1);
  });
});

test('no role lacked a permission for any of it', () => {
  expect(stage.refused()).toEqual([]);
});
