import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  type GetItemCommandInput,
  PutItemCommand,
  type PutItemCommandInput,
  paginateQuery,
  paginateScan,
  QueryCommand,
  type QueryCommandInput,
  type ScanCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { callTimeouts } from '../timeouts.ts';

/** DynamoDB with three tries a call: what nobody waits for, or may wait a moment for. */
export const dynamodb = new DynamoDBClient({ maxAttempts: 3, requestHandler: callTimeouts });
/** DynamoDB with two tries a call, for a citizen or a caller who waits: a third would outlast the answer. */
export const hastyDynamodb = new DynamoDBClient({ maxAttempts: 2, requestHandler: callTimeouts });

export type Item = Record<string, AttributeValue>;
/** An item as tables and streams give it: their types of a value differ, their texts and numbers do not. */
export type GivenItem = Record<string, { S?: string | undefined; N?: string | undefined }>;

/** A text, a number, or a value as JSON as DynamoDB keeps it. */
export const text = (value: string) => ({ S: value });
export const number = (value: number) => ({ N: String(value) });
export const json = (value: unknown) => text(JSON.stringify(value));
/** Reads what `json` keeps; null where the item has no such member. */
export const jsonIn = (item: GivenItem, member: string): unknown => JSON.parse(item[member]?.S ?? 'null');

/** Keeps an item where the condition holds, and tells whether it did. */
export async function putIf(
  input: PutItemCommandInput & { ConditionExpression: string },
  client = dynamodb,
): Promise<boolean> {
  try {
    await client.send(new PutItemCommand(input));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Changes an item where the condition holds, and tells whether it did. */
export async function updatedIf(
  input: UpdateItemCommandInput & { ConditionExpression: string },
  client = dynamodb,
): Promise<boolean> {
  try {
    await client.send(new UpdateItemCommand(input));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** An item as it is now, or undefined where there is none. */
export async function getItem(input: GetItemCommandInput, client = dynamodb): Promise<Item | undefined> {
  return (await client.send(new GetItemCommand({ ConsistentRead: true, ...input }))).Item;
}

/** Times that what DynamoDB left unread of one call is asked for again. */
const readings = 5;

/**
 * Up to a hundred items of a table as they are now, in no order; nothing of a key that stands for none. Throws an Error
 * where DynamoDB leaves some unread each time.
 */
export async function getItems(tableName: string, keys: readonly Item[], client = dynamodb): Promise<Item[]> {
  const found: Item[] = [];
  let left = [...keys];
  for (let reading = 0; left.length > 0 && reading < readings; reading += 1) {
    if (reading > 0) await pause(Math.random() * 50 * 2 ** reading);
    const RequestItems = { [tableName]: { Keys: left, ConsistentRead: true } };
    const { Responses = {}, UnprocessedKeys = {} } = await client.send(new BatchGetItemCommand({ RequestItems }));
    found.push(...(Responses[tableName] ?? []));
    left = UnprocessedKeys[tableName]?.Keys ?? [];
  }
  if (left.length > 0) throw new Error(`${left.length} items of ${tableName} were left unread`);
  return found;
}

/** One page of a query as it is now: as many items as its limit allows. */
export async function firstPage(input: QueryCommandInput, client = dynamodb): Promise<Item[]> {
  const { Items = [] } = await client.send(new QueryCommand({ ConsistentRead: true, ...input }));
  return Items;
}

/** All items of a query as they are now, page after page: whoever stops reading costs nothing more. */
export async function* pages(input: QueryCommandInput, client = dynamodb): AsyncGenerator<Item[]> {
  for await (const { Items = [] } of paginateQuery({ client }, { ConsistentRead: true, ...input })) yield Items;
}

/** All items of a table, page after page, in no order. */
export async function* everyPage(input: ScanCommandInput, client = dynamodb): AsyncGenerator<Item[]> {
  for await (const { Items = [] } of paginateScan({ client }, input)) yield Items;
}

/** The items of all pages in one list. */
export async function all(read: AsyncIterable<Item[]>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of read) items.push(...page);
  return items;
}

/** The part of a query that asks for one partition: its key `name` has this value. */
export const where = (name: string, value: string) => ({
  KeyConditionExpression: `#${name} = :${name}`,
  ExpressionAttributeNames: { [`#${name}`]: name },
  ExpressionAttributeValues: { [`:${name}`]: text(value) },
});
