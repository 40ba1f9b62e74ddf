import type { ContentItem } from '../../contracts/content/content.ts';
import type { Guide } from '../../contracts/content/guide.ts';
import type { Lapse, Measure } from '../../contracts/content/measure.ts';
import type { Parameter } from '../../contracts/content/parameter.ts';
import type { Atom, Predicate } from '../../contracts/content/predicate.ts';
import type { Question } from '../../contracts/content/question.ts';
import { addSpan } from './add-span.ts';
import { atomsOf, decidingAtoms, type Facts, judge, judgeAtom, type Truth } from './judge.ts';

/** A result with the condition that judges it, its own or its measure's. */
export type PreparedResult = {
  id: string;
  condition: Predicate;
  excludes: readonly string[];
  lapses?: Lapse | undefined;
  measure?: Measure | undefined;
  /** The days, both included, on which the measure stands; outside them the result is not there. */
  validFrom?: string | undefined;
  validTo?: string | undefined;
};

const fromMeasure = (measure: Measure): Omit<PreparedResult, 'id' | 'excludes'> => ({
  condition: measure.condition,
  lapses: measure.lapses,
  measure,
  validFrom: measure.validFrom,
  validTo: measure.validTo,
});

/** A guide with everything it stands on: what a page, a function and the walk run. */
export type PreparedGuide = {
  guide: Guide;
  questions: readonly { question: Question; when?: Predicate | undefined }[];
  results: readonly PreparedResult[];
  parameters: readonly Parameter[];
};

/** What a guide names and nobody has. */
export type Missing = { kind: 'question' | 'measure' | 'parameter'; id: string };

const parametersIn = (atoms: readonly Atom[]): string[] =>
  atoms.flatMap((atom) =>
    ['below', 'atMost', 'atLeast'].flatMap((name) => {
      const bound = (atom as Record<string, unknown>)[name];
      return typeof bound === 'object' && bound !== null ? [(bound as { parameter: string }).parameter] : [];
    }),
  );

function resultsOf(guide: Guide, items: readonly ContentItem[], missing: Missing[]): PreparedResult[] {
  return guide.results.flatMap((result): PreparedResult[] => {
    const excludes = result.excludes ?? [];
    if ('condition' in result) {
      const { id, condition, lapses, validFrom, validTo } = result;
      return [{ id, condition, excludes, lapses, validFrom, validTo }];
    }
    const measure = items.find((item): item is Measure => item.kind === 'measure' && item.id === result.measure);
    if (measure === undefined) {
      missing.push({ kind: 'measure', id: result.measure });
      return [];
    }
    return [{ id: result.id, excludes, ...fromMeasure(measure) }];
  });
}

/**
 * A guide with the questions, measures and figures that it names, out of the content of its service; what is missing is
 * named, and a guide that lacks anything is not published.
 */
export function prepareGuide(
  guide: Guide,
  items: readonly ContentItem[],
): { prepared: PreparedGuide; missing: Missing[] } {
  const missing: Missing[] = [];
  const questions = guide.questions.flatMap(({ question: id, when }) => {
    const question = items.find((item): item is Question => item.kind === 'question' && item.id === id);
    if (question === undefined) missing.push({ kind: 'question', id });
    return question === undefined ? [] : [{ question, when }];
  });
  const results = resultsOf(guide, items, missing);
  const conditions = [...results.map(({ condition }) => condition), ...questions.flatMap(({ when }) => when ?? [])];
  const atoms = conditions.flatMap(atomsOf);
  const lapsing = results.flatMap(({ lapses }) =>
    lapses !== undefined && 'question' in lapses ? lapses.question : [],
  );
  for (const id of new Set([...atoms.map(({ question }) => question), ...lapsing]))
    if (!guide.questions.some(({ question }) => question === id)) missing.push({ kind: 'question', id });
  const parameters = [...new Set(parametersIn(atoms))].flatMap((id) => {
    const parameter = items.find((item): item is Parameter => item.kind === 'parameter' && item.id === id);
    if (parameter === undefined) missing.push({ kind: 'parameter', id });
    return parameter === undefined ? [] : [parameter];
  });
  return { prepared: { guide, questions, results, parameters }, missing };
}

/** Whether something stands on a day `YYYY-MM-DD`: from the first to the last of its days, both included. */
export const standsOn = (
  { validFrom, validTo }: { validFrom?: string | undefined; validTo?: string | undefined },
  day: string,
): boolean => (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo);

