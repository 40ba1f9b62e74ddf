import type { Language } from '../contracts/text.ts';

const tags: Record<Language, string> = { it: 'it-IT', en: 'en-GB', de: 'de-IT' };

// A formatter takes far longer to make than to use, and every mail uses two.
const formatters = new Map<Language, Intl.DateTimeFormat>();

/**
 * An instant as a citizen reads it in Italy: weekday, date, hours and minutes of Europe/Rome; throws RangeError for no
 * instant.
 */
export function readableInstant(instant: string, language: Language): string {
  const formatter =
    formatters.get(language) ??
    new Intl.DateTimeFormat(tags[language], {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
      timeZone: 'Europe/Rome',
    });
  formatters.set(language, formatter);
  return formatter.format(new Date(instant));
}

/** A day `YYYY-MM-DD` as a citizen reads it: weekday, day and month. */
export function readableDay(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(tags[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** A month `YYYY-MM` as a citizen reads it. */
export function readableMonth(month: string, language: Language): string {
  const format = new Intl.DateTimeFormat(tags[language], { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

/** A day `YYYY-MM-DD` as it stands inside a sentence: day, month and year; in Italian the first of a month is `1º`. */
export function readableDate(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(tags[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const date = format.format(new Date(`${day}T00:00:00Z`));
  return language === 'it' ? date.replace(/^1 /, '1º ') : date;
}

/** The time that clocks in Italy show at an instant, such as `09:00`. */
export function readableTime(instant: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Europe/Rome',
  });
  return format.format(new Date(instant));
}
