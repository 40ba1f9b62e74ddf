import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { CreateTableCommand, DeleteItemCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ShiftBody, ShiftChange } from '../../../../shared/contracts/shift.ts';
import { dynamodbReserve, type Reserve } from '../../../../shared/shell/stores/reserve.ts';
import { dynamodbShifts, type Shifts } from '../../../../shared/shell/stores/shifts.ts';
import { standForAws } from '../../../fixtures/aws-endpoint.ts';
import { memoryReserve } from '../../../stores/memory-reserve.ts';
import { memoryShifts } from '../../../stores/memory-shifts.ts';
import { attributes, keys } from './dynalite.ts';

// dynalite comes without types.
const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;
const server = dynalite({ createTableMs: 0 });
let client: DynamoDBClient;
let tables = 0;

beforeAll(async () => {
  await standForAws(server);
  client = new DynamoDBClient({});
});
afterAll(() => {
  client.destroy();
  server.close();
});

async function ownTable(): Promise<string> {
  tables += 1;
  const TableName = `shifts-${tables}`;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes({ list: 'S', entry: 'S' }),
      KeySchema: keys('list', 'entry'),
    }),
  );
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    if (Table?.TableStatus === 'ACTIVE') return TableName;
  }
}

const shift = (more: Partial<ShiftBody> = {}): ShiftBody => ({
  name: 'Carla',
  skills: [],
  groups: [],
  week: [],
  ...more,
});
const change = (version: number, after = shift()): ShiftChange => ({
  subject: 'carla',
  version,
  at: '2026-11-29T09:00:00.000Z',
  by: { subject: 'bruno', name: 'Bruno' },
  after,
});

describe.each<[string, () => Promise<Shifts>]>([
  ['in memory', async () => memoryShifts()],
  ['in DynamoDB', async () => dynamodbShifts(await ownTable(), client)],
])('shifts %s', (_where, make) => {
  let shifts: Shifts;
  beforeEach(async () => {
    shifts = await make();
  });

  test('of two changes of one version one is kept, and every one that was kept is on record', async () => {
    expect(await shifts.shifts()).toEqual([]);
    expect(await shifts.change(change(1))).toBe('kept');
    const both = await Promise.all([
      shifts.change(change(2, shift({ skills: ['a'] }))),
      shifts.change(change(2, shift({ skills: ['b'] }))),
    ]);
    expect(both.sort()).toEqual(['conflict', 'kept']);
    const [known] = await shifts.shifts();
    const changes = await shifts.changes();
    expect(changes).toHaveLength(2);
    expect(known).toMatchObject({ version: 2, shift: changes.find(({ version }) => version === 2)?.after });
  });

  test('where somebody is is what was said last', async () => {
    const presence = {
      presence: 'present',
      since: '2026-11-29T08:00:00.000Z',
      until: '2026-11-29T13:00:00.000Z',
    } as const;
    await shifts.setPresence({ subject: 'carla', name: 'Carla', presence });
    await shifts.setPresence({ subject: 'carla', name: 'Carla', presence: { ...presence, presence: 'break' } });
    expect(await shifts.presences()).toEqual([
      { subject: 'carla', name: 'Carla', presence: { ...presence, presence: 'break' } },
    ]);
  });

  test('views are of whoever named them, one of a name, until they are dropped', async () => {
    const now = new Date('2026-11-29T09:00:00.000Z');
    const later = new Date('2026-11-30T09:00:00.000Z');
    await shifts.keepView('carla', { name: 'Mie', filter: { mine: true } }, now);
    await shifts.keepView('carla', { name: 'Mie', lane: 'urgent', filter: { mine: true } }, later);
    await shifts.keepView('bruno', { name: 'Lazio', filter: { region: '12' } }, now);
    expect(await shifts.views('carla')).toEqual([
      { view: { name: 'Mie', lane: 'urgent', filter: { mine: true } }, keptAt: later.toISOString() },
    ]);
    await shifts.dropView('carla', 'Mie');
    await shifts.dropView('carla', 'Mie');
    expect([await shifts.views('carla'), (await shifts.views('bruno')).length]).toEqual([[], 1]);
  });

  test('who was handed a case is noted where not too many others were meanwhile, and forgotten once it is past', async () => {
    const at = '2026-11-29T09:00:00.000Z';
    const nobody = await shifts.handed();
    expect(nobody).toEqual({ count: 0, to: new Map() });
    const first = await Promise.all(
      ['a', 'b'].map((subject) => shifts.noteHanded(subject, at, nobody, { others: 5, past: [] })),
    );
    expect(first.filter(Boolean)).toHaveLength(1);
    const one = await shifts.handed();
    expect(await shifts.noteHanded('c', at, one, { others: 0, past: [] })).toBe(true);
    expect(await shifts.noteHanded('d', at, one, { others: 0, past: [] })).toBe(false);
    expect(await shifts.noteHanded('d', at, one, { others: 1, past: [] })).toBe(true);
    expect(await shifts.noteHanded('e', at, one, { past: [] })).toBe(true);
    const four = await shifts.handed();
    expect(four.count).toBe(4);
    // Whoever is forgotten might have been handed another meanwhile: not on an old count.
    expect(await shifts.noteHanded('f', at, one, { others: 9, past: ['c'] })).toBe(false);
    expect(await shifts.noteHanded('f', at, four, { others: 9, past: ['c', 'd', 'f'] })).toBe(true);
    await shifts.takeBackHanded('e');
    await shifts.takeBackHanded('nobody');
    expect([...(await shifts.handed()).to.keys()].sort()).toEqual([...one.to.keys(), 'f'].sort());
  });

  test('which case somebody has open is what they said last, and nothing of before', async () => {
    const now = new Date('2026-11-29T09:00:00.000Z');
    const place = (caseId: string) => ({ caseId, doing: 'reads', at: now.toISOString() }) as const;
    await shifts.setCompany({ subject: 'carla', name: 'Carla', places: [place('PC-7K3M-9QXT-4DHR-8WZA')] }, now);
    await shifts.setCompany({ subject: 'carla', name: 'Carla', places: [place('PC-7K3M-9QXT-4DHR-8WZB')] }, now);
    expect(await shifts.company()).toEqual([
      { subject: 'carla', name: 'Carla', places: [place('PC-7K3M-9QXT-4DHR-8WZB')] },
    ]);
  });
});

