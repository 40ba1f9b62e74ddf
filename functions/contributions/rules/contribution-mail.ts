import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { mayMail } from '../../../shared/core/cases/safe-contact.ts';
import type { Contribution, Owed } from '../../../shared/core/contributions/contribution.ts';
import { contributionsIn } from '../../../shared/texts/contributions/contributions.ts';
import { mailToCitizen, type Paragraph } from '../../../shared/texts/mails/mail-to-citizen.ts';

/**
 * The mail that tells an author what became of a contribution; none where they did not consent to be contacted, gave no
 * address, or may not be written to. It repeats no word of what they gave.
 */
export function contributionMail(
  one: Contribution,
  owed: Owed,
  { definition, link }: { definition: PreparedService; link: string },
): WrittenMail | undefined {
  const { given, consents, language, kind, code, said, outcome } = one;
  if (!consents.contact || given?.email === undefined || !mayMail([given.safeContact])) return undefined;
  const { mails, reasons, outcomes } = contributionsIn[language];
  const { subject, text } = mails[owed];
  const told: Paragraph[] = [];
  if (owed === 'received' || owed === 'published' || owed === 'sent-back')
    told.push({ text: mails.code(code), strong: true });
  if (owed === 'declined' || owed === 'sent-back' || owed === 'taken-down') {
    if (said !== undefined) told.push({ text: reasons[said.reason] });
    if (said?.words !== undefined) told.push({ text: said.words, written: true });
  }
  if (owed === 'outcome' && outcome !== undefined) {
    told.push({ text: outcomes[outcome.outcome], strong: true });
    if (outcome.words !== undefined) told.push({ text: outcome.words, written: true });
  }
  return mailToCitizen(definition, {
    to: given.email,
    language,
    subject: `${definition.name[language]}: ${subject(kind)}`,
    // Its version too: what is told twice is told of two acts.
    name: `contribution-${one.id}-${one.version}-${owed}`,
    title: subject(kind),
    paragraphs: [
      { text },
      ...told,
      { text: mails.where },
      { text: link, link },
      { text: mails.stop },
      { text: definition.emergencyStatement[language], strong: true },
    ],
  });
}
