import type { Span } from '../../contracts/content/predicate.ts';

const twoDigits = (given: number): string => String(given).padStart(2, '0');
const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * The day that lies a span after (`direction` 1) or before (-1) a day `YYYY-MM-DD`; from the 31st to a shorter month is
 * its last day.
 */
export function addSpan(day: string, span: Span, direction: 1 | -1 = 1): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (span.days !== undefined)
    return new Date(Date.UTC(year, month - 1, date + direction * span.days)).toISOString().slice(0, 10);
  const months = year * 12 + (month - 1) + direction * ((span.months ?? 0) + 12 * (span.years ?? 0));
  const then = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  return `${String(then.year).padStart(4, '0')}-${twoDigits(then.month)}-${twoDigits(Math.min(date, daysInMonth(then.year, then.month)))}`;
}
