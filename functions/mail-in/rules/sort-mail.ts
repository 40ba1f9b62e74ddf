import { Email } from '../../../shared/contracts/contact.ts';
import type { CertifiedMail } from './certified.ts';
import type { ArrivedMail } from './read-mail.ts';

/**
 * What becomes of a mail: a person's becomes a contact; `held` waits for somebody of the staff; `recorded` is news of
 * our own mails that nobody need decide on. None but a person's is ever answered (RFC 3834), and not where `silent`: a
 * machine sent it by certified mail, or its writer asks for no automatic answer.
 */
export type MailVerdict =
  | { is: 'person'; silent?: true }
  | { is: 'held'; because: 'virus' | 'spam' | 'loop' | 'machine' }
  | { is: 'recorded'; because: 'bounce' | 'auto-reply' | 'loop' | 'certified-receipt' };

/** Addresses of a service: those it writes from and those it is written to. */
export type OwnAddresses = { from: string; addresses: readonly string[] };

/** What the subject of an answer from somebody who is away begins with, in Italian, English and German. */
const awaySubject = new RegExp(
  `^(?:(?:re|r|aw|antw)\\s*:\\s*)*(?:${[
    'risposta automatica',
    'autorisponditore',
    'messaggio automatico',
    '(?:sono )?fuori (?:ufficio|sede)',
    "(?:avviso di )?assenza(?: dall['’]ufficio)?",
    'automatic reply',
    'auto(?:matic)?[ -]?(?:reply|response|responder)',
    'out of (?:the )?office(?: (?:auto)?reply)?',
    'ooo',
    "(?:(?:i am|i[’']m) )?on (?:vacation|annual leave)",
    'vacation (?:reply|notice|message)',
    '(?:sono )?in ferie',
    'non sono in ufficio',
    'automatische (?:antwort|abwesenheits\\S*|rückantwort)',
    'abwesenheits(?:notiz|meldung|nachricht|assistent)',
    '(?:ich bin )?(?:abwesend|im urlaub|nicht im büro)',
    'außer haus',
    'ausser haus',
  ].join('|')})\\s*(?:$|[:!.,–—-])`,
  'i',
);

/** An answer that says in its first words that its writer is away, and until when, in Italian, English and German. */
const awayWords = new RegExp(
  [
    '\\b(?:sono|sarò)\\s+(?:\\S+\\s+){0,2}(?:fuori (?:ufficio|sede)|assente|in ferie)\\b[\\s\\S]{0,200}\\b(?:fino al|dal|rientr|torner)',
    '\\bnon sono (?:\\S+\\s+){0,2}in ufficio\\b[\\s\\S]{0,200}\\b(?:fino al|dal|rientr|torner)',
    "\\bi(?:[’']m| am| will be)\\s+(?:\\S+\\s+){0,2}(?:out of (?:the )?office|on (?:annual |sick )?(?:leave|vacation|holiday)|away from (?:the )?office|not in the office)\\b[\\s\\S]{0,200}\\b(?:until|through|return|back)",
    '\\bich bin\\b[\\s\\S]{0,60}(?:nicht im büro|au(?:ß|ss)er haus|abwesend|im urlaub)\\b[\\s\\S]{0,200}(?:\\bbis\\b|\\bab\\b|wieder|zurück)',
    '\\bich bin\\s+bis\\b[\\s\\S]{0,60}(?:nicht im büro|au(?:ß|ss)er haus|abwesend|im urlaub)',
  ].join('|'),
  'i',
);
/** Characters of a text in which somebody who is away says so. */
const firstWords = 400;

/** What the subject of a mail that came back begins with. */
const returnedSubject =
  /^(?:undeliver|undelivered|delivery status notification|delivery (?:has )?failed|returned mail|mail delivery (?:failed|failure|subsystem|system)|failure notice|mancato recapito|notifica (?:sullo )?stato del recapito|impossibile recapitare|unzustellbar|zustellung fehlgeschlagen|nicht zustellbar)/i;

const daemon = /^(?:mailer-daemon|postmaster|mail-daemon|bounces?(?:[+-].*)?|mdaemon|maildaemon)@/i;

/** Addresses that say of themselves that nobody reads them. */
const unread =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|noresponse|non[-_.]?rispondere|no[-_.]?risposta|nicht[-_.]?antworten|keine[-_.]?antwort|notifications?|mailer|automailer|news(?:letter)?)(?:[+._-][^@]*)?@/i;

