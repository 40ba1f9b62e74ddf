import { describe, expect, test } from '@jest/globals';
import type { ContentItem } from '../../../../../shared/contracts/content/content.ts';
import { buildIndex, openIndex } from '../../../../../shared/core/knowledge/search/article-index.ts';

const item = (kind: string, id: string, title: string, more: object = {}, text: object = {}) =>
  ({
    kind,
    id,
    theme: 'casa',
    languages: { it: { title, summary: 'Si chiede al comune.', ...text } },
    ...more,
  }) as unknown as ContentItem;
const finder = (...items: ContentItem[]) =>
  openIndex(buildIndex({ items, synonyms: { it: [['alluvione', 'esondazione']], en: [], de: [] } } as never, 'it'));
const ids = (items: ContentItem[], question: string, most?: number) =>
  finder(...items)(question, most).map(({ id }) => id);

describe('what is found', () => {
  test.each(['article', 'question-and-answer', 'guide', 'life-event', 'measure', 'material'])(
    'is of a kind that has a page: %s',
    (kind) => {
      expect(finder(item(kind, 'a', 'Contributo affitto'))('affitto')).toMatchObject([
        { kind, id: 'a', theme: 'casa', title: 'Contributo affitto', summary: 'Si chiede al comune.' },
      ]);
    },
  );

  test('is no figure, no question of a guide, and no measure that an article explains', () => {
    for (const kind of ['parameter', 'question']) expect(ids([item(kind, 'a', 'Affitto')], 'affitto')).toEqual([]);
    expect(ids([item('measure', 'a', 'Affitto', { article: 'b' })], 'affitto')).toEqual([]);
  });

  test('is written in the language of the question', () => {
    expect(
      ids([item('article', 'a', 'Affitto', { languages: { de: { title: 'Miete', summary: '' } } })], 'miete'),
    ).toEqual([]);
  });

  test('shows no figure in its summary', () => {
    const [found] = finder(item('article', 'a', 'Affitto', {}, { summary: 'Fino a {{massimo-affitto}} euro.' }))(
      'affitto',
    );
    expect(found?.summary).toBe('Fino a euro.');
  });

  test('is first what says it in its title, then how people say it, then its summary', () => {
    const items = [
      item('article', 'summary', 'Altro', {}, { summary: 'Affitto.' }),
      item('article', 'phrase', 'Altro', {}, { phrases: ['pagare affitto'] }),
      item('article', 'title', 'Affitto', {}, { summary: 'Altro.' }),
    ];
    expect(ids(items, 'affitto')).toEqual(['title', 'phrase', 'summary']);
    expect(ids(items, 'affitto', 2)).toEqual(['title', 'phrase']);
  });

  test('is a life event after what says it as well', () => {
    expect(ids([item('life-event', 'e', 'Affitto'), item('article', 'a', 'Affitto')], 'affitto')).toEqual(['a', 'e']);
  });

  test('is what means the same, begins the same, or is mistyped in a longer word', () => {
    expect(ids([item('article', 'a', 'Alluvione')], 'esondazione')).toEqual(['a']);
    expect(ids([item('article', 'a', 'Protezione')], 'protez')).toEqual(['a']);
    // What begins many words says too little to be the beginning of one.
    expect(ids([item('article', 'a', 'Protezione')], 'pro')).toEqual([]);
    expect(ids([item('article', 'a', 'Contributo')], 'contribbuto')).toEqual(['a']);
    expect(ids([item('article', 'a', 'Gatto')], 'getto')).toEqual([]);
  });

  test('is nothing for a question that says nothing, and for what stands beyond its 300 letters', () => {
    expect(ids([item('article', 'a', 'Affitto')], 'come posso fare?')).toEqual([]);
    expect(ids([item('article', 'a', 'Affitto')], `${' '.repeat(300)}affitto`)).toEqual([]);
    expect(ids([item('article', 'a', 'Affitto')], `${' '.repeat(293)}affitto`)).toEqual(['a']);
  });
});
