import { LedgerEntry } from '../../contracts/declaration.ts';
import { all, type GivenItem, json, jsonIn, number, pages, putIf, text } from './dynamodb.ts';

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

/** The acts of a service, oldest first, as they are now; only those of a version above `after`, when told. */
export async function readLedger(tableName: string, service: string, after = 0): Promise<LedgerEntry[]> {
  const acts = pages({
    TableName: tableName,
    KeyConditionExpression: 'service = :service AND version > :after',
    ExpressionAttributeValues: { ':service': text(service), ':after': number(after) },
  });
  return (await all(acts)).map(itemAct);
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
    Item: {
      service: text(entry.service),
      version: number(entry.version),
      at: text(entry.at),
      event: json(entry.event),
      prevHash: text(entry.prevHash),
      hash: text(entry.hash),
    },
    ConditionExpression: 'attribute_not_exists(service)',
  });
  if (isFirst) return 'appended';
  const [standing] = await readLedger(tableName, entry.service, entry.version - 1);
  return standing?.hash === entry.hash ? 'appended' : 'taken';
}
