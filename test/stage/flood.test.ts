import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { Problem } from '../../shared/contracts/problem.ts';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import { emergency, governing, readable, standDown } from '../../simulator/governing.ts';
import { bare, type CenterProcess, freePort, ownFolder, root, startProcess, templatesOf, until } from './center.ts';
import { type Answer, ask, byPhone, contactTo, post, send } from './citizen.ts';
import { casesOf } from './ledger.ts';

/**
 * A service like FamilyLine with limits that one machine can serve tenfold: FamilyLine's own ten times are 800 requests
 * a second, more than two processors with all emulators on them can answer for long.
 */
const service = 'linea-prova';
const limits = (rate: number, environments: number) => ({
  intakeRequestsPerSecond: rate,
  intakeBurst: Math.min(rate, environments),
  intakeConcurrency: environments,
  intakeProvisioned: 0,
  registrarConcurrency: 2,
  mailsPerSecond: 5,
});
const familyline = JSON.parse(readFileSync(join(root, 'shared/services/familyline.json'), 'utf8')) as ServiceDefinition;
const definition: ServiceDefinition = {
  ...familyline,
  service,
  codePrefix: 'LP',
  capacity: { ordinary: limits(12, 40), alert: limits(60, 100), emergency: limits(300, 200) },
};
const tenfold = 10 * definition.capacity.ordinary.intakeRequestsPerSecond;
/** How long each part of the flood lasts: seconds. */
const seconds = 12;

const data = ownFolder('flood');
let process: CenterProcess;
let center: Pick<Stage, 'url' | 'endpoints' | 'environments' | 'names'>;
const hands = governing(() => center);

beforeAll(async () => {
  const definitions = ownFolder('definitions');
  for (const each of [definition, familyline])
    writeFileSync(join(definitions.path, `${each.service}.json`), JSON.stringify(each, null, 2));
  const templates = await templatesOf(definitions.path, 'cdk.out-flood');
  definitions.remove();
  process = await startProcess({
    silent: bare,
    data: data.path,
    port: await freePort(),
    more: ['--templates', templates],
  });
  center = JSON.parse((await ask(process.url, { path: '/_stage' })).text);
  for (const name of [service, 'familyline']) await send(center.url, name, byPhone(contactTo(name, 'first')));
  // What answers the officer is awake, as it is while a console is open.
  const authorization = `Bearer ${await hands.tokenOf('franca.sala')}`;
  await ask(center.url, { path: `/v1/services/${service}/declarations`, headers: { authorization } });
}, 240_000);
afterAll(async () => {
  await process?.kill();
  data.remove();
});

type Sent = { answer: Promise<Answer>; at: number };
let number = 0;
const accepted = { [service]: new Set<string>(), familyline: new Set<string>() };

/** Citizens who come at a pace, whatever they are answered, until `over`. */
async function come(to: keyof typeof accepted, perSecond: number, over: () => boolean): Promise<Sent[]> {
  const sent: Sent[] = [];
  const began = performance.now();
  while (!over()) {
    const due = began + (sent.length * 1000) / perSecond - performance.now();
    if (due > 1) await pause(due);
    number += 1;
    const contact = byPhone(contactTo(to, `${to} ${number}`));
    const answer = post(center.url, `/v1/services/${to}/contacts`, contact);
    answer.then(
      ({ status, text }) => status === 202 && accepted[to].add(JSON.parse(text).code),
      () => {},
    );
    sent.push({ answer, at: performance.now() });
  }
  return sent;
}

