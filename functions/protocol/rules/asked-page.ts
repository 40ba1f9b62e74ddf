import { Day } from '../../../shared/contracts/text.ts';
import { readNumber } from '../../../shared/core/protocol.ts';

/**
 * The page of a day's register that somebody asks for, `today` when no day is named; or what is wrong with the
 * question.
 */
export function askedPage(
  query: Record<string, string | undefined>,
  today: string,
): { day: string; after?: number } | { errors: { detail: string; pointer: string }[] } {
  const { day = today, after } = query;
  if (!Day.safeParse(day).success) {
    return { errors: [{ detail: `day is a day written as YYYY-MM-DD, for example ${today}`, pointer: '/day' }] };
  }
  if (after === undefined) return { day };
  const read = readNumber(after);
  if (read === undefined || read.year !== Number(day.slice(0, 4))) {
    const detail = `after is a protocol number of that year, for example ${day.slice(0, 4)}-0000042`;
    return { errors: [{ detail, pointer: '/after' }] };
  }
  return { day, after: read.number };
}
