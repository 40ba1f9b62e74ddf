import type { Language } from '../../contracts/text.ts';
import { words as de } from './de.ts';
import { words as en } from './en.ts';
import { words as it, type Words } from './it.ts';

/** The words that more than one page, mail or voice says, by language. */
export const wordsIn: Record<Language, Words> = { it, en, de };
