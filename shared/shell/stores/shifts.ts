import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { type KnownCompany, PlaceHeld } from '../../contracts/company.ts';
import { SavedView } from '../../contracts/saved-view.ts';
import { Presence, ShiftBody, ShiftChange } from '../../contracts/shift.ts';
import { Instant } from '../../contracts/text.ts';
import {
  all,
  dynamodb,
  getItem,
  type Item,
  json,
  jsonIn,
  number,
  pages,
  putIf,
  text,
  updatedIf,
  where,
} from './dynamodb.ts';

/** What a supervisor has said of a colleague, and how often something was said. */
export type KnownShift = { subject: string; version: number; shift: ShiftBody };
/** Where a colleague is; the name as their token gave it. */
export type KnownPresence = { subject: string; name: string; presence: Presence };

/** Who was handed a case lately, each with the ISO instant, and how often anybody was so far. */
export type Handed = { count: number; to: ReadonlyMap<string, string> };

/** Seconds for which a change of a shift is kept after it was made: thirteen months (ours). */
const changesKept = 400 * 86_400;
/** Seconds for which is kept where somebody was after it held: it is a present state and no record of anybody's hours. */
const presenceKept = 86_400;
/** Seconds for which is kept which case somebody has open: the next say takes its place, and without one it ends. */
const companyKept = 60;

/** Seconds for which a view of the list is kept after somebody looked at it last: thirteen months (ours). */
const viewKept = 400 * 86_400;

/** Who works at the desk of one service: shifts with every change of them, and who is there now. */
export type Shifts = {
  shifts(): Promise<KnownShift[]>;
  presences(): Promise<KnownPresence[]>;
  /** Every change that is kept, in no order. */
  changes(): Promise<ShiftChange[]>;
  /** Keeps a change where nobody has made one of that version: the change first, so that no shift changes unlogged. */
  change(change: ShiftChange): Promise<'kept' | 'conflict'>;
  setPresence(known: KnownPresence): Promise<void>;
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
  /** Which cases everybody has open, as they last said: one item each, which the next say replaces. */
  company(): Promise<KnownCompany[]>;
  setCompany(known: KnownCompany, now: Date): Promise<void>;
  /** The views of the list that somebody named, each with the ISO instant at which it was kept last. */
  views(subject: string): Promise<{ view: SavedView; keptAt: string }[]>;
  keepView(subject: string, view: SavedView, now: Date): Promise<void>;
  dropView(subject: string, name: string): Promise<void>;
};

const AtCases = z.strictObject({ name: z.string(), places: z.array(PlaceHeld) });
const Named = z.strictObject({ name: z.string(), presence: Presence });
const KeptView = z.strictObject({ view: SavedView, keptAt: Instant });
const handedKey = { list: text('handed'), entry: text('now') };
const placeOfViews = (subject: string) => `views ${subject}`;
const placeOf = (subject: string, version: number) => `${subject}#${String(version).padStart(6, '0')}`;

/**
 * Shifts in DynamoDB: partition `list` (`shifts`, `changes`, `presences`, `company`, `handed`, or `views` with a subject), sort key
 * `entry`. The changes are the record; what `shifts` holds is the last of them. Long because it is a list of short methods,
 * one for each thing that the table holds.
 */
export function dynamodbShifts(tableName: string, client: DynamoDBClient = dynamodb): Shifts {
  const list = async (name: string): Promise<Item[]> =>
    all(pages({ TableName: tableName, ...where('list', name) }, client));
  const put = (Item: Item) => client.send(new PutItemCommand({ TableName: tableName, Item }));
  const keepShift = ({ subject, version, after }: ShiftChange) =>
    put({ list: text('shifts'), entry: text(subject), shift: json(after), version: number(version) });
  return {
    async shifts() {
      const items = await list('shifts');
      return items.map((item) => ({
        subject: item['entry']?.S ?? '',
        version: Number(item['version']?.N),
        shift: ShiftBody.parse(jsonIn(item, 'shift')),
      }));
    },
    async presences() {
      const items = await list('presences');
      return items.map((item) => ({ subject: item['entry']?.S ?? '', ...Named.parse(jsonIn(item, 'presence')) }));
    },
    async changes() {
      return (await list('changes')).map((item) => ShiftChange.parse(jsonIn(item, 'change')));
    },
    async change(change) {
      const { subject, version, at } = change;
      const Item = {
        list: text('changes'),
        entry: text(placeOf(subject, version)),
        change: json(change),
        expiresAt: number(Math.floor(Date.parse(at) / 1000) + changesKept),
      };
      if (await putIf({ TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(entry)' }, client)) {
        await keepShift(change);
        return 'kept';
      }
      // Whoever made that change may have been stopped before the shift followed: it follows now.
      const known = (await list('changes')).map((item) => ShiftChange.parse(jsonIn(item, 'change')));
      const latest = known
        .filter((one) => one.subject === subject)
        .sort((one, other) => other.version - one.version)[0];
      if (latest !== undefined) await keepShift(latest);
      return 'conflict';
    },
    async setPresence({ subject, name, presence }) {
      await put({
        list: text('presences'),
        entry: text(subject),
        presence: json({ name, presence }),
        expiresAt: number(Math.floor(Date.parse(presence.until) / 1000) + presenceKept),
      });
    },
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
    async views(subject) {
      const items = await list(placeOfViews(subject));
      return items.map((item) => ({ ...KeptView.parse(jsonIn(item, 'view')) }));
    },
    async keepView(subject, view, now) {
      await put({
        list: text(placeOfViews(subject)),
        entry: text(view.name),
        view: json({ view, keptAt: now.toISOString() }),
        expiresAt: number(Math.floor(now.getTime() / 1000) + viewKept),
      });
    },
    async dropView(subject, name) {
      const Key = { list: text(placeOfViews(subject)), entry: text(name) };
      await client.send(new DeleteItemCommand({ TableName: tableName, Key }));
    },
    async company() {
      const items = await list('company');
      return items.map((item) => ({ subject: item['entry']?.S ?? '', ...AtCases.parse(jsonIn(item, 'company')) }));
    },
    async setCompany({ subject, name, places }, now) {
      await put({
        list: text('company'),
        entry: text(subject),
        company: json({ name, places }),
        expiresAt: number(Math.floor(now.getTime() / 1000) + companyKept),
      });
    },
  };
}
