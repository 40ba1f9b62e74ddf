import { postureLevels } from '../../../shared/contracts/declaration.ts';
import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { linksInText } from '../../../shared/core/links-in-text.ts';
import { areaName } from '../../../shared/core/posture/area-names.ts';
import { type Declared, nothingDeclared } from '../../../shared/core/posture/declared.ts';
import { present } from '../../../shared/core/present.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { eventTexts, wordLine } from '../../../shared/texts/event.ts';
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

/**
 * A paragraph of a mail, bold if it must not be missed; `link` is where its text leads. What staff have `written` keeps
 * its lines, and leads where its addresses say.
 */
export type Paragraph = { text: string; strong?: boolean; link?: string; written?: boolean };

const escaped = (text: string) => text.replace(/[&<>"']/g, (symbol) => `&#${symbol.charCodeAt(0)};`);
const linked = (text: string, link: string) => `<a href="${escaped(link)}">${escaped(text)}</a>`;
const writtenWords = (words: string) =>
  linksInText(words)
    .map(({ text, link }) => (link === undefined ? escaped(text).replaceAll('\n', '<br>') : linked(text, link)))
    .join('');

/** A text on one line, so that no citizen's words can begin a header or a paragraph. */
export const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f]+/g, ' ');

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

/** The Message-ID of a mail of a service, by the name that is the mail's own. */
export const messageIdOf = ({ mail }: Pick<PreparedService, 'mail'>, name: string): string =>
  `<${name}@${mail.from.split('@')[1] ?? 'localhost'}>`;

/**
 * A mail of a service to a citizen: text and HTML say the same, and no machine need answer it (RFC 3834). `name` makes
 * its Message-ID, the same for the same mail.
 */
export function citizenMail(
  { definition: { mail }, replyTo }: MailFrame,
  written: {
    to: string;
    language: Language;
    subject: string;
    name: string;
    title: string;
    paragraphs: Paragraph[];
  },
): WrittenMail {
  const { to, language, subject, name, title, paragraphs } = written;
  const html = paragraphs
    .map(({ text, strong, link, written: isWritten = false }) => {
      const words = isWritten ? writtenWords(text) : link === undefined ? escaped(text) : linked(text, link);
      return `<p>${strong ? `<strong>${words}</strong>` : words}</p>`;
    })
    .join('\n');
  return {
    from: { name: mail.fromName, address: mail.from },
    to,
    subject: oneLine(subject),
    text: paragraphs.map(({ text }) => text).join('\n\n'),
    html: `<!doctype html>\n<html lang="${language}">\n<head><meta charset="utf-8"><title>${escaped(title)}</title></head>\n<body>\n${html}\n</body>\n</html>`,
    messageId: messageIdOf({ mail }, name),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language,
      // By it the service knows its own mail when a forwarding sends it back.
      'X-Loop': mail.from,
      ...present({ 'Reply-To': replyTo }),
    },
  };
}

/** The last line of every mail: whether it can be answered. */
export const answerLine = ({ texts: { mail }, replyTo }: MailFrame): Paragraph => ({
  text: replyTo === undefined ? mail.doNotReply : mail.answerHere,
});
