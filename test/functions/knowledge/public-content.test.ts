import { describe, expect, test } from '@jest/globals';
import { checkDocument } from '../../../functions/knowledge/rules/check-document.ts';
import { indexOver, linesFound, searchBy } from '../../../functions/knowledge/rules/find-contents.ts';
import { leadsOn } from '../../../functions/knowledge/rules/lead-on.ts';
import { itemsOf, publicContent, publicLine } from '../../../functions/knowledge/rules/public-content.ts';
import { faultsOf } from '../../../functions/knowledge/rules/publish-check.ts';
import type { ContentEvent } from '../../../shared/contracts/content/entry.ts';
import type { PublicLine } from '../../../shared/contracts/content/view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { contentOf } from '../../../shared/core/knowledge/content-life.ts';
import { type ListedContent, listedContent } from '../../../shared/core/knowledge/listed-content.ts';

const by = { subject: 'anna', name: 'Anna Bianchi' };
const at = '2026-03-01T08:00:00.000Z';
const now = '2026-06-01T10:00:00.000Z';
const source = { name: 'INPS', url: 'https://www.inps.it/', consultedOn: '2026-02-20' };
const documentOf = (kind: string, id: string, more: object = {}, words: object = {}, language: Language = 'it') => ({
  kind,
  id,
  service: 'familyline',
  theme: 'conciliazione',
  sources: [source],
  checkedOn: '2026-02-20',
  reviewBy: '2027-06-01',
  owner: 'editors',
  checkWithAdministration: true,
  languages: { [language]: { title: `Titolo ${id}`, summary: 'Fino a {{isee}}.', steps: ['Uno {{isee}}.'], ...words } },
  ...more,
});

type Version = { language?: Language; document: ReturnType<typeof documentOf>; validTo?: string };

/** A content of which each version was written and published at once. */
function content(kind: string, id: string, ...versions: Version[]): ListedContent {
  const events = versions.flatMap(({ language = 'it', document, validTo }, index): ContentEvent[] => [
    { type: 'Written', at, by, language, document, change: 'words', ...(validTo !== undefined && { validTo }) },
    { type: 'Published', at, by, version: index * 2 + 1, reviewBy: '2027-06-01' },
  ]);
  return listedContent(`${kind}/${id}`, contentOf(events));
}
const plain = (kind: string, id: string, more: object = {}, words: object = {}) =>
  content(kind, id, { document: documentOf(kind, id, more, words) });
const fill = (text: string, language: Language) => text.replace('{{isee}}', `25 000 (${language})`);

describe('what citizens see of a content', () => {
  const measure = content(
    'measure',
    'bonus',
    { document: documentOf('measure', 'bonus', { doors: ['inps'], validFrom: '2026-01-01', question: 'a' }) },
    { document: documentOf('measure', 'bonus', { theme: 'x', doors: ['no'] }, {}, 'de'), language: 'de' },
  );

  test('are its words with the figures of the day, its facts, sources and dates; nothing of its life in the house', () => {
    expect(publicContent(measure, 'it', now, fill)).toEqual({
      service: 'familyline',
      kind: 'measure',
      id: 'bonus',
      theme: 'conciliazione',
      state: 'shown',
      language: 'it',
      languages: ['it', 'de'],
      title: 'Titolo bonus',
      texts: { title: 'Titolo bonus', summary: 'Fino a 25 000 (it).', steps: ['Uno 25 000 (it).'] },
      facts: { doors: ['inps'], question: 'a' },
      sources: [source],
      version: 1,
      publishedAt: at,
      checkedOn: '2026-02-20',
      reviewBy: '2027-06-01',
      checkWithAdministration: true,
    });
  });

  test('are the words of their language with the facts of the Italian version, else Italian', () => {
    expect(publicContent(measure, 'de', now, fill)).toMatchObject({
      language: 'de',
      theme: 'conciliazione',
      facts: { doors: ['inps'] },
      texts: { summary: 'Fino a 25 000 (de).' },
    });
    expect(publicContent(measure, 'en', now, fill)).toMatchObject({ language: 'it' });
    expect(publicContent(content('measure', 'x'), 'it', now, fill)).toBeUndefined();
  });

  test('is a title and where to look once its last day is past, in every language', () => {
    const past = content(
      'measure',
      'bonus',
      { document: documentOf('measure', 'bonus'), validTo: '2026-05-31' },
      { document: documentOf('measure', 'bonus', {}, { title: 'Der Bonus' }, 'de'), language: 'de' },
    );
    for (const [language, title] of [
      ['it', 'Titolo bonus'],
      ['de', 'Der Bonus'],
    ] as const) {
      const seen = publicContent(past, language, now, fill);
      expect(seen).toMatchObject({ state: 'over', language, title, validTo: '2026-05-31', sources: [source] });
      expect([seen?.texts, seen?.facts]).toEqual([undefined, undefined]);
    }
    expect(publicLine(past, 'it', now, { fill, address: () => '/x' })).toBeUndefined();
  });

  test('has a line in lists where it has a page of its own', () => {
    const address = (kind: string, id: string) => `/${kind}/${id}`;
    expect(publicLine(measure, 'de', now, { fill, address })).toEqual({
      kind: 'measure',
      id: 'bonus',
      theme: 'conciliazione',
      language: 'de',
      title: 'Titolo bonus',
      summary: 'Fino a 25 000 (de).',
      address: '/measure/bonus',
      version: 3,
    });
    expect(publicLine(plain('parameter', 'isee'), 'it', now, { fill, address })).toBeUndefined();
    expect(publicLine(content('measure', 'x'), 'it', now, { fill, address })).toBeUndefined();
  });
});

