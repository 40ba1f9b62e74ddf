import { Wake } from '../../contracts/wake.ts';
import { nameFor, personNamed } from './call-outs.ts';
import { firstPage, type GivenItem, getItem, json, jsonIn, number, putIf, text, where } from './dynamodb.ts';

/** How long who was woken is kept: a year, as call-outs are; then the names go. Seconds. */
const kept = 365 * 86_400;

const readItem = (item: GivenItem) => Wake.parse(jsonIn(item, 'state'));

/** Keeps an occasion, new (revision 1) or one revision further, unless somebody was quicker. */
export async function keepWake(tableName: string, wake: Wake): Promise<'kept' | 'changed meanwhile'> {
  const isNew = wake.revision === 1;
  const isUnchanged = await putIf({
    TableName: tableName,
    Item: {
      service: text(wake.service),
      occasion: number(wake.occasion),
      revision: number(wake.revision),
      state: json(wake),
      expiresAt: number(Math.floor(Date.parse(wake.openedAt) / 1000) + kept),
    },
    ConditionExpression: isNew ? 'attribute_not_exists(service)' : 'revision = :read',
    ...(isNew ? {} : { ExpressionAttributeValues: { ':read': number(wake.revision - 1) } }),
  });
  return isUnchanged ? 'kept' : 'changed meanwhile';
}

/** An occasion by its number. */
export async function readWake(tableName: string, service: string, occasion: number): Promise<Wake | undefined> {
  const item = await getItem({ TableName: tableName, Key: { service: text(service), occasion: number(occasion) } });
  return item && readItem(item);
}

/** The newest occasion of a service, over or not. */
export async function latestWake(tableName: string, service: string): Promise<Wake | undefined> {
  const newest = { TableName: tableName, ...where('service', service), ScanIndexForward: false, Limit: 1 };
  return (await firstPage(newest)).map(readItem)[0];
}

const named = ({ occasion, secret }: Wake) => ({ version: occasion, secret });

/**
 * The name of an occasion in the address that one person gets: its number, and 128 bits that only this person was sent.
 */
export const wakeNameFor = (wake: Wake, email: string): string => nameFor(named(wake), email);

/** The number of an occasion in a name, or undefined for a name that nobody was ever sent. */
export function occasionIn(name: string): number | undefined {
  const digits = /^(\d{1,13})-[0-9a-f]{32}$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Whose a name is, among those who were or may be rung. */
export const personRung = <Person extends { email: string }>(wake: Wake, name: string, people: readonly Person[]) =>
  personNamed(named(wake), name, people);
