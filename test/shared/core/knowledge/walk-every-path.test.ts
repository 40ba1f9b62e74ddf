import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Guide } from '../../../../shared/contracts/content/guide.ts';
import type { Predicate } from '../../../../shared/contracts/content/predicate.ts';
import type { Answers, Question } from '../../../../shared/contracts/content/question.ts';
import { nextQuestion, prepareGuide, runGuide } from '../../../../shared/core/knowledge/guide.ts';
import { walkGuide } from '../../../../shared/core/knowledge/walk-guide.ts';
import { guide, questions } from './guide-samples.ts';

const day = '2026-11-29';
const said = (text: string) => ({ it: text, en: text, de: text });
const names = ['q0', 'q1', 'q2', 'q3'];
const asked: Question[] = names.map((id) => ({ ...(questions[0] as Question), id, answer: 'yes-no' as const }));

const predicateOver = (allowed: readonly string[]) =>
  fc.letrec<{ tree: Predicate }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.record({ question: fc.constantFrom(...allowed), is: fc.boolean() }),
      fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('tree') }),
    ),
  })).tree;

const guides = fc
  .tuple(
    fc.array(predicateOver(names), { minLength: 1, maxLength: 4 }),
    fc.tuple(
      ...names.slice(1).map((_, index) => fc.option(predicateOver(names.slice(0, index + 1)), { nil: undefined })),
    ),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([conditions, whens, excluding, fallback]): Guide => {
    const { fallback: leadOn, ...rest } = guide;
    return {
      ...rest,
      ...(fallback && leadOn ? { fallback: leadOn } : {}),
      questions: names.map((question, index) => {
        const when = whens[index - 1];
        return when === undefined ? { question } : { question, when };
      }),
      results: conditions.map((condition, index) => ({
        id: `r${index}`,
        title: said(`r${index}`),
        text: said(`r${index}`),
        condition,
        ...(excluding && index > 0 ? { excludes: ['r0'] } : {}),
      })),
    };
  });

type Path = { answers: Answers; states: Map<string, string> };

/** Every path of a guide, one after another, without remembering anything. */
function everyPath(one: Guide): Path[] {
  const { prepared } = prepareGuide(one, asked);
  const walk = (answers: Answers): Path[] => {
    const facts = { answers, day, figures: () => undefined };
    const question = nextQuestion(prepared, facts);
    if (question === undefined)
      return [{ answers, states: new Map(runGuide(prepared, facts).map(({ id, state }) => [id, state])) }];
    // Answers after which every comparison stands alike are one path.
    const compared = JSON.stringify([one.results, one.questions]).includes(`"question":"${question.id}","is"`);
    const values = compared ? [true, false] : [];
    return [...values, null].flatMap((answer) => walk({ ...answers, [question.id]: answer }));
  };
  return walk({});
}

describe('the walk that remembers', () => {
  test('counts and finds what a walk along every single path counts and finds', () => {
    fc.assert(
      fc.property(guides, (one) => {
        const { prepared } = prepareGuide(one, asked);
        const walk = walkGuide(prepared, day);
        const paths = everyPath(one);
        expect(walk.paths).toBe(paths.length);
        expect(walk.longest).toBe(Math.max(...paths.map(({ answers }) => Object.keys(answers).length)));
        const without = paths.filter(({ states }) => ![...states.values()].some((state) => state !== 'not'));
        expect(walk.withoutResult).toBe(without.length);

        const faults = new Set(walk.faults.map((fault) => JSON.stringify({ ...fault, path: undefined })));
        const has = (fault: object) => faults.has(JSON.stringify(fault));
        expect(has({ fault: 'dead-end' })).toBe(without.length > 0 && one.fallback === undefined);
        for (const { id } of one.results) {
          const states = new Set(paths.map((path) => path.states.get(id)));
          expect(has({ fault: 'never-reached', result: id })).toBe(!states.has('yours'));
          expect(has({ fault: 'constant', result: id })).toBe(states.has('yours') && !states.has('not'));
        }
        for (const { question } of one.questions)
          expect(has({ fault: 'never-asked', question })).toBe(!paths.some(({ answers }) => question in answers));
        const together = paths.some(
          ({ states }) =>
            states.get('r0') === 'yours' &&
            one.results.some(({ id, excludes }) => excludes?.includes('r0') && states.get(id) === 'yours'),
        );
        expect(walk.faults.some(({ fault }) => fault === 'contradiction')).toBe(together);
      }),
      { numRuns: 400 },
    );
  });
});
