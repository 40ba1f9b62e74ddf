import { maximumTraced } from '../../shared/contracts/tracing.ts';
import { isOverdue } from '../../shared/core/tracing/tracing.ts';
import { tracedEvents } from '../../shared/core/tracing/tracing-events.ts';
import { errorLine, logCount, logLine } from '../../shared/shell/log.ts';
import { markHandedOver } from './mark-handed-over.ts';
import { tellSeeker } from './tell-seeker.ts';
import type { TracingWork } from './tracing-work.ts';

/** What one turn found and did. */
export type KeptTime = { overdue: number; finished: number; told: number };

/**
 * Counts the searches that wait too long for the coordination or for the call, which wakes somebody; finishes hand-overs
 * that were broken off, and tells whom an act still owes a mail. Where one fails the others go on, and then it throws.
 */
export async function keepTime(work: TracingWork, now: Date): Promise<KeptTime> {
  const { tracing, service } = work;
  const at = now.toISOString();
  const kept = { overdue: 0, finished: 0, told: 0 };
  const failed: unknown[] = [];
  const tried = async (what: string, act: () => Promise<number>): Promise<number> => {
    try {
      return await act();
    } catch (error) {
      logLine({ level: 'error', function: 'tracing', what, ...errorLine(error) });
      failed.push(error);
      return 0;
    }
  };
  for (const { event } of tracedEvents(await work.acts(), at)) {
    for (const handOver of await tracing.handOvers(event, false, 20))
      kept.finished += await tried('hand-over', async () => {
        await markHandedOver(work, handOver, now);
        return 1;
      });
    for (const { id, owed } of await tracing.owing(event))
      kept.told += await tried('mail', async () => {
        const one = await tracing.read(id);
        return one !== undefined && (await tellSeeker(work, one, owed, now)) ? 1 : 0;
      });
    for (const box of ['received', 'closed'] as const)
      kept.overdue += (await tracing.box(event, box, maximumTraced)).filter((one) => isOverdue(one, at)).length;
  }
  if (kept.overdue > 0) logCount('TracingWaiting', service);
  logLine({ level: kept.overdue > 0 ? 'warn' : 'info', function: 'tracing', service, ...kept });
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} hand-overs or mails failed`);
  return kept;
}
