import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  allTerms,
  askedWords,
  caseTerms,
  caseWords,
  hitsOf,
  writtenByTerm,
} from '../../../../shared/core/cases/searched-words.ts';

const told = caseWords(
  [
    {
      name: 'Noè',
      surname: 'D’Ângelo Rossi',
      subject: 'Strade interrotte',
      message: 'La frana ha chiuso il ponte 12',
      place: { address: 'Via dei Mille 3', municipality: 'Borgoverde' },
    },
  ],
  ['Ora piove anche nelle cantine'],
);
const terms = caseTerms(told, 'it');
const hits = (typed: string) => hitsOf(terms, askedWords(typed));

describe('a case is found', () => {
  test('by its words in any form, by names and places as they are written, without accents, by a beginning of three letters', () => {
    expect(hits('strada interrotta')).toEqual(['words']);
    expect(hits('NOE d’angelo')).toEqual(['name']);
    expect(hits('rossi cantina borgo')).toEqual(['name', 'words', 'place']);
    expect(hits('fra')).toEqual(['words']);
    expect(hits('ponte 12')).toEqual(['words']);
    expect(hits('via dei mille')).toEqual(['place']);
  });

  test('by every word that is asked for, and by none alone; words that say nothing count only where there are no others', () => {
    expect(hits('strada bianchi')).toBeUndefined();
    expect(hits('la strada di Rossi')).toEqual(['name', 'words']);
    expect(hits('fr')).toBeUndefined();
    expect(hits('')).toBeUndefined();
    expect(hits('?!')).toBeUndefined();
    const chi = caseTerms(caseWords([{ surname: 'Chi' }], []), 'it');
    expect(hitsOf(chi, askedWords('chi'))).toEqual(['name']);
  });

  test('by no more than eight words, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const asked = askedWords(typed);
        expect(asked.length).toBeLessThanOrEqual(8);
        for (const { forms } of asked) for (const form of forms) expect(form).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });

  test('by each word that it was told with, in every language, except those that say nothing', () => {
    const language = fc.constantFrom('it' as const, 'en' as const, 'de' as const);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), language, (message, written) => {
        const own = caseTerms(caseWords([{ message }], []), written);
        for (const word of askedWords(message).filter(({ beginning }) => beginning !== undefined))
          expect(hitsOf(own, [word])).toEqual(['words']);
      }),
    );
  });
});

test('a term is one word without a blank: an index keeps it as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (message) => {
      for (const term of allTerms(caseTerms(caseWords([{ message, name: message }], []), 'it')))
        expect(term).toMatch(/^[\p{L}\p{N}]+$/u);
    }),
  );
});

test('the words by which cases are likened are as somebody wrote them, and never a name', () => {
  const written = writtenByTerm(told, 'it');
  expect([...written.values()]).toEqual(expect.arrayContaining(['interrotte', 'frana', 'borgoverde']));
  expect([...written.values()]).not.toEqual(expect.arrayContaining(['rossi']));
  expect([...written.values()].join(' ')).not.toMatch(/noe|angelo/);
});

test('of more than eight words the first eight are looked for, be they words that say nothing', () => {
  const telling = ['frana', 'ponte', 'strada', 'borgo', 'cantina', 'scuola', 'fiume', 'casa', 'tetto', 'muro'];
  expect(askedWords(telling.join(' ')).map(({ forms: [form] }) => form)).toEqual(telling.slice(0, 8));
  const silent = ['il', 'lo', 'la', 'di', 'del', 'della', 'con', 'per', 'non', 'che', 'chi'];
  expect(askedWords(silent.join(' ')).length).toBeLessThanOrEqual(8);
});
