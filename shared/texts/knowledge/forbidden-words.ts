import type { Language } from '../../contracts/text.ts';

/**
 * Words that nothing published may hold: whoever reads them goes back into a house or stops looking, and only the
 * authority on the spot can know. Compared without accents and in lower case.
 */
export const forbiddenWords: Record<Language, readonly string[]> = {
  it: [
    "non c'è pericolo",
    "non c'è alcun pericolo",
    "non c'è nessun pericolo",
    'nessun pericolo',
    'pericolo è passato',
    'potete rientrare',
    'puoi rientrare',
    'si può rientrare',
    'è finita',
    'è tutto finito',
    'siete al sicuro',
    'sei al sicuro',
  ],
  en: [
    'there is no danger',
    'no danger',
    'the danger is over',
    'you can go back in',
    'you may go back',
    'it is over',
    'you are safe',
  ],
  de: [
    'keine gefahr',
    'die gefahr ist vorbei',
    'können zurückkehren',
    'kannst zurückkehren',
    'ist vorbei',
    'bist in sicherheit',
    'sind in sicherheit',
  ],
};
