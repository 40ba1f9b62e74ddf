import { leafOfRead } from '../../shared/core/cases/reads.ts';
import { type LeavesByDay, leafOfAct, noteLeaf } from '../../shared/core/day-leaves.ts';
import { dayAfter } from '../../shared/core/days-to-close.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import type { Ledger } from '../../shared/shell/stores/ledger.ts';
import type { Reads } from '../../shared/shell/stores/reads.ts';

// Called by on-day-end: who feeds the trees of the days.

/** Days before today of which reads are looked for where no day is sealed yet. */
const daysLookedBack = 30;

/** The leaves of what was read after a day and before today in Rome; without a day, of the last thirty. */
export async function leavesOfReads(
  reads: Pick<Reads, 'ofDay'>,
  after: string | undefined,
  today: string,
): Promise<LeavesByDay> {
  const leaves: LeavesByDay = new Map();
  for (
    let day = after === undefined ? dayAfter(today, -daysLookedBack) : dayAfter(after);
    day < today;
    day = dayAfter(day)
  )
    for await (const page of reads.ofDay(day))
      for (const read of page) noteLeaf(leaves, read.at, leafOfRead(read, sha256));
  return leaves;
}

/** The leaves of a ledger's acts after a day, or of all. */
export async function leavesOfLedger(ledger: Pick<Ledger, 'read'>, after: string | undefined): Promise<LeavesByDay> {
  const leaves: LeavesByDay = new Map();
  for (const act of await ledger.read()) noteLeaf(leaves, act.at, leafOfAct(act), after);
  return leaves;
}
