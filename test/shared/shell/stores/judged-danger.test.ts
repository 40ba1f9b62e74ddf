import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JudgedCounts } from '../../../../shared/shell/stores/judged-danger.ts';
import { standForAws } from '../../../fixtures/aws-endpoint.ts';
import { memoryJudgedCounts } from '../../../stores/memory-judged-counts.ts';
import { attributes, keys } from './dynalite.ts';

// dynalite comes without types.
const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;
const server = dynalite({ createTableMs: 0 });
let dynamodb: (service: string) => JudgedCounts;

beforeAll(async () => {
  await standForAws(server);
  const client = new DynamoDBClient({});
  await client.send(
    new CreateTableCommand({
      TableName: 'judged',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes({ service: 'S', week: 'S' }),
      KeySchema: keys('service', 'week'),
    }),
  );
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'judged' }));
    if (Table?.TableStatus === 'ACTIVE') break;
  }
  client.destroy();
  const { dynamodbJudgedCounts } = await import('../../../../shared/shell/stores/judged-danger.ts');
  dynamodb = (service) => dynamodbJudgedCounts('judged', service);
});
afterAll(() => new Promise((closed) => server.close(closed)));

const cell = 'lane|danger|water|it';

describe.each([
  ['in memory', () => memoryJudgedCounts()],
  ['in DynamoDB', () => dynamodb('familyline')],
] as const)('the counts of judged danger %s', (_where, opened) => {
  test('change once for each name of a change, never below zero, and the newest week is first', async () => {
    const counts = opened();
    expect(await counts.latest(5)).toEqual([]);
    expect(await counts.change('2026-W47', { cell, by: 1, name: 'one' })).toEqual({ [cell]: 1 });
    expect(await counts.change('2026-W47', { cell, by: 1, name: 'one' })).toEqual({ [cell]: 1 });
    expect(await counts.change('2026-W47', { cell, by: 1, name: 'two' })).toEqual({ [cell]: 2 });
    expect(await counts.change('2026-W48', { cell, by: -1, name: 'three' })).toEqual({ [cell]: 0 });
    expect(await counts.latest(5)).toEqual([
      ['2026-W48', { [cell]: 0 }],
      ['2026-W47', { [cell]: 2 }],
    ]);
    expect(await counts.latest(1)).toHaveLength(1);
  });
});

test('two who judge at the same moment are both counted, and another service has counts of its own', async () => {
  const names = ['a', 'b', 'c'];
  await Promise.all(names.map((name) => dynamodb('other').change('2026-W48', { cell, by: 1, name })));
  expect(await dynamodb('other').latest(1)).toEqual([['2026-W48', { [cell]: 3 }]]);
});
