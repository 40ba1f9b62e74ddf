import { describe, expect, test } from '@jest/globals';
import { foldWord, wordsIn } from '../../../../shared/core/danger/fold-word.ts';

describe('a word is read', () => {
  test.each([
    ['fuoco', 'fuoco', 'as it is where there is nothing to fold'],
    ['FUOCO', 'fuoco', 'whatever its case'],
    ['è', 'est', 'as the verb that it is with its accent'],
    ['é', 'est', 'as that verb with the other accent'],
    ['È', 'est', 'as that verb in capitals'],
    ['e', 'e', 'as what joins without one'],
    ['perché', 'perke', 'without accents, ch as k'],
    ['Straße', 'strase', 'ß as one s'],
    ['strasse', 'strase', 'doubled consonants as one'],
    ['mamma', 'mama', 'doubled consonants as one within it'],
    ['aiutoooo', 'aiuto', 'a vowel drawn out as one'],
    ['ziio', 'ziio', 'a vowel written twice as two'],
    ['112', '112', 'its numbers as they are, doubled or not'],
    ['überschwemmt', 'uberskwemt', 'an umlaut as its vowel'],
    ['ueberschwemmt', 'uberskwemt', 'ue at its beginning as an umlaut too'],
    ['muede', 'mude', 'ue within it as its vowel'],
    ['maedchen', 'madken', 'ae within it as its vowel'],
    ['hoeren', 'horen', 'oe within it as its vowel'],
    ['eis', 'eis', 'ei as it is'],
    ['rauch', 'rauk', 'ch as k'],
    ['ecke', 'eke', 'ck as k'],
    ['acqua', 'aqua', 'cq as q'],
    ['zucchero', 'zukero', 'cch as k'],
    ['kk', 'k', 'kk as k'],
    ['ai\u00aduto', 'aiuto', 'without marks that nobody sees'],
    ['ﬁamme', 'fiame', 'with its ligatures apart'],
  ])('%s → %s: %s', (written, folded) => {
    expect(foldWord(written)).toBe(folded);
  });

  test('the same once it was folded', () => {
    for (const word of ['fuoco', 'aqua', 'strase', 'perke', 'mude', 'rauk']) expect(foldWord(word)).toBe(word);
  });
});

describe('a written word stands for', () => {
  test.each<[string, string[]]>([
    ['aiuto', ['aiuto']],
    ['nn', ['non']],
    ['cmq', ['comunqu']],
    ['pf', ['per', 'favore']],
    ['toString', ['tostring']],
    ["c'è", ['ce']],
    ['c’e', ['ce']],
    ["dov'è", ['dove', 'est']],
    ["l'acqua", ['aqua']],
    ['dell’acqua', ['aqua']],
    ['l', []],
    ['nell', []],
    ["can't", ['can', 'not']],
    ["won't", ['wil', 'not']],
    ["shan't", ['shal', 'not']],
    ["isn't", ['is', 'not']],
    ["i'm", ['i', 'am']],
    ["I've", ['i', 'have']],
    ["they're", ['they', 'are']],
    ["it's", ['it', 'is']],
    ["mother's", ['mother']],
    ["m'aiuta", ['mi', 'aiuta']],
    ["'", []],
    ["acqua'", ['aqua']],
  ])('%s → %j', (written, words) => {
    expect(wordsIn(written)).toEqual(words);
  });
});
