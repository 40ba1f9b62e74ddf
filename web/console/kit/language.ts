import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DeskTexts } from '../../../shared/texts/desk/it.ts';
import type { ConsoleTexts } from '../../../shared/texts/officer/it.ts';
import { type ConsoleLanguage, consoleTexts, deskTexts } from './texts.ts';

export const LanguageContext = createContext<ConsoleLanguage>('it');

/** The language that the reader chose. */
export const useLanguage = (): ConsoleLanguage => useContext(LanguageContext);

/** The console's texts in that language. */
export const useTexts = (): ConsoleTexts => consoleTexts[useLanguage()];

/** The desk's texts in that language. */
export const useDeskTexts = (): DeskTexts => deskTexts[useLanguage()];
