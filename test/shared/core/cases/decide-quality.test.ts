import { expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { review } from '../../../../shared/core/cases/decide-quality.ts';
import { caseOpened, contactReceived } from '../../../fixtures/case-events.ts';
import { after, carla, first, givenCase, later, second } from '../../../fixtures/given-case.ts';

const said = (...ratings: { scale: 'stars' | 'faces' | 'clear'; value: number }[]) =>
  ({ type: 'Rate', ratings, at: later(60_000) }) as const;
const past = [caseOpened(), contactReceived()] as const;
const sent = (answer: string): CaseEvent[] => [
  { type: 'Answered', ...carla, answer, channel: 'page', final: true, personal: { message: 'Al comune.' } },
  { type: 'AnswerSent', answer },
];

test('who was answered says what they think of it, on each scale, and nobody else does', () => {
  const [stars, clear] = [{ scale: 'stars', value: 4 } as const, { scale: 'clear', value: 3 } as const];
  givenCase(...past)
    .when(said(stars))
    .refused('not-answered');
  givenCase(...past, ...sent(first))
    .when(said(stars, clear))
    .gives({ type: 'Rated', answer: first, ...stars }, { type: 'Rated', answer: first, ...clear });
});

test('the last word on an answer holds, said twice it is said once, and another answer is rated for itself', () => {
  const [four, two] = [{ scale: 'stars', value: 4 } as const, { scale: 'stars', value: 2 } as const];
  const rated = [...past, ...sent(first), { type: 'Rated', answer: first, ...four } as const];
  givenCase(...rated)
    .when(said(four))
    .refused('nothing-new');
  givenCase(...rated)
    .when(said(two))
    .gives({ type: 'Rated', answer: first, ...two });
  const changed = [...rated, { type: 'Rated', answer: first, ...two } as const];
  expect(after(changed)).toMatchObject({ ratings: [{ answer: first, ...two }] });
  givenCase(...changed, ...sent(second))
    .when(said(two))
    .gives({ type: 'Rated', answer: second, ...two });
});

test('a month after the answer it is too late, and of what was erased nothing is asked', () => {
  const month = 30 * 86_400_000;
  const command = (at: string) => ({ ...said({ scale: 'faces', value: 1 }), at });
  givenCase(...past, ...sent(first))
    .when(command(later(month)))
    .gives({ type: 'Rated', answer: first, scale: 'faces', value: 1 });
  givenCase(...past, ...sent(first))
    .when(command(later(month + 1)))
    .refused('too-late-to-rate');
  givenCase(...past, ...sent(first), { type: 'PersonalDataErased', reason: 'asked for', upToVersion: 1 })
    .when(command(later(1)))
    .refused('not-answered');
});

const stages = (...all: string[]) =>
  ({ history: all.map((stage) => ({ stage })) }) as unknown as Parameters<typeof review>[1];

const answered = (more: object = {}) =>
  ({
    ...stages('answered'),
    stage: 'answered',
    answers: [{ answer: 'a', by: 'Anna', subject: 'anna', state: 'sent', final: true }],
    ...more,
  }) as unknown as Parameters<typeof review>[1];
const found = (met: boolean, more: object = {}) =>
  ({ type: 'Review', by: 'Bruno', subject: 'bruno', criteria: [{ criterion: 'right', met }], ...more }) as Parameters<
    typeof review
  >[0];
const whole = (met: boolean) => ({
  type: 'Reviewed',
  by: 'Bruno',
  subject: 'bruno',
  criteria: [{ criterion: 'right', met }],
});

test('a review keeps its criteria, and its note where the part is that goes with the erasure', () => {
  expect(review(found(true), answered())).toEqual([whole(true)]);
  expect(review(found(true, { note: 'Bene.' }), answered())).toEqual([
    { ...whole(true), personal: { message: 'Bene.' } },
  ]);
});

test('what is to be corrected is the desk’s again: one that is answered or closed is opened, one at work stays', () => {
  const opened = { type: 'Reopened', by: 'Bruno', subject: 'bruno', reason: 'to be corrected', because: 'review' };
  expect(review(found(false), answered())).toEqual([whole(false), opened]);
  expect(review(found(false), answered({ stage: 'closed' }))).toEqual([whole(false), opened]);
  expect(review(found(false), answered({ stage: 'taken-in-charge' }))).toEqual([whole(false)]);
});

test('nobody reviews their own answer, nor one twice, nor what was not answered, joined or erased', () => {
  const refused = (state: Parameters<typeof review>[1], more: object = {}) => review(found(true, more), state);
  expect(refused(answered(), { subject: 'anna' })).toEqual({ refused: 'own-answer' });
  // Answers of before have no subject: the name says whose they are.
  expect(refused(answered({ answers: [], by: 'Bruno' }))).toEqual({ refused: 'own-answer' });
  expect(refused(answered({ answers: [], stage: 'registered' }))).toEqual({ refused: 'not-answered' });
  const toLeave = { answer: 'a', by: 'Anna', state: 'to-leave', final: true };
  expect(refused(answered({ answers: [toLeave], stage: 'taken-in-charge' }))).toEqual({ refused: 'not-answered' });
  expect(refused(answered({ review: { by: 'Carla', right: true } }))).toEqual({ refused: 'nothing-new' });
  expect(refused(answered({ erased: true }))).toEqual({ refused: 'erased' });
  expect(refused(answered({ joinedTo: 'PC-1' }))).toEqual({ refused: 'joined-elsewhere' });
});
