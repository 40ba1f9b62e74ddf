import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Read } from '../../core/cases/reads.ts';
import { dayInRome } from '../../core/hours/zone.ts';
import { dynamodb, firstPage, type Item, json, jsonIn, number, pages, putIf, text, where } from './dynamodb.ts';

/** Days for which is kept who read what: two years (ours). */
export const daysReadsAreKept = 730;

/** Who read what of one service: in no case's chain, so that erasing a case leaves who read it. */
export type Reads = {
  /** Keeps a read under a name of its own among those of the same case or list; told again it is one read. */
  keep(read: Read, name: string): Promise<void>;
  /** The latest reads of a case or list, the newest first. */
  latest(of: string, limit: number): Promise<Read[]>;
  /** Every read of a day (`YYYY-MM-DD` in Rome), in no order. */
  ofDay(day: string): AsyncIterable<Read[]>;
};

const readIn = (item: Item): Read => jsonIn(item, 'read') as Read;

/**
 * Reads in DynamoDB: partition `of` (a code, or `list` and the subject), sort key `entry` (instant and name), with the
 * index `byDay`.
 */
export function dynamodbReads(tableName: string, client: DynamoDBClient = dynamodb): Reads {
  return {
    async keep(read, name) {
      const Item = {
        of: text(read.of),
        entry: text(name),
        day: text(dayInRome(Date.parse(read.at))),
        read: json(read),
        expiresAt: number(Math.floor(Date.parse(read.at) / 1000) + daysReadsAreKept * 86_400),
      };
      // The first of a quarter of an hour holds.
      await putIf({ TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(entry)' }, client);
    },
    async latest(of, limit) {
      const newest = { TableName: tableName, ...where('of', of), ScanIndexForward: false, Limit: limit };
      return (await firstPage(newest, client)).map(readIn);
    },
    async *ofDay(day) {
      const index = { TableName: tableName, IndexName: 'byDay', ConsistentRead: false, ...where('day', day) };
      for await (const items of pages(index, client)) yield items.map(readIn);
    },
  };
}
