import type { SearchedAs } from '../../../shared/contracts/search.ts';
import { nationalNumber } from '../../../shared/core/cases/phone.ts';
import { beginningOf, type Hmac, readCode } from '../../../shared/core/cases/receipt-code.ts';
import { pointsOf } from '../../../shared/core/cases/worklist-item.ts';
import { readNumber } from '../../../shared/core/protocol.ts';

/** What somebody searches for: cases by a code or its beginning, by a protocol number, by who they are from. */
export type AskedSearch =
  | { as: Extract<SearchedAs, 'code'>; code: string }
  | { as: Extract<SearchedAs, 'beginning-of-code'>; beginning: string }
  | { as: Extract<SearchedAs, 'protocol-number'>; year: number; number: number }
  | { as: Extract<SearchedAs, 'email' | 'phone'>; points: string[] };

/** Digits that a phone number has at least. */
const shortestPhone = 6;

/**
 * What a typed text is, the surest first: a genuine code, a protocol number, an e-mail, a phone number, the beginning of a
 * code (a group of four at least, with or without the prefix); undefined where it is none of these.
 */
export function askedSearch(typed: string, codePrefix: string, hmac: Hmac): AskedSearch | undefined {
  const what = typed.trim();
  const code = readCode(what, codePrefix, hmac);
  if (code !== undefined) return { as: 'code', code };
  const number = readNumber(what);
  if (number !== undefined) return { as: 'protocol-number', ...number };
  if (/^[^\s@]+@[^\s@]+$/.test(what)) return { as: 'email', points: pointsOf({ email: what }) };
  const isNumber = /^\+?[\d\s()./-]+$/.test(what) && nationalNumber(what).length >= shortestPhone;
  if (isNumber) return { as: 'phone', points: pointsOf({ phone: what }) };
  const beginning = beginningOf(what, codePrefix);
  return beginning === undefined ? undefined : { as: 'beginning-of-code', beginning };
}
