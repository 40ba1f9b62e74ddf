import type { Answers } from '../../contracts/content/question.ts';
import { nextQuestion, type PreparedGuide } from './guide.ts';
import { atomsOf, type Facts, judge, judgeAtom, type Truth } from './judge.ts';
import { type Figures, valueOn } from './parameters.ts';
import { representatives } from './representatives.ts';

/** More questions than this nobody answers, and more paths than this nobody can vouch for. */
export const mostQuestions = 12;
export const mostPaths = 2_000_000;
/** States that a walk looks at before it gives up: ten times what the widest sound guide here has. */
const mostStates = 50_000;

/** What is wrong with a guide as a whole; `path` is one way of answering that shows it. */
export type WalkFault =
  | { fault: 'dead-end'; path: Answers }
  | { fault: 'never-asked'; question: string }
  | { fault: 'never-reached'; result: string }
  | { fault: 'constant'; result: string }
  | { fault: 'contradiction'; result: string; other: string; path: Answers }
  | { fault: 'too-long'; questions: number; path: Answers }
  | { fault: 'too-many-paths'; paths: number }
  | { fault: 'asks-later'; question: string; later: string };

export type Walk = {
  /** Ways of answering that differ in what they lead to, "I do not know" among them. */
  paths: number;
  /** Questions on the longest path. */
  longest: number;
  /** Different states that were looked at: paths that come to the same state are walked once. */
  states: number;
  /** Paths that end without a result, which the fallback leads on. */
  withoutResult: number;
  faults: WalkFault[];
};

/**
 * The figures that a walk goes by: those of the day, and for one that is not published yet its last one, since a guide
 * must be publishable on the first of January.
 */
function figuresForWalk({ parameters }: PreparedGuide, day: string): Figures {
  const values = new Map(
    parameters.map((parameter) => [parameter.id, valueOn(parameter, day) ?? parameter.values.at(-1)?.value]),
  );
  return (id) => values.get(id);
}

/** A guide whose results stand on every day: what has ended is no fault of the questions. */
const withoutEnds = (prepared: PreparedGuide): PreparedGuide => ({
  ...prepared,
  results: prepared.results.map((result) => ({ ...result, validFrom: undefined, validTo: undefined })),
});

type Counted = { paths: number; longest: number; withoutResult: number };
type Seen = {
  asked: Set<string>;
  truths: Map<string, Set<Truth>>;
  deadEnd?: Answers;
  tooLong?: { questions: number; path: Answers };
  contradictions: Map<string, { result: string; other: string; path: Answers }>;
};

/** A `when` that hangs on a question which is asked later, or on itself. */
function asksLater({ questions }: PreparedGuide): WalkFault[] {
  const place = new Map(questions.map(({ question }, index) => [question.id, index]));
  return questions.flatMap(({ question, when }, index) =>
    (when === undefined ? [] : atomsOf(when))
      .filter((atom) => (place.get(atom.question) ?? -1) >= index)
      .map((atom) => ({ fault: 'asks-later' as const, question: question.id, later: atom.question })),
  );
}

function lookAtEnd(prepared: PreparedGuide, facts: Facts, seen: Seen): Counted {
  const truths = new Map(prepared.results.map(({ id, condition }) => [id, judge(condition, facts)]));
  for (const [id, truth] of truths) seen.truths.get(id)?.add(truth);
  for (const { id, excludes } of prepared.results)
    for (const other of excludes)
      if (truths.get(id) === true && truths.get(other) === true) {
        const pair = [id, other].sort().join(' ');
        if (!seen.contradictions.has(pair)) seen.contradictions.set(pair, { result: id, other, path: facts.answers });
      }
  const without = ![...truths.values()].some((truth) => truth !== false);
  if (without && prepared.guide.fallback === undefined) seen.deadEnd ??= facts.answers;
  return { paths: 1, longest: 0, withoutResult: without ? 1 : 0 };
}

/**
 * What tells apart two points of the walk: the next question, how the comparisons stand of what is not decided, the
 * results that exclude one another, and whether there is a result at all. Points with one key have the same future.
 */
