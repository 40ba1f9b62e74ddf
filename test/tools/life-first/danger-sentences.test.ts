import { expect, test } from '@jest/globals';
import { dangerKinds } from '../../../shared/contracts/danger.ts';
import { readDangerSentences, readOrdinaryMessages } from '../../../tools/life-first/read-messages.ts';

const sentences = readDangerSentences();

test('there are at least a thousand sentences of danger, and at least 150 in each language', () => {
  expect(sentences.length).toBeGreaterThanOrEqual(1_000);
  for (const language of ['it', 'de', 'en'])
    expect(sentences.filter((sentence) => sentence.language === language).length).toBeGreaterThanOrEqual(150);
});

test('every kind of danger is told in each language, in the half that may be read and in the other', () => {
  const told = new Set(sentences.map(({ language, kind, half }) => `${language} ${kind} ${half}`));
  expect(told.size).toBe(3 * dangerKinds.length * 2);
});

test('every sentence of danger has an id of its own, a source and a licence, and none is an ordinary message', () => {
  expect(new Set(sentences.map(({ id }) => id)).size).toBe(sentences.length);
  expect(new Set(sentences.map(({ text }) => text)).size).toBe(sentences.length);
  const ordinary = new Set(readOrdinaryMessages().map(({ text }) => text.toLowerCase()));
  for (const { text, origin, licence } of sentences) {
    expect([origin, licence]).toEqual(['ours', 'EUPL-1.2']);
    expect(ordinary.has(text.toLowerCase())).toBe(false);
  }
});