/** Whether an address is one of the service's own, with or without a label after `+`. */
export function isOwnAddress(address: string, { from, addresses }: OwnAddresses): boolean {
  const bare = address.toLowerCase().replace(/\+[^@]*@/, '@');
  return [from, ...addresses].some((own) => own.toLowerCase() === bare);
}

/** Trimmed values of a header in all the given mails, lower case. */
const valuesOf = (mails: readonly ArrivedMail[], name: string) =>
  mails.flatMap(({ headers }) => headers.get(name) ?? []).map((value) => value.trim().toLowerCase());

const scans = ['x-ses-spam-verdict', 'x-ses-virus-verdict'];

/** A mail as if nobody had scanned it. */
export const unscanned = (mail: ArrivedMail): ArrivedMail => ({
  ...mail,
  headers: new Map([...mail.headers].filter(([name]) => !scans.includes(name))),
});

/**
 * Sorts a mail by its headers and by what SES found in it. `envelope` is the message as it arrived, `mail` the one that
 * certified mail carries, else the same.
 */
export function sortMail(
  envelope: ArrivedMail,
  mail: ArrivedMail,
  certified: CertifiedMail | undefined,
  own: OwnAddresses,
): MailVerdict {
  const { from } = mail;
  // A scan that could not end counts as found: a file is not harmless because it is strange.
  if (valuesOf([envelope], 'x-ses-virus-verdict').some((found) => /^(?:fail|gray|processing_failed)$/.test(found))) {
    return { is: 'held', because: 'virus' };
  }
  if (certified?.is === 'receipt') return { is: 'recorded', because: 'certified-receipt' };
  if (isOurOwn(mail, own)) return { is: 'recorded', because: 'loop' };
  if (from !== undefined && isOwnAddress(from.address, own)) return { is: 'held', because: 'loop' };
  // RFC 5321 section 6.3: a mail that has come so far goes in circles.
  if (valuesOf([envelope], 'received').length > 50) return { is: 'held', because: 'loop' };
  const nobody = valuesOf([envelope, mail], 'return-path').includes('<>');
  const news = newsOfOurMail(mail, nobody);
  const isTransport = certified?.is === 'transport';
  if (news !== undefined && !isTransport) return news;
  // A doubt about spam, or a scan that failed, keeps nobody waiting.
  if (valuesOf([envelope], 'x-ses-spam-verdict').includes('fail')) return { is: 'held', because: 'spam' };
  const verdict = news ?? byMachine(mail, nobody);
  // Certified mail is owed a protocol number whoever or whatever wrote it (CAD art. 40-bis), but no machine an answer.
  const isOwed = isTransport && verdict.is !== 'person';
  return isOwed || (verdict.is === 'person' && asksForSilence(mail)) ? { is: 'person', silent: true } : verdict;
}

/**
 * What a server says of a mail that we sent: that it came back, or that it was read or is late (RFC 3464, RFC 8098).
 */
function newsOfOurMail(mail: ArrivedMail, nobody: boolean): MailVerdict | undefined {
  const { from, subject, contentType, headers } = mail;
  if (contentType === 'multipart/report' || contentType === 'message/delivery-status')
    return { is: 'recorded', because: saysFailed(mail) ? 'bounce' : 'auto-reply' };
  const cameBack =
    (from !== undefined && daemon.test(from.address)) ||
    headers.has('x-failed-recipients') ||
    (nobody && returnedSubject.test(subject));
  return cameBack ? { is: 'recorded', because: 'bounce' } : undefined;
}

function saysFailed({ headers, files }: ArrivedMail): boolean {
  if (/disposition-notification/i.test(headers.get('content-type')?.[0] ?? '')) return false;
  const status = files.find(({ declared }) => declared === 'message/delivery-status');
  const text = status === undefined ? '' : new TextDecoder('latin1').decode(status.bytes.subarray(0, 65_536));
  return !/^action:/im.test(text) || /^action:\s*failed/im.test(text);
}

/** Header lines by which answering machines name themselves, beside those that RFC 3834 knows. */
const answeringMachines = [
  'x-autoreply',
  'x-auto-reply',
  'x-autorespond',
  'x-autoresponder',
  'x-autoreply-from',
  'x-mail-autoreply',
  'x-vacation',
  'x-away-message',
];
const otherMachines = ['mailing-list', 'x-mailing-list', 'x-cron-env', 'x-autogenerated', 'x-ricevuta'];

