import * as z from 'zod/mini';
import { LedgerEntry, LedgerEvent } from '../../contracts/declaration.ts';
import { actsThatCount } from '../../core/posture/declared.ts';
import { errorLine, logLine } from '../log.ts';
import { all, firstPage, type GivenItem, type Item, json, jsonIn, number, pages, putIf, text } from './dynamodb.ts';

/**
 * The version under which the ledger keeps, beside its acts, what is declared now: acts that still count up to a
 * version (`upTo`), as one item. It is no act, has no hash, and nothing is lost with it.
 */
export const declaredVersion = 0;

/** Whether an item of the ledger table or of its stream is an act. */
export const isAct = (item: GivenItem): boolean => Number(item['version']?.N) !== declaredVersion;

const Events = z.array(LedgerEvent);

/** The entry that an item of the ledger table or of its stream holds; throws a ZodError when it is none. */
export function itemAct(item: GivenItem): LedgerEntry {
  return LedgerEntry.parse({
    service: item['service']?.S,
    version: Number(item['version']?.N),
    at: item['at']?.S,
    event: jsonIn(item, 'event'),
    prevHash: item['prevHash']?.S,
    hash: item['hash']?.S,
  });
}

/** The item that keeps an act. */
export const actItem = ({ service, version, at, event, prevHash, hash }: LedgerEntry): Item => ({
  service: text(service),
  version: number(version),
  at: text(at),
  event: json(event),
  prevHash: text(prevHash),
  hash: text(hash),
});

/** The acts of a service, oldest first, as they are now; only those of a version above `after`, when told. */
export async function readLedger(tableName: string, service: string, after = 0): Promise<LedgerEntry[]> {
  return (await all(pages(actsAfter(tableName, service, after)))).map(itemAct);
}

const actsAfter = (tableName: string, service: string, after: number) => ({
  TableName: tableName,
  KeyConditionExpression: 'service = :service AND version > :after',
  ExpressionAttributeValues: { ':service': text(service), ':after': number(after) },
});

/**
 * What a container has to know of the acts of a service. One that knows nothing (`after` undefined) reads the one item
 * of what is declared now, and the acts that are newer than it; `upTo` is the highest version that was read. Read
 * eventually consistent: a replica is less than a second behind, and of one service's partition all containers read.
 */
export async function readDeclared(
  tableName: string,
  service: string,
  after?: number,
): Promise<{ events: LedgerEvent[]; upTo: number }> {
  const start = after === undefined ? await readKept(tableName, service) : { events: [], upTo: after };
  const acts = (await all(pages({ ...actsAfter(tableName, service, start.upTo), ConsistentRead: false }))).map(itemAct);
  return { events: [...start.events, ...acts.map(({ event }) => event)], upTo: acts.at(-1)?.version ?? start.upTo };
}

async function readKept(tableName: string, service: string): Promise<{ events: LedgerEvent[]; upTo: number }> {
  const [item] = await firstPage({
    TableName: tableName,
    ConsistentRead: false,
    KeyConditionExpression: 'service = :service AND version = :version',
    ExpressionAttributeValues: { ':service': text(service), ':version': number(declaredVersion) },
  });
  return { events: Events.parse(jsonIn(item ?? {}, 'events') ?? []), upTo: Number(item?.['upTo']?.N ?? 0) };
}

/** Keeps what is declared at an ISO instant as one item, unless that of a later act is kept already. */
async function keepDeclared(tableName: string, service: string, at: string): Promise<void> {
  const acts = await readLedger(tableName, service);
  const upTo = acts.at(-1)?.version ?? 0;
  const events = actsThatCount(
    acts.map(({ event }) => event),
    at,
  );
  await putIf({
    TableName: tableName,
    Item: { service: text(service), version: number(declaredVersion), upTo: number(upTo), events: json(events) },
    ConditionExpression: 'attribute_not_exists(upTo) OR upTo < :upTo',
    ExpressionAttributeValues: { ':upTo': number(upTo) },
  });
}

/** The ledger of a service: append-only, one conditional write an act. */
export type Ledger = {
  /** The acts, oldest first, as they are now. */
  read(): Promise<LedgerEntry[]>;
  /** Appends an act unless its version stands already: of two officers at once the second is told. */
  append(entry: LedgerEntry): Promise<'appended' | 'taken'>;
};

/** The ledger of a service in DynamoDB. */
export const dynamodbLedger = (tableName: string, service: string): Ledger => ({
  read: () => readLedger(tableName, service),
  append: (entry) => appendAct(tableName, entry),
});

/**
 * Appends an act unless its version stands already: of two officers at once the second is told. An act that stands with
 * the same hash is this one: the answer of a first try was lost, and the SDK's second met its own work.
 */
export async function appendAct(tableName: string, entry: LedgerEntry): Promise<'appended' | 'taken'> {
  const isFirst = await putIf({
    TableName: tableName,
    Item: actItem(entry),
    ConditionExpression: 'attribute_not_exists(service)',
  });
  if (isFirst) {
    // The act stands: without the one item readers read it with those before it, which costs more, and no more.
    await keepDeclared(tableName, entry.service, entry.at).catch((error) =>
      logLine({ level: 'warn', what: 'what is declared was not kept as one item', ...errorLine(error) }),
    );
    return 'appended';
  }
  const [standing] = await readLedger(tableName, entry.service, entry.version - 1);
  return standing?.hash === entry.hash ? 'appended' : 'taken';
}
