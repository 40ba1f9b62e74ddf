import { environment } from '../../shared/shell/environment.ts';
import { followingStream } from '../../shared/shell/queues/stream.ts';
import { clearFromInbox } from '../../shared/shell/stores/inbox.ts';
import { registerFromInbox } from './register-from-inbox.ts';
import { registrarWork } from './registrar-work.ts';

const { INBOX_TABLE } = environment('INBOX_TABLE');
const work = { ...registrarWork(), clear: (key: string) => clearFromInbox(INBOX_TABLE, key) };

/** Registers what intake left in the inbox while the queue refused, then clears it from there. */
export const handler = followingStream('registrar-inbox', (items, now) =>
  registerFromInbox(
    work,
    items.map((item) => ({ key: item['caseId']?.S ?? '', message: item['message']?.S ?? '' })),
    now,
  ),
);