function byMachine(mail: ArrivedMail, nobody: boolean): MailVerdict {
  const { headers, subject, follows, text } = mail;
  const submitted = valuesOf([mail], 'auto-submitted').map(
    (value) => /^[a-z-]+/.exec(value.replace(/\([^)]*\)|["\s]/g, ''))?.[0] ?? '',
  );
  const precedence = valuesOf([mail], 'precedence').concat(valuesOf([mail], 'x-precedence'));
  const says = (name: string) => valuesOf([mail], name).some((value) => !/^(?:no|none|false|0)?$/.test(value));
  const isReply =
    submitted.includes('auto-replied') ||
    precedence.some((value) => /^auto[_-]?reply$/.test(value)) ||
    answeringMachines.some(says) ||
    valuesOf([mail], 'delivered-to').includes('autoresponder') ||
    nobody;
  if (isReply) return { is: 'recorded', because: 'auto-reply' };
  const answers = follows.length > 0 || /^(?:re|r|aw|antw)\s*:/i.test(subject);
  const isMachine =
    submitted.some((value) => value !== 'no' && value !== '') ||
    precedence.some((value) => /^(?:bulk|junk|list)$/.test(value)) ||
    [...headers.keys()].some((name) => name.startsWith('list-')) ||
    otherMachines.some(says) ||
    // Words are a hint, not a proof: a person looks.
    awaySubject.test(subject) ||
    (answers && awayWords.test(text.slice(0, firstWords)));
  return isMachine ? { is: 'held', because: 'machine' } : { is: 'person' };
}

/** Whether the writer's program asks for no automatic answer (MS-OXCMAIL 2.2.3.2.14). */
const asksForSilence = (mail: ArrivedMail) =>
  valuesOf([mail], 'x-auto-response-suppress').some((value) => /\b(?:all|autoreply)\b/.test(value));

/** Whether the service wrote this mail itself: it says so, or it has the Message-ID of a mail about a case. */
function isOurOwn({ headers, messageId }: ArrivedMail, own: OwnAddresses): boolean {
  const loops = (headers.get('x-loop') ?? []).map((value) => value.trim());
  return (
    loops.some((value) => isOwnAddress(value, own)) ||
    (messageId !== undefined &&
      /^[A-Z]{2,4}(?:-[0-9A-Z]{4}){4}\.[a-z0-9-]{1,40}@/.test(messageId) &&
      messageId.endsWith(`@${own.from.split('@')[1]}`))
  );
}

/**
 * Whether whoever a mail claims to be from may be believed, by what SES found (`Authentication-Results` of RFC 8601
 * under its own name; any other server's line could be the sender's invention). Nothing found is not a forgery: then
 * the two facts decide.
 */
export function isSenderBelieved({ headers }: ArrivedMail): boolean {
  const results = (headers.get('authentication-results') ?? [])
    .map((value) => value.toLowerCase())
    .filter((value) => /^\s*amazonses\.com\s*;/.test(value));
  return !results.some((value) => {
    const has = (method: string, result: string) => new RegExp(`\\b${method}\\s*=\\s*${result}\\b`).test(value);
    if (has('dmarc', 'fail')) return true;
    return has('spf', '(?:fail|softfail)') && !has('dkim', 'pass') && !has('dmarc', 'pass');
  });
}

/**
 * The address that a mail certainly comes from, as far as anybody checked; undefined where it names several authors or
 * none, is forged, or comes in an envelope of certified mail: that one's signature is not verified, so anybody may have
 * written it.
 */
export function certainSender(
  envelope: ArrivedMail,
  mail: ArrivedMail,
  certified: CertifiedMail | undefined,
): string | undefined {
  if (certified !== undefined || !mail.hasOneAuthor || !isSenderBelieved(envelope)) return undefined;
  return mail.from?.address;
}

/**
 * Where a person's mail may be answered: its sender, else who it names for replies; undefined where nobody would read
 * it.
 */
export function answerableAddress({ from, replyTo }: ArrivedMail, own: OwnAddresses): string | undefined {
  return [from, replyTo]
    .map((mailbox) => mailbox?.address)
    .find(
      (address) =>
        address !== undefined &&
        !unread.test(address) &&
        !daemon.test(address) &&
        !isOwnAddress(address, own) &&
        // What no mail that is due may be addressed to would only be a dead letter.
        Email.safeParse(address).success,
    );
}
