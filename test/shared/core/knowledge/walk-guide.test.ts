import { describe, expect, test } from '@jest/globals';
import type { ContentItem } from '../../../../shared/contracts/content/content.ts';
import type { Guide } from '../../../../shared/contracts/content/guide.ts';
import type { Predicate } from '../../../../shared/contracts/content/predicate.ts';
import type { Question } from '../../../../shared/contracts/content/question.ts';
import { languages } from '../../../../shared/contracts/text.ts';
import { prepareGuide } from '../../../../shared/core/knowledge/guide.ts';
import { publishFaults } from '../../../../shared/core/knowledge/publish-faults.ts';
import { walkGuide } from '../../../../shared/core/knowledge/walk-guide.ts';
import { faultSentence } from '../../../../shared/texts/knowledge/faults.ts';
import { forbiddenWords } from '../../../../shared/texts/knowledge/forbidden-words.ts';
import { guide, items, limit, measure, questions } from './guide-samples.ts';

const day = '2026-11-29';
const said = (text: string) => ({ it: text, en: text, de: text });
const faultsOf = (item: ContentItem, others: readonly ContentItem[] = items) =>
  publishFaults(item, others, day, forbiddenWords);

const yes: Predicate = { question: 'children', is: true };
const own = (id: string, condition: Predicate, more = {}) => ({
  id,
  title: said(id),
  text: said(id),
  condition,
  ...more,
});
const without = ({ fallback: _, ...rest }: Guide): Guide => rest;

/** A guide with so many questions that each are needed, whatever was answered before. */
function longGuide(many: number, more: Partial<Question>): { broken: Guide; all: ContentItem[] } {
  const asked = Array.from({ length: many }, (_, index) => ({
    ...(questions[0] as Question),
    id: `q${index}`,
    ...more,
  }));
  const parts = asked.map(
    ({ id, answer }): Predicate =>
      answer === 'number'
        ? { any: [1, 2, 3, 4, 5, 6, 7, 8].map((is) => ({ question: id, is })) }
        : { question: id, is: true },
  );
  const results = parts.map((condition, index) => own(`r${index}`, condition));
  return {
    broken: { ...guide, questions: asked.map(({ id }) => ({ question: id })), results },
    all: [...items, ...asked],
  };
}

describe('the walk through a guide', () => {
  test('finds nothing to mend in a sound one, and counts its paths', () => {
    const { prepared } = prepareGuide(guide, items);
    const walk = walkGuide(prepared, day);
    // no: 1; I do not know: like yes. Yes: ISEE over the limit or not, or unknown, and then birth and work.
    expect(walk).toMatchObject({ longest: 4, faults: [] });
    expect(walk.paths).toBeGreaterThan(20);
    expect(walk.withoutResult).toBeGreaterThan(0);
    expect(walk.states).toBeLessThan(walk.paths);
  });

  test('holds on the first of January, when no figure of the year is published', () => {
    const { prepared } = prepareGuide(guide, items);
    expect(walkGuide(prepared, '2027-01-01')).toEqual({
      ...walkGuide(prepared, day),
      states: expect.any(Number),
    });
  });

  test('counts as many paths as there are ways of answering questions that all matter', () => {
    const { broken, all } = longGuide(7, {});
    expect(walkGuide(prepareGuide(broken, all).prepared, day)).toMatchObject({ paths: 3 ** 7, longest: 7, faults: [] });
  });
});

describe('the walk that remembers', () => {
  test('tells apart two ways to one question when a result on one of them excludes what comes later', () => {
    const broken: Guide = {
      ...guide,
      questions: [{ question: 'children' }, { question: 'work' }],
      results: [
        own('with', yes),
        own('without', { question: 'children', is: false }),
        own('employed', { question: 'work', is: 'employee' }, { excludes: ['without'] }),
      ],
    };
    expect(walkGuide(prepareGuide(broken, items).prepared, day).faults).toMatchObject([
      { fault: 'contradiction', result: 'employed', other: 'without', path: { children: false, work: 'employee' } },
    ]);
  });
});

