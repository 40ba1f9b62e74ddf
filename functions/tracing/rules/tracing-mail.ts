import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { mayMail } from '../../../shared/core/cases/safe-contact.ts';
import type { Owed, Tracing } from '../../../shared/core/tracing/tracing.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { mailToCitizen } from '../../../shared/texts/mails/mail-to-citizen.ts';
import { tracingIn } from '../../../shared/texts/tracing/tracing.ts';

/**
 * The mail that tells whoever looks for somebody that the search came in, was handed over, or is closed; none where they
 * gave no address or may not be written to. Nothing of the search but its code and two dates is in it, so that the same
 * is written whatever became of the person.
 */
export function tracingMail(one: Tracing, owed: Owed, definition: PreparedService): WrittenMail | undefined {
  const { asked, language, code, handedOverAt, receivedAt } = one;
  if (asked?.email === undefined || !mayMail([asked.safeContact])) return undefined;
  const { mails, states, call112 } = tracingIn[language];
  const at = readableInstant((owed === 'handed-over' ? handedOverAt : undefined) ?? receivedAt, language);
  return mailToCitizen(definition, {
    to: asked.email,
    language,
    subject: `${definition.name[language]}: ${mails.subject}`,
    name: `tracing-${one.id}-${owed}`,
    title: mails.subject,
    paragraphs: [
      { text: states[owed](at), strong: true },
      { text: mails.code(code), strong: true },
      { text: mails.keep },
      { text: mails.silence },
      { text: call112, strong: true },
      { text: definition.emergencyStatement[language] },
    ],
  });
}
