import { describe, expect, test } from '@jest/globals';
import { judgeDraft } from '../../../functions/knowledge/rules/judge-draft.ts';
import { faultsOf } from '../../../functions/knowledge/rules/publish-check.ts';
import type { ContentDocument } from '../../../shared/contracts/content/entry.ts';
import { contentOf } from '../../../shared/core/knowledge/content-life.ts';
import type { ListedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { guide, limit, measure, questions } from '../../shared/core/knowledge/guide-samples.ts';
import { documentOf, publishedContent } from './public-contents.ts';

const listed: ListedContent[] = [...questions, limit, measure].map((item) =>
  publishedContent([item as unknown as ContentDocument]),
);
const among = (some: readonly ListedContent[]) => ({
  listed: some,
  now: '2026-11-29T10:00:00.000Z',
  day: '2026-11-29',
});
const judged = (document: object, some = listed, reader: 'it' | 'de' = 'it') =>
  judgeDraft(document as ContentDocument, 'it', { ...among(some), reader });

describe('a draft is judged', () => {
  test('at the member to mend, in a sentence of its reader’s language', () => {
    const words = { body: 'Spettano 100 euro.' };
    const [it] = judged(documentOf('article', 'isee', { words })).findings;
    expect(it).toMatchObject({
      what: 'fault',
      at: '/languages/it/body',
      sentence: expect.stringContaining('100 euro'),
    });
    const [de] = judged(documentOf('article', 'isee', { words }), listed, 'de').findings;
    expect(de?.sentence).not.toBe(it?.sentence);
    expect(judged(documentOf('article', 'isee'))).toEqual({ findings: [] });
  });

  test('with twenty findings at most, and not at all where it is no item of its kind', () => {
    const steps = Array.from({ length: 15 }, (_, at) => `Spettano ${at + 1} euro e ${at + 1}{{manca-${at}}}.`);
    expect(judged(documentOf('article', 'isee', { words: { steps } })).findings).toHaveLength(20);
    expect(judged({ kind: 'article', id: 'isee' })).toEqual({ findings: [] });
  });

  test('for a guide by how many ways of answering it has, once nothing that it names is missing', () => {
    const { walked, findings } = judged(guide);
    expect(walked).toEqual({ paths: expect.any(Number), longest: 4 });
    expect(walked?.paths).toBeGreaterThan(4);
    expect(findings).toEqual([]);
    const lacking = judged(
      guide,
      listed.filter(({ content }) => content !== 'question/work'),
    );
    expect(lacking).not.toHaveProperty('walked');
    expect(lacking.findings).not.toEqual([]);
  });
});

test('in an urgent hour only words that could cost a life keep a version from being published', () => {
  const at = '2026-11-29T09:00:00.000Z';
  const by = { subject: 'anna', name: 'Anna' };
  const words = { body: 'È tutto a posto, potete rientrare. Spettano 100 euro.' };
  const document = documentOf('article', 'rientro', { words });
  const content = contentOf([{ type: 'Written', at, by, language: 'it', document, change: 'x' }]);
  const faults = (urgent: boolean) => faultsOf(content, 1, { ...among([]), urgent }).map(({ fault }) => fault);
  expect(new Set(faults(true))).toEqual(new Set(['forbidden-words']));
  expect(faults(false)).toContain('bare-amount');
  expect(faultsOf(content, 2, { ...among([]), urgent: false })).toEqual([]);
});
