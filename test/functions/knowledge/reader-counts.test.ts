import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { listContents } from '../../../functions/knowledge/answer-reader.ts';
import { followingIndexes } from '../../../functions/knowledge/public-indexes.ts';
import { leastShown, readerCountsView, wordsMissed } from '../../../functions/knowledge/rules/reader-counts.ts';
import { countMissed, sayUseful } from '../../../functions/knowledge/say-useful.ts';
import { ReaderCounts as ReaderCountsSeen, uselessReasons } from '../../../shared/contracts/content/usefulness.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { contentOf } from '../../../shared/core/knowledge/content-life.ts';
import { listedContent } from '../../../shared/core/knowledge/listed-content.ts';
import type { Refusal } from '../../../shared/shell/http/problems.ts';
import type { Counted, ReaderCounts } from '../../../shared/shell/stores/reader-counts.ts';
import { familyLine } from '../../fixtures/contacts.ts';

const now = new Date('2026-11-28T09:00:00.000Z');
const by = { subject: 'anna', name: 'Anna' };
const document = {
  ...{ kind: 'article', id: 'isee', service: 'familyline', theme: 'fisco', sources: [], reviewBy: '2027-06-01' },
  languages: { it: { title: 'L’ISEE', summary: 'Come si chiede.', steps: [] } },
};
const at = '2026-11-27T09:00:00.000Z';
const listed = [
  listedContent(
    'article/isee',
    contentOf([
      { type: 'Written', at, by, language: 'it', document, change: 'prova' },
      { type: 'Reviewed', at, by: { subject: 'bruno', name: 'Bruno' }, version: 1 },
      { type: 'Published', at, by, version: 1, reviewBy: '2027-06-01' },
    ]),
  ),
  listedContent('article/bozza', contentOf([{ type: 'Written', at, by, language: 'it', document, change: 'x' }])),
];

/** Counts in memory. */
function memoryCounts(): ReaderCounts {
  const kept = new Map<string, Counted>();
  return {
    async add(counted) {
      const name = JSON.stringify(counted);
      kept.set(name, { ...counted, count: (kept.get(name)?.count ?? 0) + 1 });
    },
    all: async () => [...kept.values()],
  };
}

