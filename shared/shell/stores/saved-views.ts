import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { SavedView } from '../../contracts/saved-view.ts';
import { Instant } from '../../contracts/text.ts';
import { all, json, jsonIn, number, pages, text, where } from './dynamodb.ts';

/** Seconds for which a view of the list is kept after somebody looked at it last: thirteen months (ours). */
const viewKept = 400 * 86_400;

/** The views of the list that each of the staff named. */
export type SavedViews = {
  /** The views of the list that somebody named, each with the ISO instant at which it was kept last. */
  views(subject: string): Promise<{ view: SavedView; keptAt: string }[]>;
  keepView(subject: string, view: SavedView, now: Date): Promise<void>;
  dropView(subject: string, name: string): Promise<void>;
};

const KeptView = z.strictObject({ view: SavedView, keptAt: Instant });
const placeOfViews = (subject: string) => `views ${subject}`;

/** Views beside the shifts of a service: one item each, by whose they are and its name. */
export const viewsIn = (tableName: string, client: DynamoDBClient): SavedViews => ({
  async views(subject) {
    const items = await all(pages({ TableName: tableName, ...where('list', placeOfViews(subject)) }, client));
    return items.map((item) => ({ ...KeptView.parse(jsonIn(item, 'view')) }));
  },
  async keepView(subject, view, now) {
    const Item = {
      list: text(placeOfViews(subject)),
      entry: text(view.name),
      view: json({ view, keptAt: now.toISOString() }),
      expiresAt: number(Math.floor(now.getTime() / 1000) + viewKept),
    };
    await client.send(new PutItemCommand({ TableName: tableName, Item }));
  },
  async dropView(subject, name) {
    const Key = { list: text(placeOfViews(subject)), entry: text(name) };
    await client.send(new DeleteItemCommand({ TableName: tableName, Key }));
  },
});
