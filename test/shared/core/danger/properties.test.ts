import { describe, expect, test } from '@jest/globals';
import { dangerLevels } from '../../../../shared/core/danger/danger.ts';
import { hearDanger } from '../../../../shared/core/danger/hear-danger.ts';
import { lifeFirst } from '../../../../shared/texts/danger/lists.ts';
import { developmentSet, ownSet, requests, toldInPieces, voices } from './sentences.ts';

const levelOf = (text: string) => dangerLevels.indexOf(hearDanger(text, lifeFirst).level);
/**
 * Of the voices, what callers might say, every fifteenth: each property is asked of each sentence many times. Of
 * what is told in pieces, what is one sentence: everyday words calm what stands beside them with no sign between.
 */
const all = [
  ...developmentSet,
  ...ownSet,
  ...voices.filter((_, index) => index % 15 === 0),
  ...toldInPieces.filter(({ text }) => !/[.:;!?] /.test(text)),
];
const heard = all.filter(({ urgent, text }) => urgent && levelOf(text) > 0);
const calm = [...all.filter(({ urgent }) => !urgent).map(({ text }) => text), ...requests.slice(0, 60)];

const around = {
  it: {
    greeting: 'Buongiorno,',
    address: 'Egregio Signor Sindaco, gentile ufficio,',
    thanks: 'Grazie e cordiali saluti.',
    closing: 'Vi ringrazio per la collaborazione\nDistinti saluti\nMaria Bianchi',
    calm: 'Vi scrivo da Rieti, abito in via Roma.',
  },
  en: {
    greeting: 'Good morning,',
    address: 'Dear Mayor, dear office,',
    closing: 'Many thanks in advance\nKind regards\nMary White',
    thanks: 'Thank you, kind regards.',
    calm: 'I am writing from Rieti, my street is Via Roma.',
  },
  de: {
    greeting: 'Guten Tag,',
    address: 'Sehr geehrter Herr Bürgermeister, liebes Amt,',
    closing: 'Vielen Dank für Ihre Hilfe\nMit freundlichen Grüßen\nMaria Weiß',
    thanks: 'Danke und freundliche Grüße.',
    calm: 'Ich schreibe aus Bozen, ich wohne in der Romstraße.',
  },
};
const signature = '\n\n--\nComune di Rieti, Ufficio Anagrafe\nPer emergenze chiamate il 112\nTel. 0746 1234567';
const quotedSignature = '\n\n> -- \n> Maria Bianchi\n> Per emergenze chiamate il 112';
const questions = ['cosa devo fare ', 'come ci si comporta se ', 'what to do if ', 'was macht man wenn '];

/** What somebody else makes of the same words. */
const wrapped: readonly [how: string, (text: string, lang: 'it' | 'en' | 'de') => string][] = [
  ['in capitals', (text) => text.toUpperCase()],
  ['without accents', (text) => text.normalize('NFD').replace(/\p{M}/gu, '')],
  ['without punctuation', (text) => text.replace(/[.,;:!?…()–—-]+/g, ' ').replace(/\n+/g, ' ')],
  ['with blanks for apostrophes', (text) => text.replace(/['’]/g, ' ')],
  ['after a greeting', (text, lang) => `${around[lang].greeting} ${text}`],
  ['after a greeting on a line of its own', (text, lang) => `${around[lang].greeting}\n\n${text}`],
  ['before thanks', (text, lang) => `${text}. ${around[lang].thanks}`],
  ['before thanks that no point divides from it', (text, lang) => `${text}, ${around[lang].thanks}`],
  ['before thanks on lines of their own', (text, lang) => `${text}\n${around[lang].closing}`],
  ['after the form of address of an office', (text, lang) => `${around[lang].address} ${text}`],
  ['with two letters for an umlaut', (text) => text.replace(/[äöüÄÖÜ]/g, (vowel) => `${vowel.normalize('NFD')[0]}e`)],
  ['between calm sentences', (text, lang) => `${around[lang].calm} ${text}. ${around[lang].calm}`],
  ['before a signature', (text) => text + signature],
  ['before a quoted signature', (text) => text + quotedSignature],
  ['quoted', (text) => `> ${text.replaceAll('\n', '\n> ')}`],
  ['wrapped at 40 columns', (text) => text.replace(/(.{1,40})(?: |$)/g, '$1\n')],
  ['with Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
];

describe('whatever is heard bare', () => {
  test.each(wrapped)('is heard at the same level %s', (_, wrap) => {
    const silenced = heard.filter(({ text, lang }) => levelOf(wrap(text, lang)) < levelOf(text));
    expect(silenced.map(({ text }) => text)).toEqual([]);
  });

  test('is heard at the same level with a line end at any blank', () => {
    const silenced = heard.filter(({ text }) => {
      const words = text.split(' ');
      return words.some(
        (_, at) => at > 0 && levelOf(`${words.slice(0, at).join(' ')}\n${words.slice(at).join(' ')}`) < levelOf(text),
      );
    });
    expect(silenced.map(({ text }) => text)).toEqual([]);
  });

  test.each(questions)('is at least advised of after: %s', (question) => {
    const silenced = heard.filter(({ text }) => levelOf(question + text) === 0);
    expect(silenced.map(({ text }) => text)).toEqual([]);
  });
});

test('a calm sentence is no more of an alarm with a line end at any blank', () => {
  const alarms = calm.filter((text) => {
    const words = text.split(' ');
    return words.some(
      (_, at) => at > 0 && levelOf(`${words.slice(0, at).join(' ')}\n${words.slice(at).join(' ')}`) > levelOf(text),
    );
  });
  expect(alarms).toEqual([]);
});

test('words that every object of the language has are words like any other', () => {
  const names = Object.getOwnPropertyNames(Object.prototype);
  for (const name of names)
    for (const text of [name, `${name}'s`, `l'${name}`, `${name}n't`, `casa ${name} in fiamme`])
      expect(() => hearDanger(text, lifeFirst)).not.toThrow();
});
