import { Day } from '../../shared/contracts/text.ts';
import { maximumDays } from './service-state.ts';

/** The days a caller asks for, or what is wrong with them; both default to `today`, `to` to a week after `from`. */
export function askedDays(
  query: Record<string, string | undefined>,
  today: string,
): { from: string; to: string } | { errors: { detail: string; pointer: string }[] } {
  const plus = (day: string, days: number) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const wrong = (['from', 'to'] as const)
    .filter((name) => query[name] !== undefined && !Day.safeParse(query[name]).success)
    .map((name) => ({ detail: `${name} is a day written as YYYY-MM-DD, for example ${today}`, pointer: `/${name}` }));
  if (wrong.length > 0) return { errors: wrong };
  const from = query['from'] ?? today;
  const to = query['to'] ?? plus(from, 6);
  if (to < from) return { errors: [{ detail: 'to is not before from', pointer: '/to' }] };
  if (to > plus(from, maximumDays - 1)) {
    return { errors: [{ detail: `ask for ${maximumDays} days at most`, pointer: '/to' }] };
  }
  return { from, to };
}
