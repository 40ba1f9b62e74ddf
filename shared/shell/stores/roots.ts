import type { Log, RootAlgorithm } from '../../contracts/day-root.ts';
import type { DayRoot } from '../../core/day-root.ts';
import { all, dynamodb, firstPage, type GivenItem, getItem, number, pages, putIf, text, where } from './dynamodb.ts';

/** The roots of one log of a service: one a day, never changed. */
export type Roots = {
  /** The newest root, or undefined for a log that has none yet. */
  last(): Promise<DayRoot | undefined>;
  /** The root of one day (`YYYY-MM-DD`), if it was closed. */
  of(day: string): Promise<DayRoot | undefined>;
  /** Every root, oldest first. */
  all(): Promise<DayRoot[]>;
  /** Keeps a root unless its day has one. */
  keep(root: DayRoot): Promise<'kept' | 'stands'>;
};

/** The roots of the register stand under its service's name, as before other logs had any. */
const partition = (service: string, log: Log) => (log === 'register' ? service : `${service}/${log}`);

const rootOf = (service: string, log: Log, item: GivenItem): DayRoot => ({
  service,
  log,
  day: item['day']?.S ?? '',
  // Roots did not say how they were made while there was one way.
  algorithm: (item['algorithm']?.S ?? 'sportello-flat-1') as RootAlgorithm,
  root: item['root']?.S ?? '',
  previousRoot: item['previousRoot']?.S ?? '',
  entries: Number(item['entries']?.N),
  closedAt: item['closedAt']?.S ?? '',
});

/** The roots of a log in the DynamoDB table with partition key `service` and sort key `day`. */
export function dynamodbRoots(tableName: string, service: string, log: Log, client = dynamodb): Roots {
  const key = partition(service, log);
  const ofLog = { TableName: tableName, ...where('service', key) };
  const read = (item: GivenItem) => rootOf(service, log, item);
  return {
    async last() {
      const [item] = await firstPage({ ...ofLog, ScanIndexForward: false, Limit: 1 }, client);
      return item && read(item);
    },
    async of(day) {
      const item = await getItem({ TableName: tableName, Key: { service: text(key), day: text(day) } }, client);
      return item && read(item);
    },
    async all() {
      return (await all(pages(ofLog, client))).map(read);
    },
    async keep({ day, algorithm, root, previousRoot, entries, closedAt }) {
      const isFirst = await putIf(
        {
          TableName: tableName,
          Item: {
            service: text(key),
            day: text(day),
            algorithm: text(algorithm),
            root: text(root),
            previousRoot: text(previousRoot),
            entries: number(entries),
            closedAt: text(closedAt),
          },
          ConditionExpression: 'attribute_not_exists(service)',
        },
        client,
      );
      return isFirst ? 'kept' : 'stands';
    },
  };
}
