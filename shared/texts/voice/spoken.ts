import type { Language } from '../../contracts/text.ts';
import { spokenCode } from './spoken-codes.ts';
import { digitsInWords, largestSaid, numberInWords, ordinalInWords } from './spoken-numbers.ts';
import { clockInWords, dayInWords, monthNames } from './spoken-times.ts';

/** What a voice says in place of what it cannot read out, by language. */
const instead: Record<
  Language,
  {
    address: string;
    mailAddress: string;
    percent: string;
    degrees: string;
    and: string;
    plus: string;
    minus: string;
    equal: string;
    point: string;
    outOf: string;
    units: Record<string, readonly [one: string, more: string]>;
    short: Record<string, string>;
  }
> = {
  it: {
    address: 'il sito indicato nelle nostre pagine',
    mailAddress: 'l’indirizzo e-mail indicato nelle nostre pagine',
    percent: 'per cento',
    degrees: 'gradi',
    and: 'e',
    plus: 'più',
    minus: 'meno',
    equal: 'uguale a',
    point: 'virgola',
    outOf: 'su',
    units: {
      'km/h': ['chilometro orario', 'chilometri orari'],
      km: ['chilometro', 'chilometri'],
      cm: ['centimetro', 'centimetri'],
      mm: ['millimetro', 'millimetri'],
      m: ['metro', 'metri'],
      kg: ['chilo', 'chili'],
      '€': ['euro', 'euro'],
      euro: ['euro', 'euro'],
      h: ['ora', 'ore'],
      min: ['minuto', 'minuti'],
    },
    short: { 'art.': 'articolo', 'n.': 'numero', 'ecc.': 'eccetera', 'es.': 'esempio', 'tel.': 'telefono' },
  },
  en: {
    address: 'the website shown on our pages',
    mailAddress: 'the e-mail address shown on our pages',
    percent: 'per cent',
    degrees: 'degrees',
    and: 'and',
    plus: 'plus',
    minus: 'minus',
    equal: 'equals',
    point: 'point',
    outOf: 'out of',
    units: {
      'km/h': ['kilometre an hour', 'kilometres an hour'],
      km: ['kilometre', 'kilometres'],
      cm: ['centimetre', 'centimetres'],
      mm: ['millimetre', 'millimetres'],
      m: ['metre', 'metres'],
      kg: ['kilo', 'kilos'],
      '€': ['euro', 'euros'],
      euro: ['euro', 'euros'],
      h: ['hour', 'hours'],
      min: ['minute', 'minutes'],
    },
    short: { 'e.g.': 'for example', 'i.e.': 'that is', 'etc.': 'et cetera', 'art.': 'article', 'tel.': 'telephone' },
  },
  de: {
    address: 'die Adresse, die auf unseren Seiten steht',
    mailAddress: 'die E-Mail-Adresse, die auf unseren Seiten steht',
    percent: 'Prozent',
    degrees: 'Grad',
    and: 'und',
    plus: 'plus',
    minus: 'minus',
    equal: 'gleich',
    point: 'Komma',
    outOf: 'von',
    units: {
      'km/h': ['Kilometer pro Stunde', 'Kilometer pro Stunde'],
      km: ['Kilometer', 'Kilometer'],
      cm: ['Zentimeter', 'Zentimeter'],
      mm: ['Millimeter', 'Millimeter'],
      m: ['Meter', 'Meter'],
      kg: ['Kilo', 'Kilo'],
      '€': ['Euro', 'Euro'],
      Euro: ['Euro', 'Euro'],
      h: ['Stunde', 'Stunden'],
      min: ['Minute', 'Minuten'],
    },
    short: {
      'z. B.': 'zum Beispiel',
      'z.B.': 'zum Beispiel',
      'bzw.': 'beziehungsweise',
      'usw.': 'und so weiter',
      'Nr.': 'Nummer',
      'Art.': 'Artikel',
      'Tel.': 'Telefon',
      'ca.': 'etwa',
    },
  },
};

/**
 * Numbers of few digits that are called, not counted: emergency and public services of Italy, each said digit by digit.
 */
const called = /^(?:11[0-9]|116\d{3}|1500|1515|1522|1530)$/;

/**
 * A text as a voice can read it out in its language, without a digit or symbol left: numbers of phones digit by digit
 * in groups, codes letter by letter, times, dates and other numbers in words. Addresses of the web and of mailboxes,
 * which nobody can write down while listening, become a hint where to find them.
 */
