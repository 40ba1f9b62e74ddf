import { describe, expect, test } from '@jest/globals';
import { meanings, stemOf, wordsOf } from '../../../../../shared/core/knowledge/search/words.ts';

test('the words of a text are in small letters, without accents, and an elided article is one of them', () => {
  expect(wordsOf('L’ISEE è più basso: 25.000')).toEqual(['l', 'isee', 'e', 'piu', 'basso', '25', '000']);
  expect(wordsOf(' … ')).toEqual([]);
});

describe('the stem of a word', () => {
  test('is one for its forms, and none of what says nothing of the matter', () => {
    expect(stemOf('asili', 'it')).toBe(stemOf('asilo', 'it'));
    expect(stemOf('nurseries', 'en')).toBe(stemOf('nursery', 'en'));
    for (const [word, language] of [
      ['quando', 'it'],
      ['spetta', 'it'],
      ['how', 'en'],
      ['kann', 'de'],
    ] as const)
      expect(stemOf(word, language)).toBeUndefined();
    expect(stemOf('112', 'it')).toBe('112');
    expect(stemOf('7', 'it')).toBe('7');
    expect(stemOf('x', 'de')).toBeUndefined();
  });
});

describe('words of one meaning', () => {
  const stem = (word: string) => stemOf(word, 'it') ?? '';
  const meant = meanings(
    [
      ['terremoto', 'sisma', 'scossa'],
      ['casa', 'sisma', 'prima casa'],
    ],
    'it',
  );

  test('stand for the first of them, in the first list that has them', () => {
    expect(meant(stem('scossa'))).toBe(stem('terremoto'));
    expect(meant(stem('terremoto'))).toBe(stem('terremoto'));
    expect(meant(stem('sisma'))).toBe(stem('terremoto'));
    expect(meant(stem('casa'))).toBe(stem('casa'));
  });

  test('are single words, and any other stands for itself', () => {
    expect(meant(stem('prima'))).toBe(stem('prima'));
    expect(meant(stem('frana'))).toBe(stem('frana'));
  });

  test('are led by the first single word, whatever phrase stands before it', () => {
    const after = meanings([['assegno unico', 'sussidio', 'bonus']], 'it');
    expect(after(stem('bonus'))).toBe(stem('sussidio'));
  });
});
