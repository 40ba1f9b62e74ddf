import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { ReserveBody, ReserveChange } from '../../contracts/reserve.ts';
import { all, dynamodb, type Item, json, jsonIn, number, pages, putIf, text, where } from './dynamodb.ts';

/** Somebody of the reserve; without `member` whoever was taken off, of whom what was done is left for a while. */
export type KnownReserve = {
  subject: string;
  version: number;
  member?: ReserveBody;
  changes: readonly ReserveChange[];
};

/** Seconds for which what was done is kept of whoever was taken off the roster: thirteen months (ours). */
const goneKept = 400 * 86_400;

/** The reserve of one service. */
export type Reserve = {
  people(): Promise<KnownReserve[]>;
  /** Keeps somebody with what was done to them, in one write, where nobody has made this version. */
  keep(known: KnownReserve): Promise<'kept' | 'conflict'>;
};

const Kept = z.strictObject({ member: z.optional(ReserveBody), changes: z.array(ReserveChange) });

/** The reserve in the table of shifts: partition `list` is `reserve`, sort key `entry` the subject. */
export function dynamodbReserve(tableName: string, client: DynamoDBClient = dynamodb): Reserve {
  return {
    async people() {
      const items: Item[] = await all(pages({ TableName: tableName, ...where('list', 'reserve') }, client));
      return items.map((item) => {
        const { member, changes } = Kept.parse(jsonIn(item, 'reserve'));
        return {
          subject: item['entry']?.S ?? '',
          version: Number(item['version']?.N),
          ...(member && { member }),
          changes,
        };
      });
    },
    async keep({ subject, version, ...kept }) {
      const at = kept.changes.at(-1)?.at;
      const isGone = kept.member === undefined && at !== undefined;
      const isFirst = await putIf(
        {
          TableName: tableName,
          Item: {
            list: text('reserve'),
            entry: text(subject),
            version: number(version),
            reserve: json(kept),
            ...(isGone && { expiresAt: number(Math.floor(Date.parse(at) / 1000) + goneKept) }),
          },
          ...(version === 1
            ? { ConditionExpression: 'attribute_not_exists(entry)' }
            : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': number(version - 1) } }),
        },
        client,
      );
      return isFirst ? 'kept' : 'conflict';
    },
  };
}
