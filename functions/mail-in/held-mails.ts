import { DeleteItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Officer } from '../../shared/contracts/declaration.ts';
import { type HeldBox, HeldMail, type HeldMailDecision, type HeldMailsView } from '../../shared/contracts/held-mail.ts';
import { present } from '../../shared/core/present.ts';
import {
  dynamodb,
  type GivenItem,
  getItem,
  json,
  jsonIn,
  number,
  putIf,
  text,
} from '../../shared/shell/stores/dynamodb.ts';

// Called by take-in-mail, which lays mails aside, and by on-held-request, where staff decide on them.

const pageSize = 50;
/** Days that a mail is listed which needs no decision any more; the message itself stays as long as any original. */
const listedDays = 180;

// The name is the sort key with a sign that an address can hold.
const keyOf = (box: HeldBox, mail: string) => ({ box: text(box), heldAt: text(mail.replace('_', '#')) });

async function put(tableName: string, box: HeldBox, mail: HeldMail, now: Date): Promise<'put' | 'there'> {
  const expiresAt = Math.floor(now.getTime() / 1000) + listedDays * 86_400;
  const isFirst = await putIf({
    TableName: tableName,
    Item: {
      ...keyOf(box, mail.mail),
      item: json(mail),
      ...(box !== 'held' && { expiresAt: number(expiresAt) }),
    },
    ConditionExpression: 'attribute_not_exists(heldAt)',
  });
  return isFirst ? 'put' : 'there';
}

const mailIn = (item: GivenItem) => HeldMail.parse(jsonIn(item, 'item'));

async function find(tableName: string, box: HeldBox, mail: string): Promise<HeldMail | undefined> {
  const item = await getItem({ TableName: tableName, Key: keyOf(box, mail) });
  return item && mailIn(item);
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
      ExpressionAttributeValues: { ':box': text(box) },
      ConsistentRead: true,
      Limit: pageSize,
      ExclusiveStartKey: after === undefined ? undefined : keyOf(box, after),
    }),
  );
  const next = LastEvaluatedKey?.['heldAt']?.S?.replace('#', '_');
  return { service, box, mails: Items.map(mailIn), ...present({ next }) };
}

/**
 * Decides on a mail, once: gives the mail with the decision that holds, undefined for a mail that nobody holds.
 * `afterwards` is done before the mail leaves its box, so that whoever dies in between finds it there and decides
 * again.
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
