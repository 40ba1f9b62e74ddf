import type { Language } from '../contracts/text.ts';

const tags: Record<Language, string> = { it: 'it-IT', en: 'en-GB', de: 'de-IT' };

/** An instant as a citizen reads it in Italy: weekday, date, hours and minutes of Europe/Rome; throws RangeError for no instant. */
export function readableInstant(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(tags[language], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: 'Europe/Rome',
  }).format(new Date(instant));
}
