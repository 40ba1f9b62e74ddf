import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Measure } from '../../../../shared/contracts/content/measure.ts';
import type { Predicate } from '../../../../shared/contracts/content/predicate.ts';
import type { Answers, Question } from '../../../../shared/contracts/content/question.ts';
import {
  measuresFor,
  nextQuestion,
  type PreparedResult,
  prepareGuide,
  runGuide,
} from '../../../../shared/core/knowledge/guide.ts';
import { figuresOn } from '../../../../shared/core/knowledge/parameters.ts';
import { guide, items, limit, measure, questions } from './guide-samples.ts';

const { prepared, missing } = prepareGuide(guide, items);
const facts = (answers: Answers, day = '2026-11-29') => ({ answers, day, figures: figuresOn([limit], day) });
const resultOf = (id: string, answers: Answers, day?: string) =>
  runGuide(prepared, facts(answers, day)).find((each) => each.id === id);

describe('a guide', () => {
  test('has everything that it names', () => {
    expect(missing).toEqual([]);
  });

  test('asks in its order, and nothing that decides nothing any more', () => {
    expect(nextQuestion(prepared, facts({}))?.id).toBe('children');
    expect(nextQuestion(prepared, facts({ children: true }))?.id).toBe('isee');
    expect(nextQuestion(prepared, facts({ children: true, isee: 30_000 }))?.id).toBe('work');
    expect(nextQuestion(prepared, facts({ children: false }))).toBeUndefined();
  });

  test('goes on after "I do not know", and says that the result may be theirs and what is missing', () => {
    expect(nextQuestion(prepared, facts({ children: true, isee: null }))?.id).toBe('born');
    expect(resultOf('birth-grant', { children: true, isee: null, born: '2026-10-01' })).toMatchObject({
      state: 'maybe',
      missing: { questions: ['isee'], parameters: [] },
      lapsesOn: '2027-04-01',
    });
  });

  test('explains a result by the comparisons that decided it', () => {
    const result = resultOf('birth-grant', { children: true, isee: 30_000, born: '2026-10-01' });
    expect(result).toMatchObject({ state: 'not', reasons: [{ atom: { question: 'isee' }, truth: false }] });
  });

  test('names the figure that is not published, and promises nothing by an old one', () => {
    const answers = { children: true, isee: 100, born: '2026-12-01' };
    expect(resultOf('birth-grant', answers, '2026-12-31')?.state).toBe('yours');
    expect(resultOf('birth-grant', answers, '2027-01-01')).toMatchObject({
      state: 'maybe',
      missing: { questions: [], parameters: ['limit'] },
    });
  });

  test('leaves out a measure that does not stand on the day', () => {
    const ended = { ...measure, validTo: '2026-12-31' };
    const { prepared: ending } = prepareGuide(guide, [...items.filter((item) => item !== measure), ended]);
    const ids = (day: string) => runGuide(ending, facts({}, day)).map(({ id }) => id);
    expect(ids('2026-12-31')).toContain('birth-grant');
    expect(ids('2027-01-01')).toEqual(['leave']);
    expect(nextQuestion(ending, facts({ children: true }, '2027-01-01'))?.id).toBe('work');
  });

  test('has a result of its own on its days, the first and the last included', () => {
    const results = guide.results.map((result) =>
      'condition' in result ? { ...result, validFrom: '2026-11-01', validTo: '2026-11-30' } : result,
    );
    const { prepared: timed } = prepareGuide({ ...guide, results }, items);
    const has = (day: string) => runGuide(timed, facts({}, day)).some(({ id }) => id === 'leave');
    expect(['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map(has)).toEqual([false, true, true, false]);
  });

  test('asks a question that nothing but a later one hangs on, and that one only where it may matter', () => {
    const [children, isee, , , work] = questions as [Question, Question, Question, Question, Question];
    const yes = { question: 'children', is: true } as const;
    const asked = {
      questions: [
        { question: children },
        { question: work, when: yes },
        { question: isee, when: { question: 'work', is: 'none' } },
      ],
      results: [{ id: 'r', condition: { question: 'isee', below: 10 }, excludes: [] }],
    };
    const next = (answers: Answers) => nextQuestion(asked, facts(answers))?.id;
    expect(next({})).toBe('children');
    expect(next({ children: true })).toBe('work');
    expect(next({ children: true, work: 'none' })).toBe('isee');
    expect(next({ children: null, work: null })).toBe('isee');
    expect(next({ children: true, work: 'employee' })).toBeUndefined();
  });

  test('names what it lacks, each once: questions, measures and figures, also those that only a term hangs on', () => {
    const lapsing = { ...measure, lapses: { question: 'moved', after: { months: 6 } } };
    const lacking = (given: typeof guide, some: typeof items) => prepareGuide(given, some).missing;
    expect(lacking(guide, [...items.filter((item) => item !== measure), lapsing])).toEqual([
      { kind: 'question', id: 'moved' },
    ]);
    expect(
      lacking(
        guide,
        items.filter((item) => item !== limit && item !== measure),
      ),
    ).toEqual([{ kind: 'measure', id: 'birth-grant' }]);
    expect(
      lacking(
        guide,
        items.filter((item) => item !== limit),
      ),
    ).toEqual([{ kind: 'parameter', id: 'limit' }]);
    const fewer = { ...guide, questions: guide.questions.filter(({ question }) => question !== 'work') };
    expect(lacking(fewer, items)).toEqual([{ kind: 'question', id: 'work' }]);
    expect(
      lacking(
        guide,
        items.filter(({ id }) => id !== 'work'),
      ),
    ).toEqual([{ kind: 'question', id: 'work' }]);
  });

  test('tells what is theirs first, then what may be, then what is not, whatever their order in the guide', () => {
    const result = (id: string, is: boolean | undefined) => ({
      id,
      excludes: [],
      condition: { question: is === undefined ? 'work' : 'children', is: is ?? 'none' } as Predicate,
    });
    const all = [result('not', false), result('maybe', undefined), result('yours', true)];
    for (const results of [all, all.toReversed(), [all[1], all[0], all[2]] as typeof all]) {
      const told = runGuide({ results }, facts({ children: true }));
      expect(told.map(({ id, state }) => [id, state])).toEqual([
        ['yours', 'yours'],
        ['maybe', 'maybe'],
        ['not', 'not'],
      ]);
    }
  });

  test('tells the last day of a result by its own date, else from the day that was answered, else nothing', () => {
    const lapsing = (lapses: PreparedResult['lapses']) =>
      runGuide(
        { results: [{ id: 'r', excludes: [], condition: { question: 'children', is: true }, lapses }] },
        facts({ children: true, born: '2026-10-01', isee: 5 }),
      )[0];
    expect(lapsing({ on: '2026-12-31' })).toMatchObject({ lapsesOn: '2026-12-31' });
    expect(lapsing({ question: 'born', after: { days: 10 } })).toMatchObject({ lapsesOn: '2026-10-11' });
    for (const none of [
      undefined,
      { question: 'moved', after: { days: 10 } },
      { question: 'isee', after: { days: 10 } },
    ])
      expect(lapsing(none)).not.toHaveProperty('lapsesOn');
  });

  test('tells first what lapses first, and what is over last', () => {
    const with_ = (id: string, on?: string) => ({
      ...measure,
      id,
      ...(on ? { lapses: { on } } : { lapses: undefined }),
    });
    const order = measuresFor(
      [with_('no-term'), with_('over', '2026-01-31'), with_('later', '2027-06-30'), with_('soon', '2026-12-31')].map(
        ({ lapses, ...rest }) => (lapses === undefined ? rest : { ...rest, lapses }),
      ),
      facts({}),
    );
    expect(order.map(({ id }) => id)).toEqual(['soon', 'later', 'no-term', 'over']);
    // Whoever asks on the last day is in time.
    const today = measuresFor([with_('no-term'), with_('today', '2026-11-29')] as Measure[], facts({}));
    expect(today.map(({ id }) => id)).toEqual(['today', 'no-term']);
  });

  test('never repeats a question, and ends', () => {
    const answer = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer({ min: 0, max: 60_000 }),
      fc.constantFrom('employee', 'none', '2026-10-01', '2020-01-01'),
    );
    fc.assert(
      fc.property(fc.array(answer, { minLength: 6, maxLength: 6 }), (given) => {
        const answers: Answers = {};
        for (const each of given) {
          const question = nextQuestion(prepared, facts(answers));
          if (question === undefined) break;
          expect(Object.keys(answers)).not.toContain(question.id);
          answers[question.id] = each;
        }
        expect(nextQuestion(prepared, facts(answers))).toBeUndefined();
        expect(runGuide(prepared, facts(answers))).toHaveLength(2);
      }),
      { numRuns: 500 },
    );
  });
});
