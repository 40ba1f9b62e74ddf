import { leafOfRead } from '../shared/core/cases/reads.ts';
import type { Sha256 } from '../shared/core/chain.ts';
import { type LeavesByDay, noteLeaf } from '../shared/core/day-leaves.ts';
import type { DayRoot } from '../shared/core/day-root.ts';
import { dayAfter } from '../shared/core/days-to-close.ts';
import { daysReadsAreKept, type Reads } from '../shared/shell/stores/reads.ts';
import { type PublishedRoot, verifyRoots } from './verify-roots.ts';

/** What the verification of who read what of one service found. */
export type ReadsVerdict = {
  reads: number;
  /** Reads of days that have no root yet. */
  open: number;
  /** Every place where it does not hold, as a sentence. */
  findings: string[];
};

/**
 * Verifies who read what of one service: every day's root is of the reads that are there, so that none was added, changed
 * or taken away since. Reads are let go after two years: of days before, only that their roots follow one another.
 * `today` is the day in Rome.
 */
export async function verifyReads(
  reads: Pick<Reads, 'ofDay'>,
  against: { roots: readonly DayRoot[]; published?: readonly PublishedRoot[]; today: string; sha256: Sha256 },
): Promise<ReadsVerdict> {
  const { roots, today, sha256 } = against;
  // A day of it more: DynamoDB lets go within days of the end (Developer Guide, "Time to Live"), and each read at its hour.
  const keptFrom = dayAfter(today, 1 - daysReadsAreKept);
  const leaves: LeavesByDay = new Map();
  let count = 0;
  const [, from = keptFrom] = [roots[0]?.day ?? dayAfter(today, -31), keptFrom].sort();
  for (let day = from; day <= today; day = dayAfter(day))
    for await (const page of reads.ofDay(day))
      for (const read of page) {
        count += 1;
        noteLeaf(leaves, read.at, leafOfRead(read, sha256));
      }
  const { open, findings } = await verifyRoots({ ...against, leaves, keptFrom, called: 'reads' });
  return { reads: count, open, findings: findings.map(({ day, reason }) => `reads, day ${day}: ${reason}`) };
}
