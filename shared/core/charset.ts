/** Bytes of one text that are looked at: twenty times what is kept. */
export const mostTextBytes = 4_000_000;

/** Charsets in which two letters hardly ever make one of UTF-8: those of one byte a letter. */
const singleByte = /^(?:iso-8859-\d+(?:-i)?|windows-\d+|koi8-[ru]|macintosh|x-mac-cyrillic|ibm866|x-user-defined)$/;
const doubtful = /^(?:|utf-?8|(?:us-)?ascii|ansi_x3\.4-19\d\d)$/;
const wide = /^(?:utf|iso-10646-ucs|ucs)[-_]?(?:16|2)(?:le|be)?$/;

/** Bytes of a page in which it may name its charset itself (HTML, 4.2.5.4). */
const pageHead = 1024;

const hasAccents = (bytes: Uint8Array) => {
  for (const byte of bytes) if (byte > 0x7f) return true;
  return false;
};

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether text that was taken for UTF-8 is broken at nearly all of its accents. A whole one is hardly chance: two bytes
 * of another charset seldom make one, while a footer in plain letters behind a part in base64 breaks many places at
 * once.
 */
function isMostlyBroken(bytes: Uint8Array): boolean {
  let broken = 0;
  let whole = 0;
  for (const symbol of new TextDecoder().decode(bytes)) {
    if (symbol === '\ufffd') broken += 1;
    else if (symbol > '\u007f') whole += 1;
  }
  return broken > 20 * whole;
}

/**
 * Which byte of each two comes first: by the mark at the start (RFC 2781), else by where the zeros of Western letters
 * stand.
 */
function byteOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  const zeros = [0, 0];
  for (let at = 0; at < Math.min(bytes.length, lookedFor); at += 1)
    if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  return (zeros[0] ?? 0) > (zeros[1] ?? 0) ? 'utf-16be' : 'utf-16le';
}

/** Bytes that are looked at for zeros. */
const lookedFor = 2_000;

/** Whether every second byte or so is zero, as in UTF-16 of a Western text. */
function hasZeros(bytes: Uint8Array): boolean {
  const looked = bytes.subarray(0, lookedFor);
  return looked.filter((byte) => byte === 0).length > looked.length / 4;
}

/** Whether most of a text is in plain letters. */
const isMostlyPlain = (bytes: Uint8Array): boolean => bytes.filter((byte) => byte < 0x80).length > bytes.length / 2;

/** Whether four of five bytes are plain letters, as in no text of UTF-16 that has no zero. */
const isNearlyPlain = (bytes: Uint8Array): boolean => bytes.filter((byte) => byte < 0x80).length > bytes.length * 0.8;

/** Whether bytes are UTF-8 although their mail names another charset, which they would be only by chance. */
function isRatherUtf8(label: string, bytes: Uint8Array): boolean {
  const { encoding } = new TextDecoder(label === '' ? 'windows-1252' : label);
  return encoding !== 'utf-8' && (singleByte.test(encoding) || isMostlyPlain(bytes)) && isUtf8(bytes);
}

/**
 * The charset that bytes are in, when their mail says `declared` (empty: nothing). What is valid UTF-8 with accents in
 * it is nothing else by chance, and what is broken as UTF-8 is Windows-1252, which any byte can be.
 */
export function charsetOf(declared: string, bytes: Uint8Array): string {
  const written = (declared.split(/[;,/ ]/)[0] ?? '').replace(/["']/g, '').trim().toLowerCase();
  const marked = (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe);
  const isWide = marked || hasZeros(bytes);
  // A name that no decoder knows says as little as none, and so does UTF-16 of plain letters without any zero.
  const isNarrow = !isWide && !bytes.includes(0) && (isNearlyPlain(bytes) || isUtf8(bytes));
  const isUnheld = wide.test(written) ? isNarrow : !isKnown(written);
  const label = isUnheld ? '' : written;
  if (label.endsWith('le') || label.endsWith('be')) return label;
  if (wide.test(label) || (label === '' && isWide)) return byteOrder(bytes);
  if (!hasAccents(bytes)) return label;
  if (isRatherUtf8(label, bytes)) return 'utf-8';
  if (!doubtful.test(label) || !isMostlyBroken(bytes)) return label;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, pageHead));
  const named = label === '' ? /<meta[^>]{1,200}?charset\s*=\s*["']?([\w-]{1,40})/i.exec(start)?.[1] : undefined;
  return named !== undefined && !doubtful.test(named.toLowerCase()) && isKnown(named) ? named : 'windows-1252';
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== 'replacement';
  } catch {
    return false;
  }
}

/** The text of a file that names no charset. */
export function textOfFile(bytes: Uint8Array): string {
  const looked = bytes.subarray(0, mostTextBytes);
  return new TextDecoder(charsetOf('', looked) || 'utf-8').decode(looked);
}
