import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { attemptsAndPersons, similarity } from '../../../../shared/core/cases/similar.ts';

const about = (words: string, more: Partial<Parameters<typeof similarity>[0]> = {}) => ({
  kind: 'report',
  category: 'roads-and-traffic',
  receivedAt: '2026-09-11T10:00:00.000Z',
  words,
  ...more,
});
const apart = { kind: 'information', category: 'awards', receivedAt: '2026-12-11T10:00:00.000Z' };
const frana = 'Buongiorno, segnalo una frana sulla strada provinciale per Borgoverde, il muro è crollato. Grazie.';

describe('two cases of one person', () => {
  test.each([
    ['Sollecito: la frana sulla provinciale di Borgoverde è ancora lì e il muro crollato pure'],
    ['FRANA STRADA PROVINCIALE BORGOVERDE'],
    ['Le strade provinciali verso Borgoverde: frane e muri crollati'],
  ])('are likely one thing when the words are alike: %s', (words) => {
    expect(similarity(about(frana), about(words, apart))).toEqual(['same-words']);
  });

  test.each([
    ['Vorrei sapere quando esce il bando per il servizio civile universale'],
    ['Buongiorno, grazie, cordiali saluti, vorrei chiedere come posso avere questo e quello'],
    [''],
    ['frana'],
  ])('are not when only greetings, or hardly a word, are shared: %j', (words) => {
    expect(similarity(about(frana), about(words, apart))).toEqual([]);
  });

  test('are not by long words that are in every letter, in whichever form', () => {
    const greeting = 'Buongiorno, vorremmo abbiamo cordiali distinti saluti egregio spettabile richiesta';
    expect(similarity(about(greeting), about(greeting, apart))).toEqual([]);
  });

  test('are judged by the part of the shorter text that the longer one has, whichever of the two is older', () => {
    const shorter = about('Frana sulla strada provinciale, Borgoverde', apart);
    const longer = about(`${frana} Chiedo inoltre notizie di semafori, lampioni, marciapiedi, panchine e fontanelle.`);
    expect([similarity(longer, shorter), similarity(shorter, longer)]).toEqual([['same-words'], ['same-words']]);
  });

  test('are likely one thing within a month in one category, within a week of one kind', () => {
    const after = (receivedAt: string) => similarity(about('uno'), about('due', { receivedAt }));
    expect(after('2026-09-18T10:00:00.000Z')).toEqual(['same-category', 'same-kind']);
    expect(after('2026-09-18T10:00:00.001Z')).toEqual(['same-category']);
    expect(after('2026-10-11T10:00:00.000Z')).toEqual(['same-category']);
    expect(after('2026-10-11T10:00:00.001Z')).toEqual([]);
  });

  test('are not one thing because both are in the category of all the rest, or in none', () => {
    const other = { category: 'other', kind: 'complaint' };
    expect(similarity(about('uno', other), about('due', { ...other, kind: 'report' }))).toEqual([]);
    const none = { category: undefined };
    expect(similarity(about('uno', none), about('due', { ...none, kind: 'complaint' }))).toEqual([]);
  });

  test('are judged the same from either side, whatever they say', () => {
    const subject = fc.record({
      kind: fc.constantFrom('report', 'information'),
      category: fc.constantFrom('law', 'other', undefined),
      receivedAt: fc
        .date({ noInvalidDate: true, min: new Date('2026-01-01'), max: new Date('2026-03-01') })
        .map((date) => date.toISOString()),
      words: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(frana, 'frana muro strada crollato', '')),
    });
    fc.assert(
      fc.property(subject, subject, (one, other) => expect(similarity(one, other)).toEqual(similarity(other, one))),
    );
  });
});

describe('attempts and persons', () => {
  const counted = (...contacts: string[][]) => attemptsAndPersons(contacts.map((points) => ({ points })));

  test('are counted apart: three contacts of one person are three attempts of one', () => {
    expect(counted(['email|a'], ['email|a', 'phone|1'], ['phone|1'])).toEqual({ attempts: 3, persons: 1 });
  });

  test('know a person by any way to reach them, also when that shows only later', () => {
    expect(counted(['email|a'], ['phone|1'])).toEqual({ attempts: 2, persons: 2 });
    expect(counted(['email|a'], ['phone|1'], ['phone|1', 'email|a'])).toEqual({ attempts: 3, persons: 1 });
  });

  test('count whoever names no way to be reached as somebody else', () => {
    expect(counted([], [], ['email|a'])).toEqual({ attempts: 3, persons: 3 });
    expect(counted()).toEqual({ attempts: 0, persons: 0 });
  });

  test('do not depend on the order of the contacts', () => {
    const contacts = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 3 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(contacts, contacts, (some, more) => {
        const all = [...some, ...more];
        expect(counted(...all)).toEqual(counted(...all.toReversed()));
        expect(counted(...all).persons).toBeLessThanOrEqual(all.length);
      }),
    );
  });
});
