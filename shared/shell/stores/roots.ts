import type { DayRoot } from '../../core/chain.ts';
import { all, dynamodb, firstPage, type GivenItem, number, pages, putIf, text, where } from './dynamodb.ts';

const rootOf = (item: GivenItem): DayRoot => ({
  service: item['service']?.S ?? '',
  day: item['day']?.S ?? '',
  root: item['root']?.S ?? '',
  previousRoot: item['previousRoot']?.S ?? '',
  entries: Number(item['entries']?.N),
  closedAt: item['closedAt']?.S ?? '',
});

/** The newest root of a service, or undefined for a register that has none yet. */
export async function lastRoot(tableName: string, service: string): Promise<DayRoot | undefined> {
  const newest = { TableName: tableName, ...where('service', service), ScanIndexForward: false, Limit: 1 };
  const [item] = await firstPage(newest);
  return item && rootOf(item);
}

/** Every root of a service, oldest first. */
export async function rootsOf(tableName: string, service: string, client = dynamodb): Promise<DayRoot[]> {
  return (await all(pages({ TableName: tableName, ...where('service', service) }, client))).map(rootOf);
}

/** Keeps a root unless its day has one. */
export async function keepRoot(tableName: string, root: DayRoot): Promise<'kept' | 'stands'> {
  const { entries, ...texts } = root;
  const isFirst = await putIf({
    TableName: tableName,
    Item: {
      ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, text(value)])),
      entries: number(entries),
    },
    ConditionExpression: 'attribute_not_exists(service)',
  });
  return isFirst ? 'kept' : 'stands';
}
