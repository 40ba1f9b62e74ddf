import type { Officer } from '../../shared/contracts/declaration.ts';
import type { ProtocolEntryView } from '../../shared/contracts/protocol.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import { type Desk, tellCase } from './assign-numbers.ts';
import { findEntry, viewOf } from './read-days.ts';

/**
 * Cancels a number for a reason; the registration stays. Asked again with the same reason by the same person it only lets the
 * case know, should it not. Gives `unknown` for a number that was not assigned, `cancelled` for one that somebody cancelled before.
 */
export async function cancelNumber(
  desk: Desk,
  asked: { year: number; number: number },
  { reason, by }: { reason: string; by: Officer },
): Promise<ProtocolEntryView | 'unknown' | 'cancelled'> {
  const { register, protocol, clock } = desk;
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
    command: { type: 'CancelProtocol', ...asked, by: stands.by.name, reason: stands.reason },
    at: now.toISOString(),
    salt: randomHex,
    sha256,
  });
  const mine = kept === 'cancelled' || (stands.reason === reason && stands.by.subject === by.subject);
  return mine ? viewOf(entry, stands) : 'cancelled';
}
