import { setTimeout } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import { MailDue } from '../../shared/contracts/mail.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { buryMail, removeMails, returnMails, takeMails } from '../../shared/shell/queues/mail-queue.ts';
import { isRefusedMail, sendQuota, sendRaw } from './ses.ts';

// Step 4 of the citizen's line, and the last of every mail to staff: called by on-mail-due each minute; then SES has
// the mail.

/** How long to leave SES alone after it failed: milliseconds. */
const rest = 2000;
/** Seconds after which a mail that SES could not take comes back. */
const comeBack = 5;

/** The clock that the sending goes by (epoch milliseconds), and its pauses. */
type Clock = { now(): number; pause(milliseconds: number): Promise<unknown> };
const clockOfThisMachine: Clock = { now: Date.now, pause: (milliseconds) => setTimeout(milliseconds) };

/** Only the name of what went wrong: SES's words, and those of a mail that cannot be read, may hold an address. */
const errorName = (error: unknown) => ({ error: error instanceof Error ? error.name : 'unknown' });

type Outcome = 'sent' | 'refused' | 'failed';

async function post(mail: Message, deadLetters: string): Promise<Outcome> {
  const body = mail.Body ?? '';
  try {
    await sendRaw(Buffer.from(MailDue.parse(JSON.parse(body)).raw, 'base64'));
    return 'sent';
  } catch (error) {
    const spoiled =
      error instanceof SyntaxError || (error as Error).name === '$ZodError' || (error as Error).name === 'ZodError';
    logLine({ level: 'error', function: 'mail', messageId: mail.MessageId, ...errorName(error) });
    if (!spoiled && !isRefusedMail(error)) return 'failed';
    await buryMail(deadLetters, body, (error as Error).name);
    return 'refused';
  }
}

/**
 * Posts mails until `deadline` (epoch milliseconds): before every ten it looks at the urgent queue first; it keeps to
 * the lower of SES's send quota and the plan's rate (mails a second, asked for again before every ten); while SES does
 * not answer it takes nothing, so that no mail uses up its tries.
 */
export async function postMailsUntil(input: {
  deadline: number;
  urgentQueue: string;
  queue: string;
  deadLetters: string;
  planRate: () => Promise<number>;
  clock?: Clock;
}): Promise<{ sent: number; refused: number; failed: number }> {
  const { now, pause } = input.clock ?? clockOfThisMachine;
  const counts = { sent: 0, refused: 0, failed: 0 };
  let quota: Awaited<ReturnType<typeof sendQuota>> | undefined;
  let nextTurn = 0;
  let idle = false;
  while (now() < input.deadline) {
    quota ??= await sendQuota().catch(() => undefined);
    if (quota === undefined || quota.left < 1) {
      await pause(rest);
      quota = undefined;
      continue;
    }
    // With nothing to do it waits where a second counts: a call to duty leaves as soon as it is there.
    const urgent = await taken(input.urgentQueue, idle ? 1 : 0, pause);
    const [queue, mails] =
      urgent.length > 0 ? [input.urgentQueue, urgent] : [input.queue, await taken(input.queue, 0, pause)];
    idle = mails.length === 0;
    const interval = 1000 / Math.min(quota.perSecond, await input.planRate());
    const outcomes = await Promise.all(
      mails.map(async (mail) => {
        const turn = Math.max(now(), nextTurn);
        nextTurn = turn + interval;
        await pause(turn - now());
        return { mail, outcome: await post(mail, input.deadLetters).catch((): Outcome => 'failed') };
      }),
    );
    for (const { outcome } of outcomes) counts[outcome] += 1;
    quota.left -= mails.length;
    const settled = outcomes.filter(({ outcome }) => outcome !== 'failed').map(({ mail }) => mail);
    const failed = outcomes.filter(({ outcome }) => outcome === 'failed').map(({ mail }) => mail);
    if (settled.length > 0)
      await removeMails(queue, settled).catch((error) =>
        logLine({ level: 'error', function: 'mail', ...errorLine(error) }),
      );
    if (failed.length > 0) {
      await returnMails(queue, failed, comeBack).catch((error) =>
        logLine({ level: 'warn', function: 'mail', ...errorLine(error) }),
      );
      quota = undefined;
      await pause(rest);
    }
  }
  return counts;
}

async function taken(queue: string, waitSeconds: number, pause: Clock['pause']): Promise<Message[]> {
  try {
    return await takeMails(queue, waitSeconds);
  } catch (error) {
    logLine({ level: 'warn', function: 'mail', ...errorLine(error) });
    await pause(rest);
    return [];
  }
}
