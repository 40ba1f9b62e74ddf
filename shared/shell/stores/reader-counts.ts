import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { everyPage, hastyDynamodb, number, text } from './dynamodb.ts';

/** One count: of a page, or of searches in a language, in a month `YYYY-MM`. */
export type Counted = { of: string; month: string; what: string; count: number };

/** What readers did, counted and never kept one by one. */
export type ReaderCounts = {
  /** Adds one. */
  add(counted: Omit<Counted, 'count'>): Promise<void>;
  /** Every count that is kept, in no order. */
  all(): Promise<Counted[]>;
};

/** Seconds for which a month's counts are kept: half a year. */
const keptSeconds = 184 * 86_400;

/** The counts of a service in a DynamoDB table with partition key `of` and sort key `what`, the month before its words. */
export function dynamodbReaderCounts(tableName: string, now: () => number): ReaderCounts {
  return {
    async add({ of, month, what }) {
      await hastyDynamodb.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { of: text(of), what: text(`${month} ${what}`) },
          UpdateExpression: 'ADD #count :one SET expiresAt = :expiresAt',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: {
            ':one': number(1),
            ':expiresAt': number(Math.floor(now() / 1000) + keptSeconds),
          },
        }),
      );
    },
    async all() {
      const counted: Counted[] = [];
      for await (const items of everyPage({ TableName: tableName }))
        for (const { of, what, count } of items) {
          const [month = '', ...words] = (what?.S ?? '').split(' ');
          counted.push({ of: of?.S ?? '', month, what: words.join(' '), count: Number(count?.N ?? 0) });
        }
      return counted;
    },
  };
}
