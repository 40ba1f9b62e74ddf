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
  /** Whom a receipt's message was sent to first, and what went wrong, in the provider's word (`no-dest`, `virus`, …). */
  recipient?: string;
  error?: string;
  /** Message-ID of the mail that a receipt is about. */
  about?: string;
  /** The mail that was carried, whole. */
  carried?: MailFile;
};

/** What `daticert.xml` says: the first text of each element, and under `tipo` and `errore` what its root says. */
type Data = Map<string, string>;

/**
 * What a provider of certified mail writes from in its own name (technical rules of DM 2 November 2005, 6.3): nobody
 * reads it.
 */
const providersRobot = /^(?:posta[-._]?certificata|gestore[-._]?pec|assistenza[-._]?pec|ricevut[ae][-._]?pec)@/i;

/** Whether a provider wrote in its own name: as its robot, or on behalf of somebody whose address it names. */
export const isProvidersRobot = ({ address, name }: NonNullable<ArrivedMail['from']>): boolean =>
  providersRobot.test(address) || /^["']?per conto di\s*:?\s*\S+@\S/i.test(name);

/** Whether a provider may have written, in its own name or on behalf of the sender. */
const isOfProvider = (from: ArrivedMail['from']): from is NonNullable<ArrivedMail['from']> =>
  from !== undefined && (isProvidersRobot(from) || /\bper conto di\b/i.test(from.name));

const isAddress = (text: string | undefined): text is string =>
  text !== undefined && /^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/.test(text);

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
  messageId,
  follows,
  subject,
  replyTo,
}: ArrivedMail): CertifiedMail | undefined {
  const header = (name: string) => headers.get(name)?.[0]?.trim();
  if (!isOfProvider(from)) return undefined;
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
  const sender = said('mittente')?.toLowerCase() ?? (certificate === undefined ? replyTo?.address : undefined);
  const [recipient, error] = [said('destinatari')?.toLowerCase(), said('errore')?.toLowerCase()];
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
    ...(isAddress(sender) && { sender }),
    ...(is === 'receipt' && isAddress(recipient) && { recipient }),
    ...(is === 'receipt' && error !== undefined && { error }),
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

/** What gateways write before a subject: `[EXT]`, `***SPAM***`. */
const marks = /^(?:\s*(?:\[[^\]]{1,40}\]|\*{2,}[^*]{1,40}\*{2,}))+/;

const kindInSubject = (subject: string) =>
  kindsInSubject.find(([words]) => words.test(subject.replace(marks, '').trim()))?.[1];

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
    if (open.length === 0 && attributes['errore'] !== undefined)
      certification.set('errore', attributes['errore'].trim().slice(0, 60));
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

/** Bytes of a file in which its kind shows. */
const longestBeginning = 4_096;

/** The first bytes of a file as text, without a byte-order mark and blank lines before. */
const beginningOf = (bytes: Uint8Array): string =>
  new TextDecoder('latin1')
    .decode(bytes.subarray(0, longestBeginning))
    .replace(/^(?:\u00ef\u00bb\u00bf)?\s+|^\u00ef\u00bb\u00bf/, '');

/** Base64 of what begins as a container in DER or BER does, also where two programs on the way have encoded it. */
const base64Container = /^\s*(?:MI|TU[k-n])[A-Za-z0-9+/\s]{20}/;

/**
 * Whether bytes are a signed container (CMS, RFC 5652): as DER, in base64, or in base64 between lines that say so (RFC
 * 7468), below whatever head a program has left before it.
 */
function isContainer(bytes: Uint8Array): boolean {
  if (bytes[0] === 0x30) return true;
  const beginning = beginningOf(bytes);
  if (base64Container.test(beginning)) return true;
  if (/-----BEGIN (?:PKCS ?#?7|CMS|SIGNED MESSAGE)(?: SIGNED DATA)?-----/i.test(beginning)) return true;
  const head = /\r?\n\r?\n/.exec(beginning);
  return head !== null && base64Container.test(beginning.slice(head.index));
}

/** How signed data name themselves (RFC 5652, section 5.1), as the first thing in a container. */
const signedData = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

/** Whether bytes are signed data, whatever the file is called. */
function isSignedData(bytes: Uint8Array): boolean {
  const at = bytes[0] === 0x30 ? bytes.subarray(0, 8).indexOf(0x06) : -1;
  return at > 0 && signedData.every((byte, place) => bytes[at + place] === byte);
}

/** How XAdES (ETSI EN 319 132-1) tells itself: an XML signature with qualifying properties of its namespace. */
const xadesNamespace = 'http://uri.etsi.org/01903/';
const xmlSignature = 'http://www.w3.org/2000/09/xmldsig#';

/** What a PDF calls the kinds of signature in it (ISO 32000-2, table 255), a letter perhaps written by its number. */
const signatureInPdf = /^(?:ETSI\.CAdES\.detached|adbe\.pkcs7\.(?:detached|sha1)|adbe\.x509\.rsa_sha1)$/;

function isSignedPdf(text: string): boolean {
  if (!text.includes('/ByteRange')) return false;
  return [...text.matchAll(/\/SubFilter\s{0,20}\/([A-Za-z0-9._#]{1,60})/g)].some(([, name = '']) =>
    signatureInPdf.test(
      name.replace(/#([0-9a-f]{2})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16))),
    ),
  );
}

/** A container of documents with the signatures beside them (ASiC, ETSI EN 319 162-1): its names stand open in it. */
const signatureInZip = /META-INF\/[^/]{0,60}signature[^/]{0,60}\.(?:xml|p7s)/i;

function isSignedZip(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  const ends = [bytes.subarray(0, 65_536), bytes.subarray(Math.max(0, bytes.length - 65_536))];
  return ends.some((end) => signatureInZip.test(new TextDecoder('latin1').decode(end)));
}

/** Names of files that hold certificates and no document. */
const onlyCertificates = /\.(?:p7b|p7c|cer|crt|der|spc)$/i;

/**
 * Whether a file is itself a signed document, or the signature of one beside it: CAdES (`.p7m`, `.p7s`), a PDF with a
 * signature in it (PAdES), signed XML (XAdES) or a container of both (ASiC), as eIDAS knows them, by what is in it
 * rather than by its name. The signature itself is not verified here.
 */
export function isSignedDocument({ fileName = '', declared, bytes }: MailFile): boolean {
  if (ofTheMail.test(fileName) || onlyCertificates.test(fileName)) return false;
  if (isSignedData(bytes) || isSignedZip(bytes)) return true;
  if (/\.p7[ms](?:$|[^a-z0-9])/i.test(fileName) || /^application\/(?:x-)?pkcs7-(?:mime|signature)$/.test(declared))
    return isContainer(bytes);
  const beginning = beginningOf(bytes);
  if (beginning.slice(0, 1_024).includes('%PDF-')) return isSignedPdf(new TextDecoder('latin1').decode(bytes));
  const isXml = /\.(?:xml|xades|xsig)$/i.test(fileName) || /\bxml$/.test(declared) || beginning.startsWith('<');
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!isXml && !isWide) return false;
  const text = isWide ? textOfFile(bytes) : new TextDecoder('latin1').decode(bytes);
  return text.includes(xmlSignature) && text.includes(xadesNamespace);
}
