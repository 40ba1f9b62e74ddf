import { describe, expect, test } from '@jest/globals';
import { markText } from '../../../functions/contributions/rules/mark-text.ts';
import { marksLeft } from '../../../functions/contributions/rules/marks-left.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { nobodyKnown } from '../../fixtures/contributions.ts';

const marked = (text: string, language: Language = 'it') =>
  markText(text, 'text', language).map(({ what, words }) => `${what}: ${words}`);

describe('somebody’s name is marked', () => {
  test.each<[string, string]>([
    ['Ada è arrivata ieri.', 'Ada'],
    ['con la nuova Ada Bianchi', 'Ada Bianchi'],
    ['Ho chiesto al Comune Ada Bianchi.', 'Ada Bianchi'],
    ['ha risposto Zanotti subito', 'Zanotti'],
    ['Ieri Zanotti ha risposto', 'Zanotti'],
    ['Ieri ha risposto la Zanotti Perini', 'Zanotti Perini'],
  ])('in «%s»: %s', (text, name) => expect(marked(text)).toEqual([`name: ${name}`]));

  test.each(['la signora', 'La Signora', 'il dott.', 'Il Dott.', 'l’avv.', 'don', 'il prof.', 'mr', 'Frau'])(
    'after «%s»',
    (title) => expect(marked(`${title} Ixy Oxo de Ixo non c’era`)[0]).toContain('Ixy Oxo de Ixo'),
  );

  test.each<[string, Language]>([
    ['mi chiamo ixy', 'it'],
    ['Mi chiamo ixy', 'it'],
    ['my name is ixy', 'en'],
    ['mein Name ist ixy', 'de'],
    ['ich heiße ixy', 'de'],
  ])('that somebody says of themselves, small or not: %s', (text, language) => {
    expect(marked(`${text} e scrivo qui`, language)).toContain('name: ixy');
  });

  test.each<[string, Language]>([
    ['mio marito', 'it'],
    ['la badante', 'it'],
    ['my sister,', 'en'],
    ['meine Mutter', 'de'],
  ])('of whom is called %s', (kin, language) => expect(marked(`so ${kin} Ixy`, language)).toContain('name: Ixy'));
});

describe('where somebody lives is marked', () => {
  test.each<[string, Language, string]>([
    ['Abito in via dei Mille 12b', 'it', 'via dei Mille 12b'],
    ['Abito in Piazza Oxo, n. 3', 'it', 'Piazza Oxo, n. 3'],
    ['wohne in der Oxostraße 7', 'de', 'Oxostraße 7'],
    ['at 12 Oxo Street', 'en', '12 Oxo Street'],
    ['abito ad Oxonia Alta', 'it', 'Oxonia Alta'],
    ['we live near Oxonia', 'en', 'Oxonia'],
    ['ich wohne in Oxonia', 'de', 'Oxonia'],
    ['la scuola di Torino', 'it', 'Torino'],
    ['a Scampia', 'it', 'Scampia'],
    ['la nostra Lecce', 'it', 'Lecce'],
    ['la scuola Torino Oxo', 'it', 'Torino Oxo'],
  ])('in «%s»', (text, language, place) => expect(marked(text, language)).toContain(`place: ${place}`));

  test('but a name after «di» is a name, and an office is neither', () => {
    expect(marked('la figlia di Ada')).toEqual(['name: Ada']);
    expect(marked('scrivo a Ada Bianchi')).toEqual(['name: Ada Bianchi']);
    expect(marked('una domanda al Comune e all’Inps, di Natale')).toEqual([]);
  });
});

test('no mark is made of how sentences begin, of what is shouted, nor of German nouns', () => {
  expect(marked('Ieri pioveva. Oggi no! Domani? Forse: Chissà')).toEqual([]);
  expect(marked('è URGENTE davvero')).toEqual([]);
  expect(marked('wir suchen einen Kindergarten', 'de')).toEqual([]);
  expect(marked('we ask for a Kindergarten', 'en')).toEqual(['name: Kindergarten']);
});

describe('a number is a telephone', () => {
  test.each(['555 1234', '081/12/3456', '081/12/34/5678', '02.12.34.56.78', '+39 (02) 1234'])(
    'from seven digits: %s',
    (number) => {
      expect(marked(`chiamate ${number} la sera`)).toContain(`phone: ${number}`);
    },
  );

  test.each(['1-2-3-4-5-6', '12.05.2019', '1/5/19', '123456'])('not with less, nor a day: %s', (number) => {
    expect(marked(`segnato ${number} nel foglio`)).toEqual([]);
  });
});

test('what has a shape is that and nothing else, and stands before what only might be a name', () => {
  expect(marked('scrivete ad Ada.Bianchi@example.org')).toEqual(['email: Ada.Bianchi@example.org']);
  expect(marked('codice FL-7K3M-9QXT-4DHR-8WZA, grazie')).toEqual(['receipt-code: FL-7K3M-9QXT-4DHR-8WZA']);
  // Too short for an account.
  expect(marked('la sigla it60 1234')).not.toContainEqual(expect.stringContaining('iban'));
});

test('a mark of a dialogue is confirmed in its own turn alone, of a title in the title alone', () => {
  const dialogue = [
    { who: 'citizen' as const, text: 'Ada è a scuola' },
    { who: 'service' as const, text: 'Ada può restare' },
  ];
  const decision = {
    act: 'publish' as const,
    title: 'Ada chiede',
    text: 'Ada chiede.',
    letsBeKnown: nobodyKnown,
    dialogue,
  };
  const left = (...confirmed: object[]) =>
    marksLeft({ ...decision, confirmed: confirmed as never }, 'it').map(({ of, turn }) => [of, turn]);
  const all = [
    ['title', undefined],
    ['text', undefined],
    ['dialogue', 0],
    ['dialogue', 1],
  ];
  expect(left()).toEqual(all);
  expect(left({ of: 'dialogue', from: 0, to: 3, turn: 1 })).toEqual(all.slice(0, 3));
  expect(left({ of: 'title', from: 0, to: 3 })).toEqual(all.slice(1));
  for (const elsewhere of [
    { of: 'text', from: 0, to: 4 },
    { of: 'text', from: 1, to: 3 },
    { of: 'dialogue', from: 0, to: 3 },
  ])
    expect(left(elsewhere)).toEqual(all);
});
