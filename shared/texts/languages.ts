import type { Language } from '../contracts/text.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { it, type Texts } from './it.ts';

/** The citizen texts by language. */
export const textsIn: Record<Language, Texts> = { it, en, de };