describe('a guide is not published', () => {
  test.each<[string, Guide, object, RegExp]>([
    [
      'with a dead end',
      without(guide),
      { fault: 'dead-end', path: { work: 'self-employed' } },
      /Vicolo cieco: chi risponde children = true, .*work = self-employed/,
    ],
    [
      'with a result that nobody reaches',
      { ...guide, results: [...guide.results, own('nobody', { all: [yes, { not: yes }] })] },
      { fault: 'never-reached', result: 'nobody' },
      /«nobody».*non arriva nessuno/,
    ],
    [
      'with a result that always holds',
      { ...guide, results: [...guide.results, own('always', { any: [yes, { not: yes }] })] },
      { fault: 'constant', result: 'always' },
      /«always» esce sempre/,
    ],
    [
      'with two results that exclude each other and hold together',
      { ...guide, results: [...guide.results, own('stay', yes, { excludes: ['leave'] })] },
      { fault: 'contradiction', result: 'stay', other: 'leave', path: { children: true } },
      /«stay» e «leave» si escludono/,
    ],
    [
      'with a question that is never asked',
      { ...guide, questions: [...guide.questions, { question: 'town' }] },
      { fault: 'never-asked', question: 'town' },
      /«town» non viene mai fatta/,
    ],
    [
      'with a question that hangs on a later one',
      {
        ...guide,
        questions: [
          { question: 'children', when: { question: 'work', is: 'employee' } },
          { question: 'isee' },
          { question: 'born' },
          { question: 'work' },
        ],
      },
      { fault: 'asks-later', question: 'children', later: 'work' },
      /«children» dipende da «work»/,
    ],
    [
      'with a measure that does not exist',
      { ...guide, results: [{ id: 'x', measure: 'nothing' }, ...guide.results] },
      { fault: 'unknown', kind: 'measure', id: 'nothing' },
      /«nothing» \(measure\), che non esiste/,
    ],
    ['without a source', { ...guide, sources: [] }, { fault: 'no-source' }, /Manca la fonte/],
    [
      'with an undated source',
      { ...guide, sources: [{ name: 'un giornale' }] },
      { fault: 'undated-source', source: 'un giornale' },
      /«un giornale» non ha la data/,
    ],
    [
      'with words that calm',
      { ...guide, fallback: { title: said('Ora'), text: said('Potete rientrare: NON C’È PERICOLO.') } },
      { fault: 'forbidden-words', language: 'it', words: "non c'è pericolo" },
      /«non c'è pericolo» non si pubblicano/,
    ],
    [
      'with an amount in its words',
      { ...guide, fallback: { title: said('Ora'), text: said('Sono 1.000 euro.') } },
      { fault: 'bare-amount', language: 'it', words: '1.000 euro' },
      /«1.000 euro» è scritto nel testo/,
    ],
    [
      'with a figure that does not exist',
      { ...guide, fallback: { title: said('Ora'), text: said('Sono {{nothing}}.') } },
      { fault: 'unknown', kind: 'parameter', id: 'nothing' },
      /«nothing» \(parameter\)/,
    ],
  ])('%s', (_, broken, expected, sentence) => {
    const faults = faultsOf(broken);
    expect(faultsOf(guide)).toEqual([]);
    const found = faults.find((fault) => fault.fault === (expected as { fault: string }).fault);
    expect(found).toMatchObject(expected);
    expect(faultSentence(found as NonNullable<typeof found>, 'it')).toMatch(sentence);
    for (const language of languages)
      for (const fault of faults) expect(faultSentence(fault, language)).not.toMatch(/undefined|\[object/);
  });

  test('with more than twelve questions on one path', () => {
    const { broken, all } = longGuide(13, {});
    const faults = faultsOf(broken, all);
    expect(faults).toMatchObject([{ fault: 'too-long', questions: 13 }]);
    expect(faultSentence(faults[0] as NonNullable<(typeof faults)[0]>, 'it')).toMatch(/13 domande di fila sono troppe/);
    const { broken: twelve, all: others } = longGuide(12, {});
    expect(faultsOf(twelve, others)).toEqual([]);
  });

  test('with more than two million paths', () => {
    const numbers = { answer: 'number', minimum: 0, maximum: 9 } as const;
    const { broken: six, all: sound } = longGuide(6, numbers);
    const { broken: seven, all: others } = longGuide(7, numbers);
    expect(faultsOf(six, sound)).toEqual([]);
    const faults = faultsOf(seven, others);
    expect(faults).toEqual([{ fault: 'too-many-paths', paths: 10_000_000 }]);
    expect(faultSentence(faults[0] as NonNullable<(typeof faults)[0]>, 'it')).toMatch(
      /troppi per verificarli tutti \(al massimo 2000000\)/,
    );
  });
});

describe('a figure is not published', () => {
  const [value] = limit.values as [(typeof limit.values)[0]];
  test.each([
    [
      'without an end, when it is an amount',
      [{ value: 1, from: '2026-01-01', sources: value.sources }],
      'amount-without-end',
    ],
    ['without a source', [{ ...value, sources: [] }], 'no-source'],
    ['with two values for one day', [value, { ...value, from: '2026-12-31', to: '2027-12-31' }], 'two-values'],
  ])('%s', (_, values, fault) => {
    expect(faultsOf(limit)).toEqual([]);
    expect(faultsOf({ ...limit, values })).toMatchObject([{ fault }]);
  });

  test('for days it may have no end', () => {
    expect(
      faultsOf({ ...limit, unit: 'days', values: [{ value: 1, from: '2026-01-01', sources: value.sources }] }),
    ).toEqual([]);
  });
});

describe('a measure is not published', () => {
  test('when it leads to what does not exist, or ends before it begins', () => {
    expect(faultsOf(measure)).toEqual([]);
    expect(faultsOf({ ...measure, article: 'nothing' })).toMatchObject([{ fault: 'unknown', kind: 'article' }]);
    expect(faultsOf({ ...measure, lifeEvents: ['nothing'] })).toMatchObject([{ fault: 'unknown', kind: 'life-event' }]);
    expect(faultsOf({ ...measure, validFrom: '2026-02-01', validTo: '2026-01-01' })).toMatchObject([
      { fault: 'ends-before-it-begins' },
    ]);
  });
});

test('a guide that asks in the wrong order is not walked at all', () => {
  const questions = [{ question: 'children', when: { question: 'work', is: 'employee' } }, ...guide.questions.slice(1)];
  const { prepared } = prepareGuide({ ...guide, questions }, items);
  expect(walkGuide(prepared, '2026-11-28')).toEqual({
    paths: 0,
    longest: 0,
    states: 0,
    withoutResult: 0,
    faults: [{ fault: 'asks-later', question: 'children', later: 'work' }],
  });
});
