import { type Hmac, readCode } from './receipt-code.ts';

const symbols = '0123456789abcdefghjkmnpqrstvwxyz';
const signatureSymbols = 10;

/** Fifty bits of an HMAC: nobody who was not given an address makes one up. */
function signatureOf(code: string, hmac: Hmac): string {
  const bytes = hmac(`reply-address|${code}`);
  let text = '';
  for (let symbol = 0; symbol < signatureSymbols; symbol += 1) {
    const bit = symbol * 5;
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += symbols[(pair >> (11 - (bit & 7))) & 31];
  }
  return text;
}

/**
 * The address to which one case is answered: `contact-center+pc7k3m9qxt4dhr8wza.0123456789@…`. Whoever holds it was
 * sent it. Its local part has 64 characters at most (RFC 5321 section 4.5.3.1) where that of `address` has 34.
 */
export function replyAddress(address: string, code: string, hmac: Hmac): string {
  const at = address.lastIndexOf('@');
  const label = `${code.replaceAll('-', '').toLowerCase()}.${signatureOf(code, hmac)}`;
  return `${address.slice(0, at)}+${label}${address.slice(at)}`;
}

/**
 * The code that a signed reply address of one of `addresses` belongs to; undefined for any other address and a wrong
 * signature.
 */
export function codeOfReplyAddress(
  given: string,
  addresses: readonly string[],
  prefix: string,
  hmac: Hmac,
): string | undefined {
  const [, local, label, signature, domain] =
    /^([^+@]{1,64})\+([a-z0-9]{10,30})\.([a-z0-9]{10})@(.+)$/.exec(given.toLowerCase()) ?? [];
  if (label === undefined || signature === undefined) return undefined;
  if (!addresses.some((address) => address.toLowerCase() === `${local}@${domain}`)) return undefined;
  const code = readCode(label, prefix, hmac);
  if (code === undefined) return undefined;
  const expected = signatureOf(code, hmac);
  let difference = 0;
  for (let at = 0; at < signatureSymbols; at += 1) difference |= expected.charCodeAt(at) ^ signature.charCodeAt(at);
  return difference === 0 ? code : undefined;
}
