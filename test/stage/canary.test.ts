import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { DeclarationReport } from '../../shared/contracts/declaration-report.ts';
import { emergency, governing } from '../../simulator/governing.ts';
import { bare, openStage, until } from './center.ts';
import { contactTo, post } from './citizen.ts';

let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
const hands = governing(() => stage);
beforeAll(async () => {
  opened = await openStage({ silent: bare, at: new Date('2026-11-27T09:00:00Z') });
  stage = opened.stage;
});
afterAll(() => opened?.close());

/** As the schedule wakes it; where it stopped, and within how many seconds that was known. */
async function canary(service: string): Promise<{ stoppedAt?: string; seconds: number }> {
  const began = performance.now();
  const outcome = (await stage.invoke(hands.idOf(`${service}CanaryDue`), {})) as { stoppedAt?: string };
  return { ...outcome, seconds: (performance.now() - began) / 1000 };
}

/** Waits until the log has what the canary of a service counted last: 1 where it stopped. */
const counts = (service: string, expected: Record<string, number>) =>
  until(`${service} counts ${JSON.stringify(expected)}`, 10_000, () => {
    const counted = lastCounted(service);
    return Object.entries(expected).every(([step, stopped]) => counted[`CanaryStoppedAt${step}`] === stopped);
  });

function lastCounted(service: string): Record<string, number> {
  const log = readdirSync(join(opened.data, 'logs')).filter((file) => file.startsWith(`${service}CanaryDue`));
  const lines = log.flatMap((file) => readFileSync(join(opened.data, 'logs', file), 'utf8').split('\n'));
  const counts = lines.flatMap((line) => [...line.matchAll(/"(CanaryStoppedAt\w+)":([01])/g)]);
  return Object.fromEntries(counts.map(([, name = '', count]) => [name, Number(count)]));
}

const asked = async (path: string, userName: string) => {
  const answer = await fetch(`${stage.url}${path}`, {
    headers: { authorization: `Bearer ${await stage.token(userName)}` },
  });
  expect(answer.status).toBe(200);
  return answer.json();
};

/** An alarm is heard ten minutes after a line stood still: five to the next canary, and one that CloudWatch takes. */
const mostSeconds = 240;

test('a canary goes the way of a citizen, and nobody sees it or counts it', async () => {
  const { declaration } = await hands.act('anna.ferri', 'protezione-civile', emergency());
  const contact = contactTo('protezione-civile', 'una cittadina');
  expect((await post(stage.url, '/v1/services/protezione-civile/contacts', contact)).status).toBe(202);
  expect((await canary('protezionecivile')).stoppedAt).toBeUndefined();
  expect((await canary('familyline')).stoppedAt).toBeUndefined();
  await counts('familyline', { Intake: 0, Register: 0, Mail: 0 });
  await stage.idle(120_000);
  const { items } = (await asked('/v1/desk/protezione-civile/worklist', 'carla.villa')) as { items: unknown[] };
  expect(items).toHaveLength(1);
  const path = `/v1/services/protezione-civile/declarations/${declaration}/report`;
  const { received, read } = DeclarationReport.parse(await asked(path, 'anna.ferri'));
  expect([received.before.contacts + received.during.contacts, read.entries]).toEqual([1, 1]);
  expect((await stage.mails()).filter(({ to }) => to.some((one) => one.endsWith('amazonses.com')))).toEqual([]);
  expect(stage.refused()).toEqual([]);
});

test('while the registrar of one service fails and no mail leaves, each canary says where it stopped', async () => {
  await hands.meet({
    function: 'protezionecivileregistrarQueueMessage',
    calls: 'dynamodb.PutItem',
    what: 'throttle',
    times: 10_000,
  });
  await stage.emulator('mail').stop();
  const [registrar, mail] = await Promise.all([canary('protezionecivile'), canary('familyline')]);
  await stage.emulator('mail').start();
  await hands.meet();
  expect([registrar.stoppedAt, mail.stoppedAt]).toEqual(['register', 'mail']);
  expect(registrar.seconds).toBeLessThan(mostSeconds);
  expect(mail.seconds).toBeLessThan(mostSeconds);
  await counts('protezionecivile', { Intake: 0, Register: 1 });
  await counts('familyline', { Register: 0, Mail: 1 });
});

test('while queues are down contacts are registered from the inbox, and the canary waits for its mail in vain', async () => {
  await stage.emulator('queues').stop();
  const { stoppedAt, seconds } = await canary('familyline');
  await stage.emulator('queues').start();
  expect(stoppedAt).toBe('mail');
  expect(seconds).toBeLessThan(mostSeconds);
});

test('while neither queue nor inbox takes anything it stops at intake, as citizens do', async () => {
  const faults = ['sqs.SendMessage', 'dynamodb.PutItem'].map((calls) => ({
    function: 'familylineintakeCitizenPost',
    calls,
    what: 'throttle' as const,
    times: 10_000,
  }));
  await hands.meet(...faults);
  const { stoppedAt, seconds } = await canary('familyline');
  await hands.meet();
  expect(stoppedAt).toBe('intake');
  expect(seconds).toBeLessThan(mostSeconds);
  expect((await canary('familyline')).stoppedAt).toBeUndefined();
  await counts('familyline', { Intake: 0, Register: 0, Mail: 0 });
});
