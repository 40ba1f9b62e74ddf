import { readAccepted } from '../../shared/core/messages.ts';
import { type RegistrarWork, registerContact } from './register-contact.ts';

/** What was found in the inbox: under which key, and the message of an accepted contact. */
export type InboxItem = { key: string; message: string };

/**
 * Registers what intake left in the inbox while the queue refused, each before it is cleared from there: who dies in
 * between leaves it to be told again. Throws what reading or registering throws.
 */
export async function registerFromInbox(
  work: RegistrarWork & { clear(key: string): Promise<void> },
  items: readonly InboxItem[],
  now: Date,
): Promise<void> {
  for (const { key, message } of items) {
    const accepted = readAccepted(message, work.definition.service);
    await registerContact({ ...work, accepted, now });
    await work.clear(key);
  }
}
