import { expect, test } from '@jest/globals';
import { hearDanger } from '../../../../shared/core/danger/hear-danger.ts';
import { prepareLists } from '../../../../shared/core/danger/prepare-lists.ts';
import { lifeFirst } from '../../../../shared/texts/danger/lists.ts';
import { readSets } from '../../../../tools/life-first/count-heard.ts';

const prepared = prepareLists(lifeFirst);

test('what is heard by lists that were prepared is what the written lists hear, in every sentence of the sets', () => {
  const texts = readSets().map(({ text }) => text);
  expect(texts.length).toBeGreaterThan(1_000);
  const differently = texts.filter(
    (text) => JSON.stringify(hearDanger(text, prepared)) !== JSON.stringify(hearDanger(text, lifeFirst)),
  );
  expect(differently).toEqual([]);
});

test('and in many of them at once, in any order', () => {
  const texts = readSets().map(({ text }) => text);
  for (let at = 0; at < 200; at += 1) {
    const text = [0, 1, 2, 3].map((step) => texts[(at * 7 + step * 401) % texts.length]).join('. ');
    expect(hearDanger(text, prepared)).toEqual(hearDanger(text, lifeFirst));
  }
});

test('words that no drawer is for are words that no list knows', () => {
  expect(hearDanger('__proto__ constructor qqqq 12 ß œ', prepared)).toEqual({ level: 'none' });
});

test('the same lists are prepared to the same bytes', () => {
  expect(prepareLists(structuredClone(lifeFirst))).toEqual(prepared);
});
