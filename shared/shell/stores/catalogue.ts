import type { ListedContent } from '../../core/knowledge/listed-content.ts';
import { everyPage, type Item, json, jsonIn, number, putIf, text } from './dynamodb.ts';

/** All contents of a service as they stand now, followed from what happened to each. */
export type Catalogue = {
  /** Keeps a content unless a later version of it is kept already. */
  keep(listed: ListedContent): Promise<void>;
  /** Every content, in no order. */
  all(): Promise<ListedContent[]>;
};

const listedIn = (item: Item): ListedContent => ({
  content: item['content']?.S ?? '',
  public: jsonIn(item, 'public') as ListedContent['public'],
  life: jsonIn(item, 'life') as ListedContent['life'],
});

/**
 * The catalogue in a DynamoDB table with partition key `content`. It is read whole: a service has some hundred contents
 * of a few kilobytes, and whoever reads it keeps it for seconds.
 */
export function dynamodbCatalogue(tableName: string): Catalogue {
  return {
    async keep({ content, public: seen, life }) {
      await putIf({
        TableName: tableName,
        Item: {
          content: text(content),
          version: number(life.version),
          public: json(seen),
          life: json(life),
        },
        ConditionExpression: 'attribute_not_exists(content) OR #version <= :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': number(life.version) },
      });
    },
    async all() {
      const listed: ListedContent[] = [];
      for await (const items of everyPage({ TableName: tableName, ConsistentRead: true }))
        listed.push(...items.map(listedIn));
      return listed;
    },
  };
}
