import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { callTimeouts } from '../../shared/shell/stores/dynamodb.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 2, requestHandler: callTimeouts });

/** How long a sighting is kept: a week, in seconds. */
const keptSeconds = 604_800;

/**
 * Notes that a genuine code was asked for while the register did not know it, and tells since when (epoch milliseconds)
 * that has been so: a code that stays unknown is a contact that was accepted and has not arrived.
 */
export async function unknownSince(tableName: string, code: string, now: Date): Promise<number> {
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: tableName,
        Item: {
          code: { S: code },
          firstSeen: { N: String(now.getTime()) },
          expiresAt: { N: String(Math.floor(now.getTime() / 1000) + keptSeconds) },
        },
        ConditionExpression: 'attribute_not_exists(code)',
      }),
    );
    return now.getTime();
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: tableName, Key: { code: { S: code } } }));
    return Number(Item?.['firstSeen']?.N ?? now.getTime());
  }
}
