import { plainPhone, withoutExtension } from '../../contracts/phone.ts';

/**
 * The digits of a phone number, an extension left out, with its country code where that is not Italy's, so that `+39
 * 348 1`, `39 348 1` and `348 1`, or `0041 91` and `+41 91`, are one number; empty for what is none. Italian numbers
 * begin with 0 or 3 and a mobile one has ten digits at most: eleven that begin with 390 or 393 carry the country code.
 */
export function nationalNumber(phone: string): string {
  const plain = withoutExtension(plainPhone(phone));
  if (!/^[+0-9 ().\-/]+$/.test(plain)) return '';
  // The zero in brackets of +49 (0)30 is not dialled from abroad; Italy's is.
  const dialled = /^\(?(?:\+|00)\)?\s*(?!39|378)/.test(plain) ? plain.replace('(0)', '') : plain;
  const digits = dialled.replace(/\D/g, '');
  const abroad = /^\(?\+/.test(plain) ? digits : digits.startsWith('00') ? digits.slice(2) : undefined;
  if (abroad !== undefined) return abroad.replace(/^39(?=\d{5})/, '');
  return /^39[03]\d{8,}$/.test(digits) ? digits.slice(2) : digits;
}
