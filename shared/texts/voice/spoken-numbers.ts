import type { Language } from '../../contracts/text.ts';

/** Beyond this a number is said digit by digit. */
export const largestSaid = 999_999_999;

const below20: Record<Language, readonly string[]> = {
  it: 'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove'.split(
    ' ',
  ),
  en: 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  ),
  de: 'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'.split(
    ' ',
  ),
};
const tens: Record<Language, readonly string[]> = {
  it: '- - venti trenta quaranta cinquanta sessanta settanta ottanta novanta'.split(' '),
  en: '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' '),
  de: '- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'.split(' '),
};

const inSmall = (language: Language, number: number) => below20[language][number] as string;
const inTens = (language: Language, number: number) => tens[language][Math.floor(number / 10)] as string;

/**
 * A whole number from 0 to 999,999,999 in words, as it is counted: `ventuno`, `twenty-one`, `einundzwanzig`; throws
 * RangeError for others.
 */
export function numberInWords(number: number, language: Language): string {
  if (!Number.isInteger(number) || number < 0 || number > largestSaid) throw new RangeError(`not said: ${number}`);
  return { it: italian, en: english, de: german }[language](number);
}

function italian(number: number): string {
  if (number < 20) return inSmall('it', number);
  if (number < 100) {
    const unit = number % 10;
    const ten = inTens('it', number);
    if (unit === 0) return ten;
    // The ten loses its vowel before uno and otto, and tre gets its accent at the end.
    return `${unit === 1 || unit === 8 ? ten.slice(0, -1) : ten}${unit === 3 ? 'tré' : inSmall('it', unit)}`;
  }
  const joined = (head: string, rest: number) => (rest === 0 ? head : `${head}${rest === 3 ? 'tré' : italian(rest)}`);
  if (number < 1000) {
    const hundreds = Math.floor(number / 100);
    return joined(`${hundreds === 1 ? '' : inSmall('it', hundreds)}cento`, number % 100);
  }
  if (number < 1_000_000) {
    const thousands = Math.floor(number / 1000);
    return joined(thousands === 1 ? 'mille' : `${italian(thousands).replace('tré', 'tre')}mila`, number % 1000);
  }
  const millions = Math.floor(number / 1_000_000);
  const head = millions === 1 ? 'un milione' : `${italian(millions)} milioni`;
  return number % 1_000_000 === 0 ? head : `${head} ${italian(number % 1_000_000)}`;
}

function english(number: number): string {
  if (number < 20) return inSmall('en', number);
  if (number < 100) return number % 10 === 0 ? inTens('en', number) : `${inTens('en', number)}-${english(number % 10)}`;
  const said = (size: number, name: string) => {
    const head = `${english(Math.floor(number / size))} ${name}`;
    const rest = number % size;
    return rest === 0 ? head : `${head} ${rest < 100 ? 'and ' : ''}${english(rest)}`;
  };
  if (number < 1000) return said(100, 'hundred');
  return number < 1_000_000 ? said(1000, 'thousand') : said(1_000_000, 'million');
}

function german(number: number): string {
  if (number < 20) return inSmall('de', number);
  if (number < 100) {
    const unit = number % 10;
    return unit === 0 ? inTens('de', number) : `${germanHead(unit)}und${inTens('de', number)}`;
  }
  const said = (size: number, name: string) => {
    const rest = number % size;
    return `${germanHead(Math.floor(number / size))}${name}${rest === 0 ? '' : german(rest)}`;
  };
  if (number < 1000) return said(100, 'hundert');
  if (number < 1_000_000) return said(1000, 'tausend');
  const millions = Math.floor(number / 1_000_000);
  const head = millions === 1 ? 'eine Million' : `${germanHead(millions)} Millionen`;
  return number % 1_000_000 === 0 ? head : `${head} ${german(number % 1_000_000)}`;
}

/** As the beginning of a longer number eins is ein, also in einhunderteintausend. */
const germanHead = (number: number) => german(number).replace(/eins$/, 'ein');

/** Digits one by one, as `zero uno due`; whatever is no digit parts groups with a pause. */
export function digitsInWords(digits: string, language: Language): string {
  return (digits.match(/\d+/g) ?? [])
    .map((group) => [...group].map((digit) => inSmall(language, Number(digit))).join(' '))
    .join(', ');
}

const englishOrdinals: Record<string, string> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

/** The ordinal of a number from 1 to 999 as days have it: `primo` or `due` (Italian counts on), `first`, `erste`. */
export function ordinalInWords(number: number, language: Language): string {
  const counted = numberInWords(number, language);
  if (language === 'it') return number === 1 ? 'primo' : counted;
  if (language === 'en') {
    return counted.replace(/[a-z]+$/, (last) => englishOrdinals[last] ?? `${last.replace(/y$/, 'ie')}th`);
  }
  const last = number % 100;
  if (last > 19 || (last === 0 && number > 0)) return `${counted}ste`;
  return `${counted.replace(/(eins|drei|sieben)$/, (word) => ({ eins: 'ers', drei: 'drit', sieben: 'sieb' })[word] ?? word).replace(/acht$/, 'ach')}te`;
}
