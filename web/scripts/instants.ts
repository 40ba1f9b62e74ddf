import type { Language } from '../../shared/contracts/text.ts';
import { readableInstant } from '../../shared/texts/dates.ts';

// Every page of ours names one of its languages. The list of them would bring the checks of contracts into the page.
const language = document.documentElement.lang as Language;

/** A text with an instant in its gap, as the page's language writes it, in Rome. */
export const toldAt = (text: string | undefined, instant: string) =>
  (text ?? '').replace('@', readableInstant(instant, language));
