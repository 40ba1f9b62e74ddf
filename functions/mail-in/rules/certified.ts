import { SaxesParser } from 'saxes';
import { present } from '../../../shared/core/present.ts';
import { cleanLine } from './plain-text.ts';
import type { ArrivedMail, MailFile } from './read-mail.ts';
import { textOfFile } from './text-part.ts';

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
}: ArrivedMail): CertifiedMail | undefined {
  const header = (name: string) => headers.get(name)?.[0]?.trim();
  const transport = header('x-trasporto')?.toLowerCase();
  const receipt = header('x-ricevuta')?.toLowerCase();
  if (transport === undefined && receipt === undefined) return undefined;
  // A provider writes in its own name, on behalf of the sender.
  if (from === undefined || !(/^posta-certificata@/.test(from.address) || /\bper conto di\b/i.test(from.name)))
    return undefined;
  const named = (name: string) => files.find(({ fileName }) => fileName?.toLowerCase() === name);
  const carried = named('postacert.eml') ?? files.find(({ declared }) => declared === 'message/rfc822');
  const certificate = named('daticert.xml');
  // Whatever a provider writes is signed and has its data with it (technical rules, 6.3 to 6.5).
  if (contentType !== 'multipart/signed' && certificate === undefined) return undefined;
  const data = certificationData(certificate?.bytes);
  const said = (name: string) => data?.get(name);
  const sender = said('mittente')?.toLowerCase();
  const provider = said('gestore-emittente');
  const reference = header('x-riferimento-message-id') ?? said('msgid') ?? follows[0];
  const about =
    reference === undefined ? undefined : (/<([^<>\s]{1,300})>/.exec(reference)?.[1] ?? reference).slice(0, 300);
  const is = receipt !== undefined ? 'receipt' : transport === 'posta-certificata' ? 'transport' : 'anomaly';
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
 * Reads certification data; a DOCTYPE, an entity or anything that is not XML makes it unreadable, and then it says
 * nothing.
 */
function certificationData(bytes: Uint8Array | undefined): Data | undefined {
  if (bytes === undefined || bytes.length > largestData) return undefined;
  const data: Data = new Map();
  const open: string[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('a DOCTYPE is not allowed');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > 16 || data.size > 500) throw new Error('too much');
    if (open.length === 0 && attributes['tipo'] !== undefined) data.set('tipo', attributes['tipo'].trim().slice(0, 60));
    open.push(name);
  });
  const add = (text: string) => {
    const name = open.at(-1) as string;
    if (open.length > 1 && text.trim() !== '' && !data.has(name)) data.set(name, text.trim().slice(0, 500));
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    open.pop();
  });
  try {
    parser.write(textOfFile(bytes)).close();
    return data;
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

/**
 * Whether a file is itself a signed document: CAdES (`.p7m`) or a PDF with a signature in it (PAdES), as eIDAS knows
 * them.
 */
export function isSignedDocument({ fileName = '', declared, bytes }: MailFile): boolean {
  if (ofTheMail.test(fileName)) return false;
  // A signed container begins as DER or as base64 of it.
  if (/\.p7m$/i.test(fileName) || /^application\/(?:x-)?pkcs7-mime$/.test(declared))
    return bytes[0] === 0x30 || bytes[0] === 0x4d;
  if (bytes[0] !== 0x25 || bytes[1] !== 0x50 || bytes[2] !== 0x44 || bytes[3] !== 0x46) return false;
  const text = new TextDecoder('latin1').decode(bytes);
  return text.includes('/ByteRange') && /\/SubFilter\s*\/(?:ETSI\.CAdES\.detached|adbe\.pkcs7\.detached)/.test(text);
}
