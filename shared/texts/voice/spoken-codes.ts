import type { Language } from '../../contracts/text.ts';
import { digitsInWords } from './spoken-numbers.ts';

/**
 * The letters of codes as they are said. Letters that are taken for one another on the phone get a word of the
 * country's spelling alphabet: the cities of Italian, the radio alphabet in English, the cities of DIN 5009 in German.
 */
const letters: Record<Language, Record<string, string>> = {
  it: {
    A: 'A',
    B: 'B come Bologna',
    C: 'C come Como',
    D: 'D come Domodossola',
    E: 'E come Empoli',
    F: 'F come Firenze',
    G: 'G come Genova',
    H: 'acca',
    I: 'I come Imola',
    J: 'i lunga',
    K: 'cappa',
    L: 'L come Livorno',
    M: 'M come Milano',
    N: 'N come Napoli',
    O: 'O come Otranto',
    P: 'P come Palermo',
    Q: 'Q come quarto',
    R: 'R come Roma',
    S: 'S come Savona',
    T: 'T come Torino',
    U: 'U come Udine',
    V: 'V come Venezia',
    W: 'doppia vu',
    X: 'ics',
    Y: 'ipsilon',
    Z: 'zeta',
  },
  en: {
    A: 'A',
    B: 'B for Bravo',
    C: 'C for Charlie',
    D: 'D for Delta',
    E: 'E for Echo',
    F: 'F for Foxtrot',
    G: 'G for Golf',
    H: 'H',
    I: 'I for India',
    J: 'J for Juliet',
    K: 'K for Kilo',
    L: 'L for Lima',
    M: 'M for Mike',
    N: 'N for November',
    O: 'O for Oscar',
    P: 'P for Papa',
    Q: 'Q',
    R: 'R',
    S: 'S for Sierra',
    T: 'T for Tango',
    U: 'U for Uniform',
    V: 'V for Victor',
    W: 'W',
    X: 'X',
    Y: 'Y for Yankee',
    Z: 'Z for Zulu',
  },
  de: {
    A: 'A',
    B: 'B wie Berlin',
    C: 'C wie Chemnitz',
    D: 'D wie Düsseldorf',
    E: 'E wie Essen',
    F: 'F wie Frankfurt',
    G: 'G wie Goslar',
    H: 'H wie Hamburg',
    I: 'I wie Ingelheim',
    J: 'Jot',
    K: 'K wie Köln',
    L: 'L wie Leipzig',
    M: 'M wie München',
    N: 'N wie Nürnberg',
    O: 'O wie Offenbach',
    P: 'P wie Potsdam',
    Q: 'Q',
    R: 'R',
    S: 'S wie Salzwedel',
    T: 'T wie Tübingen',
    U: 'U wie Unna',
    V: 'V wie Völklingen',
    W: 'W wie Wuppertal',
    X: 'X',
    Y: 'Ypsilon',
    Z: 'Zett',
  },
};

const symbolIn = (language: Language) => (symbol: string) =>
  letters[language][symbol.toUpperCase()] ?? digitsInWords(symbol, language);

/**
 * A receipt code as it is dictated: symbol by symbol with a pause after each, and a longer one (a full stop) between
 * its groups.
 */
export function spokenCode(code: string, language: Language): string {
  return `${code
    .split('-')
    .map((group) => [...group].map(symbolIn(language)).join(', '))
    .join('. ')}.`;
}
