import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamodb, everyPage, hastyDynamodb, text } from './dynamodb.ts';

/** An accepted contact that lies in the inbox of its service, under the contact's code or the code and more. */
export type InboxItem = { caseId: string; message: string };

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

/** Everything that lies in an inbox. */
export async function* inboxItems(tableName: string, client = dynamodb): AsyncGenerator<InboxItem> {
  for await (const page of everyPage({ TableName: tableName, ConsistentRead: true }, client))
    for (const item of page) yield { caseId: item['caseId']?.S ?? '', message: item['message']?.S ?? '' };
}

/** How long an inbox item is left to the stream that tells of it, in milliseconds. */
const ownTurn = 300_000;

/** Whether an inbox item was received so long ago that its stream forgot it; one that cannot be read counts too. */
export function isLeftInInbox({ message }: Pick<InboxItem, 'message'>, now: Date): boolean {
  try {
    const { receivedAt } = JSON.parse(message) as { receivedAt?: string };
    return !(Date.parse(receivedAt ?? '') > now.getTime() - ownTurn);
  } catch {
    return true;
  }
}