test('items of a kind are those that are public now, and of no kind that only begins alike', () => {
  const listed = [plain('question', 'q'), plain('question-and-answer', 'qa'), content('question', 'unwritten')];
  expect(itemsOf<{ id: string }>(listed, 'question', now).map(({ id }) => id)).toEqual(['q']);
});

describe('what leads on', () => {
  const listed = [
    plain('life-event', 'nascita', { broader: 'famiglia', guides: ['g'], articles: ['a', 'b'] }),
    plain('life-event', 'adozione', { broader: 'famiglia', guides: [], articles: ['a'] }),
    plain('life-event', 'famiglia', { guides: [], articles: [] }),
    plain('measure', 'bonus', { lifeEvents: ['nascita'], article: 'a' }),
    plain('guide', 'g'),
    plain('article', 'a'),
  ];
  const lines = (names: readonly string[]) => names.map((id) => ({ id }) as PublicLine);
  const from = (name: string) =>
    leadsOn(listed.find((one) => one.content === name) as ListedContent, listed, now, lines).map(
      ({ title, lines: told }) => [title, told.map(({ id }) => id)],
    );

  test('from a life event are the broader one, the narrower ones, and guides, measures and articles', () => {
    expect(from('life-event/nascita')).toEqual([
      ['partOf', ['life-event/famiglia']],
      ['narrower', []],
      ['more', ['guide/g', 'measure/bonus', 'article/a', 'article/b']],
    ]);
    expect(from('life-event/famiglia')).toEqual([
      ['partOf', []],
      ['narrower', ['life-event/nascita', 'life-event/adozione']],
      ['more', []],
    ]);
  });

  test('from a measure, a guide and an article are what names them and what they name', () => {
    expect(from('measure/bonus')).toEqual([
      ['partOf', ['life-event/nascita']],
      ['more', ['article/a']],
    ]);
    expect(from('guide/g')).toEqual([['partOf', ['life-event/nascita']]]);
    expect(from('article/a')).toEqual([
      ['partOf', ['life-event/nascita', 'life-event/adozione']],
      ['more', ['measure/bonus']],
    ]);
  });
});

