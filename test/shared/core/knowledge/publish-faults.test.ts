import { describe, expect, test } from '@jest/globals';
import type { ContentItem } from '../../../../shared/contracts/content/content.ts';
import { refusedPhrases } from '../../../../shared/core/danger/refused-phrases.ts';
import { gulpease } from '../../../../shared/core/knowledge/gulpease.ts';
import { publishFaults, textsOf } from '../../../../shared/core/knowledge/publish-faults.ts';

const day = '2026-11-28';
const forbidden = { it: ['è tutto a posto'], en: ['all clear'], de: ['Entwarnung'] };
const source = { name: 'INPS', url: 'https://www.inps.it/', consultedOn: '2026-11-20' };
const words = (more: object = {}) => ({ it: { title: 'Titolo', summary: 'Una frase.', ...more } });
const item = (kind: string, more: object = {}) =>
  ({ kind, id: `my-${kind}`, sources: [source], languages: words(), ...more }) as unknown as ContentItem;
const faults = (one: ContentItem, others: ContentItem[] = []) => publishFaults(one, [...others, one], day, forbidden);
const named = (kind: string, id: string) => ({ fault: 'unknown', kind, id });

describe('something is published', () => {
  test('with a source that was read on a day that is told', () => {
    expect(faults(item('article'))).toEqual([]);
    expect(faults(item('article', { sources: [] }))).toEqual([{ fault: 'no-source' }]);
    const undated = { ...source, consultedOn: undefined };
    expect(faults(item('article', { sources: [source, undated] }))).toEqual([
      { fault: 'undated-source', source: 'INPS' },
    ]);
  });

  test('for days that have an end after their beginning', () => {
    expect(faults(item('article', { validFrom: day, validTo: day }))).toEqual([]);
    expect(faults(item('article', { validFrom: day, validTo: '2026-11-27' }))).toEqual([
      { fault: 'ends-before-it-begins' },
    ]);
    expect(faults(item('article', { validTo: '2026-11-27' }))).toEqual([]);
  });

  test('without a word that calms, in its own language and however it is written', () => {
    const calming = item('article', {
      languages: { it: { title: 'E TUTTO A POSTO' }, de: { title: 'Die Entwarnung' }, en: { title: 'Entwarnung' } },
    });
    expect(faults(calming)).toEqual([
      { fault: 'forbidden-words', language: 'it', words: 'è tutto a posto' },
      { fault: 'forbidden-words', language: 'de', words: 'Entwarnung' },
    ]);
  });

  test.each([
    ['spettano € 1.200', '€ 1.200'],
    ['spettano 1.200,50 euro al mese', '1.200,50 euro'],
    ['euro 5', 'euro 5'],
    ['5€', '5€'],
    ['5 Euros', '5 Euros'],
  ])('without an amount that would outlive its year: %s', (text, amount) => {
    expect(faults(item('article', { languages: words({ body: text }) }))).toEqual([
      { fault: 'bare-amount', language: 'it', words: amount },
    ]);
  });

  test('with amounts that are dated figures, and with numbers that are none', () => {
    const figure = item('parameter', { id: 'isee', unit: 'euro', values: [] });
    const text = words({ body: 'Fino a {{isee}}, in 5 giorni, per gli europei del 2026; {{isee}} è il limite.' });
    expect(faults(item('article', { languages: text }), [figure])).toEqual([]);
    expect(faults(item('article', { languages: text }))).toEqual([named('parameter', 'isee')]);
  });
});

test('a practice may say what it has cost, and a picture is judged by its source alone', () => {
  expect(faults(item('practice', { languages: words({ cost: '40.000 euro' }) }))).toEqual([]);
  const picture = item('picture', { languages: undefined, alternative: { it: 'Una mappa' } });
  expect(faults(picture)).toEqual([]);
  expect(faults({ ...picture, sources: [] } as ContentItem)).toEqual([{ fault: 'no-source' }]);
});

describe('a dated figure is published', () => {
  const figure = (values: object[], unit = 'euro') =>
    item('parameter', { unit, values: values.map((value) => ({ sources: [source], value: 1, ...value })) });

  test('with an end of each amount, and one value on each day', () => {
    const [first, second] = [
      { from: '2025-01-01', to: '2025-12-31' },
      { from: '2026-01-01', to: '2026-12-31' },
    ];
    expect(faults(figure([second, first]))).toEqual([]);
    expect(faults(figure([first, { from: '2025-12-31', to: '2026-12-31' }]))).toEqual([
      { fault: 'two-values', from: '2025-12-31' },
    ]);
    // Two that begin on one day are two values of that day.
    expect(faults(figure([first, second, { ...second, value: 2 }]))).toEqual([
      { fault: 'two-values', from: '2026-01-01' },
    ]);
    expect(faults(figure([{ from: '2026-01-01' }]))).toEqual([{ fault: 'amount-without-end', from: '2026-01-01' }]);
    expect(faults(figure([{ from: '2026-01-01' }], 'euro-a-month'))).toHaveLength(1);
    expect(faults(figure([{ from: '2026-01-01' }], 'years'))).toEqual([]);
    expect(faults(figure([{ from: '2025-01-01' }, second], 'years'))).toEqual([
      { fault: 'two-values', from: '2026-01-01' },
    ]);
    expect(faults(figure([{ from: '2026-01-02', to: '2026-01-01' }]))).toEqual([{ fault: 'ends-before-it-begins' }]);
    expect(faults(figure([{ ...first, to: first.from }]))).toEqual([]);
    expect(faults(figure([{ ...first, sources: [] }]))).toEqual([{ fault: 'no-source' }]);
  });

  test('and a question needs no source', () => {
    expect(faults(item('question', { sources: undefined, text: { it: 'Quanti?' } }))).toEqual([]);
  });
});

