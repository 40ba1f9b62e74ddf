import { describe, expect, test } from '@jest/globals';
import { foldWord, wordsIn } from '../../../../shared/core/danger/fold-word.ts';
import { hearDanger } from '../../../../shared/core/danger/hear-danger.ts';
import { lifeFirst } from '../../../../shared/texts/danger/lists.ts';

/** Words as they are read, from how they are written out. */
const meant = (words: string) => words.split(' ').map(foldWord);

describe('who writes in a hurry means', () => {
  test.each([
    ['dont', 'do not'],
    ['doesnt', 'does not'],
    ['didnt', 'did not'],
    ['isnt', 'is not'],
    ['aint', 'is not'],
    ['wont', 'will not'],
    ['cant', 'can not'],
    ['cannot', 'can not'],
    ['couldnt', 'could not'],
    ['havent', 'have not'],
    ['kms', 'kill myself'],
    ['ive', 'i have'],
    ['nimmer', 'nicht mehr'],
    ['nimma', 'nicht mehr'],
    ['nit', 'nicht'],
    ['xke', 'perche'],
    ['qlcn', 'qualcuno'],
    ['dv', 'dove'],
  ])('by «%s» the words «%s»', (written, words) => expect(wordsIn(written)).toEqual(meant(words)));

  test('the same by any sign that stands for an apostrophe, each time that it stands', () => {
    for (const sign of ['’', '‘', '`', '´', 'ʼ']) {
      expect(wordsIn(`d${sign}un${sign}altra`)).toEqual(wordsIn("d'un'altra"));
      expect(wordsIn(`can${sign}t`)).toEqual(['can', 'not']);
    }
    expect(wordsIn("d'un'altra")).toEqual(['altra']);
  });
});

describe('what danger was heard in', () => {
  const evidence = (text: string) => {
    const heard = hearDanger(text, lifeFirst);
    if (heard.level === 'none') throw new Error('danger is heard');
    return heard.evidence;
  };
  const cry = 'la casa brucia';

  test('is its whole sentence up to three hundred signs, on one line', () => {
    expect(evidence(`Buongiorno. Aiuto,\n${cry}!\nGrazie.`)).toBe('Aiuto, la casa brucia');
    const long = `Aiuto ${cry} ${'e poi ancora altro '.repeat(30)}`;
    expect(evidence(long).length).toBeLessThanOrEqual(300);
    expect(evidence(long)).toContain(cry);
  });

  test('is the part around it of a sentence that is longer, wherever it stands in it', () => {
    const far = `${'ieri ci hanno detto altro '.repeat(30)}e adesso ${cry} aiuto`;
    expect(evidence(far)).toContain(cry);
    expect(evidence(far).length).toBeLessThanOrEqual(300);
  });
});
