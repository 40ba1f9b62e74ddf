import type { Language } from '../../contracts/text.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { type CharterTexts, it } from './it.ts';

/** The words of the charter's page by language. */
export const charterTexts: Record<Language, CharterTexts> = { it, en, de };