function stateKey({ results, questions }: PreparedGuide) {
  const atoms = results.map(({ condition }) => atomsOf(condition));
  const whens = questions.flatMap(({ when }) => (when === undefined ? [] : atomsOf(when)));
  const bound = new Set(results.flatMap(({ id, excludes }) => (excludes.length > 0 ? [id, ...excludes] : [])));
  return (question: string, truths: readonly Truth[], facts: Facts): string =>
    [
      question,
      truths.includes(true),
      ...results.map(({ id }, index) => {
        const truth = truths[index];
        if (truth === undefined) return atoms[index]?.map((atom) => `${judgeAtom(atom, facts)}`[0]).join('');
        return bound.has(id) ? truth : '';
      }),
      whens.map((atom) => `${judgeAtom(atom, facts)}`[0]).join(''),
    ].join('|');
}

/**
 * Walks every way of answering a guide on a day, "I do not know" at each question among them: how many there are, and
 * every fault for which it must not be published. Two ways after which every comparison that is left stands alike are
 * walked as one and counted as two, so that the count is exact and the time is not.
 */
export function walkGuide(published: PreparedGuide, day: string): Walk {
  const prepared = withoutEnds(published);
  const later = asksLater(prepared);
  if (later.length > 0) return { paths: 0, longest: 0, states: 0, withoutResult: 0, faults: later };
  const figures = figuresForWalk(prepared, day);
  const conditions = [
    ...prepared.results.map(({ condition }) => condition),
    ...prepared.questions.flatMap(({ when }) => when ?? []),
  ];
  const atoms = conditions.flatMap(atomsOf);
  const answersTo = new Map(
    prepared.questions.map(({ question }) => [
      question.id,
      representatives(question, atoms, { answers: {}, day, figures }),
    ]),
  );
  const seen: Seen = {
    asked: new Set(),
    truths: new Map(prepared.results.map(({ id }) => [id, new Set()])),
    contradictions: new Map(),
  };
  const known = new Map<string, Counted>();

  const keyOf = stateKey(prepared);
  const walk = (answers: Answers, depth: number): Counted => {
    const facts = { answers, day, figures };
    const truths = prepared.results.map(({ condition }) => judge(condition, facts));
    // What is decided stays so, on every path from here.
    for (const [index, truth] of truths.entries())
      if (truth !== undefined) seen.truths.get(prepared.results[index]?.id ?? '')?.add(truth);
    const question = nextQuestion(prepared, facts);
    if (question === undefined) return lookAtEnd(prepared, facts, seen);
    const key = keyOf(question.id, truths, facts);
    const before = known.get(key);
    if (before !== undefined) return before;
    seen.asked.add(question.id);
    if (depth === mostQuestions) seen.tooLong ??= { questions: depth + 1, path: answers };
    const counted = { paths: 0, longest: 0, withoutResult: 0 };
    // Beyond what may be published nothing more needs to be known.
    if (known.size > mostStates || depth > mostQuestions) return { ...counted, paths: mostPaths + 1 };
    for (const answer of answersTo.get(question.id) ?? []) {
      const below = walk({ ...answers, [question.id]: answer ?? null }, depth + 1);
      counted.paths += below.paths;
      counted.withoutResult += below.withoutResult;
      counted.longest = Math.max(counted.longest, below.longest + 1);
    }
    known.set(key, counted);
    return counted;
  };

  const counted = walk({}, 0);
  return { ...counted, states: known.size, faults: faultsOf(prepared, counted, seen) };
}

function faultsOf(prepared: PreparedGuide, counted: Counted, seen: Seen): WalkFault[] {
  if (seen.tooLong !== undefined) return [{ fault: 'too-long', ...seen.tooLong }];
  if (counted.paths > mostPaths) return [{ fault: 'too-many-paths', paths: counted.paths }];
  const neverAsked = prepared.questions.filter(({ question }) => !seen.asked.has(question.id));
  return [
    ...neverAsked.map(({ question }): WalkFault => ({ fault: 'never-asked', question: question.id })),
    ...prepared.results.flatMap(({ id }): WalkFault[] => {
      const truths = seen.truths.get(id);
      if (!truths?.has(true)) return [{ fault: 'never-reached', result: id }];
      return truths.has(false) ? [] : [{ fault: 'constant', result: id }];
    }),
    ...[...seen.contradictions.values()].map((each): WalkFault => ({ fault: 'contradiction', ...each })),
    ...(seen.deadEnd === undefined ? [] : [{ fault: 'dead-end' as const, path: seen.deadEnd }]),
  ];
}
