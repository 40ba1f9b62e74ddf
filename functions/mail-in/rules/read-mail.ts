import PostalMime, { type Address, type Attachment, addressParser, decodeWords, type Email } from 'postal-mime';
import { charsetOf, mostTextBytes } from '../../../shared/core/charset.ts';
import { unflowed } from './flowed-text.ts';
import { textOfHtml } from './html-text.ts';
import { mendedHead } from './mend-head.ts';
import { cleanLine, cleanText } from './plain-text.ts';

/** Characters of one mail's text that are looked at: ten times what is kept. */
export const longestText = 200_000;
/** Bytes of all headers of a message, its parts' among them: real ones have a hundredth of it. */
const largestHeaders = 256 * 1024;
/** Parts within parts. */
const deepestParts = 50;
/** Lines of 40 MB in base64 as narrow as any program writes them; a mail of more lines is not text and not files. */
const mostLines = 900_000;
/** Lines that look like the start of a part. */
const mostParts = 2000;
/** Bytes of a message that cannot be read as MIME in which its head and its first words are looked for. */
const headOnly = 64 * 1024;

/** Somebody's address, lower case, and the name that stands before it. */
export type Mailbox = { address: string; name: string };

/** A mailbox as people write it: `Ada Bianchi <ada@example.org>`. */
export const mailboxText = ({ name, address }: Mailbox): string => (name === '' ? address : `${name} <${address}>`);

/** A file that came with a mail, before anybody looked into it. */
export type MailFile = { fileName: string | undefined; declared: string; bytes: Uint8Array; inline: boolean };

/** A mail as its sender's program wrote it, in values that can be kept and shown. */
export type ArrivedMail = {
  /** False where the message is no MIME, too deep or too large: then only what its head says is sure. */
  readable: boolean;
  /** Type of the whole message, lower case, without parameters. */
  contentType: string;
  headers: ReadonlyMap<string, readonly string[]>;
  from: Mailbox | undefined;
  /** Whether it names one author, once: of several, programs choose differently. */
  hasOneAuthor: boolean;
  /** Who wrote it, as it stands there, where that is nobody's address. */
  author: string;
  replyTo: Mailbox | undefined;
  /** Everybody it is addressed to, and whom the receiving server names: lower case. */
  to: readonly string[];
  messageId: string | undefined;
  /** Messages that this one answers or follows, newest first. */
  follows: readonly string[];
  sentAt: string | undefined;
  subject: string;
  /** Its words, what it quotes among them. */
  text: string;
  /** What its page says, where its text says something else. */
  page?: string;
  files: readonly MailFile[];
};

/** Reads a message; never throws, and takes time and memory in proportion to its length. */
export async function readMail(given: Uint8Array): Promise<ArrivedMail> {
  const bytes = withReadableHead(given);
  const whole = isOrderly(bytes) ? await parsed(bytes) : undefined;
  if (whole !== undefined && hasContent(whole)) return mailOf(whole, true);
  const body = bodyOf(bytes);
  const stray = body.every(isBlank) ? strayLines(headOf(bytes)) : new Uint8Array();
  if (whole !== undefined && body.every(isBlank) && stray.length === 0) return mailOf(whole, true);
  const head = whole ?? (await parsed(headOf(bytes)));
  const words = await parsed(asPlainText(stray.length > 0 ? stray : body));
  return mailOf({ ...(head ?? nothing), text: words?.text ?? '', html: undefined, attachments: [] }, false);
}

const encoder = new TextEncoder();
const nothing: Email = { headers: [], headerLines: [], attachments: [] };
const isBlank = (byte: number) => byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x09;
const hasContent = ({ text, html, attachments }: Email) =>
  attachments.length > 0 || (text ?? '').trim() !== '' || (html ?? '').trim() !== '';

/** A part of a message, as far as the parser shows it to those who extend it. */
type Part = {
  content: ArrayBuffer | null;
  contentType: { parsed: { value: string; params: Record<string, string> } };
  contentDisposition: { parsed: { value: string; params: Record<string, string> } };
  getTextContent(): string;
};

/** What has no type of its own, or one that is words with marks between. */
const wordsBesides = /^(?:[^/]*|text\/(?:enriched|richtext|(?:x-)?markdown))$/i;

/**
 * The parser, told what it would misread: charsets that are named wrongly or not at all, and flowed text, whose answers
 * it would join to the quotes above them. It has no option for either; the version is pinned, and the corpus shows what
 * it reads.
 */
