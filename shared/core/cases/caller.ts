/**
 * What networks and Twilio send where a caller's number is withheld: ANONYMOUS, UNAVAILABLE, UNKNOWN, BLOCKED,
 * RESTRICTED on a keypad.
 */
const withheld = ['266696687', '86282452253', '8656696', '2562533', '7378742833'];

/**
 * A caller's number as E.164 (`+` and up to 15 digits), from whatever an exchange writes: E.164 itself, the prefix 00,
 * a SIP address, or an Italian number without country code (fixed lines begin with 0, mobiles with 3) or with it and no
 * sign before it, as trunks deliver it. Undefined for a caller who withheld it, for an extension of the exchange, and
 * for whatever is no number.
 */
export function callerPhone(written: string | number | null | undefined): string | undefined {
  const bare = String(written ?? '')
    .trim()
    .replace(/^(?:sips?|tel):/i, '')
    .replace(/[@;].*$/, '')
    .replace(/[\s().\-/]/g, '');
  const international = /^(?:\+|00)([1-9]\d{6,14})$/.exec(bare)?.[1];
  if (international !== undefined) return withheld.includes(international) ? undefined : `+${international}`;
  const italian = /^(?:39)??(0[1-9]\d{4,9}|3\d{8,9})$/.exec(bare)?.[1];
  return italian === undefined ? undefined : `+39${italian}`;
}

/**
 * Whether a number is a telephone of the house: 2 to 5 digits, and no emergency service (112 to 118) that passes
 * somebody on.
 */
export const isExtension = (written: string | number | null | undefined): boolean =>
  /^(?!11\d$)\d{2,5}$/.test(String(written ?? '').trim());
