import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Drafts, dynamodbDrafts } from '../../../../shared/shell/stores/drafts.ts';
import { standForAws } from '../../../fixtures/aws-endpoint.ts';
import { memoryDrafts } from '../../../stores/memory-drafts.ts';
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
      TableName: 'drafts',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes({ caseId: 'S', whose: 'S' }),
      KeySchema: keys('caseId', 'whose'),
    }),
  );
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'drafts' }));
    if (Table?.TableStatus === 'ACTIVE') break;
  }
});
afterAll(() => {
  client.destroy();
  server.close();
});

const now = new Date('2026-11-29T09:00:00.000Z');
let caseNumber = 0;

describe.each<[string, () => Drafts]>([
  ['in memory', memoryDrafts],
  ['in DynamoDB', () => dynamodbDrafts('drafts', client)],
])('drafts %s', (_where, make) => {
  let drafts: Drafts;
  let caseId: string;
  const mine = (of: 'answer' | 'note') => ({ caseId, subject: 'carla', of });
  beforeEach(() => {
    drafts = make();
    caseNumber += 1;
    caseId = `PC-${caseNumber}`;
  });

  test('a draft is read as it was typed last, and nothing is read before', async () => {
    expect(await drafts.read(mine('answer'))).toBeUndefined();
    await drafts.keep(mine('answer'), { text: 'Buongior' }, now);
    await drafts.keep(mine('answer'), { text: 'Buongiorno', template: { id: 'information', version: 2 } }, now);
    expect(await drafts.read(mine('answer'))).toEqual({
      text: 'Buongiorno',
      template: { id: 'information', version: 2 },
      savedAt: now.toISOString(),
    });
  });

  test('an answer keeps the files that were chosen for it', async () => {
    const files = [{ id: 'a'.repeat(32), name: 'mappa.pdf', bytes: 7 }];
    await drafts.keep(mine('answer'), { text: '', files }, now);
    expect(await drafts.read(mine('answer'))).toEqual({ text: '', files, savedAt: now.toISOString() });
  });

  test('a note is never read as an answer, nor by a colleague', async () => {
    await drafts.keep(mine('note'), { text: 'il marito legge la posta' }, now);
    expect(await drafts.read(mine('answer'))).toBeUndefined();
    expect(await drafts.read({ ...mine('note'), subject: 'bruno' })).toBeUndefined();
    await drafts.drop(mine('answer'));
    expect(await drafts.read(mine('note'))).toMatchObject({ text: 'il marito legge la posta' });
  });

  test('what is dropped is gone, and dropping it again does nothing', async () => {
    await drafts.keep(mine('answer'), { text: 'no' }, now);
    await drafts.drop(mine('answer'));
    await drafts.drop(mine('answer'));
    expect(await drafts.read(mine('answer'))).toBeUndefined();
  });

  test('with a case all drafts on it are forgotten, whoever typed them, and those on others stay', async () => {
    const other = { ...mine('answer'), caseId: `${caseId}-b` };
    await drafts.keep(mine('answer'), { text: 'uno' }, now);
    await drafts.keep({ ...mine('note'), subject: 'bruno' }, { text: 'due' }, now);
    await drafts.keep(other, { text: 'tre' }, now);
    expect(await drafts.forget(caseId)).toBe(2);
    expect(await drafts.forget(caseId)).toBe(0);
    expect(await drafts.read(mine('answer'))).toBeUndefined();
    expect(await drafts.read(other)).toMatchObject({ text: 'tre' });
  });
});
