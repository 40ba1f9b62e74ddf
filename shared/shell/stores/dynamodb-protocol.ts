import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { ProtocolBatch, ProtocolCancellation, ProtocolDay } from '../../contracts/protocol.ts';
import { present } from '../../core/present.ts';
import { readNumber } from '../../core/protocol.ts';
import { dynamodb, firstPage, getItem, type Item, json, jsonIn, number, pages, putIf, text } from './dynamodb.ts';
import type { Protocol } from './protocol.ts';

const key = (partition: string, sort: number): Item => ({ year: text(partition), batch: number(sort) });
const ofCancellations = (year: number) => `${year}#cancelled`;
const ofDays = (year: string | number) => `${Number(year)}#day`;
/** A day as a number that sorts: 20260911. */
const sortOf = (day: string) => Number(day.replaceAll('-', ''));

function batchItem({ year, batch, first, last, continuesIn, ...texts }: ProtocolBatch): Item {
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, text(value)])),
    ...key(String(year), batch),
    first: number(first),
    last: number(last),
    ...present({ continuesIn: continuesIn === undefined ? undefined : number(continuesIn) }),
  };
}

/** The batch that an item of the table holds; throws a ZodError when it is none. */
export function itemBatch(item: Item): ProtocolBatch {
  const read = (name: string) => item[name]?.S;
  const figure = (name: string) => Number(item[name]?.N);
  return ProtocolBatch.parse({
    service: read('service'),
    year: Number(read('year')),
    batch: figure('batch'),
    first: figure('first'),
    last: figure('last'),
    at: read('at'),
    entries: read('entries'),
    ...(item['continuesIn'] === undefined ? {} : { continuesIn: figure('continuesIn') }),
    prevHash: read('prevHash'),
    hash: read('hash'),
  });
}

const itemCancellation = (item: Item) => ProtocolCancellation.parse(jsonIn(item, 'cancellation'));
const itemDay = (item: Item) => ProtocolDay.parse(jsonIn(item, 'day'));

/** The protocol in a DynamoDB table with partition key `year` (text) and sort key `batch`; reads are consistent. */
export function dynamodbProtocol(tableName: string, client = dynamodb): Protocol {
  const put = (item: Item): Promise<boolean> =>
    putIf(
      {
        TableName: tableName,
        Item: item,
        ConditionExpression: 'attribute_not_exists(#year)',
        ExpressionAttributeNames: { '#year': 'year' },
      },
      client,
    );
  const get = (partition: string, sort: number) => getItem({ TableName: tableName, Key: key(partition, sort) }, client);
  const newest = async (partition: string): Promise<Item | undefined> => {
    const last: QueryCommandInput = {
      TableName: tableName,
      KeyConditionExpression: '#year = :year',
      ExpressionAttributeNames: { '#year': 'year' },
      ExpressionAttributeValues: { ':year': text(partition) },
      ScanIndexForward: false,
      Limit: 1,
    };
    return (await firstPage(last, client))[0];
  };
  const between = (partition: string, { from, to }: { from: number; to: number }) =>
    pages(
      {
        TableName: tableName,
        KeyConditionExpression: '#year = :year AND #batch BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#year': 'year', '#batch': 'batch' },
        ExpressionAttributeValues: { ':year': text(partition), ':from': number(from), ':to': number(to) },
      },
      client,
    );

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
      for await (const items of between(String(year), { from, to: Number.MAX_SAFE_INTEGER }))
        yield items.map(itemBatch);
    },
    async cancel(cancellation) {
      const read = readNumber(cancellation.number);
      if (read === undefined) throw new Error('a cancellation names no protocol number');
      const item = { ...key(ofCancellations(read.year), read.number), cancellation: json(cancellation) };
      return (await put(item)) ? 'cancelled' : 'stands';
    },
    async cancellations(year, from, to) {
      const cancellations: ProtocolCancellation[] = [];
      for await (const items of between(ofCancellations(year), { from, to }))
        cancellations.push(...items.map(itemCancellation));
      return cancellations;
    },
    async keepDay(day) {
      const item = { ...key(ofDays(day.day.slice(0, 4)), sortOf(day.day)), day: json(day) };
      return (await put(item)) ? 'kept' : 'stands';
    },
    async day(day) {
      const item = await get(ofDays(day.slice(0, 4)), sortOf(day));
      return item && itemDay(item);
    },
    async lastDay(year) {
      const item = await newest(ofDays(year));
      return item && itemDay(item);
    },
  };
}
