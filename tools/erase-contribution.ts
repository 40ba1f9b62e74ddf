import { type ContributionRules, goesAt } from '../shared/core/contributions/contribution.ts';
import { decideContribution } from '../shared/core/contributions/decide-contribution.ts';
import { type Contributions, dynamodbContributions } from '../shared/shell/stores/contributions.ts';
import { type Center, variableOf } from './center.ts';
import { tablesOf } from './what-moves.ts';

/** What is left of an erased one has no words: it goes after the days that hold where a service names none. */
const rules: ContributionRules = { kinds: [] };

/** The stories and ideas of a service of a center; undefined for one that takes none. */
export function contributionsOf(
  center: Pick<Center, 'environments'>,
  service: string,
  client: Parameters<typeof dynamodbContributions>[0]['client'],
): Contributions | undefined {
  const table = tablesOf(center, service).find(({ name }) => name === 'contributions');
  if (table === undefined || client === undefined) return undefined;
  const tableName = variableOf(center, table.variable, service);
  return dynamodbContributions({ tableName, service, goesAt: (one) => goesAt(one, rules), client });
}

/** Times that it is tried again because somebody acted on it meanwhile. */
const tries = 5;

/**
 * Erases the story or idea that was given under a code, as its author may: its page goes within a minute. `held` where
 * an authority keeps it, and it goes after that; undefined where there is none, or none any more. Throws an Error where
 * others acted on it each time.
 */
export async function eraseContribution(
  store: Pick<Contributions, 'all' | 'read' | 'replace'>,
  code: string,
  at: string,
): Promise<'erased' | 'held' | undefined> {
  const id = await idOf(store, code);
  for (let round = 0; round < tries; round += 1) {
    const one = id === undefined ? undefined : await store.read(id);
    if (one === undefined || one.state === 'erased') return undefined;
    const decided = decideContribution(one, { does: 'withdraw', purposes: 'all' }, { rules, at });
    if ('refused' in decided) throw new Error(`the story or idea is not erased: ${decided.refused}`);
    if (await store.replace(decided.next)) return decided.next.state === 'erased' ? 'erased' : 'held';
  }
  throw new Error('the story or idea was changed by others each time: call it again');
}

async function idOf(store: Pick<Contributions, 'all'>, code: string): Promise<string | undefined> {
  for await (const some of store.all()) {
    const found = some.find((one) => one.code === code);
    if (found !== undefined) return found.id;
  }
  return undefined;
}
