import { firstPage, getItem, json, jsonIn, number, putIf, text, where } from './dynamodb.ts';

/** Counts of one week by the names of their cells. */
type Counts = Record<string, number>;
type Kept = { counts: Counts; done: string[] };

/** How often a rival may be quicker before the act is sent again. */
const attempts = 8;
/** Seconds that a week's counts are kept: a year and a quarter, to compare the same weeks. */
const keptSeconds = 460 * 86_400;

/** How many cases of a service were judged, week by week. */
export type JudgedCounts = {
  /**
   * Changes the count of a cell by one, once for each name of a change, and gives the counts of that week as they then
   * are. Never below zero.
   */
  change(week: string, change: { cell: string; by: 1 | -1; name: string }): Promise<Counts>;
  /** The latest weeks, the newest first. */
  latest(limit: number): Promise<[week: string, counts: Counts][]>;
};

/** The counts of a service in DynamoDB: one item a week, with the names of the changes that it has already. */
export function dynamodbJudgedCounts(tableName: string, service: string): JudgedCounts {
  return {
    async change(week, { cell, by, name }) {
      const key = { service: text(service), week: text(week) };
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const item = await getItem({ TableName: tableName, Key: key });
        const { counts, done } = (item ? jsonIn(item, 'kept') : { counts: {}, done: [] }) as Kept;
        if (done.includes(name)) return counts;
        const next: Kept = {
          counts: { ...counts, [cell]: Math.max(0, (counts[cell] ?? 0) + by) },
          done: [...done, name],
        };
        const expiresAt = Math.floor(Date.now() / 1000) + keptSeconds;
        const version = Number(item?.['version']?.N ?? 0);
        const isFirst = await putIf({
          TableName: tableName,
          Item: { ...key, kept: json(next), version: number(version + 1), expiresAt: number(expiresAt) },
          ConditionExpression: version === 0 ? 'attribute_not_exists(service)' : 'version = :version',
          ...(version > 0 && { ExpressionAttributeValues: { ':version': number(version) } }),
        });
        if (isFirst) return next.counts;
      }
      throw new Error(`the counts of ${week} changed ${attempts} times while they were being changed`);
    },
    async latest(limit) {
      const newest = { TableName: tableName, ...where('service', service), ScanIndexForward: false, Limit: limit };
      return (await firstPage(newest)).map((item) => [item['week']?.S ?? '', (jsonIn(item, 'kept') as Kept).counts]);
    },
  };
}
