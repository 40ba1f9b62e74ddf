import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Mark } from '../../shared/contracts/contribution.ts';
import {
  cutAt,
  type Edited,
  isLeft,
  linesOf,
  placesOf,
  thingsIn,
  turnsIn,
  without,
} from '../../web/console/contributions/marks.ts';

const edited: Edited = {
  title: 'Maria e il nido',
  text: 'Maria mi ha aiutata. Chiamate Maria al 333 1234567.',
  turns: [
    { who: 'citizen', text: 'Buongiorno, sono Maria.' },
    { who: 'service', text: 'Buongiorno.' },
  ],
};
const mark = (of: Mark['of'], from: number, words: string, what: Mark['what']): Mark => ({
  of,
  from,
  to: from + words.length,
  what,
  words,
});

describe('what may let somebody be known', () => {
  test('is asked of once, however often it is written', () => {
    const marks = [
      mark('title', 0, 'Maria', 'name'),
      mark('text', 0, 'Maria', 'name'),
      mark('text', 40, '333', 'phone'),
    ];
    expect(thingsIn(marks)).toEqual([
      { what: 'name', words: 'Maria' },
      { what: 'phone', words: '333' },
    ]);
  });

  test('is taken out of title, text and dialogue by one press', () => {
    const after = without(edited, 'Maria', '[nome]');
    expect(isLeft(edited, 'Maria')).toBe(true);
    expect(isLeft(after, 'Maria')).toBe(false);
    expect(after.title).toBe('[nome] e il nido');
    expect(after.turns[0]?.text).toBe('Buongiorno, sono [nome].');
  });

  test('that stays is confirmed at each of its places', () => {
    const places = placesOf(edited, ['Maria']);
    expect(places.map(({ of, turn }) => [of, turn])).toEqual([
      ['title', undefined],
      ['text', undefined],
      ['text', undefined],
      ['dialogue', 0],
    ]);
    for (const { of, from, to, turn } of places) {
      const text = of === 'dialogue' ? edited.turns[turn ?? 0]?.text : edited[of];
      expect(text?.slice(from, to)).toBe('Maria');
    }
  });

  test('is shown in the text without a letter lost, whatever the marks', () => {
    const spans = fc.array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 20 })), { maxLength: 8 });
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), spans, (text, drawn) => {
        const marks = drawn.map(([from, length]) => ({ ...mark('text', from, '', 'name'), to: from + length }));
        expect(
          cutAt(text, marks)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('a dialogue', () => {
  test('is typed as lines and read back the same', () => {
    expect(turnsIn(linesOf(edited.turns))).toEqual(edited.turns);
    expect(turnsIn('')).toEqual([]);
  });

  test.each([['Buongiorno'], ['C: sola'], ['C:\nS: sì'], ['X: chi?\nC: io']])('%j is none', (typed) => {
    expect(turnsIn(typed)).toBeUndefined();
  });
});
