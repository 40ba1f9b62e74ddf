import { createHmac, timingSafeEqual } from 'node:crypto';
import { CallOut } from '../../contracts/call-out.ts';
import { firstPage, type GivenItem, getItem, json, jsonIn, number, putIf, text, where } from './dynamodb.ts';

/** How long who was called is kept: a year, for the report on an emergency; then the names go. Seconds. */
const kept = 365 * 86_400;

const itemOf = (callOut: CallOut) => ({
  service: text(callOut.service),
  version: number(callOut.version),
  revision: number(callOut.revision),
  state: json(callOut),
  expiresAt: number(Math.floor(Date.parse(callOut.openedAt) / 1000) + kept),
});
const readItem = (item: GivenItem) => CallOut.parse(jsonIn(item, 'state'));

/** Keeps a new call-out unless its act made one already: an act that is told twice calls once. */
export async function openCallOut(tableName: string, callOut: CallOut): Promise<'opened' | 'stands'> {
  const isFirst = await putIf({
    TableName: tableName,
    Item: itemOf(callOut),
    ConditionExpression: 'attribute_not_exists(service)',
  });
  return isFirst ? 'opened' : 'stands';
}

/** Keeps a changed call-out (one revision further) unless somebody was quicker. */
export async function keepCallOut(tableName: string, callOut: CallOut): Promise<'kept' | 'changed meanwhile'> {
  const isUnchanged = await putIf({
    TableName: tableName,
    Item: itemOf(callOut),
    ConditionExpression: 'revision = :read',
    ExpressionAttributeValues: { ':read': number(callOut.revision - 1) },
  });
  return isUnchanged ? 'kept' : 'changed meanwhile';
}

/** The call-out of an act, by the act's version in the ledger. */
export async function readCallOut(tableName: string, service: string, version: number): Promise<CallOut | undefined> {
  const key = { service: text(service), version: number(version) };
  const item = await getItem({ TableName: tableName, Key: key });
  return item && readItem(item);
}

/** The newest hundred call-outs of a service, newest first: declarations last fourteen days at most. */
export async function latestCallOuts(tableName: string, service: string): Promise<CallOut[]> {
  const newest = { TableName: tableName, ...where('service', service), ScanIndexForward: false, Limit: 100 };
  return (await firstPage(newest)).map(readItem);
}

/** What a name is made of. */
type Named = Pick<CallOut, 'version' | 'secret'>;

/** The name of a call-out in the address that one person gets: its act, and 128 bits that only this person was sent. */
export const nameFor = ({ version, secret }: Named, email: string): string =>
  `${version}-${createHmac('sha256', secret).update(email, 'utf8').digest('hex').slice(0, 32)}`;

/** The ledger version in a call-out's name, or undefined for a name that nobody was ever sent. */
export function versionIn(name: string): number | undefined {
  const digits = /^(\d{1,7})-[0-9a-f]{32}$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Whose a call-out's name is, among those who were or may be called. */
export function personNamed<Person extends { email: string }>(
  callOut: Named,
  name: string,
  people: readonly Person[],
): Person | undefined {
  const given = Buffer.from(name);
  return people.find(({ email }) => {
    const own = Buffer.from(nameFor(callOut, email));
    return own.byteLength === given.byteLength && timingSafeEqual(own, given);
  });
}
