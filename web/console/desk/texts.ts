import type { Language } from '../../../shared/contracts/text.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { type DeskTexts, it } from './it.ts';

/** The desk's texts by language. */
export const deskTexts: Record<Language, DeskTexts> = { it, en, de };
