import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Language, languages } from '../../../../shared/contracts/text.ts';
import { mintCode } from '../../../../shared/core/cases/receipt-code.ts';
import { hmacWith } from '../../../../shared/shell/hashing.ts';
import { textsIn } from '../../../../shared/texts/languages.ts';
import { spoken } from '../../../../shared/texts/voice/spoken.ts';
import { spokenCode } from '../../../../shared/texts/voice/spoken-codes.ts';
import {
  digitsInWords,
  largestSaid,
  numberInWords,
  ordinalInWords,
} from '../../../../shared/texts/voice/spoken-numbers.ts';
import { clockInWords, spokenInstant, spokenWait } from '../../../../shared/texts/voice/spoken-times.ts';
import { services } from '../../../fixtures/contacts.ts';
import { iso, someMinute } from '../../../fixtures/rome.ts';

/** Letters of our languages, blanks, and marks at which a voice breathes: nothing else is left to stumble over. */
const readable = /^[\p{Lu}\p{Ll} .,?!’-]*$/u;
const language = fc.constantFrom(...languages);

describe('a text for a voice', () => {
  const said: [Language, string, string][] = [
    [
      'it',
      'Se qualcuno è in pericolo, chiama subito il 112, il 115 o il 118.',
      'Se qualcuno è in pericolo, chiama subito l’uno uno due, l’uno uno cinque o l’uno uno otto.',
    ],
    ['en', 'Call 112, 115 or 118 now.', 'Call one one two, one one five or one one eight now.'],
    ['de', 'Rufen Sie 112 oder 115 an.', 'Rufen Sie eins eins zwei oder eins eins fünf an.'],
    [
      'it',
      'Chiama l’800 840 840 (attivo 24/7) o lo 0862123456.',
      'Chiama l’otto zero zero, otto quattro zero, otto quattro zero, attivo ventiquattro ore su ventiquattro, o lo zero otto sei, due uno due, tre quattro, cinque sei.',
    ],
    [
      'en',
      'From abroad: +39 06 62289766',
      'From abroad, plus three nine, zero six, six two two eight nine seven six six',
    ],
    [
      'it',
      'Scossa di magnitudo 6,2 alle 3:36 del 24 agosto 2016, entro 50 km.',
      'Scossa di magnitudo sei virgola due alle tre e trentasei del ventiquattro agosto duemilasedici, entro cinquanta chilometri.',
    ],
    ['it', 'Dal 1° ottobre, ore 9-18; dal 2 no.', 'Dal primo ottobre, ore da nove a diciotto, dal due no.'],
    [
      'en',
      'On 3 September 2026 at 18:30, or May 2nd, 7 pm.',
      'On the third of September two thousand and twenty-six at six thirty in the evening, or the second of May, seven in the evening.',
    ],
    [
      'de',
      'Vom 1.10. bis 14. Oktober 2026, 9 Uhr bis 18.30 Uhr, z. B. 1,5 km.',
      'Vom ersten Oktober bis vierzehnten Oktober zweitausendsechsundzwanzig, neun Uhr bis achtzehn Uhr dreißig, zum Beispiel eins Komma fünf Kilometer.',
    ],
    ['it', '1.200 sfollati, 300 000 euro, +30%', 'milleduecento sfollati, trecentomila euro, più trenta per cento'],
    ['en', '1,200 people in 1990', 'one thousand two hundred people in nineteen ninety'],
    ['it', 'L. 241/1990, art. 2', 'L. duecentoquarantuno del millenovecentonovanta, articolo due'],
    ['it', 'Chiama il 112/118.', 'Chiama l’uno uno due, uno uno otto.'],
    ['it', '112-115-118 oppure 1522', 'uno uno due, uno uno cinque, uno uno otto oppure uno cinque due due'],
    ['en', 'Call 112 118 now', 'Call one one two, one one eight now'],
    ['de', '112 / 116117', 'eins eins zwei, eins eins sechs, eins eins sieben'],
    [
      'it',
      'dal 1/11 al 3/11, alle ore 1, 3/4 dei residenti',
      'dal primo novembre al tre novembre, alle ore una, tre su quattro dei residenti',
    ],
    ['en', 'closed from 1/11 until 3/11', 'closed from the first of November until the third of November'],
    [
      'it',
      'Fino a -5 °C, poi da -3 a -1,5 °C',
      'Fino a meno cinque gradi, poi da meno tre a meno uno virgola cinque gradi',
    ],
    ['de', 'minimal −12 °C', 'minimal minus zwölf Grad'],
    ['it', 'Rimborso di € 50,00', 'Rimborso di cinquanta euro'],
    ['it', 'A14 chiusa dal km 3', 'A quattordici chiusa dal chilometro tre'],
    [
      'it',
      'Vai sul sito https://www.comune.it/a?b=1, o scrivi a info@comune.it.',
      'Vai sul sito indicato nelle nostre pagine, o scrivi all’indirizzo e-mail indicato nelle nostre pagine.',
    ],
    ['en', 'See www.gov.it/alerts!', 'See the website shown on our pages!'],
    ['de', 'Siehe www.gov.it.', 'Siehe die Adresse, die auf unseren Seiten steht.'],
    [
      'it',
      'ATTENZIONE!!! «Zona rossa» 🚨 <b>evacuare</b> & attendere…',
      'Attenzione! Zona rossa b evacuare b e attendere.',
    ],
    ['it', 'Codice PC-7K3M-9QXT-4DHR-8WZA', `Codice ${spokenCode('PC-7K3M-9QXT-4DHR-8WZA', 'it')}`],
  ];
  test.each(said)('in %s: %s', (inLanguage, text, words) => {
    expect(spoken(text, inLanguage)).toBe(words);
  });

  test('has nothing left that a voice stumbles over, whatever was written', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.nat().map(String),
      fc.constantFrom(
        '112',
        '800 840 840',
        'il ',
        'alle ',
        '14 settembre',
        '3 May',
        '2026-09-14',
        '1.200',
        '3,5',
        '24/7',
      ),
      fc.constantFrom(' ', '.', ':', '/', '+', '€', '%', '°C', ' km', '(', '»', '\n', '🚨', 'www.x.it', 'a@b.it', "l'"),
      fc.constantFrom(' Uhr', ' pm', 'th', '°', 'A14', '-', '–', '&', '<', '#', '*', '…', 'PC-7K3M-9QXT-4DHR-8WZA'),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), language, (parts, inLanguage) => {
        const words = spoken(parts.join(''), inLanguage);
        expect(words).toMatch(readable);
        expect(words).not.toMatch(/\s{2}|^[\s.,]|\s$|\s[.,?!]/);
      }),
      { numRuns: 500 },
    );
  });

  test('keeps every letter of a text that is only words', () => {
    const words = fc.array(fc.stringMatching(/^[a-zàèéìòùäöüß]{1,12}$/), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(words, language, (list, inLanguage) => {
        expect(spoken(list.join(' '), inLanguage)).toBe(list.join(' '));
      }),
    );
  });

  test('is made of everything that the services say on the phone', () => {
    for (const { notices, emergencyStatement, voiceMenu, name } of Object.values(services)) {
      for (const inLanguage of languages) {
        const { alert, emergency, voice } = notices;
        const options = voiceMenu?.options.map((option) => option.name) ?? [];
        for (const text of [alert, emergency, voice?.alert, voice?.emergency, emergencyStatement, name, ...options]) {
          expect(spoken(text?.[inLanguage] ?? '', inLanguage)).toMatch(readable);
        }
      }
    }
  });

  test('of danger to life has 112, 115 and 118 digit by digit', () => {
    const numbers = { it: 'uno uno', en: 'one one', de: 'eins eins' };
    for (const inLanguage of languages) {
      const words = spoken(textsIn[inLanguage].lifeFirst.text, inLanguage);
      expect(words.split(numbers[inLanguage])).toHaveLength(4);
    }
  });
});

