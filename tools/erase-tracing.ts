import { decideTracing } from '../shared/core/tracing/decide-tracing.ts';
import { goesAt } from '../shared/core/tracing/tracing.ts';
import { dynamodbTracing, type TracingStore } from '../shared/shell/stores/tracing.ts';
import { type Center, variableOf } from './center.ts';
import { tablesOf } from './what-moves.ts';

/** Whom people look for in events of a service of a center; undefined for one that takes that in nowhere. */
export function tracingOf(
  center: Pick<Center, 'environments'>,
  service: string,
  client: Parameters<typeof dynamodbTracing>[0]['client'],
): TracingStore | undefined {
  const table = tablesOf(center, service).find(({ name }) => name === 'tracing');
  if (table === undefined || client === undefined) return undefined;
  const tableName = variableOf(center, table.variable, service);
  // What is left of an erased one has no words: it goes after the days that hold where a service names none.
  return dynamodbTracing({ tableName, goesAt: (one) => goesAt(one, {}), client });
}

/** Times that it is tried again because somebody acted on it meanwhile. */
const tries = 5;

/**
 * Erases the search that was sent under a code: its words, and with them its line of every list that was handed over.
 * False where there is none, or none any more. Throws an Error where others acted on it each time.
 */
export async function eraseTracing(
  store: Pick<TracingStore, 'all' | 'read' | 'replace'>,
  code: string,
  at: string,
): Promise<boolean> {
  let id: string | undefined;
  for await (const some of store.all()) id ??= some.find((one) => one.code === code)?.id;
  for (let round = 0; round < tries; round += 1) {
    const one = id === undefined ? undefined : await store.read(id);
    const decided = one && decideTracing(one, { does: 'erase' }, at);
    if (decided === undefined || 'refused' in decided) return false;
    if (await store.replace(decided.next)) return true;
  }
  throw new Error('the search was changed by others each time: call it again');
}
