import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { isSamePerson, latestAnswer } from './desk-facts.ts';

/** What somebody who was answered says of it: it closes nothing and opens nothing. */
export function rate(command: CaseCommand<'Rate'>, { history }: KnownCase): Decision {
  const { scale, value, choices } = command;
  if (!history.some(({ stage }) => stage === 'answered')) return { refused: 'not-answered' };
  return [{ type: 'Rated', scale, value, ...present({ choices }) }];
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
