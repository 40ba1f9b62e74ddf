import { type LeavesByDay, leafOfAct, leafOfEntry, noteLeaf } from '../../shared/core/day-leaves.ts';
import type { Ledger } from '../../shared/shell/stores/ledger.ts';
import type { Register } from '../../shared/shell/stores/register.ts';

// Called by on-day-end: who feeds the trees of the days.

/** The leaves of a register's entries after a day, or of all: it is read whole. */
export async function leavesOfRegister(register: Register, after: string | undefined): Promise<LeavesByDay> {
  const leaves: LeavesByDay = new Map();
  for await (const entries of register.all())
    for (const entry of entries) noteLeaf(leaves, entry.at, leafOfEntry(entry), after);
  return leaves;
}

/** The leaves of a ledger's acts after a day, or of all. */
export async function leavesOfLedger(ledger: Pick<Ledger, 'read'>, after: string | undefined): Promise<LeavesByDay> {
  const leaves: LeavesByDay = new Map();
  for (const act of await ledger.read()) noteLeaf(leaves, act.at, leafOfAct(act), after);
  return leaves;
}
