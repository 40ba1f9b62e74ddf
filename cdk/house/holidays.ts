import Holidays from 'date-holidays';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import type { Translated } from '../../shared/contracts/text.ts';

type DefinitionHolidays = ServiceDefinition['hours']['holidays'];

/** Where the library has no German name, or an English one that means something else in Italy; by month and day. */
const ownNames: Record<string, Partial<Translated>> = {
  '04-25': { it: 'Anniversario della Liberazione', en: 'Liberation Day', de: 'Tag der Befreiung' },
  '06-02': { de: 'Tag der Republik' },
  '10-04': { it: 'San Francesco d’Assisi', en: 'Saint Francis of Assisi', de: 'Heiliger Franz von Assisi' },
  '12-25': { it: 'Natale' },
  '12-26': { en: 'Saint Stephen’s Day', de: 'Stephanstag' },
};

/**
 * The public holidays of the years `fromYear` to `toYear`, both inside, by date `YYYY-MM-DD`: Italy's national ones
 * (L. 260/1949 as amended, 4 October from 2026; through the library date-holidays) and the definition's local ones.
 * A local day that some year does not have (29 February) is left out of that year; where both fall on one date the
 * national
 * name stays. Throws RangeError for a local day that no year has, or for years the wrong way round.
 */
export function holidayDates(
  { country, local }: DefinitionHolidays,
  fromYear: number,
  toYear: number,
): Record<string, Translated> {
  if (fromYear > toYear) throw new RangeError(`the years ${fromYear} to ${toYear} are the wrong way round`);
  const library = new Holidays(country);
  const dates: Record<string, Translated> = {};
  for (const { month, day, name } of local) {
    // 2024 is a leap year, so it has every day that any year has.
    if (dateIn(2024, month, day) === undefined) throw new RangeError(`no year has a day ${day} of month ${month}`);
    for (let year = fromYear; year <= toYear; year++) {
      const date = dateIn(year, month, day);
      if (date !== undefined) dates[date] = name;
    }
  }
  for (let year = fromYear; year <= toYear; year++) {
    const [it, en, de] = (['it', 'en', 'de'] as const).map((language) => publicHolidays(library, year, language));
    for (const [date, name] of it as Map<string, string>) {
      dates[date] = { it: name, en: en?.get(date) ?? name, de: de?.get(date) ?? name, ...ownNames[date.slice(5)] };
    }
  }
  return Object.fromEntries(Object.entries(dates).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function publicHolidays(library: Holidays, year: number, language: string): Map<string, string> {
  const days = library.getHolidays(year, language).filter(({ type }) => type === 'public');
  return new Map(days.map(({ date, name }) => [date.slice(0, 10), name]));
}

function dateIn(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : undefined;
}
