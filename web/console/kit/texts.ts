import type { Language } from '../../../shared/contracts/text.ts';
import { de as deskDe } from '../../../shared/texts/desk/de.ts';
import { en as deskEn } from '../../../shared/texts/desk/en.ts';
import { type DeskTexts, it as deskIt } from '../../../shared/texts/desk/it.ts';
import { de } from '../../../shared/texts/officer/de.ts';
import { en } from '../../../shared/texts/officer/en.ts';
import { type ConsoleTexts, it } from '../../../shared/texts/officer/it.ts';

/** The languages that the console speaks. */
export const consoleLanguages = ['it', 'en', 'de'] as const satisfies Language[];
export type ConsoleLanguage = (typeof consoleLanguages)[number];

/** The console's texts by language: those of every page and of the duty officer's. */
export const consoleTexts: Record<ConsoleLanguage, ConsoleTexts> = { it, en, de };

/** The desk's texts by language. */
export const deskTexts: Record<ConsoleLanguage, DeskTexts> = { it: deskIt, en: deskEn, de: deskDe };
