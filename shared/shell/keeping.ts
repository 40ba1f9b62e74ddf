import { leaveInQueue } from './contacts-queue.ts';
import { errorLine, logCount, logLine } from './log.ts';
import { Refusal } from './problems.ts';

/**
 * Keeps an accepted contact durably: in the queue, or in the register's own inbox when the queue refuses.
 * Throws the Refusal `unavailable` when neither takes it: then nothing was accepted.
 */
export async function keepContact(
  place: { service: string; queueUrl: string; inboxTable: string },
  code: string,
  message: string,
): Promise<void> {
  try {
    await leaveInQueue(place.queueUrl, message);
  } catch (refused) {
    logLine({ level: 'error', function: 'intake', refused: 'queue', ...errorLine(refused) });
    logCount('QueueRefused', place.service);
    try {
      const { keepInInbox } = await import('./inbox.ts');
      await keepInInbox(place.inboxTable, code, message);
    } catch (unreachable) {
      logLine({ level: 'error', function: 'intake', refused: 'inbox', ...errorLine(unreachable) });
      throw new Refusal('unavailable', undefined, { headers: { 'Retry-After': '5' } });
    }
  }
}
