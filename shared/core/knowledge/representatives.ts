import type { Atom, Bound } from '../../contracts/content/predicate.ts';
import type { Answers, Question } from '../../contracts/content/question.ts';
import { addSpan } from './add-span.ts';
import { type Facts, judgeAtom } from './judge.ts';

type Answer = Answers[string];

const step = 0.01;

function aroundBound(bound: Bound, facts: Facts): number[] {
  const limit = typeof bound === 'number' ? bound : facts.figures(bound.parameter);
  return limit === undefined ? [] : [limit - step, limit, limit + step];
}

/** Answers on both sides of each cut point of a question, and on it. */
function candidates(question: Question, atoms: readonly Atom[], facts: Facts): Answer[] {
  if (question.answer === 'yes-no') return [true, false];
  if (question.answer === 'one') return (question.options ?? []).map(({ value }) => value);
  if (question.answer === 'municipality')
    return [
      '999999',
      ...atoms.flatMap((atom) => ('inTerritory' in atom ? atom.inTerritory.map((code) => code.padEnd(6, '0')) : [])),
    ];
  if (question.answer === 'date')
    return [
      addSpan(facts.day, { days: 400 }),
      facts.day,
      ...atoms.flatMap((atom) => {
        if (!('olderThan' in atom)) return [];
        const cut = addSpan(facts.day, atom.olderThan, -1);
        return [addSpan(cut, { days: 1 }, -1), cut, addSpan(cut, { days: 1 })];
      }),
      '1900-01-01',
    ];
  const { minimum = 0, maximum = 10_000_000 } = question;
  return [
    minimum,
    maximum,
    ...atoms.flatMap((atom) => {
      if ('below' in atom) return aroundBound(atom.below, facts);
      if ('atMost' in atom) return aroundBound(atom.atMost, facts);
      if ('atLeast' in atom) return aroundBound(atom.atLeast, facts);
      if ('is' in atom && typeof atom.is === 'number') return [atom.is];
      return 'oneOf' in atom ? atom.oneOf.filter((each) => typeof each === 'number') : [];
    }),
  ].filter((each) => each >= minimum && each <= maximum);
}

/**
 * One answer for each way in which a question's comparisons can come out, and "I do not know" (null): who answers
 * anything else goes the path of one of these.
 */
export function representatives(question: Question, atoms: readonly Atom[], facts: Facts): Answer[] {
  const own = atoms.filter((atom) => atom.question === question.id);
  const seen = new Set<string>();
  const told = candidates(question, own, facts).filter((answer) => {
    const asked = { ...facts, answers: { [question.id]: answer } as Answers };
    const key = own.map((atom) => judgeAtom(atom, asked)).join();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return [...told, null];
}
