import { describe, expect, test } from '@jest/globals';
import type { ContentItem } from '../../../../shared/contracts/content/content.ts';
import { placeOfFault } from '../../../../shared/core/knowledge/fault-place.ts';
import type { Fault } from '../../../../shared/core/knowledge/publish-faults.ts';

const guide = {
  kind: 'guide',
  questions: [{ question: 'figli' }, { question: 'isee', when: { question: 'figli', atLeast: 1 } }],
  results: [
    { id: 'nido', measure: 'bonus-nido' },
    { id: 'altro', condition: { question: 'lavoro', is: true }, article: 'lavoro' },
  ],
  languages: { it: { title: 'Guida', summary: 'Potete rientrare: spetta 100 euro di {{auu}}.' } },
} as unknown as ContentItem;

describe('a fault of a guide is mended', () => {
  test.each<[string, Fault, string]>([
    ['a question nobody meets, at its row', { fault: 'never-asked', question: 'isee' }, '/questions/1'],
    [
      'one that hangs on a later one, at its condition',
      { fault: 'asks-later', question: 'isee', later: 'x' },
      '/questions/1/when',
    ],
    ['a result nobody reaches, at its row', { fault: 'never-reached', result: 'altro' }, '/results/1'],
    ['a result that always holds, at its row', { fault: 'constant', result: 'nido' }, '/results/0'],
    [
      'two that exclude each other and hold, at what one excludes',
      { fault: 'contradiction', result: 'nido', other: 'altro', path: {} },
      '/results/0/excludes',
    ],
    ['a dead end, at what leads on', { fault: 'dead-end', path: {} }, '/fallback'],
    ['too many questions, at all of them', { fault: 'too-long', questions: 13, path: {} }, '/questions'],
    [
      'a question that a result asks and nobody has, at its condition',
      { fault: 'unknown', kind: 'question', id: 'lavoro' },
      '/results/1/condition',
    ],
    [
      'a measure that nobody has, where it is named',
      { fault: 'unknown', kind: 'measure', id: 'bonus-nido' },
      '/results/0/measure',
    ],
    [
      'an article that nobody has, where it is named',
      { fault: 'unknown', kind: 'article', id: 'lavoro' },
      '/results/1/article',
    ],
    [
      'a figure that nobody has, in the text',
      { fault: 'unknown', kind: 'parameter', id: 'auu' },
      '/languages/it/summary',
    ],
    [
      'words that calm, in the text',
      { fault: 'forbidden-words', language: 'it', words: 'potete rientrare' },
      '/languages/it/summary',
    ],
    ['an amount, in the text', { fault: 'bare-amount', language: 'it', words: '100 euro' }, '/languages/it/summary'],
    ['a missing source, at the sources', { fault: 'no-source' }, '/sources'],
  ])('%s', (_name, fault, place) => {
    expect(placeOfFault(fault, guide)).toBe(place);
  });
});

describe('a fault of anything else is mended', () => {
  const item = (kind: string) =>
    ({
      kind,
      languages: { it: { title: 'Titolo', body: 'Ecco ![x](picture:mappa), 100 euro.' } },
      article: 'bonus',
    }) as unknown as ContentItem;
  const from = '2026-01-01';

  test.each<[string, Fault, string, string]>([
    ['a figure without a source, at its values', { fault: 'no-source' }, 'parameter', '/values'],
    ['a source that nobody dated', { fault: 'undated-source', source: 'INPS' }, 'article', '/sources'],
    ['days of a figure that end before they begin', { fault: 'ends-before-it-begins' }, 'parameter', '/values'],
    ['days that end before they begin, at the last', { fault: 'ends-before-it-begins' }, 'article', '/validTo'],
    ['an amount without an end', { fault: 'amount-without-end', from }, 'parameter', '/values'],
    ['two values of one day', { fault: 'two-values', from }, 'parameter', '/values'],
    [
      'a picture that is not there',
      { fault: 'unknown', kind: 'picture', id: 'mappa' },
      'article',
      '/languages/it/body',
    ],
    ['an article that is not there', { fault: 'unknown', kind: 'article', id: 'bonus' }, 'measure', '/article'],
    ['what stands nowhere in it', { fault: 'unknown', kind: 'article', id: 'altro' }, 'measure', ''],
    ['an amount that stands nowhere in it', { fault: 'bare-amount', language: 'it', words: '5 euro' }, 'article', ''],
    ['what only a guide can have', { fault: 'dead-end', path: {} }, 'article', ''],
  ])('%s', (_name, fault, kind, place) => {
    expect(placeOfFault(fault, item(kind))).toBe(place);
  });
});

test('what a guide does not name at all is mended at all of its questions or results', () => {
  expect(placeOfFault({ fault: 'never-asked', question: 'altra' }, guide)).toBe('/questions');
  expect(placeOfFault({ fault: 'constant', result: 'nessuno' }, guide)).toBe('/results');
  expect(placeOfFault({ fault: 'too-many-paths', paths: 9 }, guide)).toBe('/questions');
});
