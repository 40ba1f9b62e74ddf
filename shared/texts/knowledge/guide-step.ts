import type {
  AskedQuestion,
  GuideAnswers,
  GuideResult,
  GuideStep,
  ResultWords,
} from '../../contracts/content/guide-step.ts';
import type { Answers, Question } from '../../contracts/content/question.ts';
import type { Language } from '../../contracts/text.ts';
import { nextQuestion, type PreparedGuide, type Result, runGuide } from '../../core/knowledge/guide.ts';
import { type Facts, judge } from '../../core/knowledge/judge.ts';
import { figuresOn } from '../../core/knowledge/parameters.ts';
import { present } from '../../core/present.ts';
import { answerInWords, missingInWords, reasonsInWords, type Told } from './explain.ts';

/**
 * All that a guide is asked by in one language on one day: a page carries it, so that it is asked there without a word
 * leaving the device, and the function makes it anew for whoever has no script.
 */
export type GuideSheet = {
  service: string;
  guide: string;
  language: Language;
  day: string;
  /** The version of the guide, where it is published. */
  version?: number;
  title: string;
  /** What the service's form puts a question about it under. */
  category?: string;
  /** The group of experts that answers a question about it. */
  experts?: string;
  prepared: Pick<PreparedGuide, 'questions' | 'results' | 'parameters'>;
  words: Readonly<Record<string, ResultWords>>;
  fallback?: { title: string; text: string };
};

const factsOf = ({ prepared, day }: GuideSheet, answers: Answers): Facts => ({
  answers,
  day,
  figures: figuresOn(prepared.parameters, day),
});

/** The answers that still count: one whose question is not asked after an earlier one was changed does not. */
export function answersThatCount(sheet: GuideSheet, given: Answers): Answers {
  const counted: Answers = {};
  for (const { question, when } of sheet.prepared.questions) {
    const answer = given[question.id];
    const isAsked = when === undefined || judge(when, factsOf(sheet, counted)) !== false;
    if (answer !== undefined && isAsked) counted[question.id] = answer;
  }
  return counted;
}

function asked(question: Question, language: Language): AskedQuestion {
  const { id, answer, text, hint, unit, minimum, maximum, options } = question;
  return {
    id,
    answer,
    text: text[language],
    ...present({ hint: hint?.[language], unit, minimum, maximum }),
    ...(options && { options: options.map(({ value, label }) => ({ value, label: label[language] })) }),
  };
}

function resultOf(sheet: GuideSheet, result: Result, told: Told): GuideResult[] {
  const words = sheet.words[result.id];
  if (words === undefined) return [];
  const { id, state, lapsesOn } = result;
  const missing = state === 'maybe' ? missingInWords(result, told, sheet.language) : undefined;
  const lapsed = lapsesOn !== undefined && lapsesOn < sheet.day ? true : undefined;
  return [
    {
      ...words,
      id,
      state,
      why: reasonsInWords(result, told, sheet.language),
      ...present({ missing, lapsesOn, lapsed }),
    },
  ];
}

/** Every result for whoever answered so, and the fallback where nothing is or may be theirs. */
function resultsOf(sheet: GuideSheet, facts: Facts): Pick<GuideStep, 'results' | 'fallback'> {
  const { prepared, fallback, day } = sheet;
  const questions = prepared.questions.map(({ question }) => question);
  const told: Told = { questions, parameters: prepared.parameters, answers: facts.answers, day };
  const results = runGuide(prepared, facts).flatMap((result) => resultOf(sheet, result, told));
  const reached = results.some(({ state }) => state !== 'not');
  return { results, ...(reached ? {} : present({ fallback })) };
}

/**
 * Where somebody stands in a guide after what they answered: the next question, or every result once nothing is left to
 * ask or they want to see them. `change` asks a question again that was answered.
 */
export function guideStep(
  sheet: GuideSheet,
  { answers, finish = false }: GuideAnswers,
  { change }: { change?: string | undefined } = {},
): GuideStep {
  const { service, guide, language, day, version, title, category, experts, prepared } = sheet;
  const counted = answersThatCount(sheet, answers);
  const facts = factsOf(sheet, counted);
  const again = prepared.questions.find(({ question }) => question.id === change)?.question;
  const next = again ?? (finish ? undefined : nextQuestion(prepared, facts));
  const given = prepared.questions.flatMap(({ question }) => {
    const answer = counted[question.id];
    if (answer === undefined || question.id === next?.id) return [];
    const said = answerInWords(question, answer, language);
    return [{ question: question.id, short: question.short[language], said, answer }];
  });
  const base = { service, guide, language, day, title, ...present({ version, category, experts }), given };
  return next ? { ...base, next: asked(next, language) } : { ...base, ...resultsOf(sheet, facts) };
}
