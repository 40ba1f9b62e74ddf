import type { RegisterEntry } from '../../../shared/contracts/case-event.ts';
import type { WrittenMail } from '../../../shared/contracts/mail.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { mayMail } from '../../../shared/core/cases/safe-contact.ts';
import { openEntries, openEntry } from '../../../shared/core/chain.ts';
import { contactIn, numberText } from '../../../shared/core/protocol.ts';
import { readableInstant } from '../../../shared/texts/dates.ts';
import { answerLine, citizenMail, type MailFrame, noticeParagraphs } from './citizen-mail.ts';

/** What somebody is to be told: the number that a contact of theirs got. */
export type ProtocolFacts = { caseId: string; to: string; language: Language; number: string; assignedAt: string };

/**
 * The persons to tell of the numbers that the entry of a version assigned, from all entries of the case; nobody whose
 * e-mail is not known.
 */
export function protocolNews(
  entries: readonly RegisterEntry[],
  version: number,
  definition: PreparedService,
): ProtocolFacts[] {
  const opened = entries.flatMap(openEntry).find((event) => event.type === 'CaseOpened');
  const entry = entries.find((known) => known.version === version);
  if (opened === undefined || entry === undefined) return [];
  const state = caseOf(openEntries(entries));
  if (state.stage === 'none' || !mayMail(Object.values(state.safe))) return [];
  return openEntry(entry).flatMap((event) => {
    if (event.type !== 'ProtocolAssigned') return [];
    const to = contactIn(entries, event.contact, definition)?.sender.email;
    if (to === undefined) return [];
    const { assignedAt } = event;
    const number = numberText(event.year, event.number);
    return [{ caseId: entry.caseId, to, language: opened.language, number, assignedAt }];
  });
}

/** The message that a formal instance has its protocol number, and of which day; the number makes its Message-ID. */
export function protocolMail(
  { caseId, to, language, number, assignedAt }: ProtocolFacts,
  frame: MailFrame,
): WrittenMail {
  const { definition, portalUrl } = frame;
  const { mail } = frame.texts;
  const address = `${portalUrl}/${language}/${definition.service}/status/`;
  return citizenMail(frame, {
    to,
    language,
    subject: mail.protocolSubject(definition.name[language], number),
    name: `${caseId}.protocol-${number}`,
    title: number,
    paragraphs: [
      { text: mail.greeting('') },
      { text: mail.protocolAssigned(readableInstant(assignedAt, language)) },
      { text: `${mail.protocolNumber}: ${number}`, strong: true },
      { text: `${mail.code}: ${caseId}` },
      { text: mail.protocolKeep },
      ...noticeParagraphs(frame, language),
      { text: mail.follow },
      { text: address, link: address },
      { text: definition.administration[language] },
      answerLine(frame),
    ],
  });
}
