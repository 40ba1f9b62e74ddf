import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { knowledgeIn } from '../../../shared/texts/knowledge/knowledge.ts';
import { mailToCitizen } from '../../../shared/texts/mails/mail-to-citizen.ts';

/**
 * The one question after sixty days, with the address of the page that is answered. It names no measure: whoever else reads the mail learns nothing of a household.
 */
export function followUpMail(
  { followUp, email, language }: { followUp: string; email: string; language: Language },
  { definition, link }: { definition: PreparedService; link: string },
): WrittenMail {
  const { mail: texts } = knowledgeIn[language].followUp;
  return mailToCitizen(definition, {
    to: email,
    language,
    subject: texts.subject(definition.name[language]),
    name: `follow-up-${followUp}`,
    title: texts.subject(definition.name[language]),
    paragraphs: [
      { text: texts.why },
      { text: texts.ask },
      { text: link, link },
      { text: texts.once },
      { text: definition.emergencyStatement[language], strong: true },
    ],
  });
}
