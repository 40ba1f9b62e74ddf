import { givenTextPattern } from '../../contracts/event-members.ts';
import type { GivenAnswer, Telling } from '../../contracts/given-text.ts';
import type { WorklistItem } from '../../contracts/worklist.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { AnswerOfCase, DeskFacts } from './desk-facts.ts';

// Which versions of pages and templates a case was given, and whether its citizen was told that one holds no longer.

/** The name of a version of a template, as answers keep pages by theirs. */
export const templateText = ({ id, version }: { id: string; version: number }): string => `template/${id}@${version}`;

/** The versions of pages and templates that an answer was made of, each once. */
export const textsOf = ({ articles = [], template }: Pick<AnswerOfCase, 'articles' | 'template'>): string[] => [
  ...new Set(
    [...articles, ...(template === undefined ? [] : [templateText(template)])].filter((one) =>
      givenTextPattern.test(one),
    ),
  ),
];

/** Whether a call is owed because something that was given holds no longer: it is made whatever else is settled. */
export const owesCorrection = ({ correctionCalls }: Pick<DeskFacts, 'correctionCalls'>): boolean =>
  correctionCalls.some(({ state }) => state === 'due');

const callAs = { due: 'call-owed', reached: 'called', 'given-up': 'given-up' } as const;

/** What became of telling the citizen that a text holds no longer; undefined where nobody has, or it was taken back. */
export function tellingOf(
  { answers, correctionCalls }: Pick<DeskFacts, 'answers' | 'correctionCalls'>,
  text: string,
): Telling | undefined {
  const given = answers.findLast((one) => isOut(one) && textsOf(one).includes(text));
  // Whoever was given it again after they were told is to be told again.
  const isAnew = (one: { corrects?: string; at: string }) =>
    one.corrects === text && (given === undefined || instantOf(one.at) >= instantOf(given.at));
  const call = correctionCalls.findLast((one) => isAnew(one) && one.state !== 'withdrawn');
  if (call !== undefined && call.state !== 'withdrawn') return callAs[call.state];
  const answer = answers.findLast((one) => isAnew(one) && one.state !== 'withheld');
  return answer === undefined || answer.state === 'withheld' ? undefined : answer.state;
}

/** Whether the citizen was told, or is about to be: what came back tells nobody. */
export function isTold(state: Pick<DeskFacts, 'answers' | 'correctionCalls'>, text: string): boolean {
  const telling = tellingOf(state, text);
  return telling !== undefined && telling !== 'bounced';
}

/** Whether a case was given a text in an answer that left, or is about to leave. */
export const wasGiven = ({ answers }: Pick<DeskFacts, 'answers'>, text: string): boolean =>
  answers.some((one) => isOut(one) && textsOf(one).includes(text));

const isOut = ({ state }: AnswerOfCase) => state === 'sent' || state === 'to-leave';

/** What of the answers of a case the list keeps, so that all who were given a text are found by it. */
export function givenAnswers(
  state: KnownCase,
  { caseId, version, kind, region }: Pick<WorklistItem, 'caseId' | 'version' | 'kind' | 'region'>,
): { given: GivenAnswer[]; ungiven: Pick<GivenAnswer, 'text' | 'answer'>[] } {
  const all = state.answers.flatMap((answer) => textsOf(answer).map((text) => ({ answer, text })));
  const [kept, taken] = state.erased
    ? [[], all]
    : [all.filter(({ answer }) => isOut(answer)), all.filter(({ answer }) => !isOut(answer))];
  return {
    given: kept.map(({ answer: { answer, at, channel }, text }) => ({
      code: caseId,
      answer,
      text,
      at: isoOf(instantOf(at)),
      version,
      kind,
      language: state.language,
      channel,
      ...present({ region, told: tellingOf(state, text) }),
    })),
    ungiven: taken.map(({ answer: { answer }, text }) => ({ answer, text })),
  };
}

/** Those who were given a text, each case once however many of its answers gave it. */
export const casesGiven = (given: readonly GivenAnswer[]): GivenAnswer[] => [
  ...new Map(given.map((one) => [one.code, one])).values(),
];

/** What is still to be done for somebody: they are to be told, or are being told, or called. */
export const isStillOwed = ({ told }: Pick<GivenAnswer, 'told'>): boolean =>
  told === undefined || told === 'bounced' || told === 'to-leave' || told === 'call-owed';

/** Whether somebody gets what is sent now: nobody has told them, or what was sent came back. */
export const isToBeTold = ({ told }: Pick<GivenAnswer, 'told'>): boolean => told === undefined || told === 'bounced';
