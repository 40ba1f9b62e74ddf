import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { mailDue } from '../../shared/shell/queues/mail-due.ts';
import { queueMails } from '../../shared/shell/queues/mail-queue.ts';
import { mailToCitizen } from '../../shared/texts/mails/mail-to-citizen.ts';
import { practiceDoorTexts } from '../../shared/texts/practice-door.ts';
import { addresses } from '../../web/pages/addresses.ts';
import type { Mailing } from './mail-entry-link.ts';

// Called by act-on-content once a practice that came in by the door is public for the first time.

/** Mails whoever told a practice that it is public, and where. */
export async function mailPracticeAuthor(
  { mailQueue, portalUrl }: Pick<Mailing, 'mailQueue' | 'portalUrl'>,
  definition: PreparedService,
  { to, language, id, title }: { to: string; language: Language; id: string; title: string },
  now: Date,
): Promise<void> {
  const texts = practiceDoorTexts[language];
  const { service, name } = definition;
  const link = `${portalUrl}${addresses.answersOf(language, service, 'practices', id)}`;
  const mail = mailToCitizen(definition, {
    to,
    language,
    subject: texts.mailSubject(name[language]),
    name: `practice-${id}`,
    title: texts.mailSubject(name[language]),
    paragraphs: [{ text: texts.mailText(title) }, { text: link, link }],
  });
  await queueMails(mailQueue, [JSON.stringify(await mailDue(service, mail, now))]);
}
