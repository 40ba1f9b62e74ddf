/**
 * UTF-16 by its byte-order mark, or by the zero byte that every second letter of an ASCII text has in it; undefined for
 * other bytes.
 */
export function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first = 1, second = 1, third = 1, fourth = 1] = bytes;
  if ((first === 0xff && second === 0xfe) || (second === 0 && fourth === 0 && first !== 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && third === 0 && second !== 0)) return 'utf-16be';
  return undefined;
}

/**
 * The text of an XML document by its byte-order mark or by the encoding that its declaration names (XML 1.0, section
 * 4.3.3); `damaged` when bytes in it are no letters of that encoding: then it is read as Windows-1252, in which every
 * byte is some letter.
 */
export function xmlTextOf(bytes: Uint8Array): { text: string; damaged: boolean } {
  const wide = wideEncodingOf(bytes);
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), damaged: false };
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(head)?.[1];
  try {
    return { text: decoderOf(named).decode(bytes), damaged: false };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), damaged: true };
  }
}

/** The decoder of a named encoding, strict; of UTF-8 where none is named or none is known by that name. */
function decoderOf(named: string | undefined): TextDecoder {
  try {
    return new TextDecoder(named ?? 'utf-8', { fatal: true });
  } catch {
    return new TextDecoder('utf-8', { fatal: true });
  }
}

/**
 * The text of UTF-8 or UTF-16 bytes; of others what can be made out, for an accent in the wrong encoding must not hide
 * a red zone.
 */
export function textOf(bytes: Uint8Array): { text: string; damaged: boolean } {
  const wide = wideEncodingOf(bytes);
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), damaged: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), damaged: false };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), damaged: true };
  }
}
