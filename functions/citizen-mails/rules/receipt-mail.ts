import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import type { Case } from '../../../shared/core/cases/case.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { answerLine, citizenMail, type MailFrame, noticeParagraphs, oneLine, type Paragraph } from './citizen-mail.ts';

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
  callBackDueAt: string | undefined;
  /** The entry of the register that makes it due, where that is not the case's first. */
  version?: number;
};

/** Finds a receipt to send among the events of one entry. */
export function receiptDue(caseId: string, events: readonly CaseEvent[]): ReceiptFacts | undefined {
  const opened = events.find((event) => event.type === 'CaseOpened');
  const received = events.find((event) => event.type === 'ContactReceived');
  const callBack = events.find((event) => event.type === 'CallBackAsked');
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
    callBackDueAt: callBack?.dueAt,
  };
}

/**
 * Finds a receipt to send because of what staff typed in the entry `version` of a case: it is the first to tell the
 * address that the case is answered at. A person who wrote on paper has no receipt before staff have read where they
 * can be reached.
 */
export function receiptAfterReading(
  caseId: string,
  entries: readonly { version: number; at: string; events: readonly CaseEvent[] }[],
  version: number,
): ReceiptFacts | undefined {
  const until = (last: number) => caseOf(entries.filter(({ version }) => version <= last));
  const emailOf = (state: Case) => (state.stage === 'none' ? undefined : state.contactPoints.email);
  const [before, now] = [until(version - 1), until(version)];
  const to = emailOf(now);
  const read = entries
    .find((entry) => entry.version === version)
    ?.events.find((event) => event.type === 'DocumentRead');
  if (read === undefined || now.stage === 'none' || to === undefined || to === emailOf(before)) return undefined;
  const { language, kind, urgent, receivedAt, firstAnswerDueAt } = now;
  const name = read.personal?.name ?? '';
  return { caseId, to, name, language, kind, urgent, receivedAt, firstAnswerDueAt, callBackDueAt: undefined, version };
}

/**
 * Writes the receipt, with the notices of what is declared now, in the citizen's language; text and HTML say the same,
 * and no machine need answer it (RFC 3834). A person can where the frame has an address to reply to.
 */
export function receiptMail(facts: ReceiptFacts, frame: MailFrame): WrittenMail {
  const { caseId, to, language, kind, urgent, receivedAt, firstAnswerDueAt, callBackDueAt, version } = facts;
  const name = oneLine(facts.name);
  const { definition, portalUrl } = frame;
  const { mail, lifeFirst } = frame.texts;
  const service = definition.name[language];
  const kindName = definition.kinds.find((allowed) => allowed.kind === kind)?.name[language] ?? kind;
  const address = `${portalUrl}/${language}/${definition.service}/status/`;
  const phones = definition.phones.map((phone) => `${phone.name[language]}: ${phone.display}`);
  const paragraphs: Paragraph[] = [
    { text: mail.greeting(name) },
    { text: mail.received(readableInstant(receivedAt, language)) },
    { text: `${mail.code}: ${caseId}`, strong: true },
    { text: `${mail.kind}: ${kindName}` },
    { text: firstAnswerDueAt === undefined ? mail.noDue : mail.due(readableInstant(firstAnswerDueAt, language)) },
    ...(callBackDueAt === undefined ? [] : [{ text: mail.callBack(readableInstant(callBackDueAt, language)) }]),
    ...(urgent ? [{ text: lifeFirst.text, strong: true }] : []),
    ...noticeParagraphs(frame, language),
    { text: mail.follow },
    { text: address, link: address },
    { text: mail.keep },
    { text: definition.emergencyStatement[language], strong: true },
    { text: `${service} · ${phones.join(' · ')}` },
    answerLine(frame),
  ];
  return citizenMail(frame, {
    to,
    language,
    subject: mail.receiptSubject(service, caseId),
    // One receipt has one Message-ID, so that a mailbox that gets it twice can tell.
    name: version === undefined ? `${caseId}.receipt` : `${caseId}.receipt-${version}`,
    title: caseId,
    paragraphs,
  });
}
