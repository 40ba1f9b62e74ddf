import type { Parameter } from '../../contracts/content/parameter.ts';
import type { Atom, Bound, Span } from '../../contracts/content/predicate.ts';
import type { Answers, Question } from '../../contracts/content/question.ts';
import type { Language } from '../../contracts/text.ts';
import type { Reason, Result } from '../../core/knowledge/guide.ts';
import { fillParameters, readableFigure } from './fill-parameters.ts';

/** What a result is explained out of. */
export type Told = {
  questions: readonly Question[];
  parameters: readonly Parameter[];
  answers: Answers;
  day: string;
};

type Words = {
  yes: string;
  no: string;
  unknown: string;
  missing: (what: string) => string;
  mayBe: (what: string) => string;
  persons: (count: number) => string;
  atMost: string;
  moreThan: string;
  below: string;
  atLeast: string;
  longAgo: (span: string) => string;
  notLongAgo: (span: string) => string;
  and: string;
};

const words: Record<Language, Words> = {
  it: {
    yes: 'sì',
    no: 'no',
    unknown: 'non so',
    missing: (what) => `manca: ${what}`,
    mayBe: (what) => `Potrebbe spettarti: manca ${what}.`,
    persons: (count) => `${count}`,
    atMost: 'non più di',
    moreThan: 'più di',
    below: 'meno di',
    atLeast: 'almeno',
    longAgo: (span) => `più di ${span} fa`,
    notLongAgo: (span) => `non più di ${span} fa`,
    and: ' e ',
  },
  en: {
    yes: 'yes',
    no: 'no',
    unknown: 'I do not know',
    missing: (what) => `missing: ${what}`,
    mayBe: (what) => `This may be yours: missing ${what}.`,
    persons: (count) => `${count}`,
    atMost: 'no more than',
    moreThan: 'more than',
    below: 'less than',
    atLeast: 'at least',
    longAgo: (span) => `more than ${span} ago`,
    notLongAgo: (span) => `no more than ${span} ago`,
    and: ' and ',
  },
  de: {
    yes: 'ja',
    no: 'nein',
    unknown: 'weiß nicht',
    missing: (what) => `es fehlt: ${what}`,
    mayBe: (what) => `Kommt vielleicht in Frage: es fehlt ${what}.`,
    persons: (count) => `${count}`,
    atMost: 'nicht mehr als',
    moreThan: 'mehr als',
    below: 'weniger als',
    atLeast: 'mindestens',
    longAgo: (span) => `länger her als ${span}`,
    notLongAgo: (span) => `nicht länger her als ${span}`,
    and: ' und ',
  },
};

const tags: Record<Language, string> = { it: 'it-IT', en: 'en-GB', de: 'de-IT' };
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function figureOf(value: number, question: Question, language: Language): string {
  if (question.unit === undefined || question.unit === 'persons') return words[language].persons(value);
  return readableFigure(value, question.unit, language);
}

/** An answer as whoever gave it reads it again; "I do not know" is one. */
export function answerInWords(question: Question, answer: Answers[string], language: Language): string {
  if (answer === null) return words[language].unknown;
  if (typeof answer === 'boolean') return answer ? words[language].yes : words[language].no;
  if (typeof answer === 'number') return figureOf(answer, question, language);
  if (question.answer === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(answer))
    return new Intl.DateTimeFormat(tags[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${answer}T00:00:00Z`),
    );
  return question.options?.find(({ value }) => value === answer)?.label[language] ?? answer;
}

function spanOf({ days, months, years }: Span, language: Language): string {
  if (days !== undefined) return readableFigure(days, 'days', language);
  return months !== undefined
    ? readableFigure(months, 'months', language)
    : readableFigure(years ?? 0, 'years', language);
}

/** How an answer stands to what it is compared with: `più di 20.000 euro`; undefined where the answer says it all. */
function relation({ atom, truth }: Reason, question: Question, told: Told, language: Language): string | undefined {
  const said = words[language];
  const limit = (bound: Bound) =>
    typeof bound === 'number'
      ? figureOf(bound, question, language)
      : fillParameters(`{{${bound.parameter}}}`, told.parameters, told.day, language);
  const compared = (bound: Bound, holds: string, not: string) =>
    truth === undefined ? limit(bound) : `${truth ? holds : not} ${limit(bound)}`;
  if ('atMost' in atom) return compared(atom.atMost, said.atMost, said.moreThan);
  if ('below' in atom) return compared(atom.below, said.below, said.atLeast);
  if ('atLeast' in atom) return compared(atom.atLeast, said.atLeast, said.below);
  if ('olderThan' in atom) return (truth ? said.longAgo : said.notLongAgo)(spanOf(atom.olderThan, language));
  return undefined;
}

const questionOf = ({ question: id }: Atom, { questions }: Told) => questions.find((question) => question.id === id);

/**
 * One comparison that decided a result, in words: `ISEE: 25.000 euro, più di 20.668,26 euro`. What was not answered is
 * named as missing, and a figure that is not published as that.
 */
export function reasonInWords(reason: Reason, told: Told, language: Language): string {
  const question = questionOf(reason.atom, told);
  if (question === undefined) return words[language].missing(reason.atom.question);
  const answer = told.answers[question.id];
  const short = question.short[language];
  if (answer === undefined || answer === null) return capital(words[language].missing(short));
  const how = relation(reason, question, told, language);
  return `${capital(short)}: ${answerInWords(question, answer, language)}${how === undefined ? '' : `, ${how}`}`;
}

/** Everything that decided a result, each comparison once, in the order of its condition. */
export const reasonsInWords = (result: Result, told: Told, language: Language): string[] => [
  ...new Set(result.reasons.map((reason) => reasonInWords(reason, told, language))),
];

/**
 * "May be yours: missing …": the questions whose answer is missing and the figures that nobody has published yet;
 * undefined when nothing is missing.
 */
export function missingInWords({ missing }: Result, told: Told, language: Language): string | undefined {
  const named = [
    ...missing.questions.map((id) => told.questions.find((question) => question.id === id)?.short[language] ?? id),
    ...missing.parameters.map((id) => {
      const name = told.parameters.find((parameter) => parameter.id === id)?.name[language] ?? id;
      return `${name} (${fillParameters(`{{${id}}}`, told.parameters, told.day, language)})`;
    }),
  ];
  if (named.length === 0) return undefined;
  const last = named.at(-1) ?? '';
  return words[language].mayBe(
    named.length === 1 ? last : `${named.slice(0, -1).join(', ')}${words[language].and}${last}`,
  );
}
