import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Predicate } from '../../shared/contracts/content/predicate.ts';
import type { Question } from '../../shared/contracts/content/question.ts';
import { judge } from '../../shared/core/knowledge/judge.ts';
import { comparing, comparisonOf, comparisonsOf, conditionOf, groupOf } from '../../web/console/editor/condition.ts';

const atom = fc.oneof(
  fc.record({ question: fc.constantFrom('a', 'b', 'c'), is: fc.boolean() }),
  fc.record({ question: fc.constantFrom('d', 'e'), atMost: fc.nat({ max: 9 }) }),
);
const { condition } = fc.letrec<{ condition: Predicate }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    atom,
    fc.record({ not: tie('condition') }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
  ) as fc.Arbitrary<Predicate>,
}));
const answer = fc.option(fc.boolean(), { nil: null });
const number = fc.option(fc.nat({ max: 9 }), { nil: null });
const answers = fc.record({ a: answer, b: answer, c: answer, d: number, e: number });

test('a condition that goes through the form judges every household as before', () => {
  fc.assert(
    fc.property(condition, answers, (given, said) => {
      const facts = { answers: said, day: '2026-11-30', figures: () => undefined };
      const made = conditionOf(groupOf(given)) as Predicate;
      expect(Predicate.safeParse(made).success).toBe(true);
      expect(judge(made, facts)).toBe(judge(given, facts));
    }),
    { numRuns: 300 },
  );
});

test('no condition is a group without parts, and becomes none again', () => {
  expect(groupOf(undefined)).toEqual({ joined: 'all', parts: [] });
  expect(conditionOf(groupOf(undefined))).toBeUndefined();
});

test('each kind of question is compared in ways that its answers allow', () => {
  for (const kind of Object.keys(comparisonsOf) as Question['answer'][]) {
    const question = { id: 'q', answer: kind } as Question;
    for (const comparison of comparisonsOf[kind])
      expect(comparisonOf(comparing(question, comparison))).toBe(comparison);
  }
  expect(comparing(undefined)).toEqual({ question: '' });
});
