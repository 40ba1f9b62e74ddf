import { environment } from '../environment.ts';
import { sha256 } from '../hashing.ts';
import { Refusal } from '../http/problems.ts';
import { errorLine, logCount, logLine } from '../log.ts';
import { type Queue, queueAt } from './contacts-queue.ts';

/**
 * Where the accepted contacts of a service wait for its registrar: the queue, and the inbox for what the queue refuses.
 */
export type ContactQueues = {
  service: string;
  queue: Queue;
  inbox: { keep(key: string, message: string): Promise<void> };
};

/**
 * The queue and the inbox that the environment names (QUEUE_URL, INBOX_TABLE); the inbox is loaded when it is needed.
 */
export function contactQueues(service: string): ContactQueues {
  const env = environment('QUEUE_URL', 'INBOX_TABLE');
  return {
    service,
    queue: queueAt(env.QUEUE_URL),
    inbox: {
      async keep(key, message) {
        const { keepInInbox } = await import('../stores/inbox.ts');
        await keepInInbox(env.INBOX_TABLE, key, message);
      },
    },
  };
}

/**
 * Keeps an accepted contact durably: in the queue, or under `key` in the register's own inbox when the queue refuses.
 * Throws the Refusal `unavailable` when neither takes it: then nothing was accepted.
 */
export async function keepContact(queues: ContactQueues, key: string, message: string): Promise<void> {
  try {
    await queues.queue.leave(message);
  } catch (refused) {
    logLine({ level: 'error', function: 'intake', refused: 'queue', ...errorLine(refused) });
    logCount('QueueRefused', queues.service);
    try {
      await queues.inbox.keep(key, message);
    } catch (unreachable) {
      logLine({ level: 'error', function: 'intake', refused: 'inbox', ...errorLine(unreachable) });
      throw new Refusal('unavailable', undefined, { headers: { 'Retry-After': '5' } });
    }
  }
}

/** Contacts that are kept at once: more would wait for one another's sockets. */
const keptAtOnce = 20;

/**
 * Keeps several messages about accepted contacts, of which some may be about the same one; resolves once all are kept.
 * When it throws, some may be kept: a caller that sends all of them again repeats nothing.
 */
export async function keepContacts(
  queues: ContactQueues,
  contacts: readonly { code: string; message: string }[],
): Promise<void> {
  for (let first = 0; first < contacts.length; first += keptAtOnce) {
    const some = contacts.slice(first, first + keptAtOnce);
    // In the inbox, one message of a contact must not replace another.
    const keyOf = ({ code, message }: (typeof some)[number]) => `${code}|${sha256(message).slice(0, 16)}`;
    await Promise.all(some.map((each) => keepContact(queues, keyOf(each), each.message)));
  }
}
