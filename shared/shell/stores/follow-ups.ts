import { ConditionalCheckFailedException, DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  daysUntilAsked,
  type FollowUpView,
  type NotObtainedReason,
  type Obtained,
} from '../../contracts/content/follow-up.ts';
import type { Language } from '../../contracts/text.ts';
import { dynamodb, firstPage, getItem, type Item, json, jsonIn, number, putIf, text } from './dynamodb.ts';

const day = 86_400;
/** Days after the question for which what was answered is kept; then only the counts are left. */
const daysToAnswer = 30;
/** Days for which is known that an address, as a digest, was asked of a measure: nobody is asked twice. */
const daysRemembered = 400;

/** Somebody who agreed to be asked, as it is kept until the mail leaves: the address, the measures, nothing else. */
export type Agreed = {
  followUp: string;
  email: string;
  language: Language;
  measures: readonly { measure: string; title: string }[];
  dueAt: string;
};

type Answered = { obtained: Obtained; reason?: NotObtainedReason };

/** Who agreed to be asked whether they got what a guide found, and what they answered. */
export type FollowUps = {
  /** Whether an address (its digest) is asked about a measure for the first time; from then on it is not. */
  claim(digest: string, now: Date): Promise<boolean>;
  /** Lets an address be asked again, where it took back what it agreed to. */
  release(digest: string): Promise<void>;
  keep(agreed: Agreed): Promise<void>;
  /** Undefined for what nobody agreed to, took back, or is over. `email` is there until the mail leaves. */
  read(followUp: string, now: Date): Promise<{ view: FollowUpView; email?: string } | undefined>;
  /** Those whose day has come, the longest waiting first; `limit` at most. */
  due(now: Date, limit: number): Promise<Agreed[]>;
  /** Notes that the question leaves, and forgets the address; false where another run did so before. */
  markAsked(followUp: string, now: Date): Promise<boolean>;
  /** Keeps an answer unless there is one; after a no, its reason. False where it was kept before. */
  answer(followUp: string, measure: string, answered: Answered): Promise<boolean>;
  drop(followUp: string): Promise<void>;
};

const saidOf = (measure: string) => `said ${measure}`;
const written = ({ obtained, reason }: Answered) => (reason === undefined ? obtained : `${obtained} ${reason}`);

function viewOf(item: Item): FollowUpView {
  const measures = jsonIn(item, 'measures') as Agreed['measures'];
  return {
    followUp: item['id']?.S ?? '',
    language: (item['language']?.S ?? 'it') as Language,
    dueAt: item['dueAt']?.S ?? '',
    measures: measures.map((one) => {
      const [obtained, reason] = (item[saidOf(one.measure)]?.S ?? '').split(' ');
      return {
        ...one,
        ...(obtained && { obtained: obtained as Obtained }),
        ...(reason && { reason: reason as NotObtainedReason }),
      };
    }),
  };
}

async function updated(input: ConstructorParameters<typeof UpdateItemCommand>[0]): Promise<boolean> {
  try {
    await dynamodb.send(new UpdateItemCommand(input));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** The follow-ups of a service in DynamoDB: partition `id`, with the index `byDue` of those that wait. */
export function dynamodbFollowUps(TableName: string): FollowUps {
  const keyOf = (id: string) => ({ id: text(id) });
  const seconds = (instant: string | Date) => Math.floor(new Date(instant).getTime() / 1000);
  return {
    claim: (digest, now) =>
      putIf({
        TableName,
        Item: { ...keyOf(`asked ${digest}`), expiresAt: number(seconds(now) + daysRemembered * day) },
        ConditionExpression: 'attribute_not_exists(id)',
      }),
    async release(digest) {
      await dynamodb.send(new DeleteItemCommand({ TableName, Key: keyOf(`asked ${digest}`) }));
    },
    async keep({ followUp, email, language, measures, dueAt }) {
      await putIf({
        TableName,
        Item: {
          ...keyOf(followUp),
          email: text(email),
          language: text(language),
          measures: json(measures),
          dueAt: text(dueAt),
          waits: text('ask'),
          expiresAt: number(seconds(dueAt) + daysToAnswer * day),
        },
        ConditionExpression: 'attribute_not_exists(id)',
      });
    },
    async read(followUp, now) {
      const item = await getItem({ TableName, Key: keyOf(followUp) });
      // DynamoDB removes what is over within days.
      if (item?.['measures'] === undefined || Number(item['expiresAt']?.N) <= seconds(now)) return undefined;
      const email = item['email']?.S;
      return { view: viewOf(item), ...(email !== undefined && { email }) };
    },
    async due(now, limit) {
      const items = await firstPage({
        TableName,
        IndexName: 'byDue',
        ConsistentRead: false,
        KeyConditionExpression: 'waits = :ask AND dueAt <= :now',
        ExpressionAttributeValues: { ':ask': text('ask'), ':now': text(now.toISOString()) },
        Limit: limit,
      });
      return items.map((item) => ({
        followUp: item['id']?.S ?? '',
        email: item['email']?.S ?? '',
        language: (item['language']?.S ?? 'it') as Language,
        measures: jsonIn(item, 'measures') as Agreed['measures'],
        dueAt: item['dueAt']?.S ?? '',
      }));
    },
    markAsked: (followUp, now) =>
      updated({
        TableName,
        Key: keyOf(followUp),
        UpdateExpression: 'SET askedAt = :now REMOVE waits, email',
        ConditionExpression: 'attribute_exists(waits)',
        ExpressionAttributeValues: { ':now': text(now.toISOString()) },
      }),
    answer: (followUp, measure, answered) =>
      updated({
        TableName,
        Key: keyOf(followUp),
        UpdateExpression: 'SET #said = :said',
        ...(answered.reason === undefined
          ? { ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(#said)' }
          : { ConditionExpression: 'attribute_exists(id) AND #said = :no' }),
        ExpressionAttributeNames: { '#said': saidOf(measure) },
        ExpressionAttributeValues: {
          ':said': text(written(answered)),
          ...(answered.reason !== undefined && { ':no': text('no') }),
        },
      }),
    async drop(followUp) {
      await dynamodb.send(new DeleteItemCommand({ TableName, Key: keyOf(followUp) }));
    },
  };
}

/** The instant at which who agrees now is asked. */
export const askedOn = (now: Date): string => new Date(now.getTime() + daysUntilAsked * day * 1000).toISOString();
