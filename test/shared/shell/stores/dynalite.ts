import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

// dynalite comes without types.
const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;

/** Attributes by name, each a text (`S`) or a number (`N`), as DynamoDB wants them said. */
export const attributes = (types: Record<string, 'S' | 'N'>) =>
  Object.entries(types).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));

/** A key by the names of its attributes, as DynamoDB wants it said. */
export const keys = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' as const }]),
];

/** A DynamoDB in this process on a free port, with these tables ready for use. */
export async function openDynalite(
  tables: readonly Omit<CreateTableCommandInput, 'BillingMode'>[],
): Promise<{ client: DynamoDBClient; endpoint: string; close(): Promise<void> }> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-south-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  for (const table of tables) {
    await client.send(new CreateTableCommand({ ...table, BillingMode: 'PAY_PER_REQUEST' }));
    for (;;) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: table.TableName }));
      if (Table?.TableStatus === 'ACTIVE') break;
    }
  }
  return {
    client,
    endpoint,
    async close() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The table of a register, with the index by which a day's entries are found. */
export const registerTable = {
  TableName: 'register',
  AttributeDefinitions: attributes({ caseId: 'S', version: 'N', dayPart: 'S' }),
  KeySchema: keys('caseId', 'version'),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byDay',
      KeySchema: keys('dayPart', 'caseId'),
      Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['hash'] },
    },
  ],
};
