import type { Hmac } from './receipt-code.ts';

const symbols = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * The name under which something that has a code is spoken of where the code must not be known, made of it by a keyed
 * hash: nobody finds the code by it. `what` keeps names of different things apart. 60 bits, in the symbols of
 * Crockford's base32.
 */
export function publicName(what: string, code: string, hmac: Hmac): string {
  const bytes = hmac(`${what}|${code}`);
  return Array.from({ length: 12 }, (_none, place) => symbols[(bytes[place] as number) & 31]).join('');
}
