import { timingSafeEqual } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ReserveAsk } from '../../contracts/reserve-ask.ts';
import { all, dynamodb, json, jsonIn, number, pages, putIf, text, where } from './dynamodb.ts';

/** Seconds for which is kept who was asked and what they said: a quarter (ours). */
const kept = 92 * 86_400;

/** Who of the reserve of one service was asked for what, and what they said. */
export type ReserveAsks = {
  asks(): Promise<ReserveAsk[]>;
  /** Keeps an ask; one of revision 1 where there is none, any other where nobody changed it meanwhile. */
  keep(ask: ReserveAsk): Promise<'kept' | 'changed meanwhile'>;
};

/** The asks in the table of shifts: partition `list` is `reserve-asks`, sort key `entry` the act and the subject. */
export function dynamodbReserveAsks(tableName: string, client: DynamoDBClient = dynamodb): ReserveAsks {
  return {
    async asks() {
      const items = await all(pages({ TableName: tableName, ...where('list', 'reserve-asks') }, client));
      return items.map((item) => ReserveAsk.parse(jsonIn(item, 'ask')));
    },
    async keep(ask) {
      const { version, subject, revision, openedAt } = ask;
      const isKept = await putIf(
        {
          TableName: tableName,
          Item: {
            list: text('reserve-asks'),
            entry: text(`${String(version).padStart(7, '0')}#${subject}`),
            revision: number(revision),
            ask: json(ask),
            expiresAt: number(Math.floor(Date.parse(openedAt) / 1000) + kept),
          },
          ...(revision === 1
            ? { ConditionExpression: 'attribute_not_exists(entry)' }
            : {
                ConditionExpression: 'revision = :read',
                ExpressionAttributeValues: { ':read': number(revision - 1) },
              }),
        },
        client,
      );
      return isKept ? 'kept' : 'changed meanwhile';
    },
  };
}

/** The name of an ask in the address that one person gets: the act, and 128 bits that only they were sent. */
export const askName = ({ version, secret }: Pick<ReserveAsk, 'version' | 'secret'>): string => `${version}-${secret}`;

/** The ask that a name in an address stands for. */
export const askNamed = (asks: readonly ReserveAsk[], name: string): ReserveAsk | undefined => {
  const given = Buffer.from(name);
  return asks.find((ask) => {
    const own = Buffer.from(askName(ask));
    return own.byteLength === given.byteLength && timingSafeEqual(own, given);
  });
};
