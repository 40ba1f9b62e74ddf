import type { pictureTypes } from '../../contracts/content/picture.ts';

const signatures: readonly (readonly [(typeof pictureTypes)[number], RegExp])[] = [
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
];

/**
 * What the first bytes of a picture say that it is, given in Base64; undefined for what is none of ours. Sources: PNG
 * (ISO/IEC 15948, 5.2), JPEG (ITU-T T.81, B.1.1.3), WebP (RFC 9649, 2.4).
 */
export function pictureTypeOf(base64: string): (typeof pictureTypes)[number] | undefined {
  // Sixteen characters are twelve bytes: as many as the longest signature.
  const start = base64.slice(0, 16);
  let bytes: string;
  try {
    bytes = atob(start);
  } catch {
    return undefined;
  }
  return signatures.find(([, signature]) => signature.test(bytes))?.[0];
}