const nothing = { themes: [], synonyms: { it: [], en: [], de: [] } };
const readersOf = (counts: ReaderCounts) => ({
  ...{ definition: familyLine, content: nothing, listed, now, site: '', counts },
  index: (language: Language) => followingIndexes(nothing)(listed, language, now),
  ledger: async () => [],
  missed: (query: string, language: Language) => countMissed({ counts, now }, { query, language }),
});
const say = (counts: ReaderCounts, body: object, accept = 'application/json') =>
  sayUseful(readersOf(counts), {
    headers: { accept, 'content-type': 'application/json' },
    queryStringParameters: { language: 'it' },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2);
const search = (counts: ReaderCounts, q: string) =>
  listContents(
    readersOf(counts),
    {
      headers: { accept: 'application/json' },
      queryStringParameters: { language: 'it', q },
    } as unknown as APIGatewayProxyEventV2,
    ['article'],
  );

describe('whether a page was of use', () => {
  test('is counted, and a no is asked for its reason on a page that needs no script', async () => {
    const counts = memoryCounts();
    expect(await say(counts, { content: 'article/isee', useful: 'yes' })).toMatchObject({ status: 204 });
    const asked = await say(counts, { content: 'article/isee', useful: 'no' }, 'text/html');
    for (const reason of uselessReasons) expect(asked.body).toContain(`name="reason" value="${reason}"`);
    const thanked = await say(
      counts,
      { content: 'article/isee', useful: 'no', reason: 'hard-to-understand' },
      'text/html',
    );
    expect(thanked.body).toContain('Grazie');
    expect(thanked.body).not.toContain('name="reason"');
    expect((await counts.all()).map(({ what, count }) => `${what} ${count}`).sort()).toEqual([
      'because hard-to-understand 1',
      'no 1',
      'yes 1',
    ]);
  });

  test.each([
    ['of a draft', { content: 'article/bozza', useful: 'no' }, 'not-found'],
    ['of nothing', { content: 'article/altro', useful: 'no' }, 'not-found'],
    ['in somebody’s own words', { content: 'article/isee', useful: 'no', reason: 'Sono Ada' }, 'invalid'],
  ])('is not counted %s', async (_, body, name) => {
    const counts = memoryCounts();
    const refused = await say(counts, body).catch((error: unknown) => error);
    expect((refused as Refusal).problemName).toBe(name);
    expect(await counts.all()).toEqual([]);
  });
});

describe('a search that finds nothing', () => {
  test('is counted by its words; one that finds, or that tells of danger, is not', async () => {
    const counts = memoryCounts();
    await search(counts, 'Patente nautica, come si fa?');
    await search(counts, 'isee');
    await search(counts, 'mio figlio non respira');
    expect(await counts.all()).toEqual([{ of: 'search it', month: '2026-11', what: 'nautica patente', count: 1 }]);
  });

  test('is answered though it cannot be counted', async () => {
    const counts: ReaderCounts = { add: () => Promise.reject(new Error('no table')), all: async () => [] };
    expect(await search(counts, 'patente nautica')).toMatchObject({ status: 200 });
  });

  test('keeps no number and no more than five words', () => {
    const holds = fc.property(fc.string(), fc.constantFrom<Language>('it', 'en', 'de'), (query, language) => {
      const words = wordsMissed(query, language) ?? '';
      expect(words).not.toMatch(/\d/);
      expect(words.split(' ').length).toBeLessThanOrEqual(5);
    });
    fc.assert(holds, { numRuns: 200 });
    expect(wordsMissed('RSSMRA80A01H501U 333 1234567', 'it')).toBeUndefined();
  });
});

describe('what editors are told of readers', () => {
  const counted = (of: string, what: string, count: number, month = '2026-11'): Counted => ({ of, what, count, month });

  test('is what at least five did, over the months, the least useful page first', () => {
    const view = readerCountsView([
      counted('article/a', 'yes', 9),
      counted('article/a', 'no', 1),
      counted('article/b', 'no', 4),
      counted('article/b', 'no', 3, '2026-10'),
      counted('article/b', 'because other', 4),
      counted('article/b', 'because out-of-date', 6),
      counted('article/c', 'no', leastShown - 1),
      counted('search it', 'nautica patente', 5),
      counted('search de', 'bootsführerschein', 4),
    ]);
    expect(ReaderCountsSeen.parse(view)).toEqual({
      pages: [
        { content: 'article/b', yes: 0, no: 7, reasons: [{ reason: 'out-of-date', count: 6 }] },
        { content: 'article/a', yes: 9, no: 1, reasons: [] },
      ],
      searches: [{ language: 'it', words: 'nautica patente', count: 5 }],
    });
  });
});

describe('what whoever was asked after sixty days answered', () => {
  const obtained = (...counts: [what: string, count: number][]) =>
    readerCountsView(counts.map(([what, count]) => ({ of: 'measure/nido', what, count }))).obtained;

  test('is told of each measure, and of fewer than five that they are fewer', () => {
    expect(
      obtained(['obtained yes', 6], ['obtained no', 5], ['obtained not-asked', 4], ['obtained because refused', 4]),
    ).toEqual([
      { content: 'measure/nido', yes: 6, no: 5, notAsked: '<5', reasons: [{ reason: 'refused', count: '<5' }] },
    ]);
    expect(obtained(['obtained no', 1], ['obtained because refused', 5])).toMatchObject([
      { yes: '<5', no: '<5', notAsked: '<5', reasons: [{ reason: 'refused', count: 5 }] },
    ]);
  });

  test('is nothing where nobody answered', () => {
    for (const what of ['obtained yes', 'obtained no', 'obtained not-asked'])
      expect(obtained([what, 1])).toHaveLength(1);
    expect(obtained(['obtained because refused', 9])).toBeUndefined();
  });
});

test('what is counted under no name of a content is told of no page', () => {
  const of = 'search it';
  const view = readerCountsView([
    { of, what: 'answered', count: 9 },
    { of, what: 'yes', count: 9 },
    { of: 'altro/isee', what: 'no', count: 9 },
  ]);
  expect(view).toMatchObject({ pages: [] });
  expect(view).not.toHaveProperty('answered');
});

test('searches are told the most frequent first, a hundred at most', () => {
  const counted = Array.from({ length: 101 }, (_, at) => ({ of: 'search de', what: `wort-${at}`, count: 5 + at }));
  const { searches } = readerCountsView(counted);
  expect(searches).toHaveLength(100);
  expect(searches.map(({ count }) => count)).toEqual(Array.from({ length: 100 }, (_, at) => 105 - at));
});

test('the words of a search in vain are kept once each, by the alphabet, up to those of twenty letters', () => {
  expect(wordsMissed('patente nautica Patente', 'it')).toBe('nautica patente');
  expect(wordsMissed(`${'a'.repeat(20)} ${'b'.repeat(21)}`, 'it')).toBe('a'.repeat(20));
  expect(wordsMissed('zoo yoga windsurf vela uva tuffi', 'it')).toBe('tuffi uva vela windsurf yoga');
});

test('how often a page was in an answer of the desk is told from the first time, the most used first', () => {
  const counted = [
    { of: 'article/isee', what: 'answered', count: 2 },
    { of: 'guide/arriva-un-figlio', what: 'answered', count: 7 },
    { of: 'article/isee', what: 'answered', count: 1 },
  ];
  expect(ReaderCountsSeen.parse(readerCountsView(counted)).answered).toEqual([
    { content: 'guide/arriva-un-figlio', count: 7 },
    { content: 'article/isee', count: 3 },
  ]);
});
