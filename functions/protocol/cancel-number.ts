import type { Officer } from '../../shared/contracts/declaration.ts';
import type { ProtocolEntryView } from '../../shared/contracts/protocol.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import { findEntry } from '../../shared/shell/stores/find-number.ts';
import { type NumberingWork, tellCase } from './assign-numbers.ts';
import { viewOf } from './read-days.ts';

// Called by on-staff-request for a supervisor; then the case's stream tells the worklist.

/**
 * Cancels a number for a reason; the registration stays. Asked again with the same reason by the same person it only
 * lets the case know, should it not. Gives `unknown` for a number that was not assigned, `cancelled` for one that
 * somebody cancelled before.
 */
export async function cancelNumber(
  work: NumberingWork,
  asked: { year: number; number: number },
  { reason, by }: { reason: string; by: Officer },
): Promise<ProtocolEntryView | 'unknown' | 'cancelled'> {
  const { register, protocol, clock } = work;
  const entry = await findEntry(protocol, asked);
  if (entry === undefined) return 'unknown';
  const now = clock();
  const cancellation = { number: entry.number, reason, by, at: now.toISOString() };
  const kept = await protocol.cancel(cancellation);
  const [stands = cancellation] = await protocol.cancellations(asked.year, asked.number, asked.number);
  await tellCase(register, entry, now);
  await changeCase({
    register,
    caseId: entry.caseId,
    command: {
      type: 'CancelProtocol',
      ...asked,
      by: stands.by.name,
      subject: stands.by.subject,
      reason: stands.reason,
    },
    at: now.toISOString(),
  });
  const isOurs = kept === 'cancelled' || (stands.reason === reason && stands.by.subject === by.subject);
  return isOurs ? viewOf(entry, stands) : 'cancelled';
}
