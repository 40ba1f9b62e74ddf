import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sha256 } from '../shared/shell/hashing.ts';
import { everyPage, type Item, pages, text } from '../shared/shell/stores/dynamodb.ts';
import type { Center } from './center.ts';
import { type MovedTable, movedTables, placeOf } from './what-moves.ts';

/** What a service is, so that a copy can be told from it: counts and heads of its chains. */
export type CopyProof = {
  cases: number;
  entries: number;
  /** SHA-256 over the last hash of each case, in the order of their codes. */
  heads: string;
  /** SHA-256 over batches, cancellations and closed days of the protocol, and how many there are. */
  protocol: { items: number; digest: string };
  roots: { items: number; digest: string };
  ledger: { items: number; digest: string };
};

/** The items of a moved table, page after page, from a key on, with the key of the next page. */
export async function* itemsOf(
  dynamodb: DynamoDBClient,
  table: MovedTable,
  { center, service }: { center: Center; service: string },
): AsyncGenerator<Item[]> {
  const TableName = placeOf(center, table.variable, service);
  if (table.partitions === undefined) {
    yield* everyPage({ TableName, ConsistentRead: true }, dynamodb);
    return;
  }
  for (const partition of table.partitions(service)) {
    const asked = {
      TableName,
      KeyConditionExpression: '#service = :service',
      ExpressionAttributeNames: { '#service': 'service' },
      ExpressionAttributeValues: { ':service': text(partition) },
    };
    yield* pages(asked, dynamodb);
  }
}

/** Whatever an import wrote with an item is none of what it is. */
export const importMark = 'imported';

const written = (item: Item) =>
  JSON.stringify(
    Object.entries(item)
      .filter(([name]) => name !== importMark)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );

async function digested(dynamodb: DynamoDBClient, name: string, where: { center: Center; service: string }) {
  const table = movedTables.find((known) => known.name === name) as MovedTable;
  const lines: string[] = [];
  for await (const items of itemsOf(dynamodb, table, where)) lines.push(...items.map((item) => sha256(written(item))));
  return { items: lines.length, digest: sha256(lines.sort().join('\n')) };
}

/** What proves a copy of a service, read from its tables. */
export async function proofOf(dynamodb: DynamoDBClient, center: Center, service: string): Promise<CopyProof> {
  const where = { center, service };
  const heads = new Map<string, { version: number; hash: string }>();
  let entries = 0;
  for await (const items of itemsOf(dynamodb, movedTables[0] as MovedTable, where))
    for (const item of items) {
      entries += 1;
      const [caseId, version] = [item['caseId']?.S ?? '', Number(item['version']?.N)];
      if (version > (heads.get(caseId)?.version ?? 0)) heads.set(caseId, { version, hash: item['hash']?.S ?? '' });
    }
  const digest = createHash('sha256');
  for (const [caseId, { version, hash }] of [...heads].sort(([one], [other]) => (one < other ? -1 : 1)))
    digest.update(`${caseId} ${version} ${hash}\n`);
  return {
    cases: heads.size,
    entries,
    heads: digest.digest('hex'),
    protocol: await digested(dynamodb, 'protocol', where),
    roots: await digested(dynamodb, 'roots', where),
    ledger: await digested(dynamodb, 'ledger', where),
  };
}
