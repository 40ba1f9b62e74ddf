import type { WrittenMail } from '../../shared/contracts/mail.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';
import { type EntryLink, entrySecret } from '../../shared/core/knowledge/entry-link.ts';
import { mailDue } from '../../shared/shell/queues/mail-due.ts';
import { queueMails } from '../../shared/shell/queues/mail-queue.ts';
import { mailToCitizen } from '../../shared/texts/mails/mail-to-citizen.ts';
import { networkEntryTexts } from '../../shared/texts/mails/network-entry.ts';
import { addresses } from '../../web/pages/addresses.ts';

// Called by act-on-content once a link is given: the address it goes to is in the mail and nowhere else.

/** What links are mailed with. */
export type Mailing = { hmac(): Promise<Hmac>; mailQueue: string; portalUrl: string };

/** Mails an administration the link to its own entry. */
export async function mailEntryLink(
  { hmac, mailQueue, portalUrl }: Mailing,
  definition: PreparedService,
  { to, language, endsAt, ...link }: EntryLink & { to: string; language: Language; endsAt: string },
  now: Date,
): Promise<void> {
  const { service, name, emergencyStatement } = definition;
  const texts = networkEntryTexts[language];
  const secret = entrySecret(service, link, await hmac());
  const address = `${portalUrl}${addresses.networkEntry(language, service)}#${secret}`;
  const mail: WrittenMail = mailToCitizen(definition, {
    to,
    language,
    subject: texts.mailSubject(name[language]),
    name: `entry-link-${link.id}-${link.link}`,
    title: texts.mailSubject(name[language]),
    paragraphs: [
      { text: texts.mailLead(name[language]) },
      { text: texts.mailOpen },
      { text: address, link: address },
      { text: texts.mailEnds(endsAt) },
      { text: texts.mailSecret },
      { text: emergencyStatement[language], strong: true },
    ],
  });
  await queueMails(mailQueue, [JSON.stringify(await mailDue(service, mail, now))]);
}
