import { DAY, dateOf, instantOf, rome } from './zone.ts';

/** The ISO 8601 week in which a day of Rome lies, of an ISO instant: its Thursday says of which year. */
export function isoWeek(at: string): string {
  const day = rome.dayAt(instantOf(at));
  const weekday = (new Date(day * DAY).getUTCDay() + 6) % 7;
  const thursday = day - weekday + 3;
  const year = dateOf(thursday).slice(0, 4);
  const first = Date.parse(`${year}-01-01T00:00:00Z`) / DAY;
  return `${year}-W${String(Math.floor((thursday - first) / 7) + 1).padStart(2, '0')}`;
}

/** The week before the one in which an ISO instant lies. */
export const weekBefore = (at: string): string => isoWeek(new Date(instantOf(at) - 7 * DAY).toISOString());
