import * as z from 'zod/mini';
import { expectedWait, holdsNow, type Wait, waitsThatCount } from '../../core/hours/expected-wait.ts';
import { errorLine, logLine } from '../log.ts';
import { getItem, hastyDynamodb, json, jsonIn, putIf, text } from './dynamodb.ts';

/** Milliseconds between two writes of one container: the estimate changes slower than calls end in an emergency. */
const writtenEvery = 5000;

const heard = new Map<string, { waits: Wait[]; writtenAt: number }>();

const KeptWait = z.object({ at: z.string(), seconds: z.number() });

/**
 * Keeps how long callers of a service wait, for the voice menu, from the calls that have just ended; old ones are left
 * out. Writes at most once in five seconds. An estimate is no promise: a failure is logged, never thrown.
 */
export async function noteWaits(
  tableName: string,
  service: string,
  waits: readonly Wait[],
  now: number,
): Promise<void> {
  const before = heard.get(service) ?? { waits: [], writtenAt: Number.NEGATIVE_INFINITY };
  const counted = waitsThatCount([...waits, ...before.waits], now);
  const estimate = expectedWait(counted, now);
  const due = estimate !== undefined && waits.length > 0 && now - before.writtenAt >= writtenEvery;
  heard.set(service, { waits: counted, writtenAt: due ? now : before.writtenAt });
  if (!due) return;
  const newer = {
    TableName: tableName,
    Item: { service: text(service), at: text(estimate.at), wait: json(estimate) },
    // A container that hears of an older call does not put its estimate over a newer one.
    ConditionExpression: 'attribute_not_exists(service) OR #at <= :at',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: { ':at': text(estimate.at) },
  };
  await putIf(newer, hastyDynamodb).catch((error) =>
    logLine({ level: 'warn', what: 'wait not noted', service, ...errorLine(error) }),
  );
}

/**
 * How long callers of a service wait at `now` (epoch milliseconds); undefined when the last fifteen minutes tell
 * nothing.
 */
export async function readWait(tableName: string, service: string, now: number): Promise<Wait | undefined> {
  const asked = { TableName: tableName, Key: { service: text(service) }, ConsistentRead: false };
  const item = await getItem(asked, hastyDynamodb);
  if (item?.['wait'] === undefined) return undefined;
  const { at, seconds } = KeptWait.parse(jsonIn(item, 'wait'));
  return holdsNow({ at, seconds }, now) ? { at, seconds } : undefined;
}
