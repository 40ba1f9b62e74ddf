import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { LedgerEntry } from '../../contracts/declaration.ts';
import { callTimeouts } from './dynamodb.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 3, requestHandler: callTimeouts });

type Attributes = Record<string, { S?: string; N?: string }>;

/** The entry that an item of the ledger table or of its stream holds; throws a ZodError when it is none. */
export function itemAct(item: Attributes): LedgerEntry {
  return LedgerEntry.parse({
    service: item['service']?.S,
    version: Number(item['version']?.N),
    at: item['at']?.S,
    event: JSON.parse(item['event']?.S ?? 'null'),
    prevHash: item['prevHash']?.S,
    hash: item['hash']?.S,
  });
}

/** The acts of a service, oldest first, as they are now; only those of a version above `after`, when told. */
export async function readLedger(tableName: string, service: string, after = 0): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await dynamodb.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'service = :service AND version > :after',
        ExpressionAttributeValues: { ':service': { S: service }, ':after': { N: String(after) } },
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    entries.push(...(page.Items ?? []).map((item) => itemAct(item as Attributes)));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return entries;
}

/** Appends an act unless its version stands already: of two officers at once the second is told. */
export async function appendAct(tableName: string, entry: LedgerEntry): Promise<'appended' | 'taken'> {
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: tableName,
        Item: {
          service: { S: entry.service },
          version: { N: String(entry.version) },
          at: { S: entry.at },
          event: { S: JSON.stringify(entry.event) },
          prevHash: { S: entry.prevHash },
          hash: { S: entry.hash },
        },
        ConditionExpression: 'attribute_not_exists(service)',
      }),
    );
    return 'appended';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'taken';
    throw error;
  }
}