describe('what is published names what there is', () => {
  const has = (...names: [string, string][]) => names.map(([kind, id]) => item(kind, { id }));

  test('a measure its life events and its article', () => {
    const measure = item('measure', { lifeEvents: ['nascita', 'adozione'], article: 'bonus' });
    expect(faults(measure, has(['life-event', 'nascita'], ['article', 'adozione']))).toEqual([
      named('life-event', 'adozione'),
      named('article', 'bonus'),
    ]);
    expect(faults(measure, has(['life-event', 'nascita'], ['life-event', 'adozione'], ['article', 'bonus']))).toEqual(
      [],
    );
    expect(faults(item('measure', { lifeEvents: [] }))).toEqual([]);
  });

  test('a life event its articles, its guides and what it is part of', () => {
    const event = item('life-event', { articles: ['a'], guides: ['g'], broader: 'famiglia' });
    expect(faults(event)).toEqual([named('article', 'a'), named('guide', 'g'), named('life-event', 'famiglia')]);
    expect(faults(item('life-event', { articles: [], guides: [] }))).toEqual([]);
  });

  test('whatever it is, its figures and its pictures', () => {
    const languages = words({ body: 'Fino a {{isee}}: ![x](picture:mappa)' });
    const lacking = [named('parameter', 'isee'), named('picture', 'mappa')];
    for (const [kind, more] of [
      ['article', {}],
      ['practice', {}],
      ['measure', { lifeEvents: [] }],
      ['life-event', { articles: [], guides: [] }],
    ] as const) {
      const one = item(kind, { languages, ...more });
      expect(faults(one)).toEqual(lacking);
      expect(faults(one, has(['picture', 'mappa'], ['parameter', 'altro']))).toEqual([lacking[0]]);
    }
    const guide = item('guide', {
      languages,
      questions: [],
      results: [{ id: 's', article: 'a', condition: { all: [] } }],
    });
    expect(faults(guide)).toEqual(expect.arrayContaining(lacking));
  });

  test('a guide its questions, measures and articles', () => {
    const guide = item('guide', {
      questions: [{ question: 'figli' }],
      results: [
        { id: 'r', measure: 'bonus', excludes: [] },
        { id: 's', article: 'a', condition: { all: [] } },
      ],
    });
    expect(faults(guide)).toEqual(
      expect.arrayContaining([named('article', 'a'), named('question', 'figli'), named('measure', 'bonus')]),
    );
  });
});

test('a text belongs to the nearest language above it', () => {
  const one = { kind: 'x', languages: { it: { title: 'uno', steps: ['due', { en: 'three' }] } }, id: 'nobody' };
  expect(textsOf(one as unknown as ContentItem)).toEqual([
    { language: 'it', text: 'uno' },
    { language: 'it', text: 'due' },
    { language: 'en', text: 'three' },
  ]);
});

test('words that nothing may say are found whole, deep down, in any case and with any accent', () => {
  const document = { a: [{ b: 'Ora E’ TUTTO, a posto!' }], c: 1 };
  expect(refusedPhrases(document, ['tutto a posto', 'pericolo finito'])).toEqual(['tutto a posto']);
  expect(refusedPhrases({ a: 'del tutto a postoli' }, ['tutto a posto'])).toEqual([]);
  expect(refusedPhrases({ a: 'tutto', b: 'a posto' }, ['tutto a posto'])).toEqual([]);
  expect(refusedPhrases({ a: 'Perché no' }, ['perche no'])).toEqual(['perche no']);
});

describe('how easily a text is read', () => {
  test('is 89 and three hundred a sentence less ten a letter, by words; between 0 and 100', () => {
    // 4 words, 18 letters, 1 sentence: 89 + (300 - 180) / 4 = 119, at most 100.
    expect(gulpease('Il bonus spetta sempre.')).toBe(100);
    const text =
      'La domanda si presenta presso gli sportelli competenti entro trenta giorni dalla comunicazione ricevuta';
    const letters = text.replaceAll(' ', '').length;
    expect(gulpease(text)).toBeCloseTo(89 + (300 - 10 * letters) / 14, 10);
    expect(gulpease(`${text}. ${text}`)).toBeCloseTo(89 + (600 - 20 * letters) / 28, 10);
    expect(gulpease(`# ${text}\n- ${text}`)).toBeCloseTo(89 + (600 - 20 * letters) / 28, 10);
    expect(gulpease('incomprensibilissimamente precipitevolissimevolmente'.repeat(3))).toBe(0);
    expect(gulpease('')).toBe(100);
    expect(gulpease('{{isee}} **')).toBe(100);
  });
});
