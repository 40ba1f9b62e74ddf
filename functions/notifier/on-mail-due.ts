import type { Context } from 'aws-lambda';
import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { postMailsUntil } from '../../shared/shell/post.ts';

const { MAIL_QUEUE_URL, URGENT_MAIL_QUEUE_URL, MAIL_DEAD_LETTER_URL } = environment(
  'MAIL_QUEUE_URL',
  'URGENT_MAIL_QUEUE_URL',
  'MAIL_DEAD_LETTER_URL',
);

/** The time kept back at the end so that what is under way is finished: milliseconds. */
const reserve = 12_000;

/** Sends mails that are due, urgent ones first, at the account's rate, until its minute is nearly over. */
export async function handler(_event: unknown, context: Context): Promise<void> {
  const counts = await postMailsUntil({
    deadline: Date.now() + context.getRemainingTimeInMillis() - reserve,
    urgentQueue: URGENT_MAIL_QUEUE_URL,
    queue: MAIL_QUEUE_URL,
    deadLetters: MAIL_DEAD_LETTER_URL,
  });
  logLine({ level: 'info', function: 'mail', ...counts });
}