test('a shift that did not follow its change follows with the next try', async () => {
  const TableName = await ownTable();
  const shifts = dynamodbShifts(TableName, client);
  await shifts.change(change(1, shift({ skills: ['a'] })));
  const Key = { list: { S: 'shifts' }, entry: { S: 'carla' } };
  await client.send(new DeleteItemCommand({ TableName, Key }));
  expect(await shifts.shifts()).toEqual([]);
  expect(await shifts.change(change(1, shift({ skills: ['b'] })))).toBe('conflict');
  expect(await shifts.shifts()).toEqual([{ subject: 'carla', version: 1, shift: shift({ skills: ['a'] }) }]);
});

describe.each<[string, () => Promise<Reserve>]>([
  ['in memory', async () => memoryReserve()],
  ['in DynamoDB', async () => dynamodbReserve(await ownTable(), client)],
])('the reserve %s', (_where, make) => {
  const member = { name: 'Piero', email: 'piero@example.org', languages: ['it' as const], lanes: ['information'] };
  const did = (version: number, what: 'added' | 'changed' | 'removed') => ({
    subject: 'piero',
    version,
    at: '2026-11-29T09:00:00.000Z',
    by: { subject: 'bruno', name: 'Bruno' },
    name: 'Piero',
    did: what,
  });

  test('of two changes of one version one is kept, with what was done, and whoever is taken off leaves only that', async () => {
    const reserve = await make();
    expect(await reserve.people()).toEqual([]);
    const first = { subject: 'piero', version: 1, member, changes: [did(1, 'added')] };
    expect(await reserve.keep(first)).toBe('kept');
    expect(await reserve.keep(first)).toBe('conflict');
    const next = (phone: string) => ({
      ...first,
      version: 2,
      member: { ...member, phone },
      changes: [did(1, 'added'), did(2, 'changed')],
    });
    const both = await Promise.all([reserve.keep(next('+390655501')), reserve.keep(next('+390655502'))]);
    expect(both.sort()).toEqual(['conflict', 'kept']);
    const gone = { subject: 'piero', version: 3, changes: [did(3, 'removed')] };
    expect(await reserve.keep(gone)).toBe('kept');
    expect(await reserve.people()).toEqual([gone]);
  });
});
