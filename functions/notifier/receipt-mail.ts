import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import type { WrittenMail } from '../../shared/contracts/mail.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language, Translated } from '../../shared/contracts/text.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import type { Texts } from '../../shared/texts/it.ts';

/** What a receipt needs of a case's first entry, or undefined when there is nobody to write to. */
export type ReceiptFacts = {
  caseId: string;
  to: string;
  name: string;
  language: Language;
  kind: string;
  urgent: boolean;
  receivedAt: string;
  firstAnswerDueAt: string | undefined;
};

/** Finds a receipt to send among the events of one entry. */
export function receiptDue(caseId: string, events: readonly CaseEvent[]): ReceiptFacts | undefined {
  const opened = events.find((event) => event.type === 'CaseOpened');
  const received = events.find((event) => event.type === 'ContactReceived');
  const to = received?.personal?.email;
  if (opened === undefined || received === undefined || to === undefined) return undefined;
  return {
    caseId,
    to,
    name: received.personal?.name ?? '',
    language: opened.language,
    kind: opened.kind,
    urgent: opened.urgent,
    receivedAt: received.receivedAt,
    firstAnswerDueAt: opened.firstAnswerDueAt,
  };
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (symbol) => `&#${symbol.charCodeAt(0)};`);

const withoutBreaks = (text: string) => text.replace(/[\u0000-\u001f\u007f]+/g, ' ');

/** Writes the receipt, with the notice that holds now, in the citizen's language; text and HTML say the same, and no machine need answer it (RFC 3834). */
export function receiptMail(
  facts: ReceiptFacts,
  definition: PreparedService,
  texts: Texts,
  portalUrl: string,
  current?: Translated,
): WrittenMail {
  const { caseId, to, language, kind, urgent, receivedAt, firstAnswerDueAt } = facts;
  const name = withoutBreaks(facts.name);
  const { mail, lifeFirst } = texts;
  const service = definition.name[language];
  const kindName = definition.kinds.find((allowed) => allowed.kind === kind)?.name[language] ?? kind;
  const address = `${portalUrl}/${language}/${definition.service}/status/`;
  const phones = definition.phones.map((phone) => `${phone.name[language]}: ${phone.display}`);
  const notice = current?.[language];
  const paragraphs: { text: string; strong?: boolean; link?: string }[] = [
    { text: mail.greeting(name) },
    { text: mail.received(readableInstant(receivedAt, language)) },
    { text: `${mail.code}: ${caseId}`, strong: true },
    { text: `${mail.kind}: ${kindName}` },
    { text: firstAnswerDueAt === undefined ? mail.noDue : mail.due(readableInstant(firstAnswerDueAt, language)) },
    ...(urgent ? [{ text: lifeFirst.text, strong: true }] : []),
    ...(notice === undefined ? [] : [{ text: notice }]),
    { text: mail.follow },
    { text: address, link: address },
    { text: mail.keep },
    { text: definition.emergencyStatement[language], strong: true },
    { text: `${service} · ${phones.join(' · ')}` },
    { text: mail.doNotReply },
  ];
  const html = paragraphs
    .map(({ text, strong, link }) => {
      const words = link === undefined ? escaped(text) : `<a href="${escaped(link)}">${escaped(text)}</a>`;
      return `<p>${strong ? `<strong>${words}</strong>` : words}</p>`;
    })
    .join('\n');
  return {
    from: { name: definition.mail.fromName, address: definition.mail.from },
    to,
    subject: withoutBreaks(mail.receiptSubject(service, caseId)),
    text: paragraphs.map(({ text }) => text).join('\n\n'),
    html: `<!doctype html>\n<html lang="${language}">\n<head><meta charset="utf-8"><title>${escaped(caseId)}</title></head>\n<body>\n${html}\n</body>\n</html>`,
    // One receipt has one Message-ID, so that a mailbox that gets it twice can tell.
    messageId: `<${caseId}.receipt@${definition.mail.from.split('@')[1] ?? 'localhost'}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language,
    },
  };
}
