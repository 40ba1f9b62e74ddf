import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamodbProtocol } from '../../shared/shell/dynamodb-protocol.ts';
import { protocolContract } from './protocol-contract.ts';

// dynalite comes without types.
const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;
let server: Server;

protocolContract(
  'the protocol in a DynamoDB table',
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
        TableName: 'protocol',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'year', AttributeType: 'S' },
          { AttributeName: 'batch', AttributeType: 'N' },
        ],
        KeySchema: [
          { AttributeName: 'year', KeyType: 'HASH' },
          { AttributeName: 'batch', KeyType: 'RANGE' },
        ],
      }),
    );
    for (;;) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: 'protocol' }));
      if (Table?.TableStatus === 'ACTIVE') break;
    }
    return dynamodbProtocol('protocol', client);
  },
  async () => {
    await new Promise((resolve) => server.close(resolve));
  },
);
