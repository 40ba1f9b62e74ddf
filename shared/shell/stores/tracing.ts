import { ConditionalCheckFailedException, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { instantOf } from '../../core/hours/zone.ts';
import { type HandOver, isToCall, type Owed, type Tracing } from '../../core/tracing/tracing.ts';
import {
  dynamodb,
  everyPage,
  firstPage,
  getItem,
  type Item,
  json,
  jsonIn,
  number,
  pages,
  putIf,
  text,
  where,
} from './dynamodb.ts';

/** The boxes in which searches of an event are found, by how they stand: what is closed is to be called, then called. */
export const tracingBoxes = ['received', 'handed-over', 'closed', 'called'] as const;
export type TracingBox = (typeof tracingBoxes)[number];

/** The box that a search is in; what was erased is in none that is looked into. */
export const boxOf = (one: Tracing): TracingBox | 'erased' =>
  one.state === 'closed' && !isToCall(one) ? 'called' : one.state;

/** Whom people look for in the events of one service, and what was handed to whom. */
export type TracingStore = {
  /** Keeps a new search; false where one of that name is kept already. */
  give(one: Tracing, owed?: Owed): Promise<boolean>;
  read(id: string): Promise<Tracing | undefined>;
  /** Keeps what one act made of it, unless somebody acted on that version before: then false. */
  replace(next: Tracing, owed?: Owed): Promise<boolean>;
  /** The searches of an event in a box, the oldest first, `limit` at most. */
  box(event: string, box: TracingBox, limit: number): Promise<Tracing[]>;
  /** Keeps that a list is handed over, before anybody gets it; `marked` once each of its searches says so. */
  keepHandOver(handOver: HandOver, marked: boolean): Promise<void>;
  handOver(id: string): Promise<HandOver | undefined>;
  /** The hand-overs of an event whose searches all say so, or not yet; the newest first, `limit` at most. */
  handOvers(event: string, marked: boolean, limit: number): Promise<HandOver[]>;
  /** What whoever looks is still owed a mail about, of an event. */
  owing(event: string): Promise<{ id: string; owed: Owed }[]>;
  /** Notes that the mail is on its way. */
  settle(id: string, owed: Owed): Promise<void>;
  /** Every search in pages, in no order: for what is looked for in all, never for a request. */
  all(): AsyncIterable<Tracing[]>;
};

/** Seconds for which is kept what was handed to whom: two years, as who read what (ours). */
const handOversKept = 730 * 86_400;

const tracingIn = (item: Item): Tracing => jsonIn(item, 'kept') as Tracing;
const handOverIn = (item: Item): HandOver => jsonIn(item, 'handOver') as HandOver;

/** What a store is given besides its table: when a search goes (`goesAt`). */
type Given = { tableName: string; goesAt: (one: Tracing) => string; client?: typeof dynamodb };

/** Searches in a DynamoDB table: partition `id`, with the index `byBox` (event with state, and since when). */
export function dynamodbTracing({ tableName, goesAt, client = dynamodb }: Given): TracingStore {
  const itemOf = (one: Tracing, owed?: Owed) => ({
    id: text(one.id),
    version: number(one.version),
    box: text(`${one.event} ${boxOf(one)}`),
    since: text(one.receivedAt),
    kept: json(one),
    ...(owed && { owed: text(owed) }),
    expiresAt: number(Math.floor(instantOf(goesAt(one)) / 1000)),
  });
  const inBox = (event: string, box: TracingBox | 'hand-over' | 'handing-over') => ({
    TableName: tableName,
    IndexName: 'byBox',
    ConsistentRead: false,
    ...where('box', `${event} ${box}`),
  });
  return {
    give: (one, owed) =>
      putIf({ TableName: tableName, Item: itemOf(one, owed), ConditionExpression: 'attribute_not_exists(id)' }, client),
    async read(id) {
      const item = await getItem({ TableName: tableName, Key: { id: text(id) } }, client);
      return item?.['kept'] && tracingIn(item);
    },
    replace: (next, owed) =>
      putIf(
        {
          TableName: tableName,
          Item: itemOf(next, owed),
          ConditionExpression: '#version = :seen',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':seen': number(next.version - 1) },
        },
        client,
      ),
    async box(event, box, limit) {
      const found: Tracing[] = [];
      for await (const items of pages(inBox(event, box), client)) {
        found.push(...items.map(tracingIn));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async keepHandOver(handOver, marked) {
      const { id, event, at } = handOver;
      const Item = {
        id: text(id),
        box: text(`${event} ${marked ? 'hand-over' : 'handing-over'}`),
        since: text(at),
        handOver: json(handOver),
        expiresAt: number(Math.floor(instantOf(at) / 1000) + handOversKept),
      };
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
    },
    async handOver(id) {
      const item = await getItem({ TableName: tableName, Key: { id: text(id) } }, client);
      return item?.['handOver'] && handOverIn(item);
    },
    async handOvers(event, marked, limit) {
      const newest = { ...inBox(event, marked ? 'hand-over' : 'handing-over'), ScanIndexForward: false, Limit: limit };
      return (await firstPage(newest, client)).map(handOverIn);
    },
    async owing(event) {
      const found: { id: string; owed: Owed }[] = [];
      for (const box of tracingBoxes)
        for await (const items of pages(inBox(event, box), client))
          for (const { id, owed } of items) if (owed?.S) found.push({ id: id?.S ?? '', owed: owed.S as Owed });
      return found;
    },
    async settle(id, owed) {
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { id: text(id) },
            UpdateExpression: 'REMOVE owed',
            ConditionExpression: 'owed = :owed',
            ExpressionAttributeValues: { ':owed': text(owed) },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async *all() {
      for await (const items of everyPage({ TableName: tableName, ConsistentRead: true }, client))
        yield items.filter(({ kept }) => kept !== undefined).map(tracingIn);
    },
  };
}
