import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type DraftBody, type DraftOf, type DraftView, draftsOf } from '../../contracts/draft.ts';
import { all, dynamodb, getItem, json, jsonIn, number, pages, text, where } from './dynamodb.ts';

/** Whose draft it is and what for: one item each, so that a note's words are in no item that an answer is read from. */
export type DraftKey = { caseId: string; subject: string; of: DraftOf };
type Kept = NonNullable<DraftView['draft']>;

/** Seconds that a draft is kept after it was typed: nobody goes on with an older one. */
const keptSeconds = 30 * 86_400;

/** What staff have typed on cases and not yet sent. */
export type Drafts = {
  read(key: DraftKey): Promise<Kept | undefined>;
  keep(key: DraftKey, draft: DraftBody, now: Date): Promise<Kept>;
  drop(key: DraftKey): Promise<void>;
  /** Removes every draft on a case, whoever typed it; gives how many. */
  forget(caseId: string): Promise<number>;
};

/** Drafts in DynamoDB: partition `caseId`, sort key `whose` (what for, then the subject of the token). */
export function dynamodbDrafts(tableName: string, client: DynamoDBClient = dynamodb): Drafts {
  const keyOf = ({ caseId, subject, of }: DraftKey) => ({ caseId: text(caseId), whose: text(`${of}|${subject}`) });
  return {
    async read(key) {
      const item = await getItem({ TableName: tableName, Key: keyOf(key) }, client);
      return item && (jsonIn(item, 'draft') as Kept);
    },
    async keep(key, { text: words, template, files }, now) {
      const kept: Kept = {
        text: words,
        ...(template && { template }),
        ...(files && { files }),
        savedAt: now.toISOString(),
      };
      const expiresAt = number(Math.floor(now.getTime() / 1000) + keptSeconds);
      const Item = { ...keyOf(key), draft: json(kept), expiresAt };
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
      return kept;
    },
    async drop(key) {
      await client.send(new DeleteItemCommand({ TableName: tableName, Key: keyOf(key) }));
    },
    async forget(caseId) {
      const items = await all(pages({ TableName: tableName, ...where('caseId', caseId) }, client));
      for (const item of items) {
        const { whose } = item;
        if (whose === undefined) continue;
        await client.send(new DeleteItemCommand({ TableName: tableName, Key: { caseId: text(caseId), whose } }));
      }
      return items.length;
    },
  };
}

/** What a draft is for, as a request names it; undefined for anything else. */
export const draftNamed = (named: string | undefined): DraftOf | undefined => draftsOf.find((one) => one === named);
