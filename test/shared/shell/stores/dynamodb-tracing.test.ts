import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { decideTracing } from '../../../../shared/core/tracing/decide-tracing.ts';
import { goesAt, type Tracing } from '../../../../shared/core/tracing/tracing.ts';
import { dynamodbTracing } from '../../../../shared/shell/stores/tracing.ts';
import { quake, sought } from '../../../fixtures/tracing.ts';
import { attributes, keys, openDynalite } from './dynalite.ts';

// Nobody at night looks for searches whose time is over: DynamoDB takes the items by `expiresAt`, which the template
// names for this table (test/cdk/tables.test.ts).

let opened: Awaited<ReturnType<typeof openDynalite>>;
beforeAll(async () => {
  opened = await openDynalite([
    {
      TableName: 'tracing',
      AttributeDefinitions: attributes({ id: 'S', box: 'S', since: 'S' }),
      KeySchema: keys('id'),
      GlobalSecondaryIndexes: [
        { IndexName: 'byBox', KeySchema: keys('box', 'since'), Projection: { ProjectionType: 'ALL' } },
      ],
    },
  ]);
});
afterAll(() => opened.close());

const received = '2026-11-30T03:00:00.000Z';
const search: Tracing = {
  id: '7k3m9qxt4dhr',
  code: 'PC-7K3M-9QXT-4DHR-8WZA',
  version: 1,
  event: quake,
  language: 'it',
  state: 'received',
  receivedAt: received,
  touchedAt: received,
  asked: { ...sought, name: 'Ada', phone: '+393331234567' } as NonNullable<Tracing['asked']>,
  history: [],
};
/** When DynamoDB takes the whole of a search, as an instant. */
async function goes(): Promise<string> {
  const { Item } = await opened.client.send(
    new GetItemCommand({ TableName: 'tracing', Key: { id: { S: search.id } }, ConsistentRead: true }),
  );
  return new Date(Number(Item?.['expiresAt']?.N) * 1000).toISOString();
}

test('a search for somebody goes whole the days of its service after the last thing that happened to it', async () => {
  const store = dynamodbTracing({
    tableName: 'tracing',
    goesAt: (one) => goesAt(one, { keptDays: 30 }),
    client: opened.client,
  });
  expect(await store.give(search, 'received')).toBe(true);
  expect(await goes()).toBe('2026-12-30T03:00:00.000Z');
  const decided = decideTracing(
    search,
    { does: 'act', act: { act: 'close' }, by: 'Anna Ferri' },
    '2026-12-05T09:00:00.000Z',
  );
  if ('refused' in decided) throw new Error(decided.refused);
  expect(await store.replace(decided.next, decided.owed)).toBe(true);
  expect(await goes()).toBe('2027-01-04T09:00:00.000Z');
  // A mail that goes out keeps nothing the longer.
  await store.settle(search.id, 'closed');
  expect(await goes()).toBe('2027-01-04T09:00:00.000Z');
});
