import type { Language } from '../contracts/text.ts';
import { de } from './portal/de.ts';
import { en } from './portal/en.ts';
import { it, type Texts } from './portal/it.ts';

/** The citizen texts by language. */
export const textsIn: Record<Language, Texts> = { it, en, de };
