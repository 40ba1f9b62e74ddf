import type { Document } from '../../../shared/contracts/arrival.ts';
import type { AcceptedContact, ContactAccepted } from '../../../shared/contracts/contact.ts';
import type { Kind } from '../../../shared/contracts/kind.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { maximumTextLength } from '../../../shared/contracts/text.ts';
import { answerDueAt } from '../../../shared/core/cases/charter.ts';
import { type Hmac, mintCode } from '../../../shared/core/cases/receipt-code.ts';
import type { Sha256 } from '../../../shared/core/chain.ts';
import type { LifeFirstRules } from '../../../shared/core/danger/danger.ts';
import { foldText } from '../../../shared/core/danger/fold-text.ts';
import type { HoursPeriod } from '../../../shared/core/hours/calendar.ts';
import { present } from '../../../shared/core/present.ts';
import { mailInTexts } from '../../../shared/texts/mails/mail-in.ts';
import { isSignedDocument, isSignedMail } from './certified.ts';
import { dangerInMail } from './heard-in-mail.ts';
import { languageOf } from './mail-language.ts';
import type { OpenedMail } from './open-mail.ts';
import { type ArrivedMail, type MailFile, mailboxText } from './read-mail.ts';
import { isSenderBelieved } from './sender-results.ts';
import { answerableAddress, type OwnAddresses } from './sort-mail.ts';

/** Characters kept of what a mail quotes: the case has those words already, and one message stays far below 200 KB. */
const longestQuote = 10_000;
const longestSignature = 2000;
/** Files kept with a case, and bytes of one; what is more or larger stays in the whole message. */
const mostFiles = 25;
const largestFile = 10_485_760;

/** A file of a mail that is to be kept: `type` as it will be kept, `sha256` of its bytes as hex. */
export type LookedInto = { file: MailFile; type: string; sha256: string };

/** The files of a mail that can be kept beside it, in their order. */
export const keepable = (files: readonly MailFile[]): MailFile[] =>
  files.filter(({ bytes }) => bytes.length > 0 && bytes.length <= largestFile).slice(0, mostFiles);

/** What words of a subject say that somebody wants; the first that a service takes counts. */
const hints: readonly [kind: Kind, words: RegExp][] = [
  ['complaint', /\b(?:reclam[oi]|complaint|beschwerde)\b/],
  ['report', /\b(?:segnalazion[ei]|segnalo|report(?:ing)? (?:a|an|of)|meldung)\b/],
  [
    'help-offer',
    /\b(?:offr(?:o|iamo|ire) (?:aiuto|disponibilita)|offerta di aiuto|offer(?:ing)? (?:of )?help|hilfsangebot)\b/,
  ],
  ['accessibility', /\b(?:accessibilita|accessibility|barrierefreiheit)\b/],
];

function kindOf(subject: string, formal: boolean, { kinds }: PreparedService): Kind {
  const takes = (kind: Kind) => kinds.some((allowed) => allowed.kind === kind);
  const folded = foldText(subject);
  const hinted = hints.find(([kind, words]) => takes(kind) && words.test(folded))?.[0];
  if (formal && takes('instance')) return 'instance';
  return hinted ?? (takes('information') ? 'information' : (kinds[0] as PreparedService['kinds'][number]).kind);
}

/** Whether only whoever has a key can read a mail (RFC 8551, RFC 3156). */
const isEncrypted = ({ contentType, headers }: ArrivedMail) =>
  contentType === 'multipart/encrypted' ||
  (/^application\/(?:x-)?pkcs7-mime$/.test(contentType) &&
    /enveloped-data/i.test(headers.get('content-type')?.[0] ?? ''));

/** The line that begins what only whoever has a key can read, between plain lines (RFC 9580, section 6.2). */
const encryptedLines = /^-----BEGIN PGP MESSAGE-----\s*$/m;

function quotedOf(quoted: string, language: AcceptedContact['language']): string {
  if (quoted.length <= longestQuote) return quoted;
  const { rest } = mailInTexts[language];
  return `${quoted.slice(0, longestQuote - 100).toWellFormed()}\n\n${rest}`;
}

function messageOf({ mail, envelope, text }: OpenedMail, language: AcceptedContact['language'], files: number): string {
  const texts = mailInTexts[language];
  const saysNothing = text.words === '' && mail.readable && envelope.readable && files === 0;
  const notes = [
    ...(saysNothing ? [text.quoted === '' ? texts.empty : texts.onlyQuoted] : []),
    ...(mail.readable && envelope.readable ? [] : [texts.unreadable]),
    ...((text.words === '' && isEncrypted(mail)) || encryptedLines.test(text.words) ? [texts.encrypted] : []),
    ...(text.words === '' && mail.contentType === 'text/calendar' ? [texts.calendar] : []),
  ];
  const room = maximumTextLength - 200;
  const words = text.words.length <= room ? text.words : `${text.words.slice(0, room).toWellFormed()}\n\n${texts.rest}`;
  return [words, ...notes].filter((part) => part !== '').join('\n\n');
}

