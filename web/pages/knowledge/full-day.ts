import type { Language } from '../../../shared/contracts/text.ts';

/** A day `YYYY-MM-DD` as a citizen reads it, with its year. */
export const fullDay = (day: string, language: Language): string =>
  new Intl.DateTimeFormat({ it: 'it-IT', en: 'en-GB', de: 'de-IT' }[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
