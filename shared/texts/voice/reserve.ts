import type { DeclaredLevel } from '../../contracts/declaration.ts';
import type { Language } from '../../contracts/text.ts';
import { wordsIn } from '../words/words.ts';

const texts: Record<Language, { asks: (level: string) => string; press: string; written: string }> = {
  it: {
    asks: (level) => `Serve aiuto per rispondere ai cittadini. Stato: ${level.toLowerCase()}.`,
    press: 'Premi 1 se puoi cominciare adesso, 2 se puoi tra un’ora, 3 se non puoi.',
    written: 'Rispondi qui',
  },
  en: {
    asks: (level) => `Help is needed to answer citizens. Level: ${level.toLowerCase()}.`,
    press: 'Press 1 if you can begin now, 2 if you can in an hour, 3 if you cannot.',
    written: 'Answer here',
  },
  de: {
    asks: (level) => `Wir brauchen Hilfe beim Beantworten von Anfragen. Stufe: ${level}.`,
    press:
      'Drücken Sie die 1, wenn Sie jetzt anfangen können, die 2 für in einer Stunde, die 3, wenn Sie nicht können.',
    written: 'Hier antworten',
  },
};

/** What the reserve is asked, in sentences. */
export const reserveWords = (level: DeclaredLevel, language: Language): string[] => [
  texts[language].asks(wordsIn[language].levels[level]),
];

/** The keys that answer on the phone, and what stands before the address in writing. */
export const reservePress = (language: Language): { press: string; written: string } => texts[language];
