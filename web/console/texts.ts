import type { Language } from '../../shared/contracts/text.ts';
import { de } from '../../shared/texts/officer/de.ts';
import { en } from '../../shared/texts/officer/en.ts';
import { type ConsoleTexts, it } from '../../shared/texts/officer/it.ts';

/** The languages that the console speaks. */
export const consoleLanguages = ['it', 'en', 'de'] as const satisfies Language[];
export type ConsoleLanguage = (typeof consoleLanguages)[number];

/** The console's texts by language. */
export const consoleTexts: Record<ConsoleLanguage, ConsoleTexts> = { it, en, de };
