import type { WrittenMail } from '../../contracts/mail.ts';
import { mailDue } from './mail-due.ts';
import { queueMails } from './mail-queue.ts';

/** Leaves mails to staff of a service in the urgent queue; throws when any was not taken. */
export async function queueStaffMails(
  queueUrl: string,
  service: string,
  mails: readonly WrittenMail[],
  now: Date,
): Promise<void> {
  const due = await Promise.all(mails.map((mail) => mailDue(service, mail, now)));
  await queueMails(
    queueUrl,
    due.map((mail) => JSON.stringify(mail)),
  );
}
