import type { MailDue, WrittenMail } from '../../contracts/mail.ts';
import { present } from '../../core/present.ts';
import { mimeOf } from '../mime.ts';

/** What a mail is about besides its words, as the mail queue is told it. */
type About = Pick<MailDue, 'onPage' | 'canary' | 'answer' | 'files'> & { caseId?: string | undefined };

/** What a mail queue is left with for one mail, whole as it will be sent. */
export async function mailDue(
  service: string,
  mail: WrittenMail,
  now: Date,
  { caseId, ...about }: About = {},
): Promise<MailDue> {
  return {
    contract: 'mail-due.v1',
    ...present({ caseId }),
    service,
    to: mail.to,
    composedAt: now.toISOString(),
    ...about,
    raw: (await mimeOf(mail, now)).toString('base64'),
  };
}
