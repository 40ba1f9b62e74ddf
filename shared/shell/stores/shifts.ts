import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { type KnownCompany, PlaceHeld } from '../../contracts/company.ts';
import { Presence, ShiftBody, ShiftChange } from '../../contracts/shift.ts';
import { all, dynamodb, type Item, json, jsonIn, number, pages, putIf, text, where } from './dynamodb.ts';
import { type HandOuts, handOutsIn } from './hand-outs.ts';
import { type SavedViews, viewsIn } from './saved-views.ts';

/** What a supervisor has said of a colleague, and how often something was said. */
export type KnownShift = { subject: string; version: number; shift: ShiftBody };
/** Where a colleague is; the name as their token gave it. */
export type KnownPresence = { subject: string; name: string; presence: Presence };

/** Seconds for which a change of a shift is kept after it was made: thirteen months (ours). */
const changesKept = 400 * 86_400;
/** Seconds for which is kept where somebody was after it held: it is a present state and no record of anybody's hours. */
const presenceKept = 86_400;
/** Seconds for which is kept which case somebody has open: the next say takes its place, and without one it ends. */
const companyKept = 60;

/** Who works at the desk of one service: shifts with every change of them, and who is there now. */
export type Shifts = HandOuts &
  SavedViews & {
    shifts(): Promise<KnownShift[]>;
    presences(): Promise<KnownPresence[]>;
    /** Every change that is kept, in no order. */
    changes(): Promise<ShiftChange[]>;
    /** Keeps a change where nobody has made one of that version: the change first, so that no shift changes unlogged. */
    change(change: ShiftChange): Promise<'kept' | 'conflict'>;
    setPresence(known: KnownPresence): Promise<void>;
    /** Which cases everybody has open, as they last said: one item each, which the next say replaces. */
    company(): Promise<KnownCompany[]>;
    setCompany(known: KnownCompany, now: Date): Promise<void>;
  };

const AtCases = z.strictObject({ name: z.string(), places: z.array(PlaceHeld) });
const Named = z.strictObject({ name: z.string(), presence: Presence });
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
    ...handOutsIn(tableName, client),
    ...viewsIn(tableName, client),
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