/** A part of the flood, and what went on beside it. */
async function part() {
  const until = performance.now() + seconds * 1000;
  const over = () => performance.now() > until;
  const token = await hands.tokenOf('franca.sala');
  const officer: number[] = [];
  const looking = (async () => {
    while (!over()) {
      const { status } = await ask(center.url, {
        path: `/v1/services/${service}/declarations`,
        headers: { authorization: `Bearer ${token}` },
      });
      officer.push(status);
      await pause(250);
    }
  })();
  const [flood, neighbours] = await Promise.all([come(service, tenfold, over), come('familyline', 5, over), looking]);
  const answers = await Promise.all(flood.map(({ answer }) => answer));
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  return {
    pace: flood.length / seconds,
    answers,
    count,
    neighbours: (await Promise.all(neighbours.map(({ answer }) => answer))).map(({ status }) => status),
    officer,
  };
}

type Part = Awaited<ReturnType<typeof part>>;

function refusedBeyond(flood: Part) {
  const { intakeRequestsPerSecond, intakeBurst } = definition.capacity.ordinary;
  expect(flood.pace).toBeGreaterThan(0.9 * tenfold);
  expect(flood.count(202)).toBeLessThanOrEqual(intakeBurst + intakeRequestsPerSecond * (seconds + 1));
  expect(flood.count(202)).toBeGreaterThan(0.9 * intakeRequestsPerSecond * seconds);
  // A machine that is busy with other work may leave some honestly unanswered.
  expect(flood.count(429)).toBeGreaterThan(0.8 * flood.answers.length);
  expect(flood.count(202) + flood.count(429) + flood.count(503)).toBe(flood.answers.length);
  for (const { status, headers, text } of flood.answers) {
    if (status === 202) continue;
    expect(headers['retry-after']).toMatch(/^[1-9]\d*$/);
    expect(Problem.parse(JSON.parse(text)).status).toBe(status);
  }
}

/** Whatever happens to this service: the other one accepts all, and the officer is answered. */
function nobodyElseNotices({ neighbours, officer }: Part) {
  expect(neighbours.length).toBeGreaterThan(4 * seconds);
  expect(new Set(neighbours)).toEqual(new Set([202]));
  expect(new Set(officer)).toEqual(new Set([200]));
}

describe('ten times the ordinary limit without a pause', () => {
  let declaration: string;

  test('in ordinary posture: all beyond the limit are told when to come back, and nobody else notices', async () => {
    const flood = await part();
    refusedBeyond(flood);
    nobodyElseNotices(flood);
  });

  test('in an emergency: nobody is refused', async () => {
    const over = { flood: false };
    const meanwhile = come(service, tenfold, () => over.flood);
    const act = await hands.act('franca.sala', service, emergency());
    declaration = act.declaration;
    await hands.limitsBecome(service, readable(definition, 'emergency'), act.confirmed);
    over.flood = true;
    await Promise.all((await meanwhile).map(({ answer }) => answer));
    expect(await hands.limitsOf('familyline')).toEqual(readable(familyline, 'ordinary'));

    const flood = await part();
    expect(flood.pace).toBeGreaterThan(0.9 * tenfold);
    // A machine that is busy with other work may leave some honestly unanswered; the limit refuses none.
    expect(flood.count(429)).toBe(0);
    expect(flood.count(202)).toBeGreaterThan(0.9 * flood.answers.length);
    expect(flood.count(202) + flood.count(503)).toBe(flood.answers.length);
    nobodyElseNotices(flood);
  });

  test('after it: as before', async () => {
    const { confirmed } = await hands.act('franca.sala', service, standDown(declaration));
    await hands.limitsBecome(service, readable(definition, 'ordinary'), confirmed);
    const flood = await part();
    refusedBeyond(flood);
    nobodyElseNotices(flood);
  });

  test('and all that was accepted is in the registers, and nothing else', async () => {
    for (const name of [service, 'familyline'] as const) {
      await until(`the cases of ${name}`, 60_000, async () => (await casesOf(center, name)).size > accepted[name].size);
      const cases = await casesOf(center, name);
      // The first one warmed the way.
      expect(cases.size).toBe(accepted[name].size + 1);
      expect([...accepted[name]].filter((code) => !cases.has(code))).toEqual([]);
    }
  });
});
