import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { followingStream } from '../../shared/shell/queues/stream.ts';
import { clearFromInbox, inboxItems } from '../../shared/shell/stores/inbox.ts';
import { registerFromInbox } from './register-from-inbox.ts';
import { registrarWork } from './registrar-work.ts';
import { sweepInbox } from './sweep-inbox.ts';

const { INBOX_TABLE } = environment('INBOX_TABLE');
const work = { ...registrarWork(), clear: (key: string) => clearFromInbox(INBOX_TABLE, key) };

const follow = followingStream('registrar-inbox', (items, now) =>
  registerFromInbox(
    work,
    items.map((item) => ({ key: item['caseId']?.S ?? '', message: item['message']?.S ?? '' })),
    now,
  ),
);

/**
 * Registers what intake left in the inbox while the queue refused, then clears it from there: as it comes, and every
 * five minutes what the stream did not tell.
 */
export async function handler(event: DynamoDBStreamEvent | { sweep: true }, context: Context) {
  if (!('sweep' in event)) return follow(event, context);
  const swept = await sweepInbox({ ...work, items: inboxItems(INBOX_TABLE) }, new Date());
  if (swept > 0) logLine({ level: 'warn', function: 'registrar-inbox', swept });
  return undefined;
}
