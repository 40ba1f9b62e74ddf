import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { markText } from '../../../functions/contributions/rules/mark-text.ts';
import { marksLeft } from '../../../functions/contributions/rules/marks-left.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { markedTexts } from '../../fixtures/anonymisation.ts';
import { nobodyKnown } from '../../fixtures/contributions.ts';

/** A text of the fixture as its author wrote it, with what has to be marked. */
function read(marked: string): { text: string; expected: { what: string; from: number; to: number; words: string }[] } {
  let text = '';
  const expected: { what: string; from: number; to: number; words: string }[] = [];
  let at = 0;
  for (const found of marked.matchAll(/\[([a-z-]+):([^\]]+)\]/g)) {
    const [whole, what = '', words = ''] = found;
    text += marked.slice(at, found.index);
    expected.push({ what, from: text.length, to: text.length + words.length, words });
    text += words;
    at = found.index + whole.length;
  }
  return { text: text + marked.slice(at), expected };
}

const languageOf = (text: string): Language =>
  /\b(?:ich|der|dem|und|Frau|Sie)\b/.test(text) ? 'de' : /\b(?:my|you|the|our)\b/i.test(text) ? 'en' : 'it';

const written = markedTexts
  .map(read)
  .map((one) => ({ ...one, marks: markText(one.text, 'text', languageOf(one.text)) }));
const soft = ['name', 'place'];
const judged = written.flatMap(({ text, expected, marks }) =>
  expected.map((one) => ({
    ...one,
    text,
    // Of a name what matters is that it stands out, not whether it is taken for a place.
    caught: marks.some(
      ({ from, to, what }) =>
        from <= one.from && to >= one.to && (what === one.what || (soft.includes(what) && soft.includes(one.what))),
    ),
  })),
);

describe('of sixty texts that were written before the aid', () => {
  test('every phone, e-mail and code is marked as what it is', () => {
    const hard = judged.filter(({ what }) => !soft.includes(what));
    expect(hard.length).toBeGreaterThan(20);
    expect(hard.filter(({ caught }) => !caught).map(({ what, words }) => `${what}: ${words}`)).toEqual([]);
  });

  test.each(soft)('nine in ten of each %s are marked; what was missed is printed', (kind) => {
    const all = judged.filter(({ what }) => what === kind);
    const missed = all.filter(({ caught }) => !caught);
    if (missed.length > 0)
      console.log(`${kind}: missed ${missed.map(({ words, text }) => `«${words}» in «${text}»`).join('\n')}`);
    expect(all.length).toBeGreaterThan(30);
    expect(missed.length / all.length).toBeLessThanOrEqual(0.1);
  });

  test('not much else is, so that whoever reads still looks', () => {
    const beyond = written.flatMap(({ text, expected, marks }) =>
      marks
        .filter(({ from, to }) => !expected.some((one) => one.from < to && from < one.to))
        .map(({ words }) => `«${words}» in «${text}»`),
    );
    if (process.env['SHOW_MARKS'] !== undefined) console.log(beyond.join('\n'));
    expect(beyond.length).toBeLessThanOrEqual(12);
  });
});

describe('what has a shape of its own is marked however it is typed', () => {
  test.each([
    ['phone', '3331234567'],
    ['phone', '+39 02.1234567'],
    ['phone', '(011) 555-1234'],
    ['phone', '0039 06 1234567'],
    ['email', 'Nome.Cognome+x@esempio.it'],
    ['email', 'nome (at) esempio.it'],
    ['fiscal-code', 'rssmra80a01h501u'],
    ['fiscal-code', 'RSSMRA80A01H50MU'],
    ['iban', 'it60 x054 2811 1010 0000 0123 456'],
    ['iban', 'DE89370400440532013000'],
    ['receipt-code', 'fl 7k3m 9qxt 4dhr 8wza'],
    ['receipt-code', 'PC2B4C6D8E0F1G3H5J'],
    ['plate', 'ab 123 cd'],
  ])('%s: %s', (what, words) => {
    const [mark] = markText(`scrivo ${words}, grazie`, 'text');
    expect(mark).toMatchObject({ what, words });
  });

  test.each(['Il 12/05/2019 alle 16', 'costa 1.200 euro', 'nel 2026', 'il CAP 20121', 'chiamo il 112 o il 1522'])(
    'nothing of: %s',
    (words) => {
      expect(markText(words, 'text').filter(({ what }) => !soft.includes(what))).toEqual([]);
    },
  );
});

test('marks are in order, share no character, and say what stands there, whatever is written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const marks = markText(text, 'text');
      for (const [place, mark] of marks.entries()) {
        expect(text.slice(mark.from, mark.to)).toBe(mark.words);
        expect(mark.from).toBeLessThan(mark.to);
        expect(mark.from).toBeGreaterThanOrEqual(marks[place - 1]?.to ?? 0);
      }
    }),
  );
});

test('a text of four thousand characters is marked in a moment, whatever it repeats', () => {
  for (const part of ['a1', 'A ', '1 ', 'AB12', 'Aa-', '@a.', 'via A ']) {
    const started = performance.now();
    markText(part.repeat(4_000 / part.length), 'text');
    expect(performance.now() - started).toBeLessThan(1_500);
  }
});

test('each mark of what is to be published is confirmed by itself', () => {
  const decision = { act: 'publish' as const, title: 'Idea', text: 'Da Ada a Torino.', letsBeKnown: nobodyKnown };
  const left = marksLeft(decision, 'it');
  expect(left.map(({ words }) => words)).toEqual(['Ada', 'Torino']);
  const [ada] = left;
  const confirmed = [{ of: 'text' as const, from: ada?.from ?? 0, to: ada?.to ?? 0 }];
  expect(marksLeft({ ...decision, confirmed }, 'it').map(({ words }) => words)).toEqual(['Torino']);
});
