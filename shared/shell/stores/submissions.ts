import {
  type dynamodb,
  everyPage,
  getItem,
  type Item,
  json,
  jsonIn,
  number,
  pages,
  putIf,
  text,
  updatedIf,
  where,
} from './dynamodb.ts';

/** What people send in beside contacts and staff act on: kept version by version, with the mail that an act may owe. */
export type Submissions<One, Owed extends string> = {
  /** Keeps a new one; false where one of that name is kept already. */
  give(one: One, owed?: Owed): Promise<boolean>;
  read(id: string): Promise<One | undefined>;
  /** Keeps what one act made of it, unless somebody acted on that version before: then false. */
  replace(next: One, owed?: Owed): Promise<boolean>;
  /** Notes that the mail is on its way; nothing where another is owed by now. */
  settle(id: string, owed: Owed): Promise<void>;
  /** Every one in pages, in no order: for what is looked for in all, never for a request. */
  all(): AsyncIterable<One[]>;
};

/** One whose author is still owed a mail. */
export type Owing<Owed extends string> = { id: string; owed: Owed };

/** Where submissions are kept, and what of one stands beside its words: the box it is found in, since when, and more. */
type Given<One> = { tableName: string; besides: (one: One) => Item; client: typeof dynamodb };

/**
 * Submissions in a DynamoDB table: partition `id`, with the index `byBox` (`box` and `since`), by which lists find them.
 * What stands in the table without the member `kept` is none.
 */
export function dynamodbSubmissions<One extends { id: string; version: number }, Owed extends string>({
  tableName,
  besides,
  client,
}: Given<One>) {
  const itemOf = (one: One, owed?: Owed) => ({
    id: text(one.id),
    version: number(one.version),
    kept: json(one),
    ...besides(one),
    ...(owed && { owed: text(owed) }),
  });
  const oneIn = (item: Item) => jsonIn(item, 'kept') as One;
  const inBox = (box: string) => ({
    TableName: tableName,
    IndexName: 'byBox',
    ConsistentRead: false,
    ...where('box', box),
  });
  const submissions: Submissions<One, Owed> = {
    give: (one, owed) =>
      putIf({ TableName: tableName, Item: itemOf(one, owed), ConditionExpression: 'attribute_not_exists(id)' }, client),
    async read(id) {
      const item = await getItem({ TableName: tableName, Key: { id: text(id) } }, client);
      return item?.['kept'] && oneIn(item);
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
    async settle(id, owed) {
      await updatedIf(
        {
          TableName: tableName,
          Key: { id: text(id) },
          UpdateExpression: 'REMOVE owed',
          ConditionExpression: 'owed = :owed',
          ExpressionAttributeValues: { ':owed': text(owed) },
        },
        client,
      );
    },
    async *all() {
      for await (const items of everyPage({ TableName: tableName, ConsistentRead: true }, client))
        yield items.filter(({ kept }) => kept !== undefined).map(oneIn);
    },
  };
  return {
    submissions,
    oneIn,
    /** The query for what is in a box, the longest in it first. */
    inBox,
    /** Those in a box whose authors are still owed a mail. */
    async owing(box: string): Promise<Owing<Owed>[]> {
      const found: Owing<Owed>[] = [];
      for await (const items of pages(inBox(box), client))
        for (const { id, owed } of items) if (owed?.S) found.push({ id: id?.S ?? '', owed: owed.S as Owed });
      return found;
    },
  };
}
