import { type ContributionState, contributionStates } from '../../shared/contracts/contribution.ts';
import { isOverdue } from '../../shared/core/contributions/contribution.ts';
import { errorLine, logCount, logLine } from '../../shared/shell/log.ts';
import type { ContributionsWork } from './contributions-work.ts';
import { tellAuthor } from './tell-author.ts';

/** Those that wait and are looked at in one turn. */
const looked = 1_000;

/** What one turn found and did. */
export type Kept = { waiting: number; overdue: number; told: number };

/**
 * Counts the contributions that wait longer than the service promises, which wakes somebody the next day, and tells
 * authors whom an act still owes a mail. Where one mail fails the others leave, and then it throws.
 */
export async function keepTime(work: ContributionsWork, now: Date): Promise<Kept> {
  const { contributions, definition } = work;
  const { service } = definition;
  const waiting = await contributions.box('waiting', looked);
  const overdue = waiting.filter((row) => isOverdue(row, now.toISOString())).length;
  if (overdue > 0) logCount('ContributionsOverdue', service);
  let told = 0;
  const failed: unknown[] = [];
  const states: readonly ContributionState[] = contributionStates;
  for (const state of states)
    for (const { id, owed } of await contributions.owing(state)) {
      const one = await contributions.read(id);
      if (one === undefined) continue;
      try {
        if (await tellAuthor(work, one, owed, now)) told += 1;
      } catch (error) {
        logLine({ level: 'error', function: 'contributions', owed, ...errorLine(error) });
        failed.push(error);
      }
    }
  const kept = { waiting: waiting.length, overdue, told };
  logLine({ level: overdue > 0 ? 'warn' : 'info', function: 'contributions', service, ...kept });
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} mails could not be queued`);
  return kept;
}
