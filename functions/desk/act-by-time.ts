import { dueByTime } from '../../shared/core/cases/desk-clock.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import type { Worklist } from '../../shared/shell/stores/worklist.ts';

// The desk's acts that nobody does: called by on-due-time; then the register's stream tells the worklist.

/** Cases that one minute looks at, the longest due first; the next minute goes on. */
const casesAMinute = 500;

/** What a minute did: acts that time brought, and cases that could not be changed. */
export type Timed = { acts: number; failed: number };

const metrics: Partial<Record<string, string>> = { MarkAskOverdue: 'AskOverdue', ReturnReferral: 'ReferralReturned' };

/**
 * Does what is due by now to the cases that wait for a time: marks experts who are late, brings referrals back that
 * nobody acknowledged or answered, ends pauses. The list says where to look, the register decides: what was done
 * already, or is not due after all, is done no second time. One case that fails holds up no other.
 */
export async function actByTime(
  { service, register, worklist }: { service: string; register: Register; worklist: Pick<Worklist, 'dueByTime'> },
  now: Date,
): Promise<Timed> {
  const at = now.toISOString();
  let acts = 0;
  let failed = 0;
  for (const caseId of await worklist.dueByTime(at, casesAMinute)) {
    try {
      acts += await actOnOne({ service, register }, caseId, at);
    } catch {
      // It stands on the list still: the next minute tries again, and the handler tells that some failed.
      failed += 1;
    }
  }
  if (acts + failed > 0) logLine({ level: failed > 0 ? 'error' : 'info', function: 'desk', service, acts, failed });
  return { acts, failed };
}

async function actOnOne(
  { service, register }: { service: string; register: Register },
  caseId: string,
  at: string,
): Promise<number> {
  const { state } = await readCase(register, caseId);
  if (state.stage === 'none') return 0;
  let acts = 0;
  for (const command of dueByTime(state, at)) {
    const changed = await changeCase({ register, caseId, command, at });
    // Somebody was quicker: the expert answered, the administration has it, the citizen spoke.
    if ('refused' in changed) continue;
    acts += 1;
    const metric = metrics[command.type];
    if (metric !== undefined) logCount(metric, service);
  }
  return acts;
}
