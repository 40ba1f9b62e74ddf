import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type DayLeaf, type LeafRun, leafText } from '../../core/day-tree.ts';
import { dynamodb, firstPage, type GivenItem, number, pages, text } from './dynamodb.ts';

/** The runs of the trees of a register's days, for proofs. */
export type LeafRuns = {
  /** Keeps a run of a day; the same once more changes nothing. */
  keep(day: string, run: LeafRun): Promise<void>;
  /** The run that a leaf of the day stands in if it stands in any: one item is read. */
  around(day: string, leaf: DayLeaf): Promise<LeafRun | undefined>;
  /** The runs of a day in order, as they are read. */
  of(day: string): AsyncIterable<LeafRun>;
};

/** Hashes joined as bytes, in base64: two thirds of what they are in hexadecimal, and so are the writes of a night. */
const joined = (hashes: readonly string[]) => text(Buffer.from(hashes.join(''), 'hex').toString('base64'));
const hashesIn = (value: string | undefined): string[] =>
  Buffer.from(value ?? '', 'base64')
    .toString('hex')
    .match(/.{64}/g) ?? [];

const runOf = (item: GivenItem): LeafRun => ({
  first: item['first']?.S ?? '',
  index: Number(item['index']?.N),
  size: Number(item['size']?.N),
  leaves: hashesIn(item['leaves']?.S),
  above: hashesIn(item['above']?.S),
});

/** The runs in the DynamoDB table with partition key `day` and sort key `first`, the text of a run's first leaf. */
export function dynamodbLeafRuns(tableName: string, client = dynamodb): LeafRuns {
  return {
    async keep(day, { first, index, size, leaves, above }) {
      const Item = {
        day: text(day),
        first: text(first),
        index: number(index),
        size: number(size),
        leaves: joined(leaves),
        above: joined(above),
      };
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
    },
    async around(day, leaf) {
      const [item] = await firstPage(
        {
          TableName: tableName,
          KeyConditionExpression: '#day = :day AND #first <= :leaf',
          ExpressionAttributeNames: { '#day': 'day', '#first': 'first' },
          ExpressionAttributeValues: { ':day': text(day), ':leaf': text(leafText(leaf)) },
          ScanIndexForward: false,
          Limit: 1,
        },
        client,
      );
      return item && runOf(item);
    },
    async *of(day) {
      const ofDay = {
        TableName: tableName,
        KeyConditionExpression: '#day = :day',
        ExpressionAttributeNames: { '#day': 'day' },
        ExpressionAttributeValues: { ':day': text(day) },
      };
      for await (const items of pages(ofDay, client)) yield* items.map(runOf);
    },
  };
}
