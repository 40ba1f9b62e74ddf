import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { CallOut } from '../../contracts/call-out.ts';
import { callTimeouts } from './dynamodb.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 3, requestHandler: callTimeouts });

/** How long who was called is kept: a year, for the report on an emergency; then the names go. Seconds. */
const kept = 365 * 86_400;

const itemOf = (callOut: CallOut) => ({
  service: { S: callOut.service },
  version: { N: String(callOut.version) },
  revision: { N: String(callOut.revision) },
  state: { S: JSON.stringify(callOut) },
  expiresAt: { N: String(Math.floor(Date.parse(callOut.openedAt) / 1000) + kept) },
});
const readItem = (item: Record<string, { S?: string }>) => CallOut.parse(JSON.parse(item['state']?.S ?? 'null'));

async function put(tableName: string, callOut: CallOut, condition: string, revision?: number): Promise<boolean> {
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: tableName,
        Item: itemOf(callOut),
        ConditionExpression: condition,
        ...(revision === undefined ? {} : { ExpressionAttributeValues: { ':read': { N: String(revision) } } }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Keeps a new call-out unless its act made one already: an act that is told twice calls once. */
export const openCallOut = async (tableName: string, callOut: CallOut): Promise<'opened' | 'stands'> =>
  (await put(tableName, callOut, 'attribute_not_exists(service)')) ? 'opened' : 'stands';

/** Keeps a changed call-out (one revision further) unless somebody was quicker. */
export const keepCallOut = async (tableName: string, callOut: CallOut): Promise<'kept' | 'changed meanwhile'> =>
  (await put(tableName, callOut, 'revision = :read', callOut.revision - 1)) ? 'kept' : 'changed meanwhile';

/** The call-out of an act, by the act's version in the ledger. */
export async function readCallOut(tableName: string, service: string, version: number): Promise<CallOut | undefined> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({
      TableName: tableName,
      Key: { service: { S: service }, version: { N: String(version) } },
      ConsistentRead: true,
    }),
  );
  return Item === undefined ? undefined : readItem(Item as Record<string, { S?: string }>);
}

/** The newest hundred call-outs of a service, newest first: declarations last fourteen days at most. */
export async function latestCallOuts(tableName: string, service: string): Promise<CallOut[]> {
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'service = :service',
      ExpressionAttributeValues: { ':service': { S: service } },
      ScanIndexForward: false,
      Limit: 100,
    }),
  );
  return Items.map((item) => readItem(item as Record<string, { S?: string }>));
}

/** The name of a call-out in the address that one person gets: its act, and 128 bits that only this person was sent. */
export const nameFor = ({ version, secret }: CallOut, email: string): string =>
  `${version}-${createHmac('sha256', secret).update(email, 'utf8').digest('hex').slice(0, 32)}`;

/** The ledger version in a call-out's name, or undefined for a name that nobody was ever sent. */
export function versionIn(name: string): number | undefined {
  const digits = /^(\d{1,7})-[0-9a-f]{32}$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Whose a call-out's name is, among those who were or may be called. */
export function personNamed<Person extends { email: string }>(
  callOut: CallOut,
  name: string,
  people: readonly Person[],
): Person | undefined {
  const given = Buffer.from(name);
  return people.find(({ email }) => {
    const own = Buffer.from(nameFor(callOut, email));
    return own.byteLength === given.byteLength && timingSafeEqual(own, given);
  });
}
