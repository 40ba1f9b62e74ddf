import type { Log } from '../../shared/contracts/day-root.ts';
import { firstDay, type LeavesByDay, leavesOf } from '../../shared/core/day-leaves.ts';

import { dayOf } from '../../shared/core/days-to-close.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { closeDays } from '../../shared/shell/stores/close-days.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbLeafRuns } from '../../shared/shell/stores/leaf-runs.ts';
import { dynamodbLedger } from '../../shared/shell/stores/ledger.ts';
import { dynamodbReads } from '../../shared/shell/stores/reads.ts';
import { dynamodbRoots } from '../../shared/shell/stores/roots.ts';
import { leavesOfLedger, leavesOfReads, leavesOfRegister } from './read-leaves.ts';

const env = environment('SERVICE', 'REGISTER_TABLE', 'LEDGER_TABLE', 'LEAF_RUNS_TABLE', 'ROOTS_TABLE', 'READS_TABLE');
const service = env.SERVICE;
const register = dynamodbRegister(env.REGISTER_TABLE);
const reads = dynamodbReads(env.READS_TABLE);
const ledger = dynamodbLedger(env.LEDGER_TABLE, service);

/** Publishes one root for each day just past: of the register, whose proofs are kept, of the ledger, and of who read what. */
export async function handler(): Promise<void> {
  await close('register', (after) => leavesOfRegister(register, after));
  await close('ledger', (after) => leavesOfLedger(ledger, after));
  await close('reads', (after) => leavesOfReads(reads, after, dayOf(new Date())));
}

async function close(log: Log, read: (after: string | undefined) => Promise<LeavesByDay>): Promise<void> {
  const roots = dynamodbRoots(env.ROOTS_TABLE, service, log);
  const last = await roots.last();
  const leaves = await read(last?.day);
  const closed = await closeDays({
    service,
    log,
    now: new Date(),
    first: firstDay(leaves),
    textsOf: (day) => leavesOf(leaves, day),
    roots,
    ...(log === 'register' && { runs: dynamodbLeafRuns(env.LEAF_RUNS_TABLE) }),
  });
  for (const { day, entries } of closed) logLine({ level: 'info', function: 'day-end', service, log, day, entries });
}
