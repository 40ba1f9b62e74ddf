import { ConditionalCheckFailedException, DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  all,
  dynamodb,
  everyPage,
  getItem,
  getItems,
  type Item,
  json,
  jsonIn,
  number,
  pages,
  putIf,
  text,
  where,
} from './dynamodb.ts';

/** Numbers under names, by month. */
type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * What was counted of a case. `tick` tells one writing from the next; `pending` is what was not yet
 * added everywhere, and to which share it is: whoever finds it adds it first.
 */
export type CountedCase = {
  figures: Figures;
  tick: number;
  pending?: { id: string; share: number; figures: Figures };
};

/** One of the items that a month's figures are spread over, without the figures: what was added to it a moment ago. */
export type Share = { tick: number; added: ReadonlySet<string> };

/** The count that is shown, and all that are kept: two while one is made anew. */
export type Counts = { shown: number; kept: readonly number[] };

/**
 * The figures of one service. A count is a number: a register is counted anew under the next one while the one before
 * is shown. No call changes more than one item, and each of them on the condition that nobody changed it meanwhile.
 */
export type FiguresStore = {
  counts(): Promise<Counts>;
  setCounts(counts: Counts): Promise<void>;
  /** What was counted of up to a hundred cases, by their codes; nothing of one that was not counted. */
  readCases(count: number, caseIds: readonly string[]): Promise<Map<string, CountedCase>>;
  /** Keeps what was counted of a case whose tick is `before` (0: none yet); false where it is another by now. */
  keepCase(count: number, caseId: string, counted: CountedCase, before: number): Promise<boolean>;
  readShare(count: number, month: string, share: number): Promise<Share>;
  /** Adds figures under some ids to a share whose tick is `before`; false where it is another by now. */
  addTo(
    share: ShareOfMonth,
    figures: Readonly<Record<string, number>>,
    ids: readonly string[],
    before: number,
  ): Promise<boolean>;
  /** Forgets that something was added under these ids, once no case waits for them. */
  settle(share: ShareOfMonth, ids: readonly string[]): Promise<void>;
  /** The figures of a month: the sum of its shares; nothing of zero. */
  month(count: number, month: string): Promise<Record<string, number>>;
  /** Removes every item of counts that are not kept, and tells how many. */
  tidy(): Promise<number>;
};
export type ShareOfMonth = { count: number; month: string; share: number };

/** Items that a month is spread over: as many cases are counted at once without waiting for one another. */
export const shares = 8;

