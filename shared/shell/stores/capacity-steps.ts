import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { callTimeouts } from './dynamodb.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 3, requestHandler: callTimeouts });

/** The step that a service's own load adds to its plan at an instant: 1 while one is kept whose end has not come. */
export async function readStep(tableName: string, service: string, now: Date): Promise<0 | 1> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: tableName, Key: { service: { S: service } }, ConsistentRead: true }),
  );
  const until = Item?.['until']?.S;
  return until !== undefined && Date.parse(until) > now.getTime() ? 1 : 0;
}

/** Keeps a step until its end, and why; the item goes by itself a day later. */
export async function keepStep(
  tableName: string,
  { service, until, because }: { service: string; until: string; because: string },
): Promise<void> {
  await dynamodb.send(
    new PutItemCommand({
      TableName: tableName,
      Item: {
        service: { S: service },
        until: { S: until },
        because: { S: because },
        expiresAt: { N: String(Math.ceil(Date.parse(until) / 1000) + 86_400) },
      },
    }),
  );
}
