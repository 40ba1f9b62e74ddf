import { numberText, readNumber } from '../../../shared/core/protocol.ts';

/** A protocol number as offices write it, `0000123/2026`. */
export function writtenNumber(number: string): string {
  const [year, digits] = number.split('-');
  return `${digits}/${year}`;
}

/**
 * The protocol number that somebody types, `123/2026` or `2026-123`, in its one spelling; undefined for what is none.
 */
export function typedNumber(typed: string): string | undefined {
  const [, digits, year] = /^\s*(\d{1,9})\s*\/\s*(\d{4})\s*$/.exec(typed) ?? [];
  const read = readNumber(digits === undefined ? typed : `${year}-${digits}`);
  return read && numberText(read.year, read.number);
}