/** The share of a month in which cases are counted that are counted with this one. */
export const shareOf = (caseId: string): number => {
  let sum = 0;
  for (const letter of caseId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % shares;
};

/** A figure's name as an attribute; no other attribute begins so. */
const figure = 'f ';

async function updatedIf(
  input: ConstructorParameters<typeof UpdateItemCommand>[0],
  client: typeof dynamodb,
): Promise<boolean> {
  try {
    await client.send(new UpdateItemCommand(input));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

const caseIn = (item: Item): CountedCase => {
  const pending = jsonIn(item, 'pending') as CountedCase['pending'] | null;
  return {
    figures: jsonIn(item, 'figures') as Figures,
    tick: Number(item['tick']?.N),
    ...(pending && { pending }),
  };
};

type Table = { TableName: string; service: string; client: typeof dynamodb };

const keyOf = (service: string, of: string, what: string) => ({ of: text(`${service} ${of}`), what: text(what) });

function countedCases({ TableName, service, client }: Table): Pick<FiguresStore, 'readCases' | 'keepCase'> {
  const nameOfCase = (count: number, caseId: string) => `${count} case ${caseId}`;
  const keyOfCase = (count: number, caseId: string) => keyOf(service, nameOfCase(count, caseId), 'counted');
  return {
    async readCases(count, caseIds) {
      const items = await getItems(
        TableName,
        caseIds.map((caseId) => keyOfCase(count, caseId)),
        client,
      );
      const byName = new Map(items.map((item) => [item['of']?.S, item]));
      return new Map(
        caseIds.flatMap((caseId) => {
          const item = byName.get(`${service} ${nameOfCase(count, caseId)}`);
          return item === undefined ? [] : [[caseId, caseIn(item)]];
        }),
      );
    },
    keepCase: (count, caseId, { figures, tick, pending }, before) =>
      putIf(
        {
          TableName,
          Item: {
            ...keyOfCase(count, caseId),
            figures: json(figures),
            tick: number(tick),
            ...(pending && { pending: json(pending) }),
          },
          ...(before === 0
            ? { ConditionExpression: 'attribute_not_exists(tick)' }
            : { ConditionExpression: 'tick = :before', ExpressionAttributeValues: { ':before': number(before) } }),
        },
        client,
      ),
  };
}

function sharesOfMonths({ TableName, service, client }: Table): Pick<FiguresStore, 'readShare' | 'addTo' | 'settle'> {
  const keyOfShare = ({ count, month, share }: ShareOfMonth) => keyOf(service, `${count} ${month}`, String(share));
  return {
    async readShare(count, month, share) {
      const item = await getItem(
        { TableName, Key: keyOfShare({ count, month, share }), ProjectionExpression: 'tick, added' },
        client,
      );
      return { tick: Number(item?.['tick']?.N ?? 0), added: new Set(item?.['added']?.SS ?? []) };
    },
    addTo(share, figures, ids, before) {
      const names = Object.entries(figures);
      const input = {
        TableName,
        Key: keyOfShare(share),
        UpdateExpression: `ADD tick :one, added :ids, ${names.map((_name, place) => `#f${place} :f${place}`).join(', ')}`,
        ConditionExpression: before === 0 ? 'attribute_not_exists(tick)' : 'tick = :before',
        ExpressionAttributeNames: Object.fromEntries(names.map(([name], place) => [`#f${place}`, figure + name])),
        ExpressionAttributeValues: {
          ':one': number(1),
          ':ids': { SS: [...ids] },
          ...(before > 0 && { ':before': number(before) }),
          ...Object.fromEntries(names.map(([, value], place) => [`:f${place}`, number(value)])),
        },
      };
      return updatedIf(input, client);
    },
    async settle(share, ids) {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: keyOfShare(share),
          UpdateExpression: 'ADD tick :one DELETE added :ids',
          ExpressionAttributeValues: { ':one': number(1), ':ids': { SS: [...ids] } },
        }),
      );
    },
  };
}

/**
 * The figures of a service in a DynamoDB table with partition key `of`, which begins with the service's name, and sort
 * key `what`.
 */
export function dynamodbFigures(TableName: string, service: string, client = dynamodb): FiguresStore {
  const table = { TableName, service, client };
  return {
    ...countedCases(table),
    ...sharesOfMonths(table),
    async counts() {
      const item = await getItem({ TableName, Key: keyOf(service, 'counts', 'kept') }, client);
      return item === undefined ? { shown: 1, kept: [1] } : (jsonIn(item, 'counts') as Counts);
    },
    async setCounts(counts) {
      await putIf(
        {
          TableName,
          Item: { ...keyOf(service, 'counts', 'kept'), counts: json(counts) },
          // Whichever stood there.
          ConditionExpression: 'attribute_not_exists(#of) OR attribute_exists(#of)',
          ExpressionAttributeNames: { '#of': 'of' },
        },
        client,
      );
    },
    async month(count, month) {
      const query = { TableName, ConsistentRead: false, ...where('of', `${service} ${count} ${month}`) };
      const sum: Record<string, number> = {};
      for (const item of await all(pages(query, client)))
        for (const [name, value] of Object.entries(item))
          if (name.startsWith(figure))
            sum[name.slice(figure.length)] = (sum[name.slice(figure.length)] ?? 0) + Number(value.N);
      return Object.fromEntries(Object.entries(sum).filter(([, value]) => value !== 0));
    },
    async tidy() {
      const { kept } = await this.counts();
      let removed = 0;
      const read = everyPage({
        TableName,
        ProjectionExpression: '#of, what',
        ExpressionAttributeNames: { '#of': 'of' },
      });
      for await (const items of read)
        for (const { of, what } of items) {
          const [whose, count] = (of?.S ?? '').split(' ');
          if (whose !== service || count === 'counts' || kept.includes(Number(count)) || !of || !what) continue;
          await client.send(new DeleteItemCommand({ TableName, Key: { of, what } }));
          removed += 1;
        }
      return removed;
    },
  };
}
