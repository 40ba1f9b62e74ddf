import { ContentEntry } from '../../contracts/content/entry.ts';
import { all, everyPage, type GivenItem, json, jsonIn, number, pages, putIf, text, where } from './dynamodb.ts';

/** What happened to each content of a service: append-only, one conditional write an act. */
export type Contents = {
  /** The entries of a content, oldest first, as they are now; empty for one that nobody wrote. */
  read(content: string): Promise<ContentEntry[]>;
  /** Appends an entry unless its version stands already: of two writers at once the second is told. */
  append(entry: ContentEntry): Promise<'appended' | 'taken'>;
  /** Every entry in pages, in no order: to list all anew and to verify, never for a request. */
  all(): AsyncIterable<ContentEntry[]>;
};

/** The entry that an item of the table or of its stream holds; throws a ZodError when it is none. */
export function itemContent(item: GivenItem): ContentEntry {
  return ContentEntry.parse({
    content: item['content']?.S,
    version: Number(item['version']?.N),
    at: item['at']?.S,
    event: jsonIn(item, 'event'),
    prevHash: item['prevHash']?.S,
    hash: item['hash']?.S,
  });
}

/** The contents of a service in a DynamoDB table with partition key `content` and sort key `version`. */
export function dynamodbContents(tableName: string): Contents {
  const read: Contents['read'] = async (content) =>
    (await all(pages({ TableName: tableName, ...where('content', content) }))).map(itemContent);
  return {
    read,
    async append(entry) {
      const isFirst = await putIf({
        TableName: tableName,
        Item: {
          content: text(entry.content),
          version: number(entry.version),
          at: text(entry.at),
          event: json(entry.event),
          prevHash: text(entry.prevHash),
          hash: text(entry.hash),
        },
        ConditionExpression: 'attribute_not_exists(content)',
      });
      if (isFirst) return 'appended';
      // What stands with the same hash is this one: the answer of a first try was lost.
      const standing = (await read(entry.content)).find(({ version }) => version === entry.version);
      return standing?.hash === entry.hash ? 'appended' : 'taken';
    },
    async *all() {
      for await (const items of everyPage({ TableName: tableName })) yield items.map(itemContent);
    },
  };
}
