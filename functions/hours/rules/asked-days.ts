import { Day } from '../../../shared/contracts/text.ts';
import { dateOf, dayOf } from '../../../shared/core/hours/zone.ts';
import { maximumDays } from '../../../shared/core/posture/service-state.ts';

/** The first and the last day of the years whose holidays a service knows: beyond them nobody can say when it opens. */
export function knownDays(holidayDates: Record<string, unknown>): { first: string; last: string } {
  const years = Object.keys(holidayDates)
    .map((date) => date.slice(0, 4))
    .sort();
  return { first: `${years[0]}-01-01`, last: `${years.at(-1)}-12-31` };
}

/** The days a caller asks for, or what is wrong with them; both default to `today`, `to` to a week after `from`. */
export function askedDays(
  query: Record<string, string | undefined>,
  today: string,
  known: { first: string; last: string },
): { from: string; to: string } | { errors: { detail: string; pointer: string }[] } {
  const plus = (day: string, days: number) => dateOf(dayOf(day) + days);
  const isKnown = (day: string) => day >= known.first && day <= known.last;
  const wrong = (['from', 'to'] as const).flatMap((name) => {
    const day = query[name];
    if (day === undefined) return [];
    if (!Day.safeParse(day).success)
      return [{ detail: `${name} is a day written as YYYY-MM-DD, for example ${today}`, pointer: `/${name}` }];
    const detail = `hours are known from ${known.first} to ${known.last}: holidays of other years are not`;
    return isKnown(day) ? [] : [{ detail, pointer: `/${name}` }];
  });
  if (wrong.length > 0) return { errors: wrong };
  const from = query['from'] ?? today;
  const weekAfter = plus(from, 6);
  const to = query['to'] ?? (isKnown(from) && !isKnown(weekAfter) ? known.last : weekAfter);
  if (to < from) return { errors: [{ detail: 'to is not before from', pointer: '/to' }] };
  if (to > plus(from, maximumDays - 1)) {
    return { errors: [{ detail: `ask for ${maximumDays} days at most`, pointer: '/to' }] };
  }
  return { from, to };
}