describe('a search', () => {
  const over = content('article', 'vecchio', {
    document: documentOf('article', 'vecchio', {}, { title: 'Asilo' }),
    validTo: '2026-05-31',
  });
  const listed = [
    plain('article', 'nido', {}, { title: 'Asilo nido', body: 'Asilo.' }),
    content(
      'article',
      'culla',
      { document: documentOf('article', 'culla', {}, { title: 'Culla e asilo' }) },
      { document: documentOf('article', 'culla', {}, { title: 'Wiege', body: 'Wiege.' }, 'de'), language: 'de' },
    ),
    over,
  ];
  const find = (language: Language, question: string) =>
    searchBy(indexOver(listed, { synonyms: { it: [], en: [], de: [] } }, language, now))(question);

  test('finds what is public in the language, else in Italian, and nothing that is over', () => {
    expect(find('it', 'asilo').sort()).toEqual(['article/culla', 'article/nido']);
    expect(find('de', 'Wiege')).toEqual(['article/culla']);
    expect(find('de', 'nido')).toEqual(['article/nido']);
    expect(find('it', 'Wiege')).toEqual([]);
  });

  test('tells the lines in the order in which they were found', () => {
    const line = (id: string) => ({ kind: 'article', id }) as PublicLine;
    expect(linesFound([line('a'), line('b')], ['article/b', 'article/c', 'article/a'])).toEqual([line('b'), line('a')]);
  });
});

describe('a document', () => {
  const address = { service: 'familyline', kind: 'article', id: 'nido', language: 'it' } as const;
  const article = documentOf('article', 'nido', {}, { body: 'Asilo.' });

  test('is kept with its words in one language alone', () => {
    const both = { ...article, languages: { ...article.languages, de: { title: 'Krippe' } } };
    expect(checkDocument(both, address)).toEqual({ document: article });
    const german = documentOf('article', 'nido', {}, { title: 'Krippe', body: 'Krippe.' }, 'de');
    expect(checkDocument(german, { ...address, language: 'de' })).toEqual({ document: german });
  });

  test('is what its address says, each member by its path', () => {
    const wrong = checkDocument(article, { ...address, id: 'altro', service: 'protezione-civile' });
    expect(wrong).toMatchObject({
      issues: [
        { path: ['document', 'service'], message: 'the address says protezione-civile' },
        { path: ['document', 'id'], message: 'the address says altro' },
      ],
    });
    expect(checkDocument({ ...article, owner: 7 }, address)).toMatchObject({
      issues: [{ path: ['document', 'owner'] }],
    });
    expect(checkDocument(article, { ...address, language: 'de' })).toMatchObject({ issues: [expect.anything()] });
  });

  test('without words of its own is written in Italian, with all translations', () => {
    const figure = {
      kind: 'parameter',
      id: 'isee',
      service: 'familyline',
      name: { it: 'ISEE', en: 'ISEE', de: 'ISEE' },
      unit: 'euro',
      values: [{ from: '2026-01-01', to: '2026-12-31', value: 1, sources: [source] }],
    };
    const of = { ...address, kind: 'parameter', id: 'isee' } as const;
    expect(checkDocument(figure, of)).toEqual({ document: figure });
    expect(checkDocument(figure, { ...of, language: 'de' })).toMatchObject({
      issues: [{ path: ['language'], message: expect.stringContaining('written in Italian') }],
    });
  });
});

describe('why a version is not published', () => {
  const faults = (words: object, more: object = {}, urgent = false, listed: ListedContent[] = []) => {
    const document = documentOf('article', 'nido', more, { summary: 'Una frase.', steps: [], ...words });
    const life = contentOf([{ type: 'Written', at, by, language: 'it', document, change: 'words' }]);
    return faultsOf(life, 1, { listed, now, day: '2026-06-01', urgent });
  };

  test('is told of its own words, among what is public', () => {
    expect(faults({ body: 'Bene.' })).toEqual([]);
    expect(faults({ body: 'Bene.' }, { sources: [] })).toEqual([{ fault: 'no-source' }]);
    expect(faults({ body: 'Fino a {{isee}}.' })).toMatchObject([{ fault: 'unknown', kind: 'parameter', id: 'isee' }]);
    expect(faults({ body: 'Fino a {{isee}}.' }, {}, false, [plain('parameter', 'isee')])).toEqual([]);
  });

  test('in an urgent hour is only what could cost a life', () => {
    expect(faults({ body: 'Potete rientrare.' }, { sources: [] }, true)).toMatchObject([{ fault: 'forbidden-words' }]);
    expect(faults({ body: 'Bene.' }, { sources: [] }, true)).toEqual([]);
  });

  test('of a version that nobody wrote is nothing', () => {
    const life = contentOf([]);
    expect(faultsOf(life, 1, { listed: [], now, day: '2026-06-01', urgent: false })).toEqual([]);
  });
});
