import { leafOfEntry } from '../../core/day-leaves.ts';
import { dayPart, partsOfADay } from '../../core/day-part.ts';
import { leafText } from '../../core/day-tree.ts';
import { dynamodb, everyPage, type GivenItem, pages, where } from './dynamodb.ts';

/** The leaves of a register by the days of its entries, as its table keeps them beside the cases. */
export type DayLeaves = {
  /** The texts of a day's leaves in their order, as they are read: a page of them is in memory at a time. */
  of(day: string): AsyncIterable<string>;
  /** The first day that has an entry, however long ago: the index is read whole, for a register of which no day is sealed. */
  firstDay(): Promise<string | undefined>;
};

const leafIn = (item: GivenItem) =>
  leafText(
    leafOfEntry({
      caseId: item['caseId']?.S ?? '',
      version: Number(item['version']?.N),
      hash: item['hash']?.S ?? '',
    }),
  );

/** The index `byDay` of a register's table: by the part of the day, and in it by case. */
const indexOf = (tableName: string, client: typeof dynamodb) => (day: string, part: string) =>
  pages(
    {
      TableName: tableName,
      IndexName: 'byDay',
      // An index has no consistent reads; what was registered before midnight is in it seconds later.
      ConsistentRead: false,
      ...where('dayPart', dayPart(day, part)),
    },
    client,
  );

/** Which entries one part of a day (`partsOfADay`) has, in pages: each case and the version of its entry. */
export type DayEntries = (day: string, part: string) => AsyncIterable<{ caseId: string; version: number }[]>;

/** The same, of a register's table: it costs what the day has, however long the register is. */
export function dynamodbDayEntries(tableName: string, client = dynamodb): DayEntries {
  const partOf = indexOf(tableName, client);
  return async function* entriesOf(day, part) {
    for await (const items of partOf(day, part))
      yield items.map((item) => ({ caseId: item['caseId']?.S ?? '', version: Number(item['version']?.N) }));
  };
}

/** The leaves of a register's table. */
export function dynamodbDayLeaves(tableName: string, client = dynamodb): DayLeaves {
  const partOf = indexOf(tableName, client);
  return {
    async *of(day) {
      for (const part of partsOfADay) {
        // The index sorts by case; entries of one case come in any order, and one page may end between them.
        let ofCase: string[] = [];
        let caseId = '';
        for await (const items of partOf(day, part)) {
          for (const item of items) {
            if (item['caseId']?.S !== caseId) {
              yield* ofCase.sort();
              ofCase = [];
              caseId = item['caseId']?.S ?? '';
            }
            ofCase.push(leafIn(item));
          }
        }
        yield* ofCase.sort();
      }
    },
    async firstDay() {
      let first: string | undefined;
      const keys = { TableName: tableName, IndexName: 'byDay', ProjectionExpression: 'dayPart' };
      for await (const items of everyPage(keys, client))
        for (const item of items) {
          const day = item['dayPart']?.S?.split('#')[0];
          if (day !== undefined && (first === undefined || day < first)) first = day;
        }
      return first;
    },
  };
}
