const language = document.documentElement.lang;

/** Instants as the page's language writes them, in Rome. */
export const instants = new Intl.DateTimeFormat({ it: 'it-IT', de: 'de-IT' }[language] ?? 'en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
  timeZone: 'Europe/Rome',
});

/** A text with an instant in its gap. */
export const toldAt = (text: string | undefined, instant: string) =>
  (text ?? '').replace('@', instants.format(new Date(instant)));
