import { describe, expect, test } from '@jest/globals';
import { splitWords } from '../../../../shared/core/danger/split-words.ts';

const split = (text: string) => splitWords(text, new Set(['la', 'il']), new Set(['ma']));
/** Each word with where it stands: among the others, in which sentence, turn and clause. */
const places = (text: string) =>
  split(text).map(({ folded, at, sentence, turn, clause }) => `${folded} ${at} ${sentence}${turn}${clause}`);

describe('the words of a text', () => {
  test('stand one after the other, a small word where the one before it stands, over the end of a line', () => {
    expect(places('brucia la casa\nadeso')).toEqual(['brucia 1 000', 'la 1 000', 'casa 2 000', 'adeso 3 000']);
  });

  test('stand three words further in the next sentence, and six in the next paragraph', () => {
    expect(places('uno. poi')).toEqual(['uno 1 000', 'poi 5 111']);
    expect(places('uno\n \t> \npoi')).toEqual(['uno 1 000', 'poi 8 111']);
    expect(places('uno!? poi; tre … sei')).toEqual(['uno 1 000', 'poi 5 111', 'tre 9 222', 'sei 13 333']);
  });

  test('stand in another clause behind a comma, and in another turn from the word that turns', () => {
    expect(places('uno, poi (tre) sei: qui – la ma fine')).toEqual([
      'uno 1 000',
      'poi 2 001',
      'tre 3 002',
      'sei 4 003',
      'qui 5 004',
      'la 5 005',
      'ma 6 015',
      'fine 7 015',
    ]);
  });

  test('are the verbs that a blank parts from their word in place of an apostrophe, in English alone', () => {
    const folded = (text: string) => split(text).map((word) => word.folded);
    expect(folded('that s it')).toEqual(folded("that's it"));
    expect(folded('I m seven')).toEqual(folded("I'm seven"));
    expect(folded('we re stuck')).toEqual(folded("we're stuck"));
    expect(folded('they ve gone')).toEqual(folded("they've gone"));
    expect(folded('casa s mare')).toEqual(['casa', 's', 'mare']);
    expect(folded('il re ve lo')).toEqual(['il', 're', 've', 'lo']);
    expect(folded('that  s')).toEqual(['that', 's']);
  });

  test('stay in one sentence over the point within a number', () => {
    expect(places('alle 10.30 fine')).toEqual(['ale 1 000', '10 2 000', '30 3 000', 'fine 4 000']);
    expect(places('alle 10. 30')).toEqual(['ale 1 000', '10 2 000', '30 6 111']);
    expect(places('alle a.30')).toEqual(['ale 1 000', 'a 2 000', '30 6 111']);
  });

  test('know whether their own sentence is a question, and no other', () => {
    expect(split('Prima. Brucia la casa? Dopo').map(({ asked }) => asked)).toEqual([false, true, true, true, false]);
    expect(split('Brucia?!').map(({ asked }) => asked)).toEqual([true]);
  });

  test('know where they were written', () => {
    expect(split('Ah, l’acqua sale').map(({ folded, from, to }) => [folded, from, to])).toEqual([
      ['ah', 0, 2],
      ['aqua', 4, 11],
      ['sale', 12, 16],
    ]);
  });

  test('are a broken denial put together, and c e too', () => {
    expect(split('I can t breathe').map(({ folded }) => folded)).toEqual(['i', 'can', 'not', 'breathe']);
    expect(split('I DON T know').map(({ folded }) => folded)).toEqual(['i', 'do', 'not', 'know']);
    expect(split('plan t').map(({ folded }) => folded)).toEqual(['plan', 't']);
    expect(split('can  t').map(({ folded }) => folded)).toEqual(['can', 't']);
    expect(split('c e fumo, c è fumo, a e b').map(({ folded }) => folded)).toEqual([
      'ce',
      'fumo',
      'ce',
      'fumo',
      'a',
      'e',
      'b',
    ]);
  });

  test('are what small pictures say', () => {
    expect(split('\u{1F198} casa \u{1F602}\u{1F923}').map(({ folded }) => folded)).toEqual([
      'sos',
      'casa',
      'haha',
      'haha',
    ]);
  });
});
