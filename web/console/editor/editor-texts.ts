import { de } from '../../../shared/texts/editor/de.ts';
import { en } from '../../../shared/texts/editor/en.ts';
import { type EditorTexts, it } from '../../../shared/texts/editor/it.ts';
import { useLanguage } from '../kit/language.ts';
import type { ConsoleLanguage } from '../kit/texts.ts';

const texts: Record<ConsoleLanguage, EditorTexts> = { it, en, de };

/** The editors' texts in the language that the reader chose. */
export const useEditorTexts = (): EditorTexts => texts[useLanguage()];
