import { BatchWriteItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { LedgerEntry } from '../../../../shared/contracts/declaration.ts';
import { declaredAt } from '../../../../shared/core/posture/declared.ts';
import { pointClientsAt } from '../../../fixtures/aws-endpoint.ts';
import { attributes, keys, openDynalite } from './dynalite.ts';

const service = 'familyline';
const day = 86_400_000;
const start = Date.parse('2023-01-01T00:00:00Z');
const iso = (instant: number) => new Date(instant).toISOString();

let opened: Awaited<ReturnType<typeof openDynalite>>;
let ledger: typeof import('../../../../shared/shell/stores/ledger.ts');
beforeAll(async () => {
  opened = await openDynalite([
    {
      TableName: 'ledger',
      AttributeDefinitions: attributes({ service: 'S', version: 'N' }),
      KeySchema: keys('service', 'version'),
    },
  ]);
  pointClientsAt(opened.endpoint);
  ledger = await import('../../../../shared/shell/stores/ledger.ts');
});
afterAll(() => opened.close());

/** An act a day: each declares an emergency for half a day. */
const act = (version: number): LedgerEntry => ({
  service,
  version,
  at: iso(start + version * day),
  event: {
    type: 'Declared',
    at: iso(start + version * day),
    by: { subject: 'officer-1', name: 'Elena Ferri' },
    reason: 'A strong quake was felt in the whole of the region.',
    declaration: `d${version}`,
    area: { kind: 'national' },
    level: 'emergency',
    hours: 'around-the-clock',
    notice: { it: 'Emergenza in corso.', en: 'An emergency is in force.', de: 'Ein Notfall ist erklärt.' },
    endsAt: iso(start + version * day + day / 2),
  },
  prevHash: 'a'.repeat(64),
  hash: version.toString(16).padStart(64, '0'),
});

/** Writes acts and nothing beside them, as a writer that died does. */
const write = (acts: readonly LedgerEntry[]) =>
  opened.client.send(
    new BatchWriteItemCommand({
      RequestItems: { ledger: acts.map((entry) => ({ PutRequest: { Item: ledger.actItem(entry) } })) },
    }),
  );

/** What the queries that are made meanwhile read: items and bytes. */
async function reading<Result>(work: () => Promise<Result>): Promise<{ result: Result; items: number; bytes: number }> {
  const { dynamodb } = await import('../../../../shared/shell/stores/dynamodb.ts');
  const send = jest.spyOn(dynamodb, 'send');
  const result = await work();
  const answers = await Promise.all(send.mock.results.map(({ value }) => value as Promise<{ Items?: unknown[] }>));
  send.mockRestore();
  const items = answers.flatMap(({ Items = [] }) => Items);
  return { result, items: items.length, bytes: Buffer.byteLength(JSON.stringify(items)) };
}

test('of a thousand acts a container that knows nothing reads one small item', async () => {
  const earlier = Array.from({ length: 999 }, (_, place) => act(place + 1));
  while (earlier.length > 0) await write(earlier.splice(0, 25));
  expect(await ledger.appendAct('ledger', act(1000))).toBe('appended');
  const { result, items, bytes } = await reading(() => ledger.readDeclared('ledger', service));
  expect(items).toBe(1);
  // Thirty days of acts; all of them would be 600 kB.
  expect(bytes).toBeLessThan(20_000);
  expect(result.upTo).toBe(1000);
  const during = iso(start + 1000 * day + 1);
  const all = (await ledger.readLedger('ledger', service)).map(({ event }) => event);
  expect(all).toHaveLength(1000);
  expect(declaredAt(result.events, during).posture).toBe('emergency');
  expect(declaredAt(result.events, during)).toMatchObject({ notice: declaredAt(all, during).notice });
});

test('an act that the one item does not know yet is read beside it, and afterwards only what is new', async () => {
  await write([act(1001)]);
  const cold = await reading(() => ledger.readDeclared('ledger', service));
  expect(cold.items).toBe(2);
  expect(cold.result.upTo).toBe(1001);
  expect(await ledger.readDeclared('ledger', service, 1001)).toEqual({ events: [], upTo: 1001 });
  expect((await ledger.readDeclared('ledger', service, 1000)).events).toHaveLength(1);
});

test('the one item is no act, and an older one never takes the place of a newer', async () => {
  let acts = 0;
  for await (const { Items = [] } of paginateScan({ client: opened.client }, { TableName: 'ledger' }))
    acts += Items.filter(ledger.isAct).length;
  expect(acts).toBe(1001);
  expect(await ledger.appendAct('ledger', act(1002))).toBe('appended');
  expect(await ledger.appendAct('ledger', act(1002))).toBe('appended');
  expect((await reading(() => ledger.readDeclared('ledger', service))).items).toBe(1);
});

test('a ledger that holds nothing gives nothing', async () => {
  expect(await ledger.readDeclared('ledger', 'protezione-civile')).toEqual({ events: [], upTo: 0 });
});