export function spoken(text: string, language: Language): string {
  const steps = [
    plain,
    codes,
    addresses,
    numbersOf(dates),
    calledInARow,
    ranges,
    numbersOf(clocks),
    phones,
    counted,
    symbols,
    breath,
  ];
  return steps.reduce((said, step) => step(said, language), text);
}

type Step = (text: string, language: Language) => string;

const plain: Step = (text, language) => {
  const tidy = text
    .replace(/[ºª]/g, '°')
    .replace(/[’‘`´ʼ]/g, "'")
    .normalize('NFKC')
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g, '')
    .replace(/\b24\s?\/\s?7\b/g, { it: '24 ore su 24', en: 'around the clock', de: 'rund um die Uhr' }[language]);
  return Object.entries(instead[language].short).reduce(
    (said, [short, long]) => said.replace(new RegExp(`(?<![\\p{L}\\d])${escaped(short)}(?=[\\s\\d])`, 'giu'), long),
    tidy,
  );
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const codes: Step = (text, language) =>
  text.replace(/\b[A-Z]{2,4}(?:-[0-9A-Z]{4}){4}\b/g, (code) => ` ${spokenCode(code, language)} `);

const webAddress =
  /(?:https?:\/\/|www\.)[^\s<>"«»]+|(?<![\p{L}\d@.])(?:[\p{L}\d-]+\.)+(?:it|eu|org|com|net|gov|info|de|at|ch|example)(?![\p{L}\d])(?:\/[^\s<>"«»]*)?/giu;
const mailAddress = /(?:mailto:)?[^\s<>"«»(),;:]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/giu;

const addresses: Step = (text, language) => {
  const { address, mailAddress: mailbox } = instead[language];
  const withEnd = (words: string) => (found: string) => ` ${words}${/[.,;:!?]+$/.exec(found)?.[0] ?? ''}`;
  const told = text.replace(mailAddress, withEnd(mailbox)).replace(webAddress, withEnd(address));
  if (language !== 'it') return told;
  // "sul sito www…" and "su www…" both end in one site; "a nome@…" is said with the article.
  return told
    .replace(/\b(il|sul|al|dal|del|nel) sito(?: web| internet)?:? +il sito/gi, '$1 sito')
    .replace(/\b(su|a|da|di|in) +il sito/gi, (_all, word: string) => `${joinedArticle[word.toLowerCase()]}l sito`)
    .replace(
      /\b(su|a|da|di) +l’indirizzo/gi,
      (_all, word: string) => `${joinedArticle[word.toLowerCase()]}ll’indirizzo`,
    );
};
const joinedArticle: Record<string, string> = { su: 'su', a: 'a', da: 'da', di: 'de', in: 'ne' };

const numbersOf =
  (kind: (language: Language) => [RegExp, (parts: Record<string, string | undefined>) => string | undefined][]): Step =>
  (text, language) =>
    kind(language).reduce(
      (said, [pattern, inWords]) =>
        said.replace(pattern, (found, ...rest) => inWords((rest.at(-1) ?? {}) as Record<string, string>) ?? found),
      text,
    );

const withYear = (words: string, year: string | undefined, language: Language) =>
  year === undefined ? words : `${words} ${yearInWords(Number(year), language)}`;

function yearInWords(year: number, language: Language): string {
  const [century, rest] = [Math.floor(year / 100), year % 100];
  if (language === 'it' || year < 1100 || year >= 2000) return numberInWords(year, language);
  if (language === 'de') {
    return `${numberInWords(century, 'de')}hundert${rest === 0 ? '' : numberInWords(rest, 'de')}`;
  }
  const end = rest === 0 ? 'hundred' : `${rest < 10 ? 'oh ' : ''}${numberInWords(rest, 'en')}`;
  return `${numberInWords(century, 'en')} ${end}`;
}

const onCalendar = (day: string | undefined, month: number) =>
  Number(day) >= 1 && Number(day) <= 31 && month >= 1 && month <= 12;

function dates(language: Language): ReturnType<Parameters<typeof numbersOf>[0]> {
  const names = monthNames[language].join('|');
  const monthOf = (name = '') =>
    monthNames[language].findIndex((known) => known.toLowerCase() === name.toLowerCase()) + 1;
  const numeric = ({ day, month, year }: Record<string, string | undefined>) =>
    onCalendar(day, Number(month))
      ? withYear(dayInWords(Number(day), Number(month), language), year, language)
      : undefined;
  const afterWord = ({ before = '', ...date }: Record<string, string | undefined>) => {
    const words = numeric(date);
    return words && `${before}${words}`;
  };
  const named = ({ day, name, year }: Record<string, string | undefined>) =>
    onCalendar(day, monthOf(name))
      ? withYear(dayInWords(Number(day), monthOf(name), language), year, language)
      : undefined;
  return [
    [/(?<!\d)(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?!\d)/g, numeric],
    [/(?<![\d/.])(?<day>\d{1,2})[/.](?<month>\d{1,2})[/.](?<year>\d{4})(?!\d)/g, numeric],
    ...(language === 'de'
      ? []
      : ([
          [
            {
              it: /(?<before>\b(?:il|dal|al|del) +|\b(?:l|dell|dall|all)')(?<day>\d{1,2})\/(?<month>\d{1,2})(?![\d/])/gi,
              en: /(?<before>\b(?:on|from|until|till|by|since) +)(?<day>\d{1,2})\/(?<month>\d{1,2})(?![\d/])/gi,
            }[language],
            afterWord,
          ],
        ] as const)),
    ...(language === 'de' ? ([[/(?<![\d/.])(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?!\d)/g, numeric]] as const) : []),
    [
      new RegExp(
        `(?<![\\d.,])(?:the +)?(?<day>\\d{1,2})(?:°|\\.|st|nd|rd|th)?(?: +of)? +(?<name>${names})\\b(?:,? +(?<year>\\d{4})(?!\\d))?`,
        'giu',
      ),
      named,
    ],
    ...(language === 'en'
      ? ([
          [
            new RegExp(
              `\\b(?<name>${names}) +(?:the +)?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,? +(?<year>\\d{4})(?!\\d))?`,
              'gu',
            ),
            named,
          ],
        ] as const)
      : []),
  ] as ReturnType<Parameters<typeof numbersOf>[0]>;
}

const oneCalled = '(?:11[2-8]|116\\d{3}|1500|1515|1522|1530)';
/**
 * `112/118`, `112-115-118` and `112 118`: each of them is called, together they are no fraction, no range and no long
 * number.
 */
const calledInARow: Step = (text) =>
  text.replace(
    new RegExp(
      `(?<![\\p{L}\\d.,+/-]|\\d )${oneCalled}(?:(?: ?[/|–-] ?| )${oneCalled})+(?![\\p{L}\\d]|[.,/-]\\d| \\d)`,
      'gu',
    ),
    (row) => (row.match(/\d+/g) ?? []).join(', '),
  );

/** `9-18` and `30–40`, with numbers too short to be parts of a phone's. */
const ranges: Step = (text, language) =>
  text.replace(
    /(?<![\d\p{L}./-]|\d[ -])([1-9]\d{0,3}(?:[.:]\d\d)?) ?[-–] ?([1-9]\d{0,3}(?:[.:]\d\d)?)(?![\d\p{L}/-]|[ .,-]\d)/gu,
    { it: 'da $1 a $2', en: '$1 to $2', de: '$1 bis $2' }[language],
  );

function clocks(language: Language): ReturnType<Parameters<typeof numbersOf>[0]> {
  const onClock = ({ hour, minute = '0', half, before = '' }: Record<string, string | undefined>) => {
    const given = Number(hour);
    const hours = half === undefined ? given : (given % 12) + (/^p/i.test(half) ? 12 : 0);
    if (hours > 24 || Number(minute) > 59) return undefined;
    return `${before}${clockInWords(hours === 24 && language === 'en' ? 0 : hours, Number(minute), language)}`;
  };
  const after = {
    it: 'alle|dalle|ore|fino alle|entro le|le',
    en: 'at|from|until|till|by|to',
    de: 'um|ab|bis|von|gegen',
  }[language];
  return [
    [
      /(?<![\d:.,])(?<hour>\d{1,2}):(?<minute>[0-5]\d)(?::[0-5]\d)?(?!\d)(?: ?(?<half>[ap]m\b|[ap]\. ?m\.))?(?: Uhr\b)?/gi,
      onClock,
    ],
    [
      new RegExp(
        `(?<before>\\b(?:${after}) +)(?<hour>\\d{1,2})[.](?<minute>[0-5]\\d)(?![\\d.]|,\\d)(?: Uhr\\b)?`,
        'gi',
      ),
      onClock,
    ],
    ...(language === 'de' ? ([[/(?<![\d.,])(?<hour>\d{1,2})(?:\.(?<minute>[0-5]\d))? Uhr\b/g, onClock]] as const) : []),
    ...(language === 'en' ? ([[/(?<![\d.,])(?<hour>\d{1,2}) ?(?<half>[ap]m\b|[ap]\. ?m\.)/gi, onClock]] as const) : []),
    ...(language === 'it'
      ? ([[/(?<before>\b(?:alle|dalle|ore) +)(?<hour>\d{1,2})(?![\d/]|[.,]\d)/gi, onClock]] as const)
      : []),
  ] as ReturnType<Parameters<typeof numbersOf>[0]>;
}

const unitNames = ['km/h', 'km', 'cm', 'mm', 'm', 'kg', '€', 'euro', 'Euro', 'h', 'min'];
const units = `(?:${unitNames.map(escaped).join('|')})(?![\\p{L}\\d])`;

const phones: Step = (text, language) =>
  text.replace(
    new RegExp(
      `(?<article>\\b(?:il|al|dal|del|nel|sul) +)?(?<![\\p{L}\\d.,])(?<number>(?:\\+ ?|00)?\\d{1,6}(?:[ ./-]?\\d{2,7}){0,5})(?![\\d\\p{L}%°]|[.,]\\d| ?${units})`,
      'giu',
    ),
    (found, article: string | undefined, number: string) => {
      const digits = number.replace(/\D/g, '');
      const groups = number.match(/\d+/g) ?? [];
      const manyZeros = groups.length > 1 && groups.slice(1).every((group) => group === '000');
      if (!called.test(number) && (digits.length < 6 || digits.length > 15 || manyZeros || !/^[+038]/.test(number))) {
        return found;
      }
      const grouped = groups.length === 1 && digits.length > 4 ? inThrees(digits) : groups.join(' ');
      const words = `${number.startsWith('+') ? `${instead[language].plus} ` : ''}${digitsInWords(grouped, language)}`;
      if (article === undefined) return words;
      // Uno and otto take the article's short form: l'uno uno due.
      return /^[uo]/.test(words) ? `${shortArticle(article.trim())}${words}` : `${article}${words}`;
    },
  );

const inThrees = (digits: string) => digits.match(/\d{1,3}(?!\d$)|\d+/g)?.join(' ') ?? digits;
const shortArticle = (article: string) =>
  /^il$/i.test(article) ? `${article.startsWith('I') ? 'L' : 'l'}'` : `${article}l'`;

/** A number as the language writes it: its whole part and what comes after the decimal sign. */
function partsOf(written: string, language: Language): { whole: string; decimals: string | undefined } {
  const [thousands, decimal] = language === 'en' ? [',', '.'] : ['.', ','];
  const groups = written.split(/[.,]/);
  const separators = [...written.replace(/\d/g, '')];
  // Of one sign with three digits behind it the language's own custom tells: 1.200 are many in Italian and few in
  // English.
  const last = separators.at(-1);
  const isDecimal = last === decimal || (last === thousands && groups.at(-1)?.length !== 3);
  if (last === undefined) return { whole: written, decimals: undefined };
  return isDecimal
    ? { whole: groups.slice(0, -1).join(''), decimals: groups.at(-1) }
    : { whole: groups.join(''), decimals: undefined };
}

function wholeInWords(digits: string, language: Language): string {
  const number = Number(digits);
  return number > largestSaid || (digits.length > 1 && digits.startsWith('0'))
    ? digitsInWords(inThrees(digits), language)
    : numberInWords(number, language);
}

const counted: Step = (text, language) => {
  const { percent, degrees, point, outOf, minus, units: words } = instead[language];
  const inWords = (written: string) => {
    const { whole, decimals } = partsOf(written, language);
    if (decimals === undefined || decimals === '00') return wholeInWords(whole, language);
    const counts = language === 'it' && /^[1-9]\d?$/.test(decimals);
    return `${wholeInWords(whole, language)} ${point} ${counts ? numberInWords(Number(decimals), 'it') : digitsInWords(decimals, language)}`;
  };
  const number = '\\d+(?:[.,]\\d+)*';
  const withUnit = (written: string, unit: string) => {
    const [one, more] = words[unit] ?? words[unit.toLowerCase()] ?? [unit, unit];
    if (Number(written) !== 1) return `${inWords(written)} ${more}`;
    return `${{ it: /a$/.test(one) ? 'una' : 'un', en: 'one', de: /[ed]e$/.test(one) ? 'eine' : 'ein' }[language]} ${one}`;
  };
  return (
    text
      // Below zero only of degrees: elsewhere such a dash parts.
      .replace(/(?<![\p{L}\d.,])[-–−] ?(?=\d+(?:[.,]\d+)? ?(?:°|(?:a|to|bis) [-–−] ?\d))/gu, `${minus} `)
      .replace(/(?<!\d)\d{1,3}(?: \d{3})+(?!\d)/g, (grouped) => grouped.replaceAll(' ', ''))
      .replace(/\bkm (?=\d)/gi, `${words['km']?.[0]} `)
      .replace(new RegExp(`€ ?(${number})`, 'g'), (_all, written: string) => withUnit(written, '€'))
      .replace(new RegExp(`(${number}) ?(${units})`, 'gu'), (_all, written: string, unit: string) =>
        withUnit(written, unit),
      )
      .replace(new RegExp(`(${number}) ?%`, 'g'), (_all, written: string) => `${inWords(written)} ${percent}`)
      .replace(new RegExp(`(${number}) ?°(?: ?C\\b)`, 'g'), (_all, written: string) => `${inWords(written)} ${degrees}`)
      .replace(/(\d+)\/((?:19|20)\d\d)(?!\d)/g, (_all, first: string, year: string) => {
        const of = { it: 'del', en: 'of', de: 'aus' }[language];
        return `${wholeInWords(first, language)} ${of} ${yearInWords(Number(year), language)}`;
      })
      .replace(/(\d+)\/(?=\d)/g, (_all, first: string) => `${wholeInWords(first, language)} ${outOf} `)
      .replace(/(\d+)(?:°|st\b|nd\b|rd\b|th\b)/g, (_all, digits: string) =>
        Number(digits) > 0 && Number(digits) < 1000
          ? ordinalInWords(Number(digits), language)
          : wholeInWords(digits, language),
      )
      // Roads and zones have letters beside their number: A14, Emil-B1.
      .replace(new RegExp(`(\\p{L})?(${number})(\\p{L})?`, 'gu'), (_all, before = '', written: string, behind = '') => {
        const year = /^1[1-9]\d\d$/.test(written) ? yearInWords(Number(written), language) : inWords(written);
        return `${before}${before === '' ? '' : ' '}${year}${behind === '' ? '' : ' '}${behind}`;
      })
      .replace(/\d+/g, (digits) => ` ${wholeInWords(digits, language)} `)
  );
};

const symbols: Step = (text, language) => {
  const { and, plus, equal } = instead[language];
  return (
    text
      .replace(/’/g, "'")
      .replace(/ ?& ?/g, ` ${and} `)
      .replace(/ ?\+ ?/g, ` ${plus} `)
      .replace(/ ?= ?/g, ` ${equal} `)
      .replace(/…/g, '.')
      .replace(/[()[\]{};:–—―•·|\n\r\t]+| -+ /g, ', ')
      // What is left is letters of our languages, blanks, marks that a voice breathes at, and dashes and apostrophes
      // inside words.
      .replace(/[^\p{Lu}\p{Ll}\s.,?!'-]|[^\p{Script=Latin}\s.,?!'-]/gu, ' ')
      .replace(/(?<!\p{L})['-]+|-+(?!\p{L})|'+(?!\p{L})(?<!\p{L}')/gu, ' ')
      .replace(/\p{Lu}{5,}/gu, (loud) => `${loud[0]}${loud.slice(1).toLowerCase()}`)
      .replace(/'/g, '’')
  );
};

const breath: Step = (text) =>
  text
    .replace(/\s+/g, ' ')
    .replace(/ +([.,?!])/g, '$1')
    .replace(/[.,?!]*([.?!])[.,?!]*/g, '$1')
    .replace(/,[, ]*/g, ', ')
    .replace(/([.?!]),/g, '$1')
    .replace(/([.?!])(?=\p{L})/gu, '$1 ')
    .replace(/^[\s.,?!]+/, '')
    .replace(/[\s,]+$/, '')
    .trim();
