import { expect, test } from '@jest/globals';
import { countHeard, intervalOf, readSets, type SetText, tableOfHeard } from '../../../tools/life-first/count-heard.ts';

const texts: SetText[] = [
  { set: 'one', danger: true, language: 'it', kind: 'fire', text: 'brucia' },
  { set: 'one', danger: true, language: 'it', kind: 'water', text: 'affogo' },
  { set: 'one', danger: true, language: 'de', kind: 'fire', text: 'es brennt' },
  { set: 'two', danger: false, language: 'it', kind: 'none', text: 'grazie' },
];
const hear = (text: string) => (text === 'brucia' ? 'lane' : text === 'affogo' ? 'advice' : 'none');

test('what is heard is counted by language, the lane being heard as advice too', () => {
  expect(countHeard(texts, hear, 'language')).toEqual([
    { set: 'one', danger: true, group: 'it', of: 2, advice: 2, lane: 1 },
    { set: 'one', danger: true, group: 'de', of: 1, advice: 0, lane: 0 },
    { set: 'two', danger: false, group: 'it', of: 1, advice: 0, lane: 0 },
  ]);
});

test('what is heard is counted by kind of danger', () => {
  expect(countHeard(texts, hear, 'kind').map(({ group, of, lane }) => [group, of, lane])).toEqual([
    ['fire', 2, 1],
    ['water', 1, 0],
    ['none', 1, 0],
  ]);
});

test('what is heard is counted by the manner in which it is told, where that is known', () => {
  const told: SetText[] = [
    { set: 'one', danger: true, language: 'it', kind: 'fire', manner: 'plain', text: 'brucia' },
    { set: 'one', danger: true, language: 'it', kind: 'water', manner: 'implicit', text: 'il mare è vicino' },
    { set: 'one', danger: true, language: 'it', kind: 'water', text: 'affogo' },
  ];
  expect(countHeard(told, hear, 'manner').map(({ group, advice, lane }) => [group, advice, lane])).toEqual([
    ['plain', 1, 1],
    ['implicit', 0, 0],
    ['any manner', 1, 0],
  ]);
});

test('every set is read: sentences of danger, what only sounds like it, ordinary messages and requests', () => {
  const sets = readSets();
  expect(new Set(sets.map(({ set }) => set)).size).toBe(9);
  expect(sets.filter(({ set }) => set === 'development set')).toHaveLength(145);
  expect(sets.every(({ danger, kind }) => danger === (kind !== 'none'))).toBe(true);
});

test('the interval of a share holds the share, and narrows with the number of texts', () => {
  expect(intervalOf(46, 89).map((bound) => Math.round(bound * 100))).toEqual([41, 62]);
  expect(intervalOf(0, 218)[0]).toBe(0);
  expect(intervalOf(0, 218)[1]).toBeCloseTo(0.017, 3);
});

test('a table shows counts, shares and the intervals of the shares', () => {
  expect(tableOfHeard([{ set: 'X', danger: true, group: 'it', of: 89, advice: 46, lane: 0 }])).toEqual({
    head: ['', '', 'advice', 'lane'],
    rows: [['X', 'it', '46 of 89: 52 % [41–62]', '0 of 89: 0 % [0–4]']],
  });
});
