import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import type { ShownFile } from '../../../shared/core/cases/case-status.ts';
import type { AnswerOfCase } from '../../../shared/core/cases/desk-facts.ts';
import { numberText } from '../../../shared/core/protocol.ts';
import { caseAnswerTexts } from '../../../shared/texts/mails/case-answer.ts';
import { ratingTexts } from '../../../shared/texts/rating.ts';
import { answerLine, citizenMail, type MailFrame, type Paragraph } from './citizen-mail.ts';

/** What a mail with an answer is written of. `tellsNothing`: whoever reads along must not learn what it is about. */
export type AnswerToMail = {
  caseId: string;
  to: string;
  language: KnownCase['language'];
  answer: Pick<AnswerOfCase, 'answer' | 'text' | 'final' | 'protocol' | 'corrects'>;
  tellsNothing: boolean;
  /** What goes with it. */
  files?: readonly ShownFile[];
};

/** The Message-ID's own part for an answer: the same however often it is composed, and found again in a bounce. */
export const answerMailName = (caseId: string, answer: string): string => `${caseId}.answer-${answer}`;

const saysOf = ({ final, corrects }: AnswerToMail['answer']) =>
  corrects !== undefined ? 'correction' : final ? 'answer' : 'message';

/**
 * Writes the mail with an answer, in the case's language: its words, the code, where it stands on the page. Of violence
 * it tells nothing but that there is something to read. It has the answer's words alone: no note of the case is given to
 * it. A person wrote it, so it does not say that a machine did (RFC 3834).
 */
export function answerMail(
  { caseId, to, language, answer, tellsNothing, files = [] }: AnswerToMail,
  frame: MailFrame,
): WrittenMail {
  const { definition, portalUrl } = frame;
  const texts = caseAnswerTexts[language];
  const service = definition.name[language];
  const address = `${portalUrl}/${language}/${definition.service}/status/`;
  const phones = definition.phones.map((phone) => `${phone.name[language]}: ${phone.display}`);
  const words = (answer.text ?? '')
    .split(/\n{2,}/)
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const { protocol } = answer;
  const numbered =
    protocol === undefined ? [] : [{ text: `${texts.protocol}: ${numberText(protocol.year, protocol.number)}` }];
  const told: Paragraph[] = [
    ...words.map((text) => ({ text, written: true })),
    ...(files.length === 0 ? [] : [{ text: texts.files(files.map(({ name }) => name)) }]),
    { text: `${texts.code}: ${caseId}`, strong: true },
    ...numbered,
  ];
  const mail = citizenMail(frame, {
    to,
    language,
    subject: tellsNothing ? texts.neutralSubject(service, caseId) : texts.subject(service, caseId, saysOf(answer)),
    name: answerMailName(caseId, answer.answer),
    title: caseId,
    paragraphs: [
      ...(tellsNothing ? [{ text: texts.neutral }] : [...told, { text: texts.onPage }]),
      { text: address, link: address },
      ...(answer.final && !tellsNothing ? [{ text: ratingTexts[language].inMail }] : []),
      { text: definition.emergencyStatement[language], strong: true },
      { text: [service, ...phones].join(' · ') },
      ...(tellsNothing ? [] : [answerLine(frame)]),
    ],
  });
  const { 'Auto-Submitted': _machine, ...headers } = mail.headers;
  return { ...mail, headers };
}
