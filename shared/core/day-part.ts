import { dayOf } from './days-to-close.ts';

/**
 * The parts of a day in which a register keeps its entries, in the order of their leaves: the first character of a
 * code's own part. Codes are by chance, so parts are alike, and none takes more than its share of the writes.
 */
export const partsOfADay: readonly string[] = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** The name of a part of a day. */
export const dayPart = (day: string, part: string): string => `${day}#${part}`;

/** The part of a day (in Rome) that an entry of an instant stands in. */
export const dayPartOf = ({ caseId, at }: { caseId: string; at: string }): string =>
  dayPart(dayOf(new Date(at)), /-([0-9A-Z])/.exec(caseId)?.[1] ?? 'Z');