describe('numbers in words', () => {
  test.each([
    [21, 'ventuno', 'twenty-one', 'einundzwanzig'],
    [33, 'trentatré', 'thirty-three', 'dreiunddreißig'],
    [108, 'centootto', 'one hundred and eight', 'einhundertacht'],
    [1001, 'milleuno', 'one thousand and one', 'eintausendeins'],
    [23_003, 'ventitremilatré', 'twenty-three thousand and three', 'dreiundzwanzigtausenddrei'],
    [2_000_000, 'due milioni', 'two million', 'zwei Millionen'],
  ])('%i', (number, italian, english, german) => {
    expect(languages.map((each) => numberInWords(number, each))).toEqual([italian, english, german]);
  });

  test('are never the same for two numbers', () => {
    for (const each of languages) {
      expect(new Set(Array.from({ length: 10_000 }, (_, number) => numberInWords(number, each))).size).toBe(10_000);
      expect(new Set(Array.from({ length: 200 }, (_, number) => ordinalInWords(number + 1, each))).size).toBe(200);
    }
    const pair = fc.uniqueArray(fc.nat({ max: largestSaid }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(pair, language, ([one = 0, other = 0], each) => {
        expect(numberInWords(one, each)).not.toBe(numberInWords(other, each));
      }),
    );
  });

  test('are refused beyond what is said, below zero and between', () => {
    for (const wrong of [-1, 1.5, largestSaid + 1, Number.NaN]) {
      expect(() => numberInWords(wrong, 'it')).toThrow(RangeError);
    }
  });
});

describe('a receipt code', () => {
  test('is spelled symbol by symbol, with words for letters that sound alike', () => {
    expect(spokenCode('PC-7K3M-9QXT-4DHR-8WZA', 'it')).toBe(
      'P come Palermo, C come Como. sette, cappa, tre, M come Milano. nove, Q come quarto, ics, T come Torino. quattro, D come Domodossola, acca, R come Roma. otto, doppia vu, zeta, A.',
    );
    expect(spokenCode('FL-0000-0000-0000-000B', 'de')).toContain('F wie Frankfurt, L wie Leipzig. null, null');
  });

  test('any, in any language, can be read out and has a word group for each symbol', () => {
    const hmac = hmacWith('a secret of the tests, 32 characters');
    fc.assert(
      fc.property(fc.string(), language, (submission, inLanguage) => {
        const code = mintCode('PC', submission, hmac);
        const words = spokenCode(code, inLanguage);
        expect(words).toMatch(readable);
        expect(words.split(/[.,] ?/).filter(Boolean)).toHaveLength(18);
      }),
    );
  });

  test('has a spelling of its own for each letter and digit', () => {
    for (const each of languages) {
      const all = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((symbol) => spokenCode(symbol, each));
      expect(new Set(all).size).toBe(36);
    }
  });
});

describe('an instant', () => {
  const now = '2026-09-12T08:00:00Z';
  test.each([
    ['2026-09-12T16:00:00Z', 'oggi alle diciotto', 'today at six in the evening', 'heute um achtzehn Uhr'],
    [
      '2026-09-13T07:30:00Z',
      'domani alle nove e trenta',
      'tomorrow at nine thirty in the morning',
      'morgen um neun Uhr dreißig',
    ],
    [
      '2026-09-14T07:00:00Z',
      'lunedì quattordici settembre alle nove',
      'on Monday the fourteenth of September at nine in the morning',
      'am Montag, dem vierzehnten September, um neun Uhr',
    ],
    ['2026-09-12T22:00:00Z', 'stanotte a mezzanotte', 'at midnight tonight', 'heute um Mitternacht'],
    ['2026-09-13T22:00:00Z', 'domani a mezzanotte', 'tomorrow at midnight', 'morgen um Mitternacht'],
    ['2026-09-12T10:00:00Z', 'oggi a mezzogiorno', 'today at noon', 'heute um zwölf Uhr'],
    [
      '2026-09-30T23:05:00Z',
      'giovedì primo ottobre all’una e cinque',
      'on Thursday the first of October at one oh five at night',
      'am Donnerstag, dem ersten Oktober, um ein Uhr fünf',
    ],
  ])('%s', (instant, italian, english, german) => {
    expect(languages.map((each) => spokenInstant(instant, now, each))).toEqual([italian, english, german]);
  });

  test('is said by the clocks of Rome on both days when they change', () => {
    expect(spokenInstant('2026-03-29T07:00:00Z', '2026-03-28T20:00:00Z', 'it')).toBe('domani alle nove');
    expect(spokenInstant('2026-10-25T08:00:00Z', '2026-10-24T20:00:00Z', 'it')).toBe('domani alle nove');
  });

  test('any has only words, and today is only said of today', () => {
    fc.assert(
      fc.property(someMinute, fc.integer({ min: 0, max: 20_000 }), language, (from, ahead, each) => {
        const at = iso(from + ahead * 60_000);
        const words = spokenInstant(at, iso(from), each);
        expect(words).toMatch(readable);
        if (ahead > 2 * 24 * 60) expect(words).not.toMatch(/oggi|domani|today|tomorrow|heute|morgen/);
        if (ahead > 25 * 60) expect(words).not.toMatch(/oggi|today|heute/);
      }),
    );
  });

  test('every minute of the day has a time of its own', () => {
    for (const each of languages) {
      const times = Array.from({ length: 1440 }, (_, at) => clockInWords(Math.floor(at / 60), at % 60, each));
      expect(new Set(times).size).toBe(1440);
    }
  });
});

describe('a wait', () => {
  test.each([
    [20, 'meno di un minuto', 'less than a minute', 'weniger als eine Minute'],
    [61, 'circa due minuti', 'about two minutes', 'etwa zwei Minuten'],
    [3_600, 'circa un’ora', 'about one hour', 'etwa eine Stunde'],
    [5_000, 'circa un’ora e mezza', 'about one and a half hours', 'etwa anderthalb Stunden'],
    [20_000, 'più di quattro ore', 'more than four hours', 'mehr als vier Stunden'],
  ])('of %i seconds is never told shorter than it is', (seconds, italian, english, german) => {
    expect(languages.map((each) => spokenWait(seconds, each))).toEqual([italian, english, german]);
  });
});

test('digits are said one by one, groups with a pause', () => {
  expect(digitsInWords('800 840', 'it')).toBe('otto zero zero, otto quattro zero');
});
