import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { expectedWait, holdsNow, type Wait, waitsThatCount } from '../../core/hours/expected-wait.ts';
import { errorLine, logLine } from '../log.ts';
import { callTimeouts } from './dynamodb.ts';

const dynamodb = new DynamoDBClient({ maxAttempts: 2, requestHandler: callTimeouts });

/** Milliseconds between two writes of one container: the estimate changes slower than calls end in an emergency. */
const writtenEvery = 5000;

const heard = new Map<string, { waits: Wait[]; writtenAt: number }>();

const KeptWait = z.object({ at: z.string(), seconds: z.number() });

/**
 * Keeps how long callers of a service wait, for the voice menu, from the calls that have just ended; old ones are left out.
 * Writes at most once in five seconds. An estimate is no promise: a failure is logged, never thrown.
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
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { service: { S: service }, at: { S: estimate.at }, wait: { S: JSON.stringify(estimate) } },
        // A container that hears of an older call does not put its estimate over a newer one.
        ConditionExpression: 'attribute_not_exists(service) OR #at <= :at',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: { ':at': { S: estimate.at } },
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return;
    logLine({ level: 'warn', what: 'wait not noted', service, ...errorLine(error) });
  }
}

/** How long callers of a service wait at `now` (epoch milliseconds); undefined when the last fifteen minutes tell nothing. */
export async function readWait(tableName: string, service: string, now: number): Promise<Wait | undefined> {
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: tableName, Key: { service: { S: service } } }));
  const kept = Item?.['wait']?.S;
  if (kept === undefined) return undefined;
  const { at, seconds } = KeptWait.parse(JSON.parse(kept));
  return holdsNow({ at, seconds }, now) ? { at, seconds } : undefined;
}
