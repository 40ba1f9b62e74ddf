import { languages } from '../../shared/contracts/text.ts';
import { readableInstant } from '../../shared/texts/dates.ts';

const language = languages.find((known) => known === document.documentElement.lang) ?? 'en';

/** A text with an instant in its gap, as the page's language writes it, in Rome. */
export const toldAt = (text: string | undefined, instant: string) =>
  (text ?? '').replace('@', readableInstant(instant, language));
