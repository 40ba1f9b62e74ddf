import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { standForAws } from '../../../fixtures/aws-endpoint.ts';

// dynalite comes without types.
const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;
const server = dynalite({ createTableMs: 0 });
let noteWaits: typeof import('../../../../shared/shell/stores/waits.ts').noteWaits;
let readWait: typeof import('../../../../shared/shell/stores/waits.ts').readWait;

beforeAll(async () => {
  await standForAws(server);
  const client = new DynamoDBClient({});
  await client.send(
    new CreateTableCommand({
      TableName: 'waits',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'service', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'service', KeyType: 'HASH' }],
    }),
  );
  for (;;) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'waits' }));
    if (Table?.TableStatus === 'ACTIVE') break;
  }
  client.destroy();
  ({ noteWaits, readWait } = await import('../../../../shared/shell/stores/waits.ts'));
});
afterAll(() => new Promise((closed) => server.close(closed)));

const start = Date.parse('2026-09-11T10:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();

test('the voice menu reads what callers have just waited, for a quarter of an hour', async () => {
  expect(await readWait('waits', 'one', start)).toBeUndefined();
  await noteWaits('waits', 'one', [{ at: at(0), seconds: 90 }], start);
  expect(await readWait('waits', 'one', start)).toEqual({ at: at(0), seconds: 90 });
  expect(await readWait('waits', 'one', start + 900_000)).toEqual({ at: at(0), seconds: 90 });
  expect(await readWait('waits', 'one', start + 900_001)).toBeUndefined();
  expect(await readWait('waits', 'other', start)).toBeUndefined();
});

test('what is heard within five seconds of a write counts in the next one', async () => {
  await noteWaits('waits', 'busy', [{ at: at(0), seconds: 10 }], start);
  await noteWaits('waits', 'busy', [{ at: at(1), seconds: 200 }], start + 1000);
  await noteWaits('waits', 'busy', [{ at: at(2), seconds: 210 }], start + 2000);
  expect(await readWait('waits', 'busy', start + 2000)).toEqual({ at: at(0), seconds: 10 });
  await noteWaits('waits', 'busy', [{ at: at(5), seconds: 300 }], start + 5000);
  expect(await readWait('waits', 'busy', start + 5000)).toEqual({ at: at(5), seconds: 210 });
});

test('records that come hours late leave the estimate alone', async () => {
  await noteWaits('waits', 'late', [{ at: at(0), seconds: 60 }], start);
  await noteWaits('waits', 'late', [{ at: at(-7200), seconds: 3000 }], start + 6000);
  expect(await readWait('waits', 'late', start + 6000)).toEqual({ at: at(0), seconds: 60 });
});

test('a table that cannot be written costs nobody the acceptance of a call', async () => {
  await expect(noteWaits('no-such-table', 'lost', [{ at: at(0), seconds: 60 }], start)).resolves.toBeUndefined();
});
