/** How a file is recognised without opening it: the type that its content shows, or undefined. */
const magic: readonly [type: string, bytes: readonly number[], at?: number][] = [
  ['application/gzip', [0x1f, 0x8b]],
  ['application/x-7z-compressed', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['application/x-rar-compressed', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['application/x-xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['application/x-bzip2', [0x42, 0x5a, 0x68]],
  ['application/zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

const office: readonly [type: string, name: string][] = [
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'word/document.xml'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xl/workbook.xml'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'ppt/presentation.xml'],
];

/** Bytes at either end of a ZIP archive where the names of its entries stand uncompressed. */
const ends = 64 * 1024;

/**
 * The type of an archive by the bytes that stand open in it; undefined for anything that is no archive. Nothing is ever
 * decompressed, so what an archive would grow to does not matter (zip bombs).
 */
export function archiveType(bytes: Uint8Array): string | undefined {
  const known = magic.find(([, sign]) => sign.every((byte, at) => bytes[at] === byte));
  if (known !== undefined) return known[0];
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b || (bytes[2] !== 0x03 && bytes[2] !== 0x05)) return undefined;
  const decoder = new TextDecoder('latin1');
  const open =
    decoder.decode(bytes.subarray(0, ends)) + decoder.decode(bytes.subarray(Math.max(0, bytes.length - ends)));
  // OpenDocument keeps its type as the first entry, uncompressed (OpenDocument 1.3 part 2, 3.3).
  const document = /^PK[\s\S]{28}mimetype(application\/vnd\.oasis\.opendocument\.[a-z]+)/.exec(open)?.[1];
  return document ?? office.find(([, name]) => open.includes(name))?.[0] ?? 'application/zip';
}

/** Declared types that are kept as they are where the content shows nothing: text, signed documents, messages. */
const harmless =
  /^(?:text\/(?:plain|csv|calendar|vcard)|message\/rfc822|application\/(?:x-)?pkcs7-(?:mime|signature)|application\/(?:xml|json))$/;

/**
 * The type under which a file of a mail is kept: what its content shows (`found`), else what it claims where that is
 * harmless. A page is never kept as a page: no browser of the staff may run what a stranger wrote.
 */
export function keptType(declared: string, fileName: string | undefined, found: string | undefined): string {
  const runs = /html|svg|xhtml|javascript/;
  if (found !== undefined) return runs.test(found) || /xml$/.test(found) ? 'application/octet-stream' : found;
  if (fileName !== undefined && /\.p7m$/i.test(fileName)) return 'application/pkcs7-mime';
  if (declared === 'text/xml') return 'application/xml';
  return harmless.test(declared) && !runs.test(declared) ? declared : 'application/octet-stream';
}
