import type { Atom, Bound, Predicate } from '../../contracts/content/predicate.ts';
import type { Answers } from '../../contracts/content/question.ts';
import { addSpan } from './add-span.ts';
import type { Figures } from './parameters.ts';

/** True, false, or not known: an answer or a figure is missing. */
export type Truth = boolean | undefined;

/** What conditions are judged by: the answers, the day and what figures are worth on it. */
export type Facts = { answers: Answers; day: string; figures: Figures };

export const isAtom = (predicate: Predicate): predicate is Atom => 'question' in predicate;

const boundOf = (bound: Bound, figures: Figures): number | undefined =>
  typeof bound === 'number' ? bound : figures(bound.parameter);

function compared(answer: unknown, bound: Bound, figures: Figures, holds: (given: number, limit: number) => boolean) {
  const limit = boundOf(bound, figures);
  return typeof answer !== 'number' || limit === undefined ? undefined : holds(answer, limit);
}

/** One comparison. An answer of another kind than the comparison asks for is as good as none. */
export function judgeAtom(atom: Atom, { answers, day, figures }: Facts): Truth {
  const answer = answers[atom.question];
  if (answer === undefined || answer === null) return undefined;
  if ('is' in atom) return answer === atom.is;
  if ('oneOf' in atom) return typeof answer === 'boolean' ? undefined : atom.oneOf.includes(answer);
  if ('below' in atom) return compared(answer, atom.below, figures, (given, limit) => given < limit);
  if ('atMost' in atom) return compared(answer, atom.atMost, figures, (given, limit) => given <= limit);
  if ('atLeast' in atom) return compared(answer, atom.atLeast, figures, (given, limit) => given >= limit);
  if (typeof answer !== 'string') return undefined;
  if ('olderThan' in atom) return addSpan(answer, atom.olderThan) < day;
  return atom.inTerritory.some((code) => answer.startsWith(code));
}

/**
 * A condition in three values (Kleene): one false part makes `all` false and one true part makes `any` true, whatever is
 * not known beside it.
 */
export function judge(predicate: Predicate, facts: Facts): Truth {
  if (isAtom(predicate)) return judgeAtom(predicate, facts);
  if ('not' in predicate) {
    const truth = judge(predicate.not, facts);
    return truth === undefined ? undefined : !truth;
  }
  const [parts, decisive] = 'all' in predicate ? [predicate.all, false] : [predicate.any, true];
  const truths = parts.map((part) => judge(part, facts));
  if (truths.includes(decisive)) return decisive;
  return truths.includes(undefined) ? undefined : !decisive;
}

/** Every comparison of a condition, in its order. */
export function atomsOf(predicate: Predicate): Atom[] {
  if (isAtom(predicate)) return [predicate];
  if ('not' in predicate) return atomsOf(predicate.not);
  return ('all' in predicate ? predicate.all : predicate.any).flatMap(atomsOf);
}

/**
 * The comparisons that made a condition what it is: those of the parts that decide it, or, while it is not known, those
 * that would still decide it and are not known themselves.
 */
export function decidingAtoms(predicate: Predicate, facts: Facts): Atom[] {
  if (isAtom(predicate)) return [predicate];
  if ('not' in predicate) return decidingAtoms(predicate.not, facts);
  const truth = judge(predicate, facts);
  const [parts, decisive] = 'all' in predicate ? [predicate.all, false] : [predicate.any, true];
  const deciding = parts.filter((part) => judge(part, facts) === truth);
  // One part is enough where one part decides: the first that does.
  const told = truth === decisive ? deciding.slice(0, 1) : deciding;
  return told.flatMap((part) => decidingAtoms(part, facts));
}
