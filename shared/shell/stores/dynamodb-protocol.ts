import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { ProtocolBatch, ProtocolCancellation, ProtocolDay } from '../../contracts/protocol.ts';
import { readNumber } from '../../core/protocol.ts';
import { callTimeouts } from './dynamodb.ts';
import type { Protocol } from './protocol.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 3, requestHandler: callTimeouts });

type Item = Record<string, AttributeValue>;

const number = (value: number): AttributeValue => ({ N: String(value) });
const key = (partition: string, place: number): Item => ({ year: { S: partition }, batch: number(place) });
const ofCancellations = (year: number) => `${year}#cancelled`;
const ofDays = (year: string | number) => `${Number(year)}#day`;
/** A day as a number that sorts: 20260911. */
const placeOf = (day: string) => Number(day.replaceAll('-', ''));

function batchItem({ year, batch, first, last, continuesIn, ...texts }: ProtocolBatch): Item {
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { S: value }])),
    ...key(String(year), batch),
    first: number(first),
    last: number(last),
    ...(continuesIn === undefined ? {} : { continuesIn: number(continuesIn) }),
  };
}

/** The batch that an item of the table holds; throws a ZodError when it is none. */
export function itemBatch(item: Item): ProtocolBatch {
  const text = (name: string) => item[name]?.S;
  const figure = (name: string) => Number(item[name]?.N);
  return ProtocolBatch.parse({
    service: text('service'),
    year: Number(text('year')),
    batch: figure('batch'),
    first: figure('first'),
    last: figure('last'),
    at: text('at'),
    entries: text('entries'),
    ...(item['continuesIn'] === undefined ? {} : { continuesIn: figure('continuesIn') }),
    prevHash: text('prevHash'),
    hash: text('hash'),
  });
}

const itemCancellation = (item: Item) => ProtocolCancellation.parse(JSON.parse(item['cancellation']?.S ?? 'null'));
const itemDay = (item: Item) => ProtocolDay.parse(JSON.parse(item['day']?.S ?? 'null'));

/** The protocol in a DynamoDB table with partition key `year` (text) and sort key `batch`; reads are consistent. */
export function dynamodbProtocol(tableName: string, client: DynamoDBClient = dynamodb): Protocol {
  const put = async (item: Item): Promise<boolean> => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: item,
          ConditionExpression: 'attribute_not_exists(#year)',
          ExpressionAttributeNames: { '#year': 'year' },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  const get = async (partition: string, place: number): Promise<Item | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: key(partition, place), ConsistentRead: true }),
    );
    return Item;
  };
  const query = (partition: string, more: Partial<QueryCommandInput> = {}, range?: { from: number; to: number }) =>
    client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: `#year = :year${range === undefined ? '' : ' AND #batch BETWEEN :from AND :to'}`,
        ExpressionAttributeNames: { '#year': 'year', ...(range === undefined ? {} : { '#batch': 'batch' }) },
        ExpressionAttributeValues: {
          ':year': { S: partition },
          ...(range === undefined ? {} : { ':from': number(range.from), ':to': number(range.to) }),
        },
        ...more,
      }),
    );
  async function* pages(partition: string, range: { from: number; to: number }): AsyncGenerator<Item[]> {
    let from: Item | undefined;
    do {
      const page = await query(partition, from === undefined ? {} : { ExclusiveStartKey: from }, range);
      yield page.Items ?? [];
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }
  const newest = async (partition: string): Promise<Item | undefined> =>
    (await query(partition, { ScanIndexForward: false, Limit: 1 })).Items?.[0];

  return {
    async last(year) {
      const item = await newest(String(year));
      return item && itemBatch(item);
    },
    async append(batch) {
      return (await put(batchItem(batch))) ? 'appended' : 'taken';
    },
    async batch(year, batch) {
      const item = await get(String(year), batch);
      return item && itemBatch(item);
    },
    async *batches(year, from) {
      for await (const items of pages(String(year), { from, to: Number.MAX_SAFE_INTEGER })) yield items.map(itemBatch);
    },
    async cancel(cancellation) {
      const read = readNumber(cancellation.number);
      if (read === undefined) throw new Error('a cancellation names no protocol number');
      const item = {
        ...key(ofCancellations(read.year), read.number),
        cancellation: { S: JSON.stringify(cancellation) },
      };
      return (await put(item)) ? 'cancelled' : 'stands';
    },
    async cancellations(year, from, to) {
      const found: ProtocolCancellation[] = [];
      for await (const items of pages(ofCancellations(year), { from, to })) found.push(...items.map(itemCancellation));
      return found;
    },
    async keepDay(day) {
      const item = { ...key(ofDays(day.day.slice(0, 4)), placeOf(day.day)), day: { S: JSON.stringify(day) } };
      return (await put(item)) ? 'kept' : 'stands';
    },
    async day(day) {
      const item = await get(ofDays(day.slice(0, 4)), placeOf(day));
      return item && itemDay(item);
    },
    async lastDay(year) {
      const item = await newest(ofDays(year));
      return item && itemDay(item);
    },
  };
}
