import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  BatchWriteItemCommand,
  type BatchWriteItemCommandOutput,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  RestoreTableToPointInTimeCommand,
  ScanCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { type Center, clientsOf, placeHelp, placeOptions, servicesOf, withCenter } from './center.ts';
import { asTool, textTable } from './command.ts';
import { proveCenter } from './verify-register.ts';

const help = `
npm run restore-drill -- [options]

Restores the tables that prove a center (register, its trees, protocol, ledger, reads, roots) beside those that are in use, all to one
instant, proves the restored ones as verify-register does, says how long it took, and deletes them again. What is in use is
read and not touched. Exit code 1 when the restored data do not hold.
  --at INSTANT    what to restore to, such as 2026-11-29T08:00:00Z; ten minutes ago unless told (on this machine: now)
  --keep          leaves the restored tables; their names are printed
${placeHelp}
  --help          this text

On AWS it needs dynamodb:RestoreTableToPointInTime, DescribeTable and DeleteTable, and what verify-register needs.
`;

/** The variables that name the tables of a proof. */
const proofTables = [
  'REGISTER_TABLE',
  'LEAF_RUNS_TABLE',
  'PROTOCOL_TABLE',
  'LEDGER_TABLE',
  'READS_TABLE',
  'ROOTS_TABLE',
];

/** Point-in-time recovery reaches to about five minutes ago (DynamoDB Developer Guide, "Point-in-time recovery"). */
const reaches = 600_000;
/** Between two looks at a table that is being restored, which takes minutes: milliseconds. */
const lookEvery = { aws: 10_000, stage: 100 };

/** The tables of a center that prove it, each once. */
export function tablesToRestore({ environments }: Pick<Center, 'environments'>): string[] {
  const named = Object.values(environments).flatMap((environment) =>
    proofTables.flatMap((variable) => environment[variable] ?? []),
  );
  return [...new Set(named)].sort();
}

/** The same center with other tables in place of its own. */
export function centerWith(center: Center, restored: ReadonlyMap<string, string>): Center {
  const environments = Object.fromEntries(
    Object.entries(center.environments).map(([name, environment]) => [
      name,
      Object.fromEntries(
        Object.entries(environment).map(([variable, value]) => [
          variable,
          proofTables.includes(variable) ? (restored.get(value) ?? value) : value,
        ]),
      ),
    ]),
  );
  return { ...center, environments };
}

/** A name for the restored table; DynamoDB takes 255 characters. */
export const drillName = (table: string, at: Date): string =>
  `${table.slice(0, 220)}-drill-${at
    .toISOString()
    .replace(/[^0-9]/g, '')
    .slice(0, 14)}`;

/** Copies a table whole: on one machine nothing keeps what it was at an instant. */
async function copyTable(dynamodb: DynamoDBClient, from: string, to: string): Promise<void> {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: from }));
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes = [] } = Table ?? {};
  const indexes = GlobalSecondaryIndexes.map(({ IndexName, KeySchema: keys, Projection }) => ({
    IndexName,
    KeySchema: keys,
    Projection,
  }));
  await dynamodb.send(
    new CreateTableCommand({
      TableName: to,
      KeySchema,
      AttributeDefinitions,
      ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
  await untilActive(dynamodb, to, lookEvery.stage);
  let start: ScanCommand['input']['ExclusiveStartKey'];
  do {
    const page = await dynamodb.send(
      new ScanCommand({ TableName: from, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
    );
    const puts: WriteRequest[] = (page.Items ?? []).map((Item) => ({ PutRequest: { Item } }));
    for (let first = 0; first < puts.length; first += 25) {
      let some: WriteRequest[] | undefined = puts.slice(first, first + 25);
      while (some !== undefined && some.length > 0) {
        const answer: BatchWriteItemCommandOutput = await dynamodb.send(
          new BatchWriteItemCommand({ RequestItems: { [to]: some } }),
        );
        some = answer.UnprocessedItems?.[to];
      }
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

async function untilActive(dynamodb: DynamoDBClient, TableName: string, every: number): Promise<void> {
  for (;;) {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    if (Table?.TableStatus === 'ACTIVE') return;
    await pause(every);
  }
}

/** Brings a table back under another name as it was at an instant; resolves when it can be read. */
async function restore(kind: Center['kind'], dynamodb: DynamoDBClient, names: [string, string], at: Date) {
  const [from, to] = names;
  if (kind === 'stage') return copyTable(dynamodb, from, to);
  await dynamodb.send(
    new RestoreTableToPointInTimeCommand({ SourceTableName: from, TargetTableName: to, RestoreDateTime: at }),
  );
  await untilActive(dynamodb, to, lookEvery.aws);
}

async function drill(center: Center, { at, keep }: { at: Date; keep: boolean }): Promise<void> {
  const { dynamodb } = clientsOf(center);
  const began = new Date();
  const seconds = () => ((Date.now() - began.getTime()) / 1000).toFixed(1);
  const restored = new Map(tablesToRestore(center).map((table) => [table, drillName(table, began)]));
  try {
    const rows = await Promise.all(
      [...restored].map(async (names) => {
        await restore(center.kind, dynamodb, names, at);
        return [names[1], `${seconds()} s`];
      }),
    );
    console.log(`${textTable(['restored table', 'after'], rows)}\n`);
    if (!(await proveCenter(centerWith(center, restored), servicesOf(center)))) process.exitCode = 1;
    console.log(`\nRestored and proven as of ${at.toISOString()} after ${seconds()} s.`);
  } finally {
    if (!keep)
      // One that could not be made is not there.
      for (const table of restored.values())
        await dynamodb.send(new DeleteTableCommand({ TableName: table })).catch((error) => {
          if ((error as Error).name !== 'ResourceNotFoundException')
            console.error(`${table} is left: ${error.message}`);
        });
    dynamodb.destroy();
  }
}

/** The instant of an option, or what is usual; throws a sentence for what is none. */
export function instantOfDrill(given: string | undefined, kind: Center['kind'], now: number): Date {
  if (given === undefined) return new Date(kind === 'aws' ? now - reaches : now);
  const at = new Date(given);
  if (Number.isNaN(at.getTime())) throw new Error(`--at takes an instant such as 2026-11-29T08:00:00Z, not ${given}`);
  if (kind === 'stage') throw new Error('on this machine nothing keeps what a table was: leave --at out');
  return at;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({
      options: { ...placeOptions, at: { type: 'string' }, keep: { type: 'boolean', default: false } },
    });
    await withCenter(values, (center) =>
      drill(center, { at: instantOfDrill(values.at, center.kind, Date.now() + center.clockOffset), keep: values.keep }),
    );
  });
