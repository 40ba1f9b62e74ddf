import { SaxesParser } from 'saxes';
import { textOfFile } from '../../../shared/core/charset.ts';
import { present } from '../../../shared/core/present.ts';
import { cleanLine } from './plain-text.ts';
import type { ArrivedMail, MailFile } from './read-mail.ts';

/** The largest `daticert.xml` that is read, in bytes: real ones have a few thousand. */
const largestData = 256 * 1024;

/**
 * What certified mail says of a message: `transport` carries somebody's mail, `anomaly` one that was not certified, a
 * receipt tells of one of ours.
 */
export type CertifiedMail = {
  is: 'transport' | 'anomaly' | 'receipt';
  /** What a receipt says, in the provider's word: `accettazione`, `avvenuta-consegna`, `errore-consegna`, … */
  receipt?: string;
  identifier: string;
  provider?: string;
  /** Who sent the certified message, as the provider knows; lower case. */
  sender?: string;
  /** Message-ID of the mail that a receipt is about. */
  about?: string;
  /** The mail that was carried, whole. */
  carried?: MailFile;
};

/** What `daticert.xml` says: the first text of each element, and under `tipo` what it is about. */
type Data = Map<string, string>;

/**
 * Recognises certified mail (PEC: DPR 68/2005, DM 2 November 2005, technical rules 6.1 to 6.5) by the provider's
 * headers and its certification data; undefined for ordinary mail, whatever is attached to it. The provider's signature
 * is not verified here: the provider that delivers into the service's own certified mailbox has done so. Until then
 * anybody may have written it, so that nothing in it proves who its sender is.
 */
export function certifiedMail({
  headers,
  from,
  files,
  contentType,
  messageId,
  follows,
  subject,
  replyTo,
}: ArrivedMail): CertifiedMail | undefined {
  const header = (name: string) => headers.get(name)?.[0]?.trim();
  // A provider writes in its own name, on behalf of the sender.
  if (from === undefined || !(/^posta-?certificata@/.test(from.address) || /\bper conto di\b/i.test(from.name)))
    return undefined;
  const named = (name: string) => files.find(({ fileName }) => fileName?.toLowerCase() === name);
  const carried = named('postacert.eml') ?? files.find(({ declared }) => declared === 'message/rfc822');
  const certificate = named('daticert.xml');
  const certification = certificationData(certificate?.bytes);
  const said = (name: string) => certification?.get(name);
  // Gateways strip the provider's headers: then its data tell what the message is, or the word that its subject begins
  // with.
  const told = said('tipo')?.toLowerCase() ?? kindInSubject(subject);
  const transport = header('x-trasporto')?.toLowerCase() ?? (told === 'posta-certificata' ? told : undefined);
  const ofReceipt = told === undefined || told === 'posta-certificata' ? undefined : told;
  const receipt = header('x-ricevuta')?.toLowerCase() ?? (transport === undefined ? ofReceipt : undefined);
  if (transport === undefined && receipt === undefined) return undefined;
  // Whatever a provider writes is signed, has its data with it, or carries the message that it is about (technical
  // rules, 6.3 to 6.5).
  const isWhole = contentType === 'multipart/signed' || certificate !== undefined || carried !== undefined;
  if (!isWhole && receipt === undefined) return undefined;
  const sender = said('mittente')?.toLowerCase() ?? (certificate === undefined ? replyTo?.address : undefined);
  const provider = said('gestore-emittente');
  const reference = header('x-riferimento-message-id') ?? said('msgid') ?? follows[0];
  const about =
    reference === undefined ? undefined : (/<([^<>\s]{1,300})>/.exec(reference)?.[1] ?? reference).slice(0, 300);
  const is =
    receipt === 'anomalia'
      ? 'anomaly'
      : receipt !== undefined
        ? 'receipt'
        : transport === 'posta-certificata'
          ? 'transport'
          : 'anomaly';
  // A transport without the mail it carries is nobody's message, and a receipt whose data speak of something else is
  // none.
  if (is !== 'receipt' && carried === undefined) return undefined;
  const tells = said('tipo')?.toLowerCase();
  if (is === 'receipt' && tells !== undefined && tells !== receipt) return undefined;
  return {
    is,
    ...(receipt === undefined ? {} : { receipt: cleanLine(receipt, 60) }),
    identifier: cleanLine(said('identificativo') ?? messageId ?? '', 300),
    ...(provider === undefined ? {} : { provider: cleanLine(provider, 200) }),
    ...(sender === undefined || !/^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/.test(sender) ? {} : { sender }),
    ...present({ about }),
    ...(carried === undefined || is === 'receipt' ? {} : { carried }),
  };
}

/**
 * What each kind of message is called at the beginning of its subject (technical rules, 6.3 to 6.5), and in the
 * provider's data.
 */
