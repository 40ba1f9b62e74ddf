import { describe, expect, test } from '@jest/globals';
import { guideSheet, sheetOfGuide } from '../../../functions/knowledge/rules/guide-sheet.ts';
import type { ContentDocument } from '../../../shared/contracts/content/entry.ts';
import type { Guide } from '../../../shared/contracts/content/guide.ts';
import type { ServiceDefinition } from '../../../shared/contracts/service.ts';
import type { ListedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { guide, limit, measure, questions } from '../../shared/core/knowledge/guide-samples.ts';
import { documentOf, publishedContent } from './public-contents.ts';

const each = (text: string) => ({ it: text, en: `${text} en`, de: `${text} de` });
const asked = {
  language: 'it' as const,
  at: '2026-11-29T10:00:00.000Z',
  today: '2026-11-29',
  fill: (text: string) => text.replace('{{limit}}', '20.000 €'),
  themes: [{ theme: 'fisco', name: each('Fisco'), summary: each('F'), category: 'tax' }],
  experts: [{ group: 'tributaristi', themes: ['fisco'] }] as unknown as ServiceDefinition['experts'],
  address: (sort: string, id: string) => `/${sort}/${id}`,
};
const published = (...items: object[]): ListedContent[] =>
  items.map((item) => publishedContent([item as ContentDocument]));
const others = published(...questions, limit);
const own = {
  id: 'leave',
  title: each('Congedo'),
  text: each('Chiedilo: fino a {{limit}}.'),
  condition: { question: 'children', is: true },
  article: 'congedo',
};
const told = (results: object[], listed: readonly ListedContent[], given: object = {}) =>
  sheetOfGuide({ ...guide, results, ...given } as unknown as Guide, 'Arriva un figlio', listed, asked);

describe('what a guide is asked by', () => {
  test('is its questions, its figures without their sources, and under what a question of its form is put', () => {
    const sheet = told([own], others);
    expect(sheet).toMatchObject({
      service: 'familyline',
      guide: 'a-child',
      language: 'it',
      day: '2026-11-29',
      category: 'tax',
      experts: 'tributaristi',
      title: 'Arriva un figlio',
      fallback: { title: 'Chiedi', text: 'Scrivi a un esperto.' },
    });
    expect(sheet.prepared.questions.map(({ question }) => question.id)).toEqual(['children', 'isee', 'born', 'work']);
    const birth = told(guide.results.slice(0, 1), [...others, ...published(measure)]).prepared;
    expect(birth.parameters.flatMap(({ values }) => values)).toEqual([
      { value: 20_000, from: '2026-01-01', to: '2026-12-31', sources: [] },
    ]);
    expect(birth.results).toEqual([expect.not.objectContaining({ measure: expect.anything() })]);
  });

  test('is put under nothing where its theme is nobody’s, and leads on to nothing where it has no fallback', () => {
    const sheet = told([own], others, { theme: 'altro', fallback: undefined });
    for (const member of ['category', 'experts', 'fallback']) expect(sheet).not.toHaveProperty(member);
  });

  test('has for a measure the measure’s own words and doors, and its page', () => {
    const listed = [...others, ...published(measure)];
    expect(told(guide.results.slice(0, 1), listed).words).toEqual({
      'birth-grant': {
        title: 'Contributo per chi nasce',
        language: 'it',
        text: 'Una somma per chi è appena nato.',
        amount: 'Fino a 20.000 €.',
        apply: 'INPS',
        deadline: 'Sei mesi dalla nascita.',
        ifRefused: 'Chiedi il motivo per scritto.',
        papers: ['ISEE'],
        doors: ['patronato'],
        address: '/measures/birth-grant',
        measure: 'birth-grant',
      },
    });
    expect(told(guide.results.slice(0, 1), others).words).toEqual({});
  });

  test('has for a result of its own the words in the reader’s language, and an article only where it can be read', () => {
    const article = published(documentOf('article', 'congedo'));
    const words = { title: 'Congedo', language: 'it', text: 'Chiedilo: fino a 20.000 €.', papers: [], doors: [] };
    expect(told([own], others).words).toEqual({ leave: words });
    expect(told([own], [...others, ...article]).words).toEqual({ leave: { ...words, address: '/articles/congedo' } });
    expect(told([{ ...own, article: undefined }], [...others, ...article]).words).toEqual({ leave: words });
    const german = sheetOfGuide({ ...guide, results: [own] } as unknown as Guide, 'x', others, {
      ...asked,
      language: 'de',
    });
    expect(german.words['leave']).toMatchObject({ title: 'Congedo de', language: 'de' });
  });

  test('is there for a guide that can be read now, and for nothing else', () => {
    const [one] = published(guide);
    expect(guideSheet(one as ListedContent, others, asked)).toMatchObject({
      guide: 'a-child',
      title: 'Arriva un figlio',
    });
    const [article] = published(documentOf('article', 'a-child'));
    expect(guideSheet(article as ListedContent, others, asked)).toBeUndefined();
  });
});
