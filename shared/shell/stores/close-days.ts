import type { Log } from '../../contracts/day-root.ts';
import { genesisHash } from '../../core/chain.ts';
import { type DayRoot, sealedRoot } from '../../core/day-root.ts';
import { crownOver, type LeafTexts, runsBelow } from '../../core/day-tree.ts';
import { daysToClose } from '../../core/days-to-close.ts';
import { sha256 } from '../hashing.ts';
import type { LeafRuns } from './leaf-runs.ts';
import type { Roots } from './roots.ts';

/** Runs that are written at once: 12 write units each, of the 1,000 a second that one partition takes. */
const writesAtOnce = 20;

/**
 * Closes each day of a log that is over and has no root: builds its tree, keeps the tree's runs where proofs are given,
 * then publishes the root, so that no root is without its proofs. A day that has its root keeps it. `textsOf` gives the
 * leaves of a day in order; it is asked twice, and not all of them have to be in memory. Gives the roots that stand for
 * the days that were closed.
 */
export async function closeDays(input: {
  service: string;
  log: Log;
  now: Date;
  /** The day of the log's first entry; undefined for an empty one. */
  first: string | undefined;
  textsOf: (day: string) => LeafTexts;
  roots: Pick<Roots, 'last' | 'of' | 'keep'>;
  runs?: Pick<LeafRuns, 'keep'>;
}): Promise<DayRoot[]> {
  const { service, log, now, first, textsOf, roots, runs } = input;
  let last = await roots.last();
  const closed: DayRoot[] = [];
  for (const day of daysToClose(now, last, first)) {
    const crown = await crownOver(textsOf(day), sha256);
    if (runs !== undefined) {
      let writes: Promise<void>[] = [];
      for await (const run of runsBelow(crown, textsOf(day), sha256)) {
        writes.push(runs.keep(day, run));
        if (writes.length < writesAtOnce) continue;
        await Promise.all(writes);
        writes = [];
      }
      await Promise.all(writes);
    }
    const sealed = {
      service,
      log,
      day,
      entries: crown.size,
      previousRoot: last?.root ?? genesisHash,
      closedAt: now.toISOString(),
    };
    const made: DayRoot = { ...sealed, algorithm: 'sportello-tree-2', root: sealedRoot(sealed, crown.root, sha256) };
    // Of two nights at once, the first has sealed the day: the next day follows its root.
    last = (await roots.keep(made)) === 'kept' ? made : await roots.of(day);
    if (last === undefined) throw new Error(`the root of ${day} stands and cannot be read`);
    closed.push(last);
  }
  return closed;
}
