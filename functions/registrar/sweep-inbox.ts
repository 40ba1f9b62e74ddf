import { errorLine, logLine } from '../../shared/shell/log.ts';
import { type InboxItem, isLeftInInbox } from '../../shared/shell/stores/inbox.ts';
import type { RegistrarWork } from './register-contact.ts';
import { registerFromInbox } from './register-from-inbox.ts';

/**
 * Registers what lies in the inbox of a service since five minutes: its news was lost, or given up after an hour. One
 * that cannot be registered does not stop the others; then it throws an Error at the end, so that the alarm sounds.
 */
export async function sweepInbox(
  given: RegistrarWork & { items: AsyncIterable<InboxItem> | Iterable<InboxItem>; clear(key: string): Promise<void> },
  now: Date,
): Promise<number> {
  const { items, ...work } = given;
  let registered = 0;
  let failed = 0;
  for await (const item of items) {
    if (!isLeftInInbox(item, now)) continue;
    try {
      await registerFromInbox(work, [{ key: item.caseId, message: item.message }], now);
      registered += 1;
    } catch (error) {
      failed += 1;
      logLine({ level: 'error', function: 'registrar-inbox', swept: true, ...errorLine(error) });
    }
  }
  if (failed > 0) throw new Error(`${failed} contacts stay in the inbox`);
  return registered;
}