class MessageParser extends PostalMime {
  isInlineTextNode(part: Part): boolean {
    const { parsed: type } = part.contentType;
    const { parsed: disposition } = part.contentDisposition;
    // A text with a name of its own is a file, wherever a program shows it.
    if (disposition.params['filename'] ?? type.params['name']) return false;
    if (disposition.value !== 'attachment' && wordsBesides.test(type.value)) type.value = 'text/plain';
    const sorting = PostalMime.prototype as unknown as { isInlineTextNode(part: Part): boolean };
    if (!sorting.isInlineTextNode.call(this, part)) return false;
    if (part.content === null) return true;
    part.content = part.content.slice(0, mostTextBytes);
    type.params['charset'] = charsetOf(type.params['charset'] ?? '', new Uint8Array(part.content));
    if (/^flowed$/i.test(type.params['format'] ?? '')) {
      delete type.params['format'];
      const text = unflowed(part.getTextContent(), /^yes$/i.test(type.params['delsp'] ?? ''));
      part.content = encoder.encode(text).buffer;
      type.params['charset'] = 'utf-8';
    }
    return true;
  }
}

async function parsed(bytes: Uint8Array): Promise<Email | undefined> {
  try {
    return await new MessageParser({
      forceRfc822Attachments: true,
      maxNestingDepth: deepestParts,
      maxHeadersSize: largestHeaders,
    }).parse(bytes);
  } catch {
    return undefined;
  }
}

/** Whether a message has so few lines and parts that reading it costs no more than its length. */
function isOrderly(bytes: Uint8Array): boolean {
  let lines = 0;
  let parts = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) {
    lines += 1;
    if (bytes[at + 1] === 0x2d && bytes[at + 2] === 0x2d) parts += 1;
    if (lines > mostLines || parts > mostParts) return false;
  }
  return true;
}

function endOfHead(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(0x0a); at !== -1 && at < headOnly; at = bytes.indexOf(0x0a, at + 1)) {
    if (bytes[at + 1] === 0x0a) return at + 1;
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) return at + 1;
  }
  return Math.min(bytes.length, headOnly);
}

/**
 * A message whose head can be read: line ends that are lines, nothing before the first header, one type, whole words,
 * and UTF-8 where a program wrote accents as they came (RFC 6532 allows no other).
 */
function withReadableHead(given: Uint8Array): Uint8Array {
  const bytes = given.includes(0x0a) ? given : given.map((byte) => (byte === 0x0d ? 0x0a : byte));
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let start = mark;
  while (bytes[start] === 0x0a || bytes[start] === 0x0d) start += 1;
  const message = start === 0 ? bytes : bytes.subarray(start);
  const head = headOf(message);
  const body = message.subarray(head.length);
  const isAscii = head.every((byte) => byte < 0x80);
  const readable = isAscii ? head : joinedBytes(linesOf(head).map((line) => encoder.encode(decodedLine(line))));
  const mended = mendedHead(readable, body);
  return mended === head ? message : joinedBytes([mended, body]);
}

const decodedLine = (line: Uint8Array) =>
  new TextDecoder(charsetOf('', line) || 'utf-8', { ignoreBOM: true }).decode(line);

/** The lines of a text, each with its end. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start) + 1 || bytes.length;
    lines.push(bytes.subarray(start, end));
    start = end;
  }
  return lines;
}

function joinedBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** What stands among the headers and is none: all of a message that has no head. */
function strayLines(head: Uint8Array): Uint8Array {
  const field = /^(?:[!-9;-~]{1,100}[ \t]*:|[ \t]|From |[\r\n]*$)/;
  return joinedBytes(linesOf(head).filter((line) => !field.test(decodedLine(line.subarray(0, 200)))));
}

const headOf = (bytes: Uint8Array) => bytes.subarray(0, endOfHead(bytes));
const bodyOf = (bytes: Uint8Array) => bytes.subarray(endOfHead(bytes), endOfHead(bytes) + headOnly);

const asPlainText = (body: Uint8Array) => joinedBytes([encoder.encode('Content-Type: text/plain\r\n\r\n'), body]);

