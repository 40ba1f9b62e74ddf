import { logCount } from '../../shared/shell/log.ts';
import { type MailingWork, type QueueName, type TakenMail, tried } from './mailing-work.ts';
import type { Remover } from './remove-mails.ts';
import { isAboutToExpire } from './rules/quota.ts';

/** Seconds for which a mail that was looked at is not given out again, so that the others come. */
const notAgainFor = 60;

/**
 * Looks through a queue whose mails cannot leave, until it is empty or `isOver`: what SQS would drop in two days is set
 * aside among the dead letters, where an alarm sounds and a fortnight begins anew; all others go back.
 */
export async function setOldAside(
  { queues, clock }: MailingWork,
  remover: Remover,
  queue: QueueName,
  isOver: () => boolean,
): Promise<void> {
  async function decide(mails: readonly TakenMail[]): Promise<void> {
    const old = mails.filter(({ queuedAt }) => isAboutToExpire(queuedAt, clock.now()));
    await Promise.all(
      old.map(async (mail) => {
        await queues.setAside(mail, 'it waited for twelve days, and its queue keeps it for fourteen');
        logCount('MailsSetAside', mail.due?.service ?? 'unknown');
        remover.add(mail);
      }),
    );
    const others = mails.filter((mail) => !old.includes(mail));
    if (others.length > 0) await queues.giveBack(queue, others, notAgainFor);
  }
  while (!isOver()) {
    const mails = await queues.take(queue, 1).catch(() => []);
    if (mails.length === 0) return;
    await tried(decide(mails));
  }
}
