import type { CertifiedMail } from './certified.ts';
import type { ArrivedMail } from './read-mail.ts';

/**
 * What becomes of a mail: a person's becomes a contact; `held` waits for somebody of the staff; `recorded` is news of our own
 * mails that nobody need decide on. None but a person's is ever answered (RFC 3834).
 */
export type MailVerdict =
  | { is: 'person' }
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
    'vacation (?:reply|notice|message)',
    'automatische (?:antwort|abwesenheits\\S*|rückantwort)',
    'abwesenheits(?:notiz|meldung|nachricht)',
    'abwesend',
    'außer haus',
    'ausser haus',
  ].join('|')})\\s*(?:$|[:!.,–—-])`,
  'i',
);

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

/**
 * Sorts a mail by its headers and by what SES found in it. `envelope` is the message as it arrived, `mail` the one that certified
 * mail carries, else the same.
 */
export function sortMail(
  envelope: ArrivedMail,
  mail: ArrivedMail,
  certified: CertifiedMail | undefined,
  own: OwnAddresses,
): MailVerdict {
  const { from, subject, contentType } = mail;
  // A scan that could not end counts as found: a file is not harmless because it is strange.
  if (valuesOf([envelope], 'x-ses-virus-verdict').some((found) => /^(?:fail|gray|processing_failed)$/.test(found))) {
    return { is: 'held', because: 'virus' };
  }
  if (certified?.is === 'receipt') return { is: 'recorded', because: 'certified-receipt' };
  if (isOurOwn(mail, own)) return { is: 'recorded', because: 'loop' };
  if (from !== undefined && isOwnAddress(from.address, own)) return { is: 'held', because: 'loop' };
  // RFC 5321 section 6.3: a mail that has come so far goes in circles.
  if (valuesOf([envelope], 'received').length > 50) return { is: 'held', because: 'loop' };
  // Certified mail is owed a protocol number whoever or whatever wrote it (CAD art. 40-bis).
  if (certified?.is === 'transport') return { is: 'person' };
  const nobody = valuesOf([envelope, mail], 'return-path').includes('<>');
  const isReport = contentType === 'multipart/report' || contentType === 'message/delivery-status';
  if (isReport || (from !== undefined && daemon.test(from.address)) || (nobody && returnedSubject.test(subject))) {
    return { is: 'recorded', because: 'bounce' };
  }
  if (valuesOf([envelope], 'x-ses-spam-verdict').includes('fail')) return { is: 'held', because: 'spam' };
  return byMachine(mail, nobody);
}

function byMachine(mail: ArrivedMail, nobody: boolean): MailVerdict {
  const { headers, subject } = mail;
  const submitted = valuesOf([mail], 'auto-submitted').map((value) => value.split(/[;\s]/)[0] ?? '');
  const precedence = valuesOf([mail], 'precedence');
  const isReply =
    submitted.includes('auto-replied') ||
    precedence.some((value) => /^auto[_-]?reply$/.test(value)) ||
    ['x-autoreply', 'x-autorespond', 'x-autoreply-from', 'x-mail-autoreply'].some((name) => headers.has(name)) ||
    nobody;
  if (isReply) return { is: 'recorded', because: 'auto-reply' };
  const isMachine =
    submitted.some((value) => value !== 'no' && value !== '') ||
    precedence.some((value) => /^(?:bulk|junk|list)$/.test(value)) ||
    headers.has('list-id') ||
    headers.has('list-unsubscribe') ||
    // Words of a subject are a hint, not a proof: a person looks.
    awaySubject.test(subject);
  return isMachine ? { is: 'held', because: 'machine' } : { is: 'person' };
}

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
 * Whether whoever a mail claims to be from may be believed, by what SES found (`Authentication-Results` of RFC 8601 under its own
 * name; any other server's line could be the sender's invention). Nothing found is not a forgery: then the two facts decide.
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

/** Where a person's mail may be answered: its sender, else who it names for replies; undefined where nobody would read it. */
export function answerableAddress({ from, replyTo }: ArrivedMail, own: OwnAddresses): string | undefined {
  return [from, replyTo]
    .map((mailbox) => mailbox?.address)
    .find(
      (address) =>
        address !== undefined &&
        !unread.test(address) &&
        !daemon.test(address) &&
        !isOwnAddress(address, own) &&
        /^[a-z0-9._'+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(address),
    );
}
