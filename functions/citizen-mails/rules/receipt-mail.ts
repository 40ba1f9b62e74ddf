import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import type { Case } from '../../../shared/core/cases/case.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { mayMail } from '../../../shared/core/cases/safe-contact.ts';
import { wordsOf } from '../../../shared/core/cases/triage.ts';
import type { HeardDanger } from '../../../shared/core/danger/danger.ts';
import { hearDanger, worstOf } from '../../../shared/core/danger/hear-danger.ts';
import { present } from '../../../shared/core/present.ts';
import { adviceByKind, type KindAdvice } from '../../../shared/texts/danger/advice.ts';
import { lifeFirst as lists } from '../../../shared/texts/danger/lists.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { wordsIn } from '../../../shared/texts/words/words.ts';
import { answerLine, citizenMail, type MailFrame, noticeParagraphs, oneLine, type Paragraph } from './citizen-mail.ts';

/** What a receipt needs of a case's first entry, or undefined when there is nobody to write to. */
export type ReceiptFacts = {
  caseId: string;
  to: string;
  name: string;
  language: Language;
  kind: string;
  urgent: boolean;
  /** What the citizen wrote, in which danger is listened for. */
  words: string;
  /** What was heard when it came, in its words and in what came with them. */
  danger?: HeardDanger;
  receivedAt: string;
  firstAnswerDueAt: string | undefined;
  callBackDueAt: string | undefined;
  /** Whether the page that took the contact in has shown the code and the dates. */
  onPage?: boolean;
  /** Whether it is a canary's. */
  canary?: boolean;
  /** The entry of the register that makes it due, where that is not the case's first. */
  version?: number;
};

/** Finds a receipt to send among the events of one entry. */
export function receiptDue(caseId: string, events: readonly CaseEvent[]): ReceiptFacts | undefined {
  const opened = events.find((event) => event.type === 'CaseOpened');
  const received = events.find((event) => event.type === 'ContactReceived');
  const callBack = events.find((event) => event.type === 'CallBackAsked');
  const personal = received?.personal;
  if (opened === undefined || received === undefined || personal?.email === undefined) return undefined;
  if (!mayMail([personal.safeContact])) return undefined;
  return {
    caseId,
    to: personal.email,
    name: personal.name ?? '',
    language: opened.language,
    kind: opened.kind,
    urgent: opened.urgent,
    words: wordsOf(personal),
    ...present({ danger: personal.danger }),
    receivedAt: received.receivedAt,
    firstAnswerDueAt: opened.firstAnswerDueAt,
    callBackDueAt: callBack?.dueAt,
    onPage: received.channel === 'form' && received.recordedBy === undefined,
    canary: opened.canary === true,
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
  if (!mayMail(Object.values(now.safe))) return undefined;
  const { language, kind, urgent, receivedAt, firstAnswerDueAt } = now;
  const name = read.personal?.name ?? '';
  const words = wordsOf(read.personal ?? {});
  const danger = present({ danger: read.personal?.danger });
  const due = { firstAnswerDueAt, callBackDueAt: undefined };
  return { caseId, to, name, language, kind, urgent, words, ...danger, receivedAt, ...due, version };
}

/** To call now, the lines of the kind of danger, and what to do meanwhile. */
function adviceParagraphs({ lines, todo }: KindAdvice, callNow: string, language: Language): Paragraph[] {
  return [
    { text: callNow, strong: true },
    ...lines.map(({ number, name }) => ({ text: `${number} · ${name[language]}` })),
    ...todo[language].map((text) => ({ text })),
  ];
}

/** Source of the term, who answers for it, and what to do when nobody does (L. 241/1990 art. 18-bis). */
function dutyParagraphs(kind: PreparedService['kinds'][number] | undefined, language: Language): Paragraph[] {
  const { duty: texts } = wordsIn[language];
  return (['source', 'office', 'remedy'] as const).flatMap((what) => {
    const told = kind?.duty?.[what]?.[language];
    return told === undefined ? [] : [{ text: `${texts[what]}: ${told}` }];
  });
}

/**
 * The name as a greeting may say it: letters of any script, with the signs that names have. Whoever fills in the form
 * chooses whom it is mailed to, and no mail of ours carries their links or sentences: what looks like none is not said.
 */
export function nameToGreet(name: string): string {
  const words = name.trim();
  const looksLikeOne = words.length <= 60 && /^\p{L}[\p{L}\p{M}]*\.?(?:[ '’-]{1,2}[\p{L}\p{M}]+\.?){0,5}$/u.test(words);
  return looksLikeOne ? words : '';
}

/**
 * Writes the receipt, with the notices of what is declared now, in the citizen's language; text and HTML say the same,
 * and no machine need answer it (RFC 3834). A person can where the frame has an address to reply to. Of violence it
 * tells nothing: whoever reads along must not learn of it.
 */
export function receiptMail(facts: ReceiptFacts, frame: MailFrame): WrittenMail {
  const { caseId, to, language, kind, urgent, words, receivedAt, firstAnswerDueAt, callBackDueAt, version } = facts;
  const name = nameToGreet(oneLine(facts.name));
  const { definition, portalUrl } = frame;
  const { mail, lifeFirst } = frame.texts;
  const dangers = [facts.danger, hearDanger(words, lists)];
  const tellsViolence = dangers.some((one) => one !== undefined && one.level !== 'none' && one.kind === 'violence');
  // A case may be urgent by words that this receipt does not have, such as those of a call.
  const heard = tellsViolence ? 'violence' : (worstOf(dangers)?.kind ?? (urgent ? 'other' : undefined));
  const advice = heard === undefined ? undefined : adviceByKind[heard];
  const service = definition.name[language];
  const allowed = definition.kinds.find((known) => known.kind === kind);
  const kindName = allowed?.name[language] ?? kind;
  const address = `${portalUrl}/${language}/${definition.service}/status/`;
  const phones = definition.phones.map((phone) => `${phone.name[language]}: ${phone.display}`);
  const paragraphs: Paragraph[] = [
    { text: mail.greeting(name) },
    { text: mail.received(readableInstant(receivedAt, language)) },
    { text: `${mail.code}: ${caseId}`, strong: true },
    ...(advice?.staysOnPage ? [] : [{ text: `${mail.kind}: ${kindName}` }]),
    { text: firstAnswerDueAt === undefined ? mail.noDue : mail.due(readableInstant(firstAnswerDueAt, language)) },
    ...(advice?.staysOnPage ? [] : dutyParagraphs(allowed, language)),
    ...(callBackDueAt === undefined ? [] : [{ text: mail.callBack(readableInstant(callBackDueAt, language)) }]),
    ...(advice === undefined || advice.staysOnPage ? [] : adviceParagraphs(advice, lifeFirst.text, language)),
    ...(frame.readsUrgentNow === false ? [{ text: wordsIn[language].nobodyReads, strong: true }] : []),
    ...noticeParagraphs(frame, language),
    { text: mail.follow },
    { text: address, link: address },
    { text: mail.keep },
    { text: definition.emergencyStatement[language], strong: true },
    { text: [service, ...phones].join(' · ') },
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
