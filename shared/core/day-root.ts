import type { Log, RootAlgorithm } from '../contracts/day-root.ts';
import type { Sha256 } from './chain.ts';

/** The root of one day (in Rome) of a log, chained to the day before; `closedAt` is when it was published. */
export type DayRoot = {
  service: string;
  log: Log;
  day: string;
  algorithm: RootAlgorithm;
  root: string;
  previousRoot: string;
  entries: number;
  closedAt: string;
};

/** What a root seals besides its tree. */
export type Sealed = Omit<DayRoot, 'algorithm' | 'root'>;

/**
 * The root that is published: it seals the root of the day's tree with what the tree does not say (which log, which
 * day, how many entries, published when) and with the root of the day before, so that one published root holds every
 * day until then in place.
 */
export const sealedRoot = <Hashed extends string | Promise<string>>(
  { service, log, day, entries, previousRoot, closedAt }: Sealed,
  tree: string,
  sha256: (text: string) => Hashed,
): Hashed => sha256(JSON.stringify(['sportello-tree-2', service, log, day, entries, tree, previousRoot, closedAt]));

/** The root of `sportello-flat-1` over the texts of a register's leaves in order. */
export function flatRoot(
  { service, day, previousRoot }: Pick<Sealed, 'service' | 'day' | 'previousRoot'>,
  texts: readonly string[],
  sha256: Sha256,
): string {
  const body = sha256(texts.join('\n'));
  return sha256(JSON.stringify([previousRoot, service, day, texts.length, body]));
}
