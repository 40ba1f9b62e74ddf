import type { RatingScale } from '../../contracts/desk-event.ts';
import { DAY, instantOf, isoOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { isSamePerson, latestAnswer } from './desk-facts.ts';

/** Days after an answer in which its citizen may say how it was, and say otherwise. */
export const daysToRate = 30;

/** What is rated of a case: its last answer, until when (ISO instant), and what was said of it; undefined before one. */
export function rateable({ history, answers, ratings = [], silentSince }: RatedCase) {
  const answeredAt = history.findLast(({ stage }) => stage === 'answered')?.at;
  if (answeredAt === undefined || silentSince !== undefined) return undefined;
  const answer = answers.findLast(({ state, final }) => state === 'sent' && final)?.answer;
  const said = Object.fromEntries(
    ratings.filter((rating) => rating.answer === answer).map(({ scale, value }) => [scale, value]),
  ) as Partial<Record<RatingScale, number>>;
  return { ...present({ answer }), until: isoOf(instantOf(answeredAt) + daysToRate * DAY), said };
}
type RatedCase = Pick<KnownCase, 'history' | 'answers' | 'ratings' | 'silentSince'>;

/** What somebody who was answered says of it, for a month: the last word holds. It closes nothing and opens nothing. */
export function rate({ ratings, at }: CaseCommand<'Rate'>, state: KnownCase): Decision {
  const rated = rateable(state);
  if (rated === undefined) return { refused: 'not-answered' };
  const { answer, until, said } = rated;
  if (instantOf(at) > instantOf(until)) return { refused: 'too-late-to-rate' };
  const news = ratings.filter(({ scale, value }) => said[scale] !== value);
  if (news.length === 0) return { refused: 'nothing-new' };
  return news.map(({ scale, value }) => ({ type: 'Rated', scale, ...present({ answer }), value }));
}

/**
 * What a second pair of eyes found of the latest answer, never those of whoever gave it. What is to be corrected is the
 * desk's again: a case that is answered or closed is opened.
 */
export function review(command: CaseCommand<'Review'>, state: KnownCase): Decision {
  const { by, subject, criteria, note } = command;
  const answer = latestAnswer(state);
  if (answer === undefined) return { refused: 'not-answered' };
  if (state.erased) return { refused: 'erased' };
  if (state.joinedTo !== undefined) return { refused: 'joined-elsewhere' };
  if (isSamePerson(answer, { by, subject })) return { refused: 'own-answer' };
  if (state.review !== undefined) return { refused: 'nothing-new' };
  const doer = { by, ...present({ subject }) };
  const personal = note === undefined ? {} : { personal: { message: note } };
  const isDone = state.stage === 'answered' || state.stage === 'closed';
  const isBack = isDone && criteria.some(({ met }) => !met);
  return [
    { type: 'Reviewed', ...doer, criteria, ...personal },
    ...(isBack ? [{ type: 'Reopened', ...doer, reason: 'to be corrected', because: 'review' } as const] : []),
  ];
}
