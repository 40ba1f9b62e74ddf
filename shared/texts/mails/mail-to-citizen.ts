import type { WrittenMail } from '../../contracts/mail.ts';
import type { ServiceDefinition } from '../../contracts/service.ts';
import type { Language } from '../../contracts/text.ts';
import { linksInText } from '../../core/links-in-text.ts';
import { present } from '../../core/present.ts';

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

/** The Message-ID of a mail of a service, by the name that is the mail's own. */
export const messageIdOf = ({ mail }: Pick<ServiceDefinition, 'mail'>, name: string): string =>
  `<${name}@${mail.from.split('@')[1] ?? 'localhost'}>`;

/**
 * A mail of a service to a citizen: text and HTML say the same, and no machine need answer it (RFC 3834). `name` makes
 * its Message-ID, the same for the same mail; `replyTo` is where an answer to it is read.
 */
export function mailToCitizen(
  { mail }: Pick<ServiceDefinition, 'mail'>,
  written: {
    to: string;
    language: Language;
    subject: string;
    name: string;
    title: string;
    paragraphs: Paragraph[];
    replyTo?: string | undefined;
  },
): WrittenMail {
  const { to, language, subject, name, title, paragraphs, replyTo } = written;
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