const kindsInSubject: readonly (readonly [subject: RegExp, kind: string])[] = [
  [/^posta certificata\s*:/i, 'posta-certificata'],
  [/^anomalia messaggio\s*:/i, 'anomalia'],
  [/^non accettazione\b/i, 'non-accettazione'],
  [/^accettazione\s*:/i, 'accettazione'],
  [/^(?:avvenuta )?consegna\s*:/i, 'avvenuta-consegna'],
  [/^(?:avviso di )?(?:pre-?avviso )?mancata consegna\b|^preavviso\b/i, 'errore-consegna'],
  [/^presa in carico\s*:/i, 'presa-in-carico'],
  [/^(?:rilevazione|problema di sicurezza|avviso di (?:virus|sicurezza))\b/i, 'rilevazione-virus'],
];

const kindInSubject = (subject: string) => kindsInSubject.find(([words]) => words.test(subject.trim()))?.[1];

/**
 * Reads certification data; a DOCTYPE, an entity or anything that is not XML makes it unreadable, and then it says
 * nothing.
 */
function certificationData(bytes: Uint8Array | undefined): Data | undefined {
  if (bytes === undefined || bytes.length > largestData) return undefined;
  const certification: Data = new Map();
  const open: string[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('a DOCTYPE is not allowed');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > 16 || certification.size > 500) throw new Error('too much');
    if (open.length === 0 && attributes['tipo'] !== undefined)
      certification.set('tipo', attributes['tipo'].trim().slice(0, 60));
    open.push(name);
  });
  const add = (text: string) => {
    const name = open.at(-1) as string;
    if (open.length > 1 && text.trim() !== '' && !certification.has(name))
      certification.set(name, text.trim().slice(0, 500));
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    open.pop();
  });
  try {
    parser.write(textOfFile(bytes)).close();
    return certification;
  } catch {
    return undefined;
  }
}

/** What S/MIME calls the mail's own signature and the whole mail when it is signed: no document of the sender's. */
const ofTheMail = /^(?:daticert\.xml|smime\.p7[sm])$/i;

/**
 * The files of a mail but for its own signature; anybody else's, and certification data that somebody sends as proof,
 * are files.
 */
export const filesFor = ({ contentType, files }: ArrivedMail): MailFile[] =>
  contentType === 'multipart/signed' ? files.filter(({ declared }) => !signatureType.test(declared)) : [...files];
const signatureType = /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature)$/;

/**
 * Whether the mail is signed by its sender (S/MIME, RFC 8551); a provider's signature on certified mail is not the
 * sender's.
 */
export function isSignedMail({ contentType, headers }: ArrivedMail): boolean {
  const type = headers.get('content-type')?.[0]?.toLowerCase() ?? '';
  if (contentType === 'multipart/signed') return /pkcs7-signature/.test(type);
  return /^application\/(?:x-)?pkcs7-mime$/.test(contentType) && !/smime-type="?(?:enveloped|authenveloped)/.test(type);
}

/** The first bytes of a file as text, without a byte-order mark and blank lines before. */
const beginningOf = (bytes: Uint8Array): string =>
  new TextDecoder('latin1')
    .decode(bytes.subarray(0, 4_096))
    .replace(/^(?:\u00ef\u00bb\u00bf)?\s+|^\u00ef\u00bb\u00bf/, '');

/**
 * Whether bytes are a signed container (CMS, RFC 5652): as DER, in base64, or in base64 between lines that say so (RFC
 * 7468).
 */
function isContainer(bytes: Uint8Array): boolean {
  const beginning = beginningOf(bytes);
  return (
    bytes[0] === 0x30 ||
    /^MI[A-Za-z0-9+/\r\n]{20}/.test(beginning) ||
    /^-----BEGIN (?:PKCS ?#?7|CMS)(?: SIGNED DATA)?-----/.test(beginning)
  );
}

/** How XAdES (ETSI EN 319 132-1) tells itself: an XML signature with qualifying properties of its namespace. */
const xadesNamespace = 'http://uri.etsi.org/01903/';
const xmlSignature = 'http://www.w3.org/2000/09/xmldsig#';

/**
 * Whether a file is itself a signed document, or the signature of one beside it: CAdES (`.p7m`, `.p7s`), a PDF with a
 * signature in it (PAdES) or signed XML (XAdES), as eIDAS knows them. The signature itself is not verified here.
 */
export function isSignedDocument({ fileName = '', declared, bytes }: MailFile): boolean {
  if (ofTheMail.test(fileName)) return false;
  if (/\.p7[ms]$/i.test(fileName) || /^application\/(?:x-)?pkcs7-(?:mime|signature)$/.test(declared))
    return isContainer(bytes);
  const isPdf = beginningOf(bytes).slice(0, 1_024).includes('%PDF-');
  const isXml =
    /\.(?:xml|xades|xsig)$/i.test(fileName) || /\bxml$/.test(declared) || beginningOf(bytes).startsWith('<?xml');
  if (!isPdf && !isXml) return false;
  const text = new TextDecoder('latin1').decode(bytes);
  if (isXml) return text.includes(xmlSignature) && text.includes(xadesNamespace);
  return text.includes('/ByteRange') && /\/SubFilter\s*\/(?:ETSI\.CAdES\.detached|adbe\.pkcs7\.detached)/.test(text);
}
