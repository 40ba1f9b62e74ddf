import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readDangerSentences, readOrdinaryMessages } from '../../../tools/life-first/read-messages.ts';
import { foldsOf, scoresUnseen } from '../../../tools/life-first/second-ear/compare.ts';
import { scoreOf } from '../../../tools/life-first/second-ear/ear.ts';
import { lessonsFor } from '../../../tools/life-first/second-ear/lessons.ts';
import { inBytes, trainEar } from '../../../tools/life-first/second-ear/train-ear.ts';

const dangers = readDangerSentences().filter(({ language }) => language === 'en');
const ordinary = readOrdinaryMessages().filter(({ language, train }) => language === 'en' && train);
const train = () => inBytes(trainEar(lessonsFor('en', dangers, ordinary)));
const ear = train();

test('the same sentences give the same weights, byte for byte, in 100 KB at most', () => {
  expect(train()).toEqual(ear);
  expect(ear.weights.byteLength).toBeLessThanOrEqual(100 * 1024);
});

test('more text never silences: whatever stands before and after, a text is as alarming as it was', () => {
  const sentence = fc.constantFrom(...dangers.map(({ text }) => text), ...ordinary.map(({ text }) => text));
  fc.assert(
    fc.property(sentence, fc.string(), sentence, fc.string(), (text, before, other, after) => {
      expect(scoreOf(ear, `${before} ${other}\n${text}\n${other} ${after}`)).toBeGreaterThanOrEqual(
        scoreOf(ear, text) - 1e-9,
      );
    }),
  );
});

test('capitals, accents, punctuation and line ends change nothing', () => {
  const text = 'my child fell into the river, help';
  for (const other of ['MY CHILD FELL INTO THE RIVER HELP', 'my chìld fell\ninto the river.\nHelp!'])
    expect(scoreOf(ear, other)).toBeCloseTo(scoreOf(ear, text), 9);
});

test('a sentence of danger is more alarming than an ordinary message, to an ear that was taught both', () => {
  const middle = (scores: number[]) => scores.sort((one, other) => one - other)[scores.length >> 1] as number;
  const alarming = middle(dangers.map(({ text }) => scoreOf(ear, text)));
  expect(alarming).toBeGreaterThan(middle(ordinary.map(({ text }) => scoreOf(ear, text))));
});

test('variants of one sentence are left out together', () => {
  const texts = ['il fiume è in casa', 'orari', 'IL FIUME E IN CASA', 'il fiume è in casa aiuto', 'dove siete domani'];
  const [first, , second, third] = foldsOf(texts);
  expect([second, third]).toEqual([first, first]);
});

test('what is asked never teaches: neither it nor a variant of it', () => {
  const asked = [{ text: 'the moon is made of cheese', language: 'en' as const }];
  const variant = { text: 'The moon is made of cheese!', language: 'en' as const };
  const few = dangers.slice(0, 40);
  const without = scoresUnseen('en', few, ordinary.slice(0, 40), asked);
  const withVariant = scoresUnseen('en', [...few, variant], ordinary.slice(0, 40), asked);
  expect(withVariant.get(asked[0] as (typeof asked)[0])).toBe(without.get(asked[0] as (typeof asked)[0]));
});

test('nothing that runs has the second ear: no source outside of tools names it', () => {
  const root = new URL('../../../', import.meta.url);
  const sources = ['functions', 'shared', 'web', 'local', 'cdk'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|json)$/.test(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => /second-ear|tools\/life-first/.test(readFileSync(file, 'utf8')))).toEqual([]);
});
