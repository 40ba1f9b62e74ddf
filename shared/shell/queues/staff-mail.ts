import type { MailDue, WrittenMail } from '../../contracts/mail.ts';
import { mimeOf } from '../mime.ts';
import { queueMails } from './mail-queue.ts';

/** Leaves mails to staff of a service in the urgent queue; throws when any was not taken. */
export async function queueStaffMails(
  queueUrl: string,
  service: string,
  mails: readonly WrittenMail[],
  now: Date,
): Promise<void> {
  const due = mails.map(
    async (mail): Promise<MailDue> => ({
      contract: 'mail-due.v1',
      service,
      to: mail.to,
      composedAt: now.toISOString(),
      raw: (await mimeOf(mail, now)).toString('base64'),
    }),
  );
  await queueMails(
    queueUrl,
    (await Promise.all(due)).map((mail) => JSON.stringify(mail)),
  );
}
