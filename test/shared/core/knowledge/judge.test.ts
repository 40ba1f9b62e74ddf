import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Predicate } from '../../../../shared/contracts/content/predicate.ts';
import type { Answers } from '../../../../shared/contracts/content/question.ts';
import { addSpan } from '../../../../shared/core/knowledge/add-span.ts';
import { atomsOf, decidingAtoms, judge } from '../../../../shared/core/knowledge/judge.ts';

const facts = (answers: Answers, figures: Record<string, number> = {}) => ({
  answers,
  day: '2026-11-29',
  figures: (id: string) => figures[id],
});

describe('a condition', () => {
  test.each<[string, Predicate]>([
    ['below', { question: 'isee', below: 20_000 }],
    ['at most', { question: 'isee', atMost: 20_000 }],
    ['at least', { question: 'isee', atLeast: 0 }],
    ['is', { question: 'isee', is: 0 }],
    ['not', { not: { question: 'isee', atLeast: 15_000 } }],
    ['older than', { question: 'isee', olderThan: { years: 3 } }],
    ['in a territory', { question: 'isee', inTerritory: ['07'] }],
  ])('without an answer is not known, and no answer counts as zero: %s', (_, predicate) => {
    expect(judge(predicate, facts({}))).toBeUndefined();
    expect(judge(predicate, facts({ isee: null }))).toBeUndefined();
  });

  test('whose figure is not published is not known', () => {
    const predicate: Predicate = { question: 'isee', atMost: { parameter: 'limit' } };
    expect(judge(predicate, facts({ isee: 0 }))).toBeUndefined();
    expect(judge(predicate, facts({ isee: 10 }, { limit: 10 }))).toBe(true);
    expect(judge(predicate, facts({ isee: 10.01 }, { limit: 10 }))).toBe(false);
  });

  test('is decided by one part where one part is enough, whatever is not known beside it', () => {
    const yes: Predicate = { question: 'children', is: true };
    const open: Predicate = { question: 'isee', below: 1 };
    expect(judge({ any: [open, yes] }, facts({ children: true }))).toBe(true);
    expect(judge({ all: [open, yes] }, facts({ children: false }))).toBe(false);
    expect(judge({ all: [open, yes] }, facts({ children: true }))).toBeUndefined();
    expect(decidingAtoms({ all: [open, yes] }, facts({ children: false }))).toEqual([yes]);
    expect(decidingAtoms({ all: [open, yes] }, facts({ children: true }))).toEqual([open]);
  });

  test.each([
    ['2026-11-29', { days: 0 }, false],
    ['2026-11-28', { days: 0 }, true],
    ['2026-08-01', { days: 120 }, false],
    ['2026-07-31', { days: 120 }, true],
    ['2023-11-29', { years: 3 }, false],
    ['2023-11-28', { years: 3 }, true],
    ['2027-02-01', { months: 6 }, false],
  ])('of a date: %s is older than %j: %s', (born, span, expected) => {
    expect(judge({ question: 'born', olderThan: span }, facts({ born }))).toBe(expected);
  });

  test('of a place goes by the beginning of its ISTAT code', () => {
    const predicate: Predicate = { question: 'town', inTerritory: ['066049', '07'] };
    expect(judge(predicate, facts({ town: '066049' }))).toBe(true);
    expect(judge(predicate, facts({ town: '076001' }))).toBe(true);
    expect(judge(predicate, facts({ town: '058091' }))).toBe(false);
  });

  const names = ['a', 'b', 'c', 'd'];
  const predicates = fc.letrec<{ tree: Predicate }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.record({ question: fc.constantFrom(...names), is: fc.boolean() }),
      fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('tree') }),
    ),
  })).tree;
  const answering = fc.dictionary(fc.constantFrom(...names), fc.constantFrom(true, false, null));

  test('that is known stays so, whatever is answered later', () => {
    fc.assert(
      fc.property(predicates, answering, answering, (predicate, first, later) => {
        const before = judge(predicate, facts(first));
        const known = Object.fromEntries(Object.entries(first).filter(([, value]) => value !== null));
        const after = judge(predicate, facts({ ...later, ...known }));
        if (before !== undefined) expect(after).toBe(before);
      }),
      { numRuns: 500 },
    );
  });

  test('is made what it is by comparisons of its own that are there as answered', () => {
    fc.assert(
      fc.property(predicates, answering, (predicate, answers) => {
        const deciding = decidingAtoms(predicate, facts(answers));
        expect(deciding.length).toBeGreaterThan(0);
        for (const atom of deciding) expect(atomsOf(predicate)).toContain(atom);
        const known = judge(predicate, facts(answers)) !== undefined;
        for (const { question } of deciding)
          expect(answers[question] === undefined || answers[question] === null).toBe(!known);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a span by the calendar', () => {
  test.each([
    ['2026-08-31', { months: 6 }, 1, '2027-02-28'],
    ['2024-02-29', { years: 1 }, 1, '2025-02-28'],
    ['2026-03-31', { months: 1 }, -1, '2026-02-28'],
    ['2026-01-10', { days: 10 }, -1, '2025-12-31'],
    ['2026-01-31', { months: 1 }, -1, '2025-12-31'],
    ['2025-12-31', { months: 14 }, 1, '2027-02-28'],
  ] as const)('from %s by %j (%i) is %s', (day, span, direction, expected) => {
    expect(addSpan(day, span, direction)).toBe(expected);
  });
});
