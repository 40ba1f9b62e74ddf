import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { Case } from '../../../shared/core/cases/case.ts';
import { mayMail } from '../../../shared/core/cases/safe-contact.ts';
import { answerLine, citizenMail, type MailFrame, noticeParagraphs } from './citizen-mail.ts';

/**
 * The message to somebody whom three calls did not reach: how to come back, and that the request stays open if it does.
 * Undefined when no e-mail is known: then the register alone tells.
 */
export function callBackMail(
  { caseId, version, state }: { caseId: string; version: number; state: Case },
  frame: MailFrame,
): WrittenMail | undefined {
  if (state.stage === 'none' || state.contactPoints.email === undefined) return undefined;
  if (!mayMail(Object.values(state.safe))) return undefined;
  const { language } = state;
  const { definition, portalUrl } = frame;
  const { mail } = frame.texts;
  const address = `${portalUrl}/${language}/${definition.service}/contact/`;
  const phones = definition.phones.map((phone) => `${phone.name[language]}: ${phone.display}`);
  return citizenMail(frame, {
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
      ...noticeParagraphs(frame, language),
      { text: definition.emergencyStatement[language], strong: true },
      answerLine(frame),
    ],
  });
}
