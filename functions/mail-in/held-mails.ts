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

const mailIn = (item: GivenItem) => HeldMail.parse(jsonIn(item, 'item'));

/** Mails that became no contact, each in one box. */
export interface HeldMails {
  find(box: HeldBox, mail: string): Promise<HeldMail | undefined>;
  /** Lays a mail into a box, once. */
  put(box: HeldBox, mail: HeldMail, now: Date): Promise<'put' | 'there'>;
  remove(box: HeldBox, mail: string): Promise<void>;
}

/** Held mails in DynamoDB: partition `box`, sort key `heldAt`. */
export const dynamodbHeldMails = (tableName: string): HeldMails => ({
  async find(box, mail) {
    const item = await getItem({ TableName: tableName, Key: keyOf(box, mail) });
    return item && mailIn(item);
  },
  async put(box, mail, now) {
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
  },
  async remove(box, mail) {
    await dynamodb.send(new DeleteItemCommand({ TableName: tableName, Key: keyOf(box, mail) }));
  },
});

/** Lays a mail aside; told again it is there once, and one that was decided on meanwhile stays decided. */
export async function holdMail(
  held: HeldMails,
  box: 'held' | 'recorded',
  mail: HeldMail,
  now: Date,
): Promise<'put' | 'there'> {
  if ((await held.find('decided', mail.mail)) !== undefined) return 'there';
  return held.put(box, mail, now);
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
  held: HeldMails;
  mail: string;
  decision: HeldMailDecision;
  by: Officer;
  now: Date;
  afterwards: (mail: HeldMail) => Promise<void>;
}): Promise<HeldMail | undefined> {
  const { held, mail, decision, by, now, afterwards } = input;
  const waiting = (await held.find('held', mail)) ?? (await held.find('recorded', mail));
  if (waiting === undefined) return held.find('decided', mail);
  const decided = { ...waiting, decided: { ...decision, by, at: now.toISOString() } };
  const holds = (await held.put('decided', decided, now)) === 'put' ? decided : await held.find('decided', mail);
  if (holds === undefined) throw new Error(`the decision on ${mail} is gone`);
  await afterwards(holds);
  for (const box of ['held', 'recorded'] as const) await held.remove(box, mail);
  return holds;
}
