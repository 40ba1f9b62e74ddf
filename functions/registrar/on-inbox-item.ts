import { readAccepted } from '../../shared/core/messages.ts';
import { environment } from '../../shared/shell/environment.ts';
import { followingStream } from '../../shared/shell/queues/stream.ts';
import { clearFromInbox } from '../../shared/shell/stores/inbox.ts';
import { registerContact } from './register-contact.ts';
import { registrarWork } from './registrar-work.ts';

const { INBOX_TABLE } = environment('INBOX_TABLE');
const work = registrarWork();

/** Registers what intake left in the inbox while the queue refused, then clears it from there. */
export const handler = followingStream('registrar-inbox', async (items, now) => {
  for (const item of items) {
    const accepted = readAccepted(item['message']?.S ?? '', work.definition.service);
    await registerContact({ ...work, accepted, now });
    await clearFromInbox(INBOX_TABLE, item['caseId']?.S ?? accepted.code);
  }
});
