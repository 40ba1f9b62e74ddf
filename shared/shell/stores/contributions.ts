import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { ContributionState, PublicContribution } from '../../contracts/contribution.ts';
import {
  type Contribution,
  type ContributionRow,
  type Owed,
  publicOf,
  rowOf,
} from '../../core/contributions/contribution.ts';
import { instantOf } from '../../core/hours/zone.ts';
import {
  dynamodb,
  everyPage,
  firstPage,
  getItem,
  type Item,
  json,
  jsonIn,
  number,
  pages,
  putIf,
  text,
} from './dynamodb.ts';

/** The stories and ideas of one service. */
export type Contributions = {
  /** Keeps a new one; false where one of that name is kept already. */
  give(one: Contribution, owed?: Owed): Promise<boolean>;
  read(id: string): Promise<Contribution | undefined>;
  /** Keeps what one act made of it, unless somebody acted on that version before: then false. */
  replace(next: Contribution, owed?: Owed): Promise<boolean>;
  /** Those in a state, the longest in it first, `limit` at most. */
  box(state: ContributionState, limit: number): Promise<ContributionRow[]>;
  /** What is published, as everybody reads it, the newest first. */
  published(limit: number): Promise<PublicContribution[]>;
  /** Those in a state whose authors are still owed a mail. */
  owing(state: ContributionState): Promise<{ id: string; owed: Owed }[]>;
  /** Notes that the mail is on its way. */
  settle(id: string, owed: Owed): Promise<void>;
  /** Every one in pages, in no order: for what is looked for in all, never for a request. */
  all(): AsyncIterable<Contribution[]>;
};

/** What a store is given besides its table: the service, and when one goes (`goesAt`). */
export type ContributionsOf = {
  tableName: string;
  service: string;
  goesAt: (one: Contribution) => string | undefined;
  client?: typeof dynamodb;
};

const contributionIn = (item: Item): Contribution => jsonIn(item, 'kept') as Contribution;

/**
 * Contributions in a DynamoDB table: partition `id`, with the index `byBox` (state and since when) of what lists show.
 * Only what is published has the member `shown`, which is all that an answer to anybody is made of.
 */
export function dynamodbContributions({
  tableName,
  service,
  goesAt,
  client = dynamodb,
}: ContributionsOf): Contributions {
  const itemOf = (one: Contribution, owed?: Owed) => {
    const shown = publicOf(one, service);
    const over = goesAt(one);
    return {
      id: text(one.id),
      version: number(one.version),
      box: text(one.state),
      since: text(one.since),
      row: json(rowOf(one)),
      kept: json(one),
      ...(shown && { shown: json(shown) }),
      ...(owed && { owed: text(owed) }),
      ...(over && { expiresAt: number(Math.floor(instantOf(over) / 1000)) }),
    };
  };
  const box = (state: ContributionState) => ({
    TableName: tableName,
    IndexName: 'byBox',
    ConsistentRead: false,
    KeyConditionExpression: '#box = :box',
    ExpressionAttributeNames: { '#box': 'box' },
    ExpressionAttributeValues: { ':box': text(state) },
  });
  return {
    give: (one, owed) =>
      putIf({ TableName: tableName, Item: itemOf(one, owed), ConditionExpression: 'attribute_not_exists(id)' }, client),
    async read(id) {
      const item = await getItem({ TableName: tableName, Key: { id: text(id) } }, client);
      return item && contributionIn(item);
    },
    replace: (next, owed) =>
      putIf(
        {
          TableName: tableName,
          Item: itemOf(next, owed),
          ConditionExpression: '#version = :seen',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':seen': number(next.version - 1) },
        },
        client,
      ),
    async box(state, limit) {
      const items = await firstPage({ ...box(state), Limit: limit }, client);
      return items.map((item) => jsonIn(item, 'row') as ContributionRow);
    },
    async published(limit) {
      const found: PublicContribution[] = [];
      for await (const items of pages({ ...box('published'), ScanIndexForward: false }, client)) {
        found.push(...items.flatMap((item) => (item['shown'] ? [jsonIn(item, 'shown') as PublicContribution] : [])));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async owing(state) {
      const found: { id: string; owed: Owed }[] = [];
      for await (const items of pages(box(state), client))
        for (const { id, owed } of items) if (owed?.S) found.push({ id: id?.S ?? '', owed: owed.S as Owed });
      return found;
    },
    async settle(id, owed) {
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { id: text(id) },
            UpdateExpression: 'REMOVE owed',
            ConditionExpression: 'owed = :owed',
            ExpressionAttributeValues: { ':owed': text(owed) },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async *all() {
      for await (const items of everyPage({ TableName: tableName, ConsistentRead: true }, client))
        yield items.map(contributionIn);
    },
  };
}
