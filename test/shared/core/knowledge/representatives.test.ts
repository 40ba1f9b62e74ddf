import { describe, expect, test } from '@jest/globals';
import type { Atom } from '../../../../shared/contracts/content/predicate.ts';
import type { Question } from '../../../../shared/contracts/content/question.ts';
import { representatives } from '../../../../shared/core/knowledge/representatives.ts';

const day = '2026-11-28';
const figures = (id: string) => (id === 'isee' ? 100 : undefined);
const told = (question: Partial<Question>, ...atoms: object[]) =>
  representatives({ id: 'q', ...question } as Question, atoms.map((atom) => ({ question: 'q', ...atom })) as Atom[], {
    answers: {},
    day,
    figures,
  });

describe('one answer for each way in which comparisons come out', () => {
  test('is yes or no, and "I do not know" of every question', () => {
    expect(told({ answer: 'yes-no' }, { is: true })).toEqual([true, false, null]);
    // Where nothing is compared, any answer is as good as the first.
    expect(told({ answer: 'yes-no' })).toEqual([true, null]);
    expect(told({ answer: 'yes-no' }, { question: 'other', is: true })).toEqual([true, null]);
  });

  test('is an option that differs from those before it', () => {
    const options = ['a', 'b', 'c'].map((value) => ({ value, label: { it: value, en: value, de: value } }));
    expect(told({ answer: 'one', options }, { is: 'b' })).toEqual(['a', 'b', null]);
    expect(told({ answer: 'one', options }, { oneOf: ['a', 'b'] })).toEqual(['a', 'c', null]);
  });

  test('is a number on each side of a bound, on it, and within what can be answered', () => {
    expect(told({ answer: 'number' }, { below: 10 })).toEqual([0, 10_000_000, null]);
    expect(told({ answer: 'number' }, { below: 10 }, { atMost: 10 })).toEqual([0, 10_000_000, 10, null]);
    expect(told({ answer: 'number' }, { atLeast: { parameter: 'isee' } })).toEqual([0, 10_000_000, null]);
    expect(told({ answer: 'number' }, { atLeast: 100 }, { atMost: { parameter: 'isee' } })).toEqual([
      0,
      10_000_000,
      100,
      null,
    ]);
    // What two bounds have between them is a way of its own.
    for (const bounds of [
      [{ atMost: 10 }, { atMost: 20 }],
      [{ atLeast: 10.01 }, { atLeast: 20.01 }],
      [{ below: 10.01 }, { below: 20.01 }],
    ])
      expect(told({ answer: 'number' }, ...bounds)).toEqual([0, 10_000_000, 10.01, null]);
    expect(told({ answer: 'number' }, { below: { parameter: 'unknown' } })).toEqual([0, null]);
    expect(told({ answer: 'number' }, { is: 7 })).toEqual([0, 7, null]);
    expect(told({ answer: 'number' }, { oneOf: [7, 8] })).toEqual([0, 7, null]);
    expect(told({ answer: 'number', minimum: 1, maximum: 5 }, { is: 7 }, { below: 0.5 })).toEqual([1, null]);
  });

  test('is a day on each side of the one from which it is long enough ago', () => {
    expect(told({ answer: 'date' }, { olderThan: { days: 30 } })).toEqual(['2028-01-02', '2026-10-28', null]);
    expect(told({ answer: 'date' })).toEqual(['2028-01-02', null]);
  });

  test('is a municipality of each territory, and one of none', () => {
    expect(told({ answer: 'municipality' }, { inTerritory: ['058'] }, { inTerritory: ['057', '0580'] })).toEqual([
      '999999',
      '058000',
      '057000',
      null,
    ]);
  });
});
