import type { ContributionState, PublicContribution } from '../../contracts/contribution.ts';
import {
  type Contribution,
  type ContributionRow,
  type Owed,
  publicOf,
  rowOf,
} from '../../core/contributions/contribution.ts';
import { instantOf } from '../../core/hours/zone.ts';
import { dynamodb, firstPage, json, jsonIn, number, pages, text } from './dynamodb.ts';
import { dynamodbSubmissions, type Owing, type Submissions } from './submissions.ts';

/** The stories and ideas of one service. */
export type Contributions = Submissions<Contribution, Owed> & {
  /** Those in a state, the longest in it first, `limit` at most. */
  box(state: ContributionState, limit: number): Promise<ContributionRow[]>;
  /** What is published, as everybody reads it, the newest first. */
  published(limit: number): Promise<PublicContribution[]>;
  /** Those in a state whose authors are still owed a mail. */
  owing(state: ContributionState): Promise<Owing<Owed>[]>;
};

/** What a store is given besides its table: the service, and when one goes (`goesAt`). */
export type ContributionsOf = {
  tableName: string;
  service: string;
  goesAt: (one: Contribution) => string | undefined;
  client?: typeof dynamodb;
};

/**
 * Contributions in a DynamoDB table, a box for each state, with what lists show of each. Only what is published has the
 * member `shown`, which is all that an answer to anybody is made of.
 */
export function dynamodbContributions({
  tableName,
  service,
  goesAt,
  client = dynamodb,
}: ContributionsOf): Contributions {
  const besides = (one: Contribution) => {
    const shown = publicOf(one, service);
    const over = goesAt(one);
    return {
      box: text(one.state),
      since: text(one.since),
      row: json(rowOf(one)),
      ...(shown && { shown: json(shown) }),
      ...(over && { expiresAt: number(Math.floor(instantOf(over) / 1000)) }),
    };
  };
  const { submissions, inBox, owing } = dynamodbSubmissions<Contribution, Owed>({ tableName, besides, client });
  return {
    ...submissions,
    owing,
    async box(state, limit) {
      const items = await firstPage({ ...inBox(state), Limit: limit }, client);
      return items.map((item) => jsonIn(item, 'row') as ContributionRow);
    },
    async published(limit) {
      const found: PublicContribution[] = [];
      for await (const items of pages({ ...inBox('published'), ScanIndexForward: false }, client)) {
        found.push(...items.flatMap((item) => (item['shown'] ? [jsonIn(item, 'shown') as PublicContribution] : [])));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
  };
}
