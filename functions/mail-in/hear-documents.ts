import { inflateRawSync } from 'node:zlib';
import { textOfHtml } from './rules/html-text.ts';
import type { OpenedMail } from './rules/open-mail.ts';

/** Documents of one mail that are listened to, bytes of one, and bytes of the text in it once it is unpacked. */
const mostDocuments = 3;
const largestDocument = 10_485_760;
const largestText = 4_000_000;
/** Characters of a document that are heard. */
const longestHeard = 100_000;

/** Where Word (ECMA-376) and OpenDocument (ISO 26300) keep the words of a letter. */
const wordsInside = ['word/document.xml', 'content.xml'];
const breaks = /<\/(?:w:p|text:p|text:h)>|<(?:w:br|w:cr|w:tab|text:line-break|text:tab|text:s)\b[^<>]*>/g;

/**
 * The unpacked content of an entry of a ZIP archive; undefined where the archive has none of that name or is no sound
 * archive, and where it would be more than any letter is.
 */
function entryOf(zip: Buffer, wanted: readonly string[]): string | undefined {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + 22 > zip.length) return undefined;
  let at = zip.readUInt32LE(end + 16);
  for (let left = Math.min(zip.readUInt16LE(end + 10), 2_000); left > 0 && at + 46 <= zip.length; left -= 1) {
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    if (wanted.includes(zip.toString('utf8', at + 46, at + 46 + nameLength))) {
      const [method, size, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
      if (local + 30 > zip.length) return undefined;
      const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const packed = zip.subarray(begin, begin + size);
      const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: largestText });
      return content.subarray(0, largestText).toString('utf8');
    }
    at += 46 + nameLength + extra + comment;
  }
  return undefined;
}

const western = new TextDecoder('windows-1252');

/** The words of rich text (RTF 1.9), without its control words; what is no word of the letter harms no ear. */
const wordsOfRichText = (bytes: Buffer): string =>
  western
    .decode(bytes.subarray(0, largestText))
    .replace(/\\u(-?\d{1,6})\s?(?:\\'[0-9a-f]{2}|\?)?/gi, (_, code) => String.fromCharCode(Number(code) & 0xffff))
    .replace(/\\'([0-9a-f]{2})/gi, (_, hex) => western.decode(Buffer.from(hex, 'hex')))
    .replace(/\\(?:par|line|tab|cell|row)\b\s?/g, '\n')
    .replace(/\\[a-z]{1,32}-?\d{0,10}\s?|[{}]/gi, '');

/** What a letter of an office program says; undefined for any other file, and for one that nobody can unpack. */
export function textOfDocument(given: Uint8Array): string | undefined {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.toString('latin1', 0, 5) === '{\\rtf') return wordsOfRichText(bytes);
  if (bytes.toString('latin1', 0, 2) !== 'PK') return undefined;
  try {
    const xml = entryOf(bytes, wordsInside);
    return (
      xml &&
      textOfHtml(
        xml
          .replace(breaks, '\n')
          .replace(/<[^<>]*>/g, '')
          .replaceAll('\n', '<br>'),
      )
    );
  } catch {
    // No sound archive, or more in it than any letter says.
    return undefined;
  }
}

/** The mail with what its letters of office programs say, for the ear alone, after all else. */
export function withDocumentsHeard(opened: OpenedMail): OpenedMail {
  let { sent } = opened;
  let heard = 0;
  for (const { bytes } of opened.files) {
    const text = bytes.length <= largestDocument && heard < mostDocuments ? textOfDocument(bytes)?.trim() : undefined;
    if (!text) continue;
    heard += 1;
    sent += `\n\n${text.slice(0, longestHeard)}`;
  }
  return { ...opened, sent };
}