/** The questions that could still decide a condition. */
const openQuestions = (predicate: Predicate, facts: Facts): string[] =>
  judge(predicate, facts) === undefined ? decidingAtoms(predicate, facts).map(({ question }) => question) : [];

/**
 * The next question to ask: the first in the guide's order that was not answered, that some undecided result hangs on,
 * and whose `when` does not exclude it; undefined at the end. "I do not know" is an answer.
 */
export function nextQuestion(
  { questions, results }: Pick<PreparedGuide, 'questions' | 'results'>,
  facts: Facts,
): Question | undefined {
  const standing = results.filter((result) => standsOn(result, facts.day));
  const needed = new Set(standing.flatMap(({ condition }) => openQuestions(condition, facts)));
  // A question may be needed only because a later one depends on it.
  for (const { question, when } of [...questions].reverse())
    if (when !== undefined && needed.has(question.id)) for (const id of openQuestions(when, facts)) needed.add(id);
  return questions.find(
    ({ question, when }) =>
      facts.answers[question.id] === undefined &&
      needed.has(question.id) &&
      (when === undefined || judge(when, facts) !== false),
  )?.question;
}

/** A comparison that decided a result, or that is missing to decide it. */
export type Reason = { atom: Atom; truth: Truth };

/**
 * What a guide says of one result: `yours` its condition holds, `maybe` something is missing, `not` it does not hold.
 * `lapsesOn` is the last day on which to apply, where it is known.
 */
export type Result = {
  id: string;
  state: 'yours' | 'maybe' | 'not';
  reasons: Reason[];
  /** Questions whose answer is missing, and figures that are not published for the day. */
  missing: { questions: string[]; parameters: string[] };
  lapsesOn?: string;
};

const states = { true: 'yours', false: 'not', undefined: 'maybe' } as const;

function lapseOf(lapses: Lapse | undefined, facts: Facts): string | undefined {
  if (lapses === undefined) return undefined;
  if ('on' in lapses) return lapses.on;
  const answer = facts.answers[lapses.question];
  return typeof answer === 'string' ? addSpan(answer, lapses.after) : undefined;
}

function judgeResult({ id, condition, lapses }: PreparedResult, facts: Facts): Result {
  const truth = judge(condition, facts);
  const reasons = decidingAtoms(condition, facts).map((atom) => ({ atom, truth: judgeAtom(atom, facts) }));
  const open = reasons.filter(({ truth: each }) => each === undefined).map(({ atom }) => atom);
  const answered = (atom: Atom) => facts.answers[atom.question] !== undefined && facts.answers[atom.question] !== null;
  const lapsesOn = lapseOf(lapses, facts);
  return {
    id,
    state: states[`${truth}`],
    reasons,
    missing: {
      questions: [...new Set(open.filter((atom) => !answered(atom)).map(({ question }) => question))],
      parameters: [...new Set(parametersIn(open).filter((parameter) => facts.figures(parameter) === undefined))],
    },
    ...(lapsesOn === undefined ? {} : { lapsesOn }),
  };
}

const order = { yours: 0, maybe: 1, not: 2 } as const;
const never = '9999-12-31';

function inOrder(results: readonly PreparedResult[], facts: Facts): Result[] {
  const key = ({ lapsesOn = never }: Result) => (lapsesOn < facts.day ? `9${lapsesOn}` : `0${lapsesOn}`);
  return results
    .filter((result) => standsOn(result, facts.day))
    .map((result) => judgeResult(result, facts))
    .sort(
      (one, other) =>
        order[one.state] - order[other.state] || (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0),
    );
}

/**
 * Every result of a guide for one household in one pass: what is theirs first, then what may be; within each what lapses
 * first, what is over already after everything else. A measure that does not stand on the day is left out.
 */
export const runGuide = ({ results }: Pick<PreparedGuide, 'results'>, facts: Facts): Result[] =>
  inOrder(results, facts);

/** What there may be for a household, out of every measure of a service: as `runGuide`, named after the measures. */
export const measuresFor = (measures: readonly Measure[], facts: Facts): Result[] =>
  inOrder(
    measures.map((measure) => ({ id: measure.id, excludes: [], ...fromMeasure(measure) })),
    facts,
  );
