import { postureLevels } from '../../../shared/contracts/declaration.ts';
import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { areaName } from '../../../shared/core/posture/area-names.ts';
import { type Declared, nothingDeclared } from '../../../shared/core/posture/declared.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { eventTexts, wordLine } from '../../../shared/texts/event.ts';
import { mailToCitizen, messageIdOf, oneLine, type Paragraph } from '../../../shared/texts/mails/mail-to-citizen.ts';
import type { Texts } from '../../../shared/texts/portal/it.ts';
import { wordsIn } from '../../../shared/texts/words/words.ts';

/** What every mail to a citizen is written with. */
export type MailFrame = {
  definition: PreparedService;
  /** The texts of the mail's language. */
  texts: Texts;
  portalUrl: string;
  /** Whether somebody reads now what speaks of danger to life; so it is unless told. */
  readsUrgentNow?: boolean;
  /** What is declared now. */
  declared?: Declared;
  /** Where an answer to it is read, an address of the case alone; undefined where the service reads no mail. */
  replyTo?: string | undefined;
};

export { messageIdOf, oneLine, type Paragraph };

/** Notices that a mail tells; the others are on the pages that it leads to. */
const noticesTold = 5;

/**
 * The notices that hold, as on the pages: each area's own with its level and its end, the highest level first; else
 * what the service says in ordinary times.
 */
export function noticeParagraphs(
  { definition: { notices }, texts: { service }, declared = nothingDeclared }: MailFrame,
  language: Language,
): Paragraph[] {
  const { posture, areas = [], notice } = declared;
  if (areas.length === 0) {
    const text = (notice ?? notices[posture])?.[language];
    return text === undefined ? [] : [{ text }];
  }
  return areas
    .toSorted((one, other) => postureLevels.indexOf(other.level) - postureLevels.indexOf(one.level))
    .slice(0, noticesTold)
    .flatMap(({ area, level, notice: own, endsAt, event }) => {
      const where = `${wordsIn[language].levels[level]} – ${areaName(area)[language]}.`;
      const notice = { text: `${where} ${own[language]} ${service.noticeUntil(readableInstant(endsAt, language))}` };
      if (event?.word === undefined) return [notice];
      return [notice, { text: `${eventTexts[language].word}: ${wordLine(event.word.text, language)}`, strong: true }];
    });
}

/** A mail of a service to a citizen about a case (`mailToCitizen`), answered where the case is. */
export const citizenMail = (
  { definition, replyTo }: MailFrame,
  written: Omit<Parameters<typeof mailToCitizen>[1], 'replyTo'>,
): WrittenMail => mailToCitizen(definition, { ...written, replyTo });

/** The last line of every mail: whether it can be answered. */
export const answerLine = ({ texts: { mail }, replyTo }: MailFrame): Paragraph => ({
  text: replyTo === undefined ? mail.doNotReply : mail.answerHere,
});
