import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ContentEvent } from '../../../../shared/contracts/content/entry.ts';
import { brokenContentLink, sealContentEntry } from '../../../../shared/core/knowledge/content-chain.ts';
import { contentOf } from '../../../../shared/core/knowledge/content-life.ts';
import { listedContent } from '../../../../shared/core/knowledge/listed-content.ts';
import { sha256 } from '../../../../shared/shell/hashing.ts';
import type { Catalogue } from '../../../../shared/shell/stores/catalogue.ts';
import type { Contents } from '../../../../shared/shell/stores/contents.ts';
import { standForAws } from '../../../fixtures/aws-endpoint.ts';
import { memoryCatalogue, memoryContents } from '../../../stores/memory-contents.ts';
import { attributes, keys } from './dynalite.ts';

// dynalite comes without types.
const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;
const server = dynalite({ createTableMs: 0 });
const opened: { contents?: Contents; catalogue?: Catalogue } = {};

beforeAll(async () => {
  await standForAws(server);
  const client = new DynamoDBClient({});
  const tables = [
    {
      TableName: 'contents',
      AttributeDefinitions: attributes({ content: 'S', version: 'N' }),
      KeySchema: keys('content', 'version'),
    },
    { TableName: 'catalogue', AttributeDefinitions: attributes({ content: 'S' }), KeySchema: keys('content') },
  ];
  for (const table of tables) {
    await client.send(new CreateTableCommand({ ...table, BillingMode: 'PAY_PER_REQUEST' }));
    for (;;) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: table.TableName }));
      if (Table?.TableStatus === 'ACTIVE') break;
    }
  }
  client.destroy();
  const { dynamodbContents } = await import('../../../../shared/shell/stores/contents.ts');
  const { dynamodbCatalogue } = await import('../../../../shared/shell/stores/catalogue.ts');
  opened.contents = dynamodbContents('contents');
  opened.catalogue = dynamodbCatalogue('catalogue');
});
afterAll(() => new Promise((closed) => server.close(closed)));

const anna = { subject: 'anna', name: 'Anna Bianchi' };
const written = (title: string): ContentEvent => ({
  type: 'Written',
  at: '2026-11-01T08:00:00.000Z',
  by: anna,
  language: 'it',
  document: { kind: 'article', id: 'nido', zebra: 1, languages: { it: { title } } },
  change: 'first words',
});
const content = 'article/nido';
const seal = (event: ContentEvent, previous?: Parameters<typeof sealContentEntry>[0]['previous']) =>
  sealContentEntry({ content, event, previous, sha256 });

describe.each([
  ['in memory', () => ({ contents: memoryContents(), catalogue: memoryCatalogue() })],
  ['in DynamoDB', () => opened as Required<typeof opened>],
] as const)('the contents of a service %s', (_where, open) => {
  const stores = { open, kept: undefined as ReturnType<typeof open> | undefined };
  const both = () => {
    stores.kept ??= stores.open();
    return stores.kept;
  };

  test('give back what was appended, oldest first, and its chain holds', async () => {
    const { contents } = both();
    expect(await contents.read(content)).toEqual([]);
    const one = seal(written('One'));
    const two = seal({ type: 'Reviewed', at: one.at, by: { ...anna, subject: 'bruno' }, version: 1 }, one);
    expect(await contents.append(one)).toBe('appended');
    expect(await contents.append(two)).toBe('appended');
    const entries = await contents.read(content);
    expect(entries).toEqual([one, two]);
    expect(brokenContentLink(entries, sha256)).toBeUndefined();
    const changed = entries.map((entry) => ({ ...entry, event: { ...entry.event, by: { ...anna, name: 'Another' } } }));
    expect(brokenContentLink(changed, sha256)).toEqual({ version: 1, because: 'content' });
    const found = [];
    for await (const page of contents.all()) found.push(...page);
    expect(found).toHaveLength(2);
  });

  test('take a version once: whoever comes second is told, and the same entry again is no second one', async () => {
    const { contents } = both();
    const [one] = await contents.read(content);
    expect(await contents.append(seal(written('Rival')))).toBe('taken');
    expect(await contents.append(one ?? seal(written('One')))).toBe('appended');
    expect(await contents.read(content)).toHaveLength(2);
  });

  test('the catalogue keeps the later version, in whatever order they come', async () => {
    const { catalogue } = both();
    const early = listedContent(content, contentOf([written('One')]));
    const late = listedContent(content, contentOf([written('One'), written('Two')]));
    await catalogue.keep(late);
    await catalogue.keep(early);
    expect(await catalogue.all()).toEqual([late]);
    expect(late.life.written.map(({ document }) => document['title'])).toEqual(['One', 'Two']);
  });
});
