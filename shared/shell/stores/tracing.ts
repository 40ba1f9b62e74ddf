import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { instantOf } from '../../core/hours/zone.ts';
import { type HandOver, isToCall, type Owed, type Tracing } from '../../core/tracing/tracing.ts';
import { dynamodb, firstPage, getItem, type Item, json, jsonIn, number, pages, text } from './dynamodb.ts';
import { dynamodbSubmissions, type Owing, type Submissions } from './submissions.ts';

/** The boxes in which searches of an event are found, by how they stand: what is closed is to be called, then called. */
export const tracingBoxes = ['received', 'handed-over', 'closed', 'called'] as const;
export type TracingBox = (typeof tracingBoxes)[number];

/** The box that a search is in; what was erased is in none that is looked into. */
export const boxOf = (one: Tracing): TracingBox | 'erased' =>
  one.state === 'closed' && !isToCall(one) ? 'called' : one.state;

/** Whom people look for in the events of one service, and what was handed to whom. */
export type TracingStore = Submissions<Tracing, Owed> & {
  /** The searches of an event in a box, the oldest first, `limit` at most. */
  box(event: string, box: TracingBox, limit: number): Promise<Tracing[]>;
  /** Keeps that a list is handed over, before anybody gets it; `marked` once each of its searches says so. */
  keepHandOver(handOver: HandOver, marked: boolean): Promise<void>;
  handOver(id: string): Promise<HandOver | undefined>;
  /** The hand-overs of an event whose searches all say so, or not yet; the newest first, `limit` at most. */
  handOvers(event: string, marked: boolean, limit: number): Promise<HandOver[]>;
  /** What whoever looks is still owed a mail about, of an event. */
  owing(event: string): Promise<Owing<Owed>[]>;
};

/** Seconds for which is kept what was handed to whom: two years, as who read what (ours). */
const handOversKept = 730 * 86_400;

const handOverIn = (item: Item): HandOver => jsonIn(item, 'handOver') as HandOver;
const listsOf = (event: string, marked: boolean) => `${event} ${marked ? 'hand-over' : 'handing-over'}`;

/** What a store is given besides its table: when a search goes (`goesAt`). */
type Given = { tableName: string; goesAt: (one: Tracing) => string; client?: typeof dynamodb };

/** Searches in a DynamoDB table, a box for each event and state; what was handed over stands beside them. */
export function dynamodbTracing({ tableName, goesAt, client = dynamodb }: Given): TracingStore {
  const besides = (one: Tracing) => ({
    box: text(`${one.event} ${boxOf(one)}`),
    since: text(one.receivedAt),
    expiresAt: number(Math.floor(instantOf(goesAt(one)) / 1000)),
  });
  const { submissions, oneIn, inBox, owing } = dynamodbSubmissions<Tracing, Owed>({ tableName, besides, client });
  return {
    ...submissions,
    async box(event, box, limit) {
      const found: Tracing[] = [];
      for await (const items of pages(inBox(`${event} ${box}`), client)) {
        found.push(...items.map(oneIn));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async keepHandOver(handOver, marked) {
      const { id, event, at } = handOver;
      const Item = {
        id: text(id),
        box: text(listsOf(event, marked)),
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
      const newest = { ...inBox(listsOf(event, marked)), ScanIndexForward: false, Limit: limit };
      return (await firstPage(newest, client)).map(handOverIn);
    },
    async owing(event) {
      const found: Owing<Owed>[] = [];
      for (const box of tracingBoxes) found.push(...(await owing(`${event} ${box}`)));
      return found;
    },
  };
}