function mailOf(email: Email, readable: boolean): ArrivedMail {
  const headers = new Map<string, string[]>();
  for (const { key, value } of email.headers) {
    const values = headers.get(key);
    if (values === undefined) headers.set(key, [value.slice(0, 4000)]);
    else if (values.length < 100) values.push(value.slice(0, 4000));
  }
  const { text = '', html = '' } = email;
  const page = textOfHtml(html);
  const says = text.trim() === '' ? 'the page' : whichSays(text, page);
  const words = { 'the text': text, 'the page': page, both: `${text.trimEnd()}\n\n${page}` }[says];
  const besides = says === 'the page' ? text : page;
  const sent = Date.parse(email.date ?? '');
  const written = headers.get('from') ?? [];
  const authors = written.flatMap((value) => addressParser(value, { flatten: true }));
  const from = mailboxOf(email.from) ?? mailboxOf(email.sender);
  return {
    readable,
    contentType: (headers.get('content-type')?.[0] ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? 'text/plain',
    headers,
    from,
    hasOneAuthor: written.length === 1 && authors.length === 1 && (written[0]?.split('<').length ?? 0) <= 2,
    author: from === undefined ? cleanLine(decodeWords((written[0] ?? '').slice(0, 2000)), 200) : '',
    replyTo: mailboxOf(email.replyTo?.[0]),
    to: recipientsOf(headers),
    messageId: identifiersIn(email.messageId ?? '')[0],
    follows: [
      ...new Set([...identifiersIn(email.inReplyTo ?? ''), ...identifiersIn(email.references ?? '').reverse()]),
    ].slice(0, 50),
    sentAt: sent > Date.UTC(1990, 0) && sent < Date.UTC(2200, 0) ? new Date(sent).toISOString() : undefined,
    subject: cleanLine(email.subject ?? '', 500),
    text: cleanText(words, longestText),
    ...(besides.trim() === '' ? {} : { page: cleanText(besides, longestText) }),
    files: email.attachments.filter(({ mimeType }) => !reaction.test(mimeType)).map(fileOf),
  };
}

/** What Gmail sends beside a thumb, for programs that show it at another mail. */
const reaction = /^text\/vnd\.google\.email-reaction\+json$/i;

/** Words of a text that only says where to read the page (`open this mail in a program that understands HTML`). */
const mostStubWords = 30;

/**
 * Which of a text and the page beside it is what the mail says: the page where it says so much more that the text
 * stands for nothing, both where each says something else, so that neither hides the other; else the text.
 */
function whichSays(text: string, page: string): 'the text' | 'the page' | 'both' {
  const wordsIn = (given: string): string[] => given.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [shown, said] = [wordsIn(page), wordsIn(text)];
  if (said.length > mostStubWords || shown.length < 4) return 'the text';
  const onPage = new Set(shown.map((word) => word.toLowerCase()));
  const saysOther = said.filter((word) => onPage.has(word.toLowerCase())).length < said.length / 2;
  const saysMore = shown.length >= said.length + 4 && (saysOther || shown.length > 4 * said.length);
  if (saysMore) return 'the page';
  return saysOther ? 'both' : 'the text';
}

function fileOf({ filename, mimeType, disposition, content, related }: Attachment): MailFile {
  const bytes = typeof content === 'string' ? encoder.encode(content) : new Uint8Array(content);
  const name = cleanLine((filename ?? '').replace(/^.*[/\\]/, ''), 200);
  return {
    fileName: name === '' ? undefined : name,
    declared: cleanLine(mimeType, 100).toLowerCase(),
    bytes,
    inline: related === true || disposition === 'inline',
  };
}

/**
 * What RFC 5321 lets stand in an address, without quoting: whatever else claims to be one cannot be answered anyway.
 */
const addressPattern = /^[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]{1,64}@[a-z0-9\u00a1-\uffff.-]{1,190}$/;

/** A domain as the DNS has it (RFC 5891): `città.example` is `xn--citt-3na.example`. What is none stays as it is. */
function inAscii(domain: string): string {
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain;
}

function mailboxOf(given: Address | undefined): Mailbox | undefined {
  const one = given?.group === undefined ? given : given.group[0];
  // Programs write links of addresses into From, and people end them like a sentence.
  const address = cleanLine(one?.address ?? '', 254)
    .toLowerCase()
    .replace(/^mailto:/, '')
    .replace(/\.$/, '')
    .replace(/(?<=@)[^@]*[^\u0000-\u007f][^@]*$/, inAscii);
  return addressPattern.test(address) ? { address, name: cleanLine(one?.name ?? '', 200) } : undefined;
}

function recipientsOf(headers: ReadonlyMap<string, readonly string[]>): string[] {
  const named = ['to', 'cc', 'delivered-to', 'x-original-to', 'x-forwarded-to', 'envelope-to']
    .flatMap((name) => headers.get(name) ?? [])
    .flatMap((value) => addressParser(value, { flatten: true }))
    .map((address) => mailboxOf(address)?.address);
  const received = (headers.get('received') ?? []).map((value) => /\bfor\s+<?([^\s<>;]+@[^\s<>;]+)>?/.exec(value)?.[1]);
  return [...new Set([...named, ...received].flatMap((address) => address?.toLowerCase() ?? []))].slice(0, 100);
}

/** The message identifiers in a header (RFC 5322 section 3.6.4), without their brackets; a bare word counts as one. */
function identifiersIn(value: string): string[] {
  const clean = cleanLine(value.slice(0, 20_000), 20_000);
  const bracketed = [...clean.matchAll(/<([^<>\s]{1,300})>/g)].map(([, id]) => id as string);
  if (bracketed.length > 0) return bracketed;
  return clean === '' || clean.includes(' ') ? [] : [clean.slice(0, 300)];
}
