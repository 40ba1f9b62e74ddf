import { describe, expect, test } from '@jest/globals';
import { canAnswer, fieldOf, readAnswer, readNumber } from '../../../../shared/core/knowledge/read-answer.ts';

const options = ['a', 'b'].map((value) => ({ value, label: { it: value, en: value, de: value } }));

describe('a question can be answered', () => {
  test('by "I do not know", whatever it asks', () => {
    for (const answer of ['one', 'yes-no', 'number', 'date', 'municipality'] as const)
      expect(canAnswer({ answer, options }, null)).toBe(true);
  });

  test.each([
    ['yes-no', {}, [true, false], ['yes', 1]],
    ['one', { options }, ['a', 'b'], ['c', true]],
    ['one', {}, [], ['a']],
    ['number', {}, [0, 1_000_000], [-1, '1']],
    ['number', { minimum: 2, maximum: 4 }, [2, 4], [1, 5]],
    ['date', {}, ['2024-02-29'], ['2025-02-29', '2026-13-01', '29/02/2024', 'x2024-02-29', '2024-02-29x', 20240229]],
    ['municipality', {}, ['058091'], ['58091', '0580911', 'x58091', 58091]],
  ] as const)('%s %j', (answer, more, good, bad) => {
    for (const given of good) expect(canAnswer({ answer, ...more } as never, given)).toBe(true);
    for (const given of bad) expect(canAnswer({ answer, ...more } as never, given)).toBe(false);
  });
});

test.each([
  ['25.000,50', 25_000.5],
  ['25,000.5', 25_000.5],
  ['25000', 25_000],
  ['25.000', 25_000],
  ['1.234.567', 1_234_567],
  ['1 200 €', 1200],
  ['€ 1’200', 1200],
  ["1'200 EURO", 1200],
  ['0,5', 0.5],
  ['12,', 12],
  ['', undefined],
  [',5', undefined],
  ['-5', undefined],
  ['cinque', undefined],
  ['5 figli', undefined],
])('a number written %j is %j', (text, number) => {
  expect(readNumber(text)).toBe(number);
});

describe('what the field of a form says', () => {
  test.each([
    ['yes-no', ' yes ', true],
    ['yes-no', 'no', false],
    ['yes-no', 'forse', undefined],
    ['number', '1.200,50', 1200.5],
    ['number', 'x', undefined],
    ['date', '31/12/2026', '2026-12-31'],
    ['date', '1.2.2026', '2026-02-01'],
    ['date', '1-2-2026', '2026-02-01'],
    ['date', '2026-12-31', '2026-12-31'],
    ['date', '31/11/2026', undefined],
    ['date', 'ieri', undefined],
    ['municipality', '058091', '058091'],
    ['municipality', 'Roma', undefined],
    ['one', 'a', 'a'],
    ['one', 'c', undefined],
  ] as const)('%s: %j is %j', (answer, text, given) => {
    expect(readAnswer({ answer, options }, text)).toBe(given);
  });

  test('is read again as it was answered', () => {
    expect([fieldOf(true), fieldOf(false), fieldOf(1200.5), fieldOf('a')]).toEqual(['yes', 'no', '1200,5', 'a']);
    expect(readAnswer({ answer: 'number' }, fieldOf(1200.5))).toBe(1200.5);
    expect(readAnswer({ answer: 'number', maximum: 10 }, '11')).toBeUndefined();
  });
});
