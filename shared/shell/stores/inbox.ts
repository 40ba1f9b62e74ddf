import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { callTimeouts } from './dynamodb.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 2, requestHandler: callTimeouts });

/**
 * Keeps an accepted contact in the register's own inbox, the way in that does not need the queue. The key is the contact's code,
 * or the code and more where several messages of one contact must not replace one another.
 */
export async function keepInInbox(tableName: string, key: string, message: string): Promise<void> {
  await dynamodb.send(
    new PutItemCommand({ TableName: tableName, Item: { caseId: { S: key }, message: { S: message } } }),
  );
}

/** Clears a contact from the inbox once the register holds it. */
export async function clearFromInbox(tableName: string, key: string): Promise<void> {
  await dynamodb.send(new DeleteItemCommand({ TableName: tableName, Key: { caseId: { S: key } } }));
}
