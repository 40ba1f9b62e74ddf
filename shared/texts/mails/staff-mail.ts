import type { CallOut } from '../../contracts/call-out.ts';
import type { WrittenMail } from '../../contracts/mail.ts';
import type { PreparedService } from '../../contracts/service.ts';
import { areaName } from '../../core/posture/area-names.ts';
import { type Duty, shiftAt } from '../../core/posture/call-out.ts';
import { type EventSaid, seenEvent } from '../../core/posture/event-page.ts';
import type { Declaration } from '../../core/posture/ledger.ts';
import type { OpenPoints } from '../../core/posture/open-points.ts';
import { readableInstant } from '../dates.ts';
import { eventTexts, wordLine } from '../event.ts';
import { wordsIn } from '../words/words.ts';
import { staffMails } from './call-out.ts';

type Paragraph = { text: string; strong?: boolean; link?: boolean };
type Written = 'it' | 'en';

const escaped = (text: string) => text.replace(/[&<>"']/g, (symbol) => `&#${symbol.charCodeAt(0)};`);
const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f]+/g, ' ');

/**
 * A mail in Italian and then in English, without a word of any citizen; text and HTML say the same (RFC 3834: no
 * machine need answer).
 */
export function staffMail(
  definition: PreparedService,
  to: string,
  subject: string,
  messageId: string,
  said: (language: Written) => Paragraph[],
): WrittenMail {
  const html = (language: Written) =>
    said(language)
      .map(({ text, strong, link }) => {
        const words = link ? `<a href="${escaped(text)}">${escaped(text)}</a>` : escaped(text);
        return `<p>${strong ? `<strong>${words}</strong>` : words}</p>`;
      })
      .join('\n');
  const text = (language: Written) =>
    said(language)
      .map((paragraph) => oneLine(paragraph.text))
      .join('\n\n');
  return {
    from: { name: definition.mail.fromName, address: definition.mail.from },
    to,
    subject: oneLine(subject),
    text: `${text('it')}\n\n----\n\n${text('en')}`,
    html: `<!doctype html>\n<html lang="it">\n<head><meta charset="utf-8"><title>${escaped(oneLine(subject))}</title></head>\n<body>\n${html('it')}\n<hr>\n<div lang="en">\n${html('en')}\n</div>\n</body>\n</html>`,
    messageId: `<${messageId}@${definition.mail.from.split('@')[1] ?? 'localhost'}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': 'it, en',
      Importance: 'high',
    },
  };
}

function facts(
  language: Written,
  {
    level,
    area,
    hours,
    reason,
    since,
    until,
  }: Pick<CallOut, 'level' | 'area' | 'hours' | 'reason' | 'since' | 'until'>,
): Paragraph[] {
  const texts = staffMails[language];
  return [
    { text: `${texts.level}: ${wordsIn[language].levels[level]}`, strong: true },
    { text: `${texts.area}: ${areaName(area)[language]}` },
    { text: `${texts.hours}: ${texts.hoursNames[hours]}` },
    { text: `${texts.reason}: ${reason}` },
    { text: `${texts.since}: ${readableInstant(since, language)}` },
    { text: `${texts.until}: ${readableInstant(until, language)}` },
  ];
}

/** The word of the hour of an event, as page and voice say it; nothing where none holds. */
function wordOf(said: EventSaid | undefined, at: string, language: Written): Paragraph[] {
  const word = seenEvent(said, at)?.word;
  if (word === undefined) return [];
  return [{ text: `${eventTexts[language].word}: ${wordLine(word.text, language)}`, strong: true }];
}

/**
 * The mail that calls somebody to duty; `answerAddress` is theirs alone. A call that is repeated has the same
 * Message-ID.
 */
export function callMail(
  callOut: CallOut,
  { name, email }: Pick<Duty, 'name' | 'email'>,
  definition: PreparedService,
  answerAddress: string,
  { said, at }: { said?: EventSaid | undefined; at: string } = { at: callOut.since },
): WrittenMail {
  const place = callOut.calls.filter((call) => call.email !== email).length;
  return staffMail(
    definition,
    email,
    staffMails.it.subject(wordsIn.it.levels[callOut.level], definition.name.it),
    `${callOut.service}.${callOut.version}.call-out.${place}`,
    (language) => {
      const texts = staffMails[language];
      return [
        { text: `${texts.greeting(name)} ${texts.called}` },
        { text: definition.name[language] },
        ...facts(language, callOut),
        ...wordOf(said, at, language),
        { text: texts.answer },
        { text: answerAddress, link: true },
        { text: texts.next },
      ];
    },
  );
}

/** The mail that tells a person of the roster that an alert applies because nobody decided. */
export function automaticAlertMail(
  callOut: CallOut,
  { name, email }: Pick<Duty, 'name' | 'email'>,
  definition: PreparedService,
  consoleAddress: string,
): WrittenMail {
  return staffMail(
    definition,
    email,
    staffMails.it.automaticSubject(definition.name.it),
    `${callOut.service}.${callOut.version}.automatic.${mailboxOf(email)}`,
    (language) => {
      const texts = staffMails[language];
      return [
        { text: `${texts.greeting(name)} ${texts.automatic}` },
        { text: definition.name[language] },
        ...facts(language, callOut),
        { text: texts.automaticDo, strong: true },
        { text: texts.console },
        { text: consoleAddress, link: true },
      ];
    },
  );
}

/** The mail that reminds a person of the roster, two hours before, that a declaration ends unless it is renewed. */
export function renewalMail(
  declaration: Declaration,
  { name, email }: Pick<Duty, 'name' | 'email'>,
  definition: PreparedService,
  consoleAddress: string,
  at: string = declaration.declaredAt,
): WrittenMail {
  const { level, area, hours, reason, declaredAt, endsAt, said } = declaration;
  return staffMail(
    definition,
    email,
    staffMails.it.renewalSubject(definition.name.it),
    `${definition.service}.${declaration.declaration}.${Date.parse(endsAt)}.renewal.${mailboxOf(email)}`,
    (language) => {
      const texts = staffMails[language];
      return [
        { text: `${texts.greeting(name)} ${texts.renewal(readableInstant(endsAt, language))}` },
        { text: definition.name[language] },
        ...facts(language, { level, area, hours, reason, since: declaredAt, until: endsAt }),
        ...wordOf(said, at, language),
        { text: texts.renewalDo, strong: true },
        { text: texts.console },
        { text: consoleAddress, link: true },
      ];
    },
  );
}

/** The mail that tells somebody who was called that another one answered. */
export function answeredMail(
  callOut: CallOut,
  { name, email }: Pick<Duty, 'name' | 'email'>,
  definition: PreparedService,
): WrittenMail {
  const { by = '', at = callOut.openedAt } = callOut.acknowledged ?? {};
  return staffMail(
    definition,
    email,
    staffMails.it.answeredSubject(definition.name.it, by),
    `${callOut.service}.${callOut.version}.answered.${mailboxOf(email)}`,
    (language) => {
      const texts = staffMails[language];
      return [
        { text: `${texts.greeting(name)} ${texts.answered(by, readableInstant(at, language))}` },
        { text: texts.answeredDo, strong: true },
        { text: definition.name[language] },
        ...facts(language, callOut),
      ];
    },
  );
}

/** The mail at a change of shift, to somebody whose shift begins or ends: what is open, and whether a note was left. */
export function shiftMail(
  { points, at, consoleAddress }: { points: OpenPoints; at: string; consoleAddress: string },
  { name, email, shift }: Duty,
  definition: PreparedService,
): WrittenMail {
  const begins = shift === shiftAt(at);
  const { level, declarations, proposals, note } = points;
  return staffMail(
    definition,
    email,
    staffMails.it.shiftSubject(definition.name.it, wordsIn.it.levels[level]),
    `${definition.service}.${at.slice(0, 13)}.${shift}.${mailboxOf(email)}`,
    (language) => {
      const texts = staffMails[language];
      const names = wordsIn[language].levels;
      const declared = declarations.map(({ level, area, hours, endsAt }) =>
        [
          names[level],
          areaName(area)[language],
          texts.hoursNames[hours],
          texts.untilShort(readableInstant(endsAt, language)),
        ].join(' – '),
      );
      return [
        { text: `${texts.greeting(name)} ${begins ? texts.shiftBegins : texts.shiftEnds}` },
        { text: definition.name[language] },
        ...(declared.length === 0
          ? [{ text: texts.nothingDeclared }]
          : declared.map((text) => ({ text, strong: true }))),
        ...declarations.flatMap(({ said }) => wordOf(said, at, language)),
        { text: texts.proposals(proposals.length), strong: proposals.length > 0 },
        ...proposals
          .slice(0, shownProposals)
          .map(({ level, area }) => ({ text: `${names[level]} – ${areaName(area)[language]}` })),
        note === undefined
          ? { text: texts.noteMissing, strong: true }
          : { text: texts.noteLeft(note.by.name, readableInstant(note.at, language)) },
        ...(note === undefined && !begins ? [{ text: texts.noteDo, strong: true }] : []),
        { text: texts.console },
        { text: consoleAddress, link: true },
      ];
    },
  );
}

/** Proposals that a mail tells one by one. */
const shownProposals = 10;

const mailboxOf = (email: string) => email.replace(/[^A-Za-z0-9]+/g, '-');
