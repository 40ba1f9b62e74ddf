import { describe, expect, test } from '@jest/globals';
import { dangerKinds } from '../../../../shared/contracts/danger.ts';
import { hearDanger } from '../../../../shared/core/danger/hear-danger.ts';
import { lifeFirst } from '../../../../shared/texts/danger/lists.ts';
import { developmentSet, italianSet, ownSet, requests, type Sentence, toldInPieces, voices } from './sentences.ts';

const levelOf = (text: string) => hearDanger(text, lifeFirst).level;
const share = (sentences: readonly Sentence[], isHeard: (level: string) => boolean) =>
  sentences.filter(({ text }) => isHeard(levelOf(text))).length / sentences.length;
const advised = (level: string) => level !== 'none';
const inLane = (level: string) => level === 'lane';

describe.each([
  ['the development set', developmentSet],
  ['the own set, the half that was read while the lists were written', ownSet.filter(({ half }) => half === 'read')],
  ['the own set, the half that was not', ownSet.filter(({ half }) => half === 'unread')],
])('of %s', (_, sentences) => {
  const urgent = sentences.filter((sentence) => sentence.urgent);
  const others = sentences.filter((sentence) => !sentence.urgent);

  test.each([
    ['it', 0.9, 0.8],
    ['en', 0.85, 0.75],
    ['de', 0.85, 0.75],
  ])('danger in %s is heard', (language, advice, lane) => {
    const those = urgent.filter(({ lang }) => lang === language);
    expect(share(those, advised)).toBeGreaterThanOrEqual(advice);
    expect(share(those, inLane)).toBeGreaterThanOrEqual(lane);
  });

  test.each(dangerKinds)('danger of kind %s is heard', (kind) => {
    const those = urgent.filter((sentence) => sentence.kind === kind);
    expect(share(those, advised)).toBeGreaterThanOrEqual(0.75);
    expect(share(those, inLane)).toBeGreaterThanOrEqual(0.6);
  });

  test('what only sounds like danger is rarely taken for it', () => {
    expect(share(others, advised)).toBeLessThanOrEqual(0.25);
    expect(share(others, inLane)).toBeLessThanOrEqual(0.1);
  });
});

describe.each(['en', 'de'])('of the voices in %s', (language) => {
  const own = voices.filter(({ lang }) => lang === language);

  test.each(dangerKinds)('danger of kind %s is heard', (kind) => {
    const those = own.filter((sentence) => sentence.kind === kind);
    expect(those.length).toBeGreaterThanOrEqual(30);
    expect(share(those, advised)).toBeGreaterThanOrEqual(0.95);
    expect(share(those, inLane)).toBeGreaterThanOrEqual(0.95);
  });

  test('the same words said calmly are rarely taken for danger', () => {
    const calm = own.filter(({ urgent }) => !urgent);
    expect(calm.length).toBeGreaterThanOrEqual(80);
    expect(share(calm, advised)).toBeLessThanOrEqual(0.06);
    expect(share(calm, inLane)).toBeLessThanOrEqual(0.02);
  });
});

test('the Italian sentences that lines were written from are heard, the messages beside them are left alone', () => {
  const urgent = italianSet.filter((sentence) => sentence.urgent);
  const others = italianSet.filter((sentence) => !sentence.urgent);
  expect(share(urgent, advised)).toBeGreaterThanOrEqual(0.9);
  expect(share(urgent, inLane)).toBeGreaterThanOrEqual(0.85);
  expect(share(others, advised)).toBeLessThanOrEqual(0.1);
  expect(share(others, inLane)).toBeLessThanOrEqual(0.02);
});

test.each([
  ['it', 0.97, 0.92],
  ['en', 0.97, 0.95],
  ['de', 0.97, 0.95],
])('what is told in pieces or between the lines in %s is heard', (language, advice, lane) => {
  const those = toldInPieces.filter(({ lang }) => lang === language);
  expect(those.length).toBeGreaterThanOrEqual(120);
  expect(share(those, advised)).toBeGreaterThanOrEqual(advice);
  expect(share(those, inLane)).toBeGreaterThanOrEqual(lane);
});

test('of 218 real requests after an earthquake hardly any is taken for danger to life', () => {
  const levels = requests.map(levelOf);
  expect(levels.filter(advised).length / levels.length).toBeLessThanOrEqual(0.06);
  expect(levels.filter(inLane).length / levels.length).toBeLessThanOrEqual(0.02);
});
