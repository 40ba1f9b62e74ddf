import * as z from 'zod/mini';

/** Signs that are seen by nobody and come along when a number is pasted: marks of direction, joiners, soft hyphens. */
const unseen = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63]/g;
const dots = /[\u00b7\u2022\u2027\u2219\u22c5\u30fb]/g;
/** Words of a number before it: "tel.", "N° di telefono:", "WhatsApp". */
const announced =
  /^(?:(?:(?:il )?mio |meine? |my )?(?:telefonnummer|nummer|numero|number|num|nr|no|n)[.°ºo]{0,2}\s*(?:di |of )?)?(?:telefono|telefon|tel|phone|cellulare|cell?|mobile|handy|fax|whats ?app|wa|sms|casa|home|callto)?\.?\s*(?:number|nummer|nr\.?)?\s*[.:]{0,2}\s*(?=[+(0-9])/i;
const inside = /\s*[,;]?\s*(?:interno|int|extension|ext|durchwahl|dw|x|#)\s*[.:]?\s*(\d{1,6})$/i;
/** What stands around a number that was copied: quotes, the sign that keeps a spreadsheet from reckoning, an end. */
const around = /^["'“”„‘’«»=\s]+|["'“”‘’«»;,.:\s]+$/g;
/** A word behind it, in brackets: "348 1234567 (casa)"; "r.a." says of a number that it has several lines. */
const behind = /\s*(?:\([\p{L} .’']{1,30}\)|r\.? ?a\.?)$/iu;

/** A digit of any script as ours: those of one script stand in a row of ten, the zero first (Unicode, 4.6). */
function plainDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(point - zero);
}

/**
 * A phone number as it was typed or pasted, in plain signs: digits and brackets of full width, blanks and dashes of any
 * kind become plain, what is unseen and a word before the number ("tel.") go, an extension reads ` int. 12`.
 */
export function plainPhone(typed: string): string {
  const plain = typed
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, plainDigit)
    .replace(unseen, '')
    .replace(dashes, '-')
    .replace(dots, '.')
    .replace(/[\s_]+/g, ' ')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(around, '')
    .replace(behind, '')
    .replace(announced, '')
    .replace(/^\+ +/, '+');
  return plain.replace(inside, ' int. $1');
}

/** Plain text without the extension, which is not dialled. */
export const withoutExtension = (plain: string): string => plain.replace(/ int\. \d{1,6}$/, '');

/**
 * Whether plain text is one number: 5 to 15 digits. A stroke may part the area code from the rest (`06/85201234`), not
 * one number from another or from its last digit (`06-85201234/5`): that would be read as somebody else's.
 */
function isOneNumber(plain: string): boolean {
  const number = withoutExtension(plain);
  const digits = number.replace(/\D/g, '');
  if (digits.length < 5 || digits.length > 15) return false;
  const [area = '', ...rest] = number.split('/');
  if (rest.length === 0) return true;
  const areaDigits = area.replace(/[^\d+]/g, '').replace(/^(?:\+|00)\d{2}/, '');
  return rest.length === 1 && areaDigits.length >= 2 && areaDigits.length <= 5;
}

/**
 * A phone number as a person writes it: digits, blanks, dots, dashes, brackets, an extension, one leading plus; kept in
 * plain signs.
 */
export const Phone = z
  .string()
  .check(
    z.maxLength(60),
    z.overwrite(plainPhone),
    z.maxLength(40),
    z.regex(/^\(?\+?[0-9(][0-9 ().\-/]*(?: int\. \d{1,6})?$/),
    z.refine(isOneNumber, { error: 'phone' }),
  );
