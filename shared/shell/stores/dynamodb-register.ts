import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { RegisterEntry } from '../../contracts/case-event.ts';
import { callTimeouts } from './dynamodb.ts';
import type { Register } from './register.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 3, requestHandler: callTimeouts });

/** The attributes of an entry as DynamoDB keeps them. */
export function entryItem(entry: RegisterEntry): Record<string, AttributeValue> {
  return {
    caseId: { S: entry.caseId },
    version: { N: String(entry.version) },
    at: { S: entry.at },
    events: { S: entry.events },
    prevHash: { S: entry.prevHash },
    hash: { S: entry.hash },
    ...(entry.personal === undefined ? {} : { personal: { S: entry.personal } }),
  };
}

/** The entry that an item of the table or of its stream holds; throws a ZodError when it is none. */
export function itemEntry(item: Record<string, { S?: string; N?: string }>): RegisterEntry {
  const text = (name: string) => item[name]?.S;
  return RegisterEntry.parse({
    caseId: text('caseId'),
    version: Number(item['version']?.N),
    at: text('at'),
    events: text('events'),
    prevHash: text('prevHash'),
    hash: text('hash'),
    ...(text('personal') === undefined ? {} : { personal: text('personal') }),
  });
}

/** The register in a DynamoDB table with partition key `caseId` and sort key `version`. */
export function dynamodbRegister(tableName: string, client: DynamoDBClient = dynamodb): Register {
  return {
    async append(entry) {
      try {
        await client.send(
          new PutItemCommand({
            TableName: tableName,
            Item: entryItem(entry),
            ConditionExpression: 'attribute_not_exists(caseId)',
          }),
        );
        return 'appended';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'taken';
        throw error;
      }
    },
    async read(caseId) {
      const entries: RegisterEntry[] = [];
      let from: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: tableName,
            ConsistentRead: true,
            KeyConditionExpression: 'caseId = :caseId',
            ExpressionAttributeValues: { ':caseId': { S: caseId } },
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        entries.push(
          ...(page.Items ?? []).map((item) => itemEntry(item as Record<string, { S?: string; N?: string }>)),
        );
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
      return entries;
    },
    async *all() {
      let from: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new ScanCommand({ TableName: tableName, ...(from === undefined ? {} : { ExclusiveStartKey: from }) }),
        );
        yield (page.Items ?? []).map((item) => itemEntry(item as Record<string, { S?: string; N?: string }>));
        from = page.LastEvaluatedKey;
      } while (from !== undefined);
    },
    async erasePersonal(caseId, version) {
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { caseId: { S: caseId }, version: { N: String(version) } },
          UpdateExpression: 'REMOVE personal',
          ConditionExpression: 'attribute_exists(caseId)',
        }),
      );
    },
  };
}
