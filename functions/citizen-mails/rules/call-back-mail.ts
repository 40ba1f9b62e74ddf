import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Case } from '../../../shared/core/cases/case.ts';
import type { Declared } from '../../../shared/core/posture/declared.ts';
import type { Texts } from '../../../shared/texts/portal/it.ts';
import { citizenMail, noticeParagraphs } from './citizen-mail.ts';

/**
 * The message to somebody whom three calls did not reach: how to come back, and that the request stays open if it does.
 * Undefined when no e-mail is known: then the register alone tells.
 */
export function callBackMail(
  { caseId, version }: { caseId: string; version: number },
  state: Case,
  definition: PreparedService,
  texts: Texts,
  portalUrl: string,
  declared?: Declared,
  replyTo?: string,
): WrittenMail | undefined {
  if (state.stage === 'none' || state.contactPoints.email === undefined) return undefined;
  const { language } = state;
  const { mail } = texts;
  const address = `${portalUrl}/${language}/${definition.service}/`;
  const phones = definition.phones.map((phone) => `${phone.name[language]}: ${phone.display}`);
  return citizenMail(definition, {
    to: state.contactPoints.email,
    language,
    subject: mail.callBackSubject(definition.name[language], caseId),
    name: `${caseId}.call-back-${version}`,
    title: caseId,
    paragraphs: [
      { text: mail.callBackGreeting },
      { text: mail.callBackTried },
      ...(state.stage === 'closed' ? [] : [{ text: mail.callBackOpen }]),
      { text: `${mail.code}: ${caseId}`, strong: true },
      { text: mail.callBackAgain },
      { text: phones.join(' · ') },
      { text: address, link: address },
      ...noticeParagraphs(definition, language, texts, declared),
      { text: definition.emergencyStatement[language], strong: true },
      { text: replyTo === undefined ? mail.doNotReply : mail.answerHere },
    ],
    replyTo,
  });
}
