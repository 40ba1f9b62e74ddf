import { setTimeout as pause } from 'node:timers/promises';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EmulatorName, Stage } from '../../local/stage-interface.ts';
import { CaseStatus } from '../../shared/contracts/case-status.ts';
import { bare, openStage, queueClient, tableClient, until } from './center.ts';
import { ask, contactTo, post, send } from './citizen.ts';
import { casesOf, citizens, emptyLedger, inOrder, isHonest503, judge } from './ledger.ts';

const services = ['protezione-civile', 'familyline'];
/** How long a supplier is down: milliseconds. */
const outage = 30_000;

let stage: Stage;
let close: () => Promise<void>;
const ledger = emptyLedger();

beforeAll(async () => {
  ({ stage, close } = await openStage({ silent: bare }));
});
afterAll(() => close());

/**
 * Stops a supplier for the length of the outage under load, starts it again, and waits for the center to come to rest.
 */
async function outlive(supplier: EmulatorName, meanwhile: () => Promise<void>): Promise<{ acceptedMeanwhile: number }> {
  const crowd = citizens({ url: stage.url, services, crowd: supplier, connections: 4, pace: 60, ledger });
  const emulator = stage.emulator(supplier);
  try {
    const accepted = () => ledger.promised.size;
    const before = accepted();
    await until('load is accepted', 30_000, () => accepted() > before + 20);
    await emulator.stop();
    const atStop = accepted();
    const [, outcome] = await Promise.all([pause(outage), meanwhile().catch((problem: unknown) => ({ problem }))]);
    const acceptedMeanwhile = accepted() - atStop;
    await emulator.start();
    if (outcome) throw outcome.problem;
    const atStart = accepted();
    await until('load is accepted again', 30_000, () => accepted() > atStart + 20);
    return { acceptedMeanwhile };
  } finally {
    if (emulator.pid === undefined) await emulator.start();
    await crowd.stop();
    await stage.idle(180_000);
  }
}

/** Letters that any queue gave up on, in the table and in the queues. */
async function deadLetters(): Promise<number> {
  const tables = tableClient(stage.endpoints.dynamodb);
  const queues = queueClient(stage.endpoints.sqs);
  const [, table = ''] = Object.entries(stage.names.tables).find(([id]) => id.startsWith('DeadLetters')) ?? [];
  let count = (await tables.send(new ScanCommand({ TableName: table }))).Items?.length ?? 0;
  for (const [id, url] of Object.entries(stage.names.queues)) {
    if (!/DeadLetters/.test(id)) continue;
    const asked = { QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages' as const] };
    const { Attributes } = await queues.send(new GetQueueAttributesCommand(asked));
    count += Number(Attributes?.['ApproximateNumberOfMessages']);
  }
  tables.destroy();
  queues.destroy();
  return count;
}

describe('thirty seconds under load', () => {
  const slow = 300_000;

  test(
    'without queues, contacts go through the inbox and are registered meanwhile',
    async () => {
      const { acceptedMeanwhile } = await outlive('queues', async () => {
        const { code } = await send(stage.url, 'protezione-civile', contactTo('protezione-civile', 'queues 9 inbox'));
        ledger.tried.add('queues 9 inbox');
        ledger.byMail.add('queues 9 inbox');
        ledger.promised.set('queues 9 inbox', new Set([code]));
        await until('the inbox is registered while the queue is down', 25_000, async () => {
          const { text } = await ask(stage.url, { path: `/v1/services/protezione-civile/contacts/${code}` });
          return CaseStatus.parse(JSON.parse(text)).stage === 'registered';
        });
      });
      expect(acceptedMeanwhile).toBeGreaterThan(20);
      expect(await judge(ledger, stage, services)).toMatchObject(inOrder);
    },
    slow,
  );

  test(
    'without the register, contacts are accepted and a status is an honest 503',
    async () => {
      const { code } = await send(stage.url, 'familyline', contactTo('familyline', 'dynamodb 9 status'), 'status');
      ledger.tried.add('dynamodb 9 status');
      const { acceptedMeanwhile } = await outlive('dynamodb', async () => {
        const status = await ask(stage.url, { path: `/v1/services/familyline/contacts/${code}` });
        expect(status.status === 503 ? isHonest503(status) : status).toBe(true);
      });
      expect(acceptedMeanwhile).toBeGreaterThan(20);
      expect(await judge(ledger, stage, services)).toMatchObject(inOrder);
    },
    slow,
  );

  test(
    'without mail, nobody but the mail function notices, and every receipt is sent afterwards',
    async () => {
      const { acceptedMeanwhile } = await outlive('mail', async () => {
        const { code } = await send(stage.url, 'familyline', contactTo('familyline', 'mail 9 registered'));
        ledger.tried.add('mail 9 registered');
        await until('the case is registered while mail is down', 25_000, async () =>
          (await casesOf(stage, 'familyline')).has(code),
        );
      });
      expect(acceptedMeanwhile).toBeGreaterThan(20);
      expect(await judge(ledger, stage, services)).toMatchObject(inOrder);
    },
    slow,
  );

  test('every answer was a 202 or an honest 503, every connection was answered, and no letter is dead', async () => {
    expect(ledger.odd).toEqual([]);
    expect(ledger.answers.get('none') ?? 0).toBe(0);
    expect(await deadLetters()).toBe(0);
  });
});

test('without queues and register nothing is accepted: an honest 503 that is over when they are back', async () => {
  const contact = contactTo('protezione-civile', 'both 1 1');
  const path = '/v1/services/protezione-civile/contacts';
  await Promise.all([stage.emulator('queues').stop(), stage.emulator('dynamodb').stop()]);
  const refused = await post(stage.url, path, contact, { 'idempotency-key': 'both' });
  await Promise.all([stage.emulator('queues').start(), stage.emulator('dynamodb').start()]);
  expect(isHonest503(refused)).toBe(true);
  expect(JSON.parse(refused.text).type).toBe('urn:sportello:problem:unavailable');
  const { code } = await until('it is accepted once they are back', 30_000, async () => {
    const answer = await post(stage.url, path, contact, { 'idempotency-key': 'both' });
    return answer.status === 202 && (JSON.parse(answer.text) as { code: string });
  });
  await stage.idle(120_000);
  const entries = (await casesOf(stage, 'protezione-civile')).get(code);
  expect(entries?.map(({ version }) => version)).toEqual([1]);
});