/**
 * Accepts a mail as a contact. The same message, to however many of our addresses and however often delivered, is the
 * same contact; the same Message-ID with other content is another. Its `email` is there only where an answer would
 * reach a person: a machine, a forged sender or an address that nobody reads stays in `name` alone. `joins` is the case
 * it certainly belongs to.
 */
export function acceptMail(input: {
  opened: OpenedMail;
  definition: PreparedService;
  own: OwnAddresses;
  rules: LifeFirstRules;
  periods: readonly HoursPeriod[];
  /** ISO instant. */
  receivedAt: string;
  original: { key: string; sha256: string; bytes: number };
  kept: readonly LookedInto[];
  joins: string | undefined;
  /** Whether it answers one of the service's own mails. */
  answersUs: boolean;
  /** False for what a machine wrote, whoever has released it. */
  answerable: boolean;
  hmac: Hmac;
  sha256: Sha256;
}): { accepted: ContactAccepted; documents: readonly { document: Document; bytes: Uint8Array }[] } {
  const { opened, definition, own, rules, periods, receivedAt, original, kept, joins, hmac, sha256 } = input;
  const { envelope, certified, mail, text, files } = opened;
  const different = kept.filter((one, at) => kept.findIndex((other) => other.sha256 === one.sha256) === at);
  const content = sha256(JSON.stringify([mail.subject, text.words, ...different.map((file) => file.sha256).sort()]));
  const messageId = certified?.is === 'transport' ? certified.identifier : mail.messageId;
  const code = mintCode(
    definition.codePrefix,
    messageId ? `mail|${messageId}|${mail.from?.address ?? ''}|${content}` : `mail|${original.sha256}`,
    hmac,
  );
  const documents = different.map(({ file, type, sha256: digest }) => ({
    document: {
      // Two cases with one file keep two: erasing one leaves the other.
      document: sha256(`${code}|${digest}`).slice(0, 32),
      contentType: type,
      bytes: file.bytes.length,
      sha256: digest,
      ...present({ fileName: file.fileName }),
    },
    bytes: file.bytes,
  }));
  const left = files.length - kept.length;

  const channel = certified?.is === 'transport' ? 'pec' : 'email';
  const signed = (certified?.is !== 'receipt' && isSignedMail(mail)) || files.some(isSignedDocument);
  const formal = channel === 'pec' || files.some(isSignedDocument);
  const language = languageOf(`${mail.subject}\n${text.words}`);
  const email = input.answerable && isSenderBelieved(envelope) ? answerableAddress(mail, own) : undefined;
  const danger = dangerInMail(opened, rules, input.answersUs, definition.emergencyStatement);
  const urgent = danger.level === 'lane';
  const name =
    mail.from === undefined ? mail.author : email === mail.from.address ? mail.from.name : mailboxText(mail.from);
  const message = messageOf(opened, language, files.length);
  const contact: AcceptedContact = {
    kind: kindOf(mail.subject, formal, definition),
    requester: 'citizen',
    language,
    ...(name === '' ? {} : { name: name.slice(0, 200) }),
    ...present({ email }),
    ...(mail.subject === '' ? {} : { subject: mail.subject }),
    ...(message === '' ? {} : { message }),
    ...(text.quoted === '' ? {} : { quoted: quotedOf(text.quoted, language) }),
    ...(text.signature === '' ? {} : { signature: text.signature.slice(0, longestSignature).toWellFormed() }),
    ...(messageId ? { reference: messageId.slice(0, 300) } : {}),
  };
  const firstAnswerDueAt = answerDueAt({ kind: contact.kind, receivedAt, definition, periods });
  const accepted: ContactAccepted = {
    contract: 'contact-accepted.v1',
    code,
    service: definition.service,
    channel,
    receivedAt,
    ...present({ firstAnswerDueAt }),
    urgent,
    ...(danger.level !== 'none' && { danger }),
    // A contact that would join itself opens its case.
    ...(joins === undefined || joins === code ? {} : { joins }),
    ...(formal ? { formal } : {}),
    mail: {
      original: original.key.slice(0, 200),
      sha256: original.sha256,
      bytes: original.bytes,
      ...present({ sentAt: mail.sentAt }),
      ...(certified?.is === 'transport'
        ? {
            certified: {
              identifier: certified.identifier,
              ...present({ provider: certified.provider }),
            },
          }
        : {}),
      ...(signed ? { signed } : {}),
      ...(left > 0 ? { left } : {}),
    },
    ...(documents.length > 0 ? { documents: documents.map(({ document }) => document) } : {}),
    contact,
  };
  return { accepted, documents };
}
