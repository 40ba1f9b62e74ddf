import type { StageMail } from '../../local/stage-interface.ts';

/** A mail as its reader's program shows it. */
export type ReadMail = { to: string[]; headers: Map<string, string>; text: string; html: string };

function decodedWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, encoding: string, words: string) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(words, 'base64').toString('utf8')
        : quotedPrintable(words.replaceAll('_', ' ')),
    );
}

function quotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function split(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  const headers = new Map<string, string>();
  for (const line of raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).toLowerCase(), decodedWords(line.slice(colon + 1).trim()));
  }
  return { headers, body: raw.slice(end + 4) };
}

function content({ headers, body }: { headers: Map<string, string>; body: string }): string {
  switch (headers.get('content-transfer-encoding')?.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable':
      return quotedPrintable(body);
    default:
      return body;
  }
}

type Part = ReturnType<typeof split>;

/** The parts of a part, those within them too (RFC 2046 section 5.1). */
function partsOf({ headers, body }: Part): Part[] {
  const boundary = /^multipart\/.*boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) return [{ headers, body }];
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part) => partsOf(split(part.replace(/^\r\n/, ''))));
}

/** Reads a mail of text and HTML (RFC 2045, RFC 2046), whatever files it carries. */
export function readMail({ to, raw }: StageMail): ReadMail {
  const { headers, body } = split(raw);
  const parts = partsOf({ headers, body });
  const part = (type: string) =>
    parts
      .filter((each) => each.headers.get('content-type')?.startsWith(type))
      .map((each) => content(each))
      .join('');
  return { to, headers, text: part('text/plain').replaceAll('\r\n', '\n'), html: part('text/html') };
}

/** The code that a receipt is about: its Message-ID names it. */
export const codeOfReceipt = ({ raw }: StageMail): string =>
  /^message-id:\s*<([^.>]+)\.receipt@/im.exec(raw)?.[1] ?? '';

/**
 * The mails that leave for what somebody did: a wake sends the next name on the list another one every three minutes
 * until somebody answers, and on the first days of a month editors are told of the one before.
 */
export const exceptWakes = (mails: StageMail[]): StageMail[] =>
  mails.filter((mail) => !/\/wakes\//.test(readMail(mail).text) && !/^message-id:\s*<digest-/im.test(mail.raw));
