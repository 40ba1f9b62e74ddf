import type { Language } from '../../../shared/contracts/text.ts';
import { de } from '../../../shared/texts/desk/de.ts';
import { en } from '../../../shared/texts/desk/en.ts';
import { type DeskTexts, it } from '../../../shared/texts/desk/it.ts';

/** The desk's texts by language. */
export const deskTexts: Record<Language, DeskTexts> = { it, en, de };
