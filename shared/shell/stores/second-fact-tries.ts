import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { secondsLeft, type Tried, windowOf } from '../../core/cases/tries.ts';
import { Refusal } from '../http/problems.ts';
import { logCount } from '../log.ts';
import { hastyDynamodb, number, text } from './dynamodb.ts';

/** Counts what was tried, in windows of a quarter of an hour. */
export interface TriesStore {
  /** Takes one of `most` tries of a window; false where none is left. */
  take(tried: Tried, window: number): Promise<boolean>;
  /** Gives a try back: the second fact was right. */
  giveBack(tried: Tried, window: number): Promise<void>;
}

/** How long a count is kept after its window began: an hour, in seconds. */
const keptSeconds = 3600;

const keyOf = ({ of }: Tried, window: number) => ({ code: text(`tries of ${of} ${window}`) });

/** Tries counted in the table of sightings, beside the codes that were asked for. */
export function dynamodbTries(tableName: string): TriesStore {
  const add = (tried: Tried, window: number, change: number, condition: string, limit: number) =>
    hastyDynamodb.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: keyOf(tried, window),
        UpdateExpression: 'ADD tries :change SET expiresAt = :expiresAt',
        ConditionExpression: condition,
        ExpressionAttributeValues: {
          ':change': number(change),
          ':limit': number(limit),
          ':expiresAt': number(Math.floor(window / 1000) + keptSeconds),
        },
      }),
    );
  return {
    async take(tried, window) {
      try {
        await add(tried, window, 1, 'attribute_not_exists(tries) OR tries < :limit', tried.most);
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    async giveBack(tried, window) {
      // Should it fail, one try is missing for the rest of the quarter of an hour: nothing to refuse an answer for.
      await add(tried, window, -1, 'tries > :limit', 0).catch(() => undefined);
    },
  };
}

/**
 * Lets a second fact be judged while tries are left, and counts those that were wrong. A try is taken before it is
 * judged, so that a thousand at once are no more than ten one after the other. Throws the Refusal `too-many-tries`,
 * whatever the second fact and whether or not the case is known; it says when to come back.
 */
export async function counted<Answer>(
  store: TriesStore,
  tries: readonly Tried[],
  { service, now }: { service: string; now: Date },
  judge: () => Promise<Answer>,
): Promise<Answer> {
  const window = windowOf(now);
  const taken = await Promise.all(tries.map((tried) => store.take(tried, window)));
  const giveBack = () =>
    Promise.all(tries.filter((_tried, place) => taken[place]).map((tried) => store.giveBack(tried, window)));
  if (taken.includes(false)) {
    await giveBack();
    logCount('SecondFactTriesUsedUp', service);
    throw new Refusal('too-many-tries', undefined, { headers: { 'Retry-After': String(secondsLeft(now)) } });
  }
  try {
    const answer = await judge();
    await giveBack();
    return answer;
  } catch (error) {
    if (!(error instanceof Refusal && error.problemName === 'wrong-second-fact')) await giveBack();
    throw error;
  }
}
