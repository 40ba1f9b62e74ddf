import type { CallOut } from '../../shared/contracts/call-out.ts';
import type { WrittenMail } from '../../shared/contracts/mail.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Declaration } from '../../shared/core/posture/ledger.ts';
import { areaName } from '../../shared/texts/area-names.ts';
import { staffMails } from '../../shared/texts/call-out.ts';
import { readableInstant } from '../../shared/texts/dates.ts';
import { levelNames } from '../../shared/texts/level-names.ts';
import type { Duty } from './call-out.ts';

type Paragraph = { text: string; strong?: boolean; link?: boolean };
type Written = 'it' | 'en';

const escaped = (text: string) => text.replace(/[&<>"']/g, (symbol) => `&#${symbol.charCodeAt(0)};`);
const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f]+/g, ' ');

/** A mail in Italian and then in English, without a word of any citizen; text and HTML say the same (RFC 3834: no machine need answer). */
function staffMail(
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
    { text: `${texts.level}: ${levelNames[language][level]}`, strong: true },
    { text: `${texts.area}: ${areaName(area)[language]}` },
    { text: `${texts.hours}: ${texts.hoursNames[hours]}` },
    { text: `${texts.reason}: ${reason}` },
    { text: `${texts.since}: ${readableInstant(since, language)}` },
    { text: `${texts.until}: ${readableInstant(until, language)}` },
  ];
}

/** The mail that calls somebody to duty; `answerAddress` is theirs alone. A call that is repeated has the same Message-ID. */
export function callMail(
  callOut: CallOut,
  { name, email }: Pick<Duty, 'name' | 'email'>,
  definition: PreparedService,
  answerAddress: string,
): WrittenMail {
  const place = callOut.calls.filter((call) => call.email !== email).length;
  return staffMail(
    definition,
    email,
    staffMails.it.subject(levelNames.it[callOut.level], definition.name.it),
    `${callOut.service}.${callOut.version}.call-out.${place}`,
    (language) => {
      const texts = staffMails[language];
      return [
        { text: `${texts.greeting(name)} ${texts.called}` },
        { text: definition.name[language] },
        ...facts(language, callOut),
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
): WrittenMail {
  const { level, area, hours, reason, declaredAt, endsAt } = declaration;
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
        { text: texts.renewalDo, strong: true },
        { text: texts.console },
        { text: consoleAddress, link: true },
      ];
    },
  );
}

const mailboxOf = (email: string) => email.replace(/[^A-Za-z0-9]+/g, '-');
