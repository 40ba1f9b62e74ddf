import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dynamodbFigures, type FiguresStore } from '../../../../shared/shell/stores/figures.ts';
import { standForAws } from '../../../fixtures/aws-endpoint.ts';
import { memoryFigures } from '../../../stores/memory-figures.ts';
import { attributes, keys } from './dynalite.ts';

// dynalite comes without types.
const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;
const server = dynalite({ createTableMs: 0 });
let client: DynamoDBClient;

beforeAll(async () => {
  await standForAws(server);
  client = new DynamoDBClient({});
  await client.send(
    new CreateTableCommand({
      TableName: 'figures',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes({ of: 'S', what: 'S' }),
      KeySchema: keys('of', 'what'),
    }),
  );
});

afterAll(() => {
  client.destroy();
  server.closeAllConnections();
  server.close();
});

let services = 0;
const stores: [string, () => FiguresStore][] = [
  ['in memory', memoryFigures],
  [
    'in DynamoDB',
    () => {
      services += 1;
      return dynamodbFigures('figures', `service-${services}`, client);
    },
  ],
];

describe.each(stores)('figures %s', (_name, open) => {
  const share = { count: 1, month: '2026-11', share: 3 };

  test('begin with one count, which is shown, until others are told', async () => {
    const figures = open();
    expect(await figures.counts()).toEqual({ shown: 1, kept: [1] });
    await figures.setCounts({ shown: 1, kept: [1, 2] });
    await figures.setCounts({ shown: 2, kept: [2] });
    expect(await figures.counts()).toEqual({ shown: 2, kept: [2] });
  });

  test('keep what was counted of a case for whoever has seen it last', async () => {
    const figures = open();
    const counted = { tick: 1, figures: { '2026-11': { cases: 1 } }, pending: { id: 'A.1', share: 3, figures: {} } };
    const read = async (count: number, code: string) => (await figures.readCases(count, [code, 'B'])).get(code);
    expect(await read(1, 'A')).toBeUndefined();
    expect(await figures.keepCase(1, 'A', counted, 0)).toBe(true);
    expect(await figures.keepCase(1, 'A', { ...counted, tick: 9 }, 0)).toBe(false);
    expect(await read(1, 'A')).toEqual(counted);
    expect(await read(2, 'A')).toBeUndefined();
    const { pending: _added, ...settled } = counted;
    expect(await figures.keepCase(1, 'A', { ...settled, tick: 2 }, 1)).toBe(true);
    expect(await figures.keepCase(1, 'A', counted, 1)).toBe(false);
    expect(await read(1, 'A')).toEqual({ ...settled, tick: 2 });
  });

  test('add to a share for whoever has seen it last, and remember under which ids', async () => {
    const figures = open();
    expect(await figures.readShare(1, '2026-11', 3)).toEqual({ tick: 0, added: new Set() });
    expect(await figures.addTo(share, { cases: 2, 'cases.kind.report': 2 }, ['A.1'], 0)).toBe(true);
    expect(await figures.addTo(share, { cases: 5 }, ['B.1'], 0)).toBe(false);
    expect(await figures.readShare(1, '2026-11', 3)).toEqual({ tick: 1, added: new Set(['A.1']) });
    expect(await figures.addTo(share, { cases: 1, 'cases.kind.report': -2 }, ['B.1'], 1)).toBe(true);
    await figures.settle(share, ['A.1']);
    expect(await figures.readShare(1, '2026-11', 3)).toEqual({ tick: 3, added: new Set(['B.1']) });
    expect(await figures.addTo(share, { cases: 2 }, ['C.1', 'D.1'], 3)).toBe(true);
    await figures.settle(share, ['B.1', 'D.1']);
    expect(await figures.readShare(1, '2026-11', 3)).toEqual({ tick: 5, added: new Set(['C.1']) });
    expect(await figures.month(1, '2026-11')).toEqual({ cases: 5 });
  });

  test('tell of a hundred cases in one answer what was counted of each', async () => {
    const figures = open();
    const codes = Array.from({ length: 100 }, (_none, number) => `case ${number}`);
    await Promise.all(codes.slice(1).map((code, tick) => figures.keepCase(1, code, { tick, figures: {} }, 0)));
    const read = await figures.readCases(1, codes);
    expect(read.size).toBe(99);
    expect(read.get('case 0')).toBeUndefined();
    expect(read.get('case 99')).toEqual({ tick: 98, figures: {} });
  });

  test('are the sum of their shares, month by month and count by count, without what came to zero', async () => {
    const figures = open();
    await figures.addTo(share, { cases: 2, reopened: 1 }, ['A.1'], 0);
    await figures.addTo({ ...share, share: 5 }, { cases: 1, reopened: -1 }, ['B.1'], 0);
    await figures.addTo({ ...share, month: '2026-10' }, { cases: 7 }, ['C.1'], 0);
    await figures.addTo({ ...share, count: 2 }, { cases: 9 }, ['C.1'], 0);
    expect(await figures.month(1, '2026-11')).toEqual({ cases: 3 });
    expect(await figures.month(1, '2026-10')).toEqual({ cases: 7 });
    expect(await figures.month(2, '2026-11')).toEqual({ cases: 9 });
    expect(await open().month(1, '2026-11')).toEqual({});
  });

  test('of counts that are kept no more go, of their own service alone', async () => {
    const [figures, others] = [open(), open()];
    for (const one of [figures, others]) {
      await one.keepCase(1, 'A', { tick: 1, figures: {} }, 0);
      await one.addTo(share, { cases: 2 }, ['A.1'], 0);
      await one.addTo({ ...share, count: 2 }, { cases: 3 }, ['A.1'], 0);
    }
    await figures.setCounts({ shown: 2, kept: [2] });
    expect(await figures.tidy()).toBe(2);
    expect(await figures.month(1, '2026-11')).toEqual({});
    expect(await figures.month(2, '2026-11')).toEqual({ cases: 3 });
    expect(await others.month(1, '2026-11')).toEqual({ cases: 2 });
    expect(await figures.tidy()).toBe(0);
  });
});
