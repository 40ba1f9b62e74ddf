import type { Log } from '../../shared/contracts/day-root.ts';
import { firstDay, type LeavesByDay, leavesOf } from '../../shared/core/day-leaves.ts';
import type { LeafTexts } from '../../shared/core/day-tree.ts';
import { dayOf } from '../../shared/core/days-to-close.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { closeDays } from '../../shared/shell/stores/close-days.ts';
import { dynamodbDayLeaves } from '../../shared/shell/stores/day-leaves.ts';
import { dynamodbLeafRuns } from '../../shared/shell/stores/leaf-runs.ts';
import { dynamodbLedger } from '../../shared/shell/stores/ledger.ts';
import { dynamodbReads } from '../../shared/shell/stores/reads.ts';
import { dynamodbRoots } from '../../shared/shell/stores/roots.ts';
import { leavesOfLedger, leavesOfReads } from './read-leaves.ts';

const env = environment('SERVICE', 'REGISTER_TABLE', 'LEDGER_TABLE', 'LEAF_RUNS_TABLE', 'ROOTS_TABLE', 'READS_TABLE');
const service = env.SERVICE;
const register = dynamodbDayLeaves(env.REGISTER_TABLE);
const reads = dynamodbReads(env.READS_TABLE);
const ledger = dynamodbLedger(env.LEDGER_TABLE, service);

/** What a log has of each day, and the first day on which it has anything. */
type Days = { first: string | undefined; textsOf: (day: string) => LeafTexts };

const inMemory = (leaves: LeavesByDay): Days => ({
  first: firstDay(leaves),
  textsOf: (day) => leavesOf(leaves, day),
});

/**
 * Publishes one root for each day just past: of the register, whose proofs are kept, of the ledger, and of who read
 * what. The register is read by its days, a page at a time; the two others have few entries a day.
 */
export async function handler(): Promise<void> {
  const today = dayOf(new Date());
  await close('register', async (after) => ({
    first: after === undefined ? await register.firstDay() : undefined,
    textsOf: register.of,
  }));
  await close('ledger', async (after) => inMemory(await leavesOfLedger(ledger, after)));
  await close('reads', async (after) => inMemory(await leavesOfReads(reads, after, today)));
}

async function close(log: Log, read: (after: string | undefined) => Promise<Days>): Promise<void> {
  const roots = dynamodbRoots(env.ROOTS_TABLE, service, log);
  const last = await roots.last();
  const closed = await closeDays({
    service,
    log,
    now: new Date(),
    ...(await read(last?.day)),
    roots,
    ...(log === 'register' && { runs: dynamodbLeafRuns(env.LEAF_RUNS_TABLE) }),
  });
  for (const { day, entries } of closed) logLine({ level: 'info', function: 'day-end', service, log, day, entries });
}
