import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamodbWorklist } from '../../shared/shell/worklist.ts';
import { worklistContract } from './worklist-contract.ts';

// dynalite comes without types.
const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;
let server: Server;

const texts = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));
const keys = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' as const }]),
];

worklistContract(
  'the worklist in DynamoDB tables',
  async () => {
    server = dynalite({ createTableMs: 0 });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve());
    });
    const client = new DynamoDBClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-south-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    await client.send(
      new CreateTableCommand({
        TableName: 'worklist',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: texts('caseId', 'place', 'due'),
        KeySchema: keys('caseId'),
        GlobalSecondaryIndexes: [
          { IndexName: 'byDue', KeySchema: keys('place', 'due'), Projection: { ProjectionType: 'ALL' } },
        ],
      }),
    );
    await client.send(
      new CreateTableCommand({
        TableName: 'persons',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: texts('person', 'contact'),
        KeySchema: keys('person', 'contact'),
      }),
    );
    for (const TableName of ['worklist', 'persons']) {
      for (;;) {
        const { Table } = await client.send(new DescribeTableCommand({ TableName }));
        if (Table?.TableStatus === 'ACTIVE') break;
      }
    }
    return dynamodbWorklist({ worklist: 'worklist', persons: 'persons' }, client);
  },
  async () => {
    await new Promise((resolve) => server.close(resolve));
  },
);
