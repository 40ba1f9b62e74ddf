import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { KeptContentDraft } from '../../contracts/content/content-draft.ts';
import type { ContentId } from '../../contracts/content/entry.ts';
import type { Language } from '../../contracts/text.ts';
import { dynamodb, getItem, json, jsonIn, number, text } from './dynamodb.ts';

/** Whose draft it is, of which content, in which language. */
export type ContentDraftKey = { content: ContentId; language: Language; subject: string };

/** Seconds that a draft is kept after it was typed: nobody goes on with an older one. */
const keptSeconds = 30 * 86_400;

/** What editors have typed of contents and not yet written. */
export type ContentDrafts = {
  read(key: ContentDraftKey): Promise<KeptContentDraft | undefined>;
  keep(key: ContentDraftKey, draft: Omit<KeptContentDraft, 'savedAt'>, now: Date): Promise<KeptContentDraft>;
  drop(key: ContentDraftKey): Promise<void>;
};

/** Editors' drafts in DynamoDB: partition `content`, sort key `whose` (language, then the subject of the token). */
export function dynamodbContentDrafts(tableName: string, client: DynamoDBClient = dynamodb): ContentDrafts {
  const keyOf = ({ content, language, subject }: ContentDraftKey) => ({
    content: text(content),
    whose: text(`${language}|${subject}`),
  });
  return {
    async read(key) {
      const item = await getItem({ TableName: tableName, Key: keyOf(key) }, client);
      return item && (jsonIn(item, 'draft') as KeptContentDraft);
    },
    async keep(key, draft, now) {
      const kept: KeptContentDraft = { ...draft, savedAt: now.toISOString() };
      const expiresAt = number(Math.floor(now.getTime() / 1000) + keptSeconds);
      await client.send(
        new PutItemCommand({ TableName: tableName, Item: { ...keyOf(key), draft: json(kept), expiresAt } }),
      );
      return kept;
    },
    async drop(key) {
      await client.send(new DeleteItemCommand({ TableName: tableName, Key: keyOf(key) }));
    },
  };
}
