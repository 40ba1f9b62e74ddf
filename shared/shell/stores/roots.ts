import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { DayRoot } from '../../core/chain.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 3 });

type Attributes = Record<string, { S?: string; N?: string }>;

const rootOf = (item: Attributes): DayRoot => ({
  service: item['service']?.S ?? '',
  day: item['day']?.S ?? '',
  root: item['root']?.S ?? '',
  previousRoot: item['previousRoot']?.S ?? '',
  entries: Number(item['entries']?.N),
  closedAt: item['closedAt']?.S ?? '',
});

/** The newest root of a service, or undefined for a register that has none yet. */
export async function lastRoot(tableName: string, service: string): Promise<DayRoot | undefined> {
  const { Items } = await dynamodb.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'service = :service',
      ExpressionAttributeValues: { ':service': { S: service } },
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: true,
    }),
  );
  const [item] = Items ?? [];
  return item && rootOf(item as Attributes);
}

/** Every root of a service, oldest first. */
export async function rootsOf(
  tableName: string,
  service: string,
  client: DynamoDBClient = dynamodb,
): Promise<DayRoot[]> {
  const roots: DayRoot[] = [];
  let from: QueryCommand['input']['ExclusiveStartKey'];
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'service = :service',
        ExpressionAttributeValues: { ':service': { S: service } },
        ConsistentRead: true,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    roots.push(...(page.Items ?? []).map((item) => rootOf(item as Attributes)));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return roots;
}

/** Keeps a root unless its day has one. */
export async function keepRoot(tableName: string, root: DayRoot): Promise<'kept' | 'stands'> {
  const { entries, ...texts } = root;
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: tableName,
        Item: {
          ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { S: text }])),
          entries: { N: String(entries) },
        },
        ConditionExpression: 'attribute_not_exists(service)',
      }),
    );
    return 'kept';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'stands';
    throw error;
  }
}
