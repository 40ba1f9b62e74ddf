import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { hastyDynamodb, text } from './dynamodb.ts';

/**
 * Keeps an accepted contact in the register's own inbox, the way in that does not need the queue. The key is the
 * contact's code, or the code and more where several messages of one contact must not replace one another.
 */
export async function keepInInbox(tableName: string, key: string, message: string): Promise<void> {
  await hastyDynamodb.send(
    new PutItemCommand({ TableName: tableName, Item: { caseId: text(key), message: text(message) } }),
  );
}

/** Clears a contact from the inbox once the register holds it. */
export async function clearFromInbox(tableName: string, key: string): Promise<void> {
  await hastyDynamodb.send(new DeleteItemCommand({ TableName: tableName, Key: { caseId: text(key) } }));
}
