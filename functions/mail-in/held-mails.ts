import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { Officer } from '../../shared/contracts/declaration.ts';
import { type HeldBox, HeldMail, type HeldMailDecision, type HeldMailsView } from '../../shared/contracts/held-mail.ts';
import { callTimeouts } from '../../shared/shell/stores/dynamodb.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 3, requestHandler: callTimeouts });

const pageSize = 50;
/** Days that a mail is listed which needs no decision any more; the message itself stays as long as any original. */
const listedDays = 180;

// The name is the sort key with a sign that an address can hold.
const keyOf = (box: HeldBox, mail: string) => ({ box: { S: box }, heldAt: { S: mail.replace('_', '#') } });

async function put(tableName: string, box: HeldBox, mail: HeldMail, now: Date): Promise<'put' | 'there'> {
  const expiresAt = Math.floor(now.getTime() / 1000) + listedDays * 86_400;
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: tableName,
        Item: {
          ...keyOf(box, mail.mail),
          item: { S: JSON.stringify(mail) },
          ...(box === 'held' ? {} : { expiresAt: { N: String(expiresAt) } }),
        },
        ConditionExpression: 'attribute_not_exists(heldAt)',
      }),
    );
    return 'put';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'there';
    throw error;
  }
}

const mailIn = (item: Record<string, AttributeValue>) => HeldMail.parse(JSON.parse(item['item']?.S ?? ''));

async function find(tableName: string, box: HeldBox, mail: string): Promise<HeldMail | undefined> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: tableName, Key: keyOf(box, mail), ConsistentRead: true }),
  );
  return Item && mailIn(Item);
}

/** Lays a mail aside; told again it is there once, and one that was decided on meanwhile stays decided. */
export async function holdMail(
  tableName: string,
  box: 'held' | 'recorded',
  mail: HeldMail,
  now: Date,
): Promise<'put' | 'there'> {
  if ((await find(tableName, 'decided', mail.mail)) !== undefined) return 'there';
  return put(tableName, box, mail, now);
}

/** A page of one box, oldest first, from behind `after`. */
export async function heldMails(
  tableName: string,
  service: string,
  box: HeldBox,
  after?: string,
): Promise<HeldMailsView> {
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'box = :box',
      ExpressionAttributeValues: { ':box': { S: box } },
      ConsistentRead: true,
      Limit: pageSize,
      ...(after === undefined ? {} : { ExclusiveStartKey: keyOf(box, after) }),
    }),
  );
  const next = LastEvaluatedKey?.['heldAt']?.S?.replace('#', '_');
  return { service, box, mails: Items.map(mailIn), ...(next === undefined ? {} : { next }) };
}

/**
 * Decides on a mail, once: gives the mail with the decision that holds, undefined for a mail that nobody holds. `afterwards` is done
 * before the mail leaves its box, so that whoever dies in between finds it there and decides again.
 */
export async function decideHeldMail(input: {
  tableName: string;
  mail: string;
  decision: HeldMailDecision;
  by: Officer;
  now: Date;
  afterwards: (mail: HeldMail) => Promise<void>;
}): Promise<HeldMail | undefined> {
  const { tableName, mail, decision, by, now, afterwards } = input;
  const waiting = (await find(tableName, 'held', mail)) ?? (await find(tableName, 'recorded', mail));
  if (waiting === undefined) return find(tableName, 'decided', mail);
  const decided = { ...waiting, decided: { ...decision, by, at: now.toISOString() } };
  const holds =
    (await put(tableName, 'decided', decided, now)) === 'put' ? decided : await find(tableName, 'decided', mail);
  if (holds === undefined) throw new Error(`the decision on ${mail} is gone`);
  await afterwards(holds);
  for (const box of ['held', 'recorded'] as const)
    await dynamodb.send(new DeleteItemCommand({ TableName: tableName, Key: keyOf(box, mail) }));
  return holds;
}
