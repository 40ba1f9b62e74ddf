import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import { bringBack } from '../../tools/redrive.ts';
import { bare, nameOf, openStage, queueClient, tableClient, until } from './center.ts';
import { contactTo } from './citizen.ts';
import { casesOf, wordsOf } from './ledger.ts';

const service = 'protezione-civile';
/** How often a queue tries a message before it gives up: the contacts queue's maxReceiveCount. */
const tries = 20;

let stage: Stage;
let close: () => Promise<void>;
let queues: ReturnType<typeof queueClient>;
let tables: ReturnType<typeof tableClient>;
let queue: string;

beforeAll(async () => {
  ({ stage, close } = await openStage({ silent: bare }));
  queues = queueClient(stage.endpoints.sqs);
  tables = tableClient(stage.endpoints.dynamodb);
  queue = nameOf(stage.names.queues, service, 'Contacts');
});
afterAll(async () => {
  queues.destroy();
  tables.destroy();
  await close();
});

/** A message as intake leaves it; codes count up from `number`, their last group is not judged behind intake. */
function message(number: number, more: Partial<Record<keyof ContactAccepted, unknown>> = {}): string {
  const accepted = {
    contract: 'contact-accepted.v1',
    code: `PC-0000-0000-0000-${String(number).padStart(4, '0')}`,
    service,
    channel: 'form',
    receivedAt: '2026-11-22T09:00:00.000Z',
    contact: contactTo(service, `batch ${number}`),
    ...more,
  };
  return JSON.stringify(accepted);
}

type Letter = { letterId: string; service: string; queue: string; reason: string; receives: number; body: string };

const lettersTable = () => Object.entries(stage.names.tables).find(([id]) => id.startsWith('DeadLetters'))?.[1] ?? '';

async function removeLetter(letterId: string): Promise<void> {
  await tables.send(new DeleteItemCommand({ TableName: lettersTable(), Key: { letterId: { S: letterId } } }));
}

async function letters(): Promise<Letter[]> {
  const table = lettersTable();
  const { Items = [] } = await tables.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  return Items.map((item) => ({
    letterId: item['letterId']?.S ?? '',
    service: item['service']?.S ?? '',
    queue: item['queue']?.S ?? '',
    reason: item['reason']?.S ?? '',
    receives: Number(item['receives']?.N),
    body: item['body']?.S ?? '',
  }));
}

/** Calls of the registrar so far, by action. */
async function registrarCalls(): Promise<Record<string, number>> {
  const counts = await stage.calls();
  const [, calls = {}] =
    Object.entries(counts).find(([id]) => id.startsWith('protezionecivileregistrarQueueMessage')) ?? [];
  return calls;
}

const poisons: [what: string, body: string, reason: string][] = [
  ['text that is not JSON', '{"contract":"contact-accepted.v1",', 'the body is not JSON'],
  [
    'a message of a later contract',
    message(9001, { contract: 'contact-accepted.v2' }),
    'contact-accepted.v1 does not hold at /contract: invalid_value',
  ],
  [
    'a contact of another service',
    message(9002, { service: 'familyline' }),
    'a contact of familyline in the queue of protezione-civile',
  ],
  [
    'a contact larger than any that intake accepts',
    message(9003, { contact: contactTo(service, 'x'.repeat(250_000)) }),
    'contact-accepted.v1 does not hold at /contact/message: too_big',
  ],
  ['JSON that is no message at all', '"hello"', 'contact-accepted.v1 does not hold at /: invalid_type'],
];

describe.each(poisons)('%s among nine good contacts', (_what, poison, reason) => {
  const first = 1 + 10 * poisons.findIndex(([, body]) => body === poison);

  test(`the nine are registered at the first try, the tenth is kept with its reason after ${tries} tries`, async () => {
    const before = await registrarCalls();
    const known = (await letters()).map(({ letterId }) => letterId);
    const bodies = Array.from({ length: 9 }, (_, index) => message(first + index));
    bodies.splice(4, 0, poison);
    await queues.send(
      new SendMessageBatchCommand({
        QueueUrl: queue,
        Entries: bodies.map((body, index) => ({ Id: String(index), MessageBody: body })),
      }),
    );
    const letter = await until('the poison is a dead letter', 60_000, async () =>
      (await letters()).find(({ letterId }) => !known.includes(letterId)),
    );
    expect(letter).toMatchObject({ service, reason, body: poison });
    await stage.idle(60_000);
    expect(await letters()).toHaveLength(known.length + 1);

    const cases = await casesOf(stage, service);
    for (let number = first; number < first + 9; number += 1) {
      const entries = cases.get(`PC-0000-0000-0000-${String(number).padStart(4, '0')}`) ?? [];
      expect(entries.map(({ version }) => version)).toEqual([1]);
      expect(wordsOf(entries)).toBe(`batch ${number}`);
    }
    const calls = await registrarCalls();
    const made = (action: string) => (calls[action] ?? 0) - (before[action] ?? 0);
    expect(made('dynamodb.PutItem')).toBe(9);
    expect(made('sqs.ChangeMessageVisibility')).toBe(tries);
  });
});

test('a dead letter that is mended and brought back is registered once, even when the tool is killed half-way and repeats', async () => {
  const letter = (await letters()).find(({ body }) => body.includes('contact-accepted.v2')) as Letter;
  const mended = { ...letter, body: letter.body.replace('contact-accepted.v2', 'contact-accepted.v1') };
  const sent = async (_service: string, body: string) =>
    void (await queues.send(new SendMessageCommand({ QueueUrl: queue, MessageBody: body })));
  const halfWay = { send: sent, remove: () => Promise.reject(new Error('killed')) };
  const whole = { send: sent, remove: removeLetter };

  expect(await bringBack([mended], halfWay)).toEqual({
    back: [],
    left: [{ letterId: letter.letterId, because: 'killed' }],
  });
  expect(await letters()).toContainEqual(letter);
  expect(await bringBack([mended], whole)).toEqual({ back: [letter.letterId], left: [] });
  await stage.idle(60_000);

  const cases = await casesOf(stage, service);
  expect(cases.get('PC-0000-0000-0000-9001')?.map(({ version }) => version)).toEqual([1]);
  expect(cases.size).toBe(9 * poisons.length + 1);
  expect(await letters()).toHaveLength(poisons.length - 1);
});
