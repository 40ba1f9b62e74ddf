import { leafOfEntry } from '../../core/day-leaves.ts';
import { dayPart, partsOfADay } from '../../core/day-part.ts';
import { leafText } from '../../core/day-tree.ts';
import { dynamodb, type GivenItem, pages, where } from './dynamodb.ts';

/** The leaves of a register by the days of its entries, as its table keeps them beside the cases. */
export type DayLeaves = {
  /** The texts of a day's leaves in their order, as they are read: a page of them is in memory at a time. */
  of(day: string): AsyncIterable<string>;
  /** Whether anything was registered on a day. */
  hasAny(day: string): Promise<boolean>;
};

const leafIn = (item: GivenItem) =>
  leafText(
    leafOfEntry({
      caseId: item['caseId']?.S ?? '',
      version: Number(item['version']?.N),
      hash: item['hash']?.S ?? '',
    }),
  );

/** The leaves in the index `byDay` of a register's table: by the part of the day, and in it by case. */
export function dynamodbDayLeaves(tableName: string, client = dynamodb): DayLeaves {
  const partOf = (day: string, part: string, limit?: number) =>
    pages(
      {
        TableName: tableName,
        IndexName: 'byDay',
        // An index has no consistent reads; what was registered before midnight is in it seconds later.
        ConsistentRead: false,
        ...where('dayPart', dayPart(day, part)),
        ...(limit !== undefined && { Limit: limit }),
      },
      client,
    );
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
    async hasAny(day) {
      const looks = await Promise.all(
        partsOfADay.map(async (part) => {
          for await (const items of partOf(day, part, 1)) return items.length > 0;
          return false;
        }),
      );
      return looks.includes(true);
    },
  };
}
