import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { getItem, number, putIf, text, updatedIf } from './dynamodb.ts';

/** Who was handed a case lately, each with the ISO instant, and how often anybody was so far. */
export type Handed = { count: number; to: ReadonlyMap<string, string> };

/** Whom `next` hands cases: what the list tells a moment late is counted here at once. */
export type HandOuts = {
  /** Who was handed a case lately. */
  handed(): Promise<Handed>;
  /**
   * Notes that somebody is handed a case, where since `seen` no more than `others` were (any number where left out), and
   * forgets those named `past`; tells whether it did.
   */
  noteHanded(
    subject: string,
    at: string,
    seen: Handed,
    more: { others?: number; past: readonly string[] },
  ): Promise<boolean>;
  /** Somebody was handed none after all. */
  takeBackHanded(subject: string): Promise<void>;
};

const handedKey = { list: text('handed'), entry: text('now') };

/** Hand-outs beside the shifts of a service: one item. */
export const handOutsIn = (tableName: string, client: DynamoDBClient): HandOuts => ({
  async handed() {
    const item = await getItem({ TableName: tableName, Key: handedKey }, client);
    const to = Object.entries(item?.['to']?.M ?? {}).map(([subject, { S = '' }]) => [subject, S] as const);
    return { count: Number(item?.['count']?.N ?? 0), to: new Map(to) };
  },
  async noteHanded(subject, at, seen, { others, past }) {
    if (seen.count === 0) {
      const Item = { ...handedKey, count: number(1), to: { M: { [subject]: text(at) } } };
      return putIf({ TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(entry)' }, client);
    }
    const gone = past.filter((one) => one !== subject);
    // Whoever is forgotten may have been handed another meanwhile.
    const most = gone.length > 0 ? seen.count : others === undefined ? undefined : seen.count + others;
    const names = Object.fromEntries(gone.map((one, place) => [`#p${place}`, one]));
    const forgotten = gone.map((_one, place) => `#to.#p${place}`).join(', ');
    return updatedIf(
      {
        TableName: tableName,
        Key: handedKey,
        UpdateExpression: `SET #to.#me = :at, #count = #count + :one${forgotten === '' ? '' : ` REMOVE ${forgotten}`}`,
        ConditionExpression: most === undefined ? 'attribute_exists(#to)' : '#count <= :most',
        ExpressionAttributeNames: { '#to': 'to', '#count': 'count', '#me': subject, ...names },
        ExpressionAttributeValues: {
          ':at': text(at),
          ':one': number(1),
          ...(most !== undefined && { ':most': number(most) }),
        },
      },
      client,
    );
  },
  async takeBackHanded(subject) {
    await updatedIf(
      {
        TableName: tableName,
        Key: handedKey,
        UpdateExpression: 'REMOVE #to.#me',
        ConditionExpression: 'attribute_exists(#to)',
        ExpressionAttributeNames: { '#to': 'to', '#me': subject },
      },
      client,
    );
  },
});
