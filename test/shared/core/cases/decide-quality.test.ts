import { expect, test } from '@jest/globals';
import { rate, review } from '../../../../shared/core/cases/decide-quality.ts';

type Rate = Parameters<typeof rate>[0];
type State = Parameters<typeof rate>[1];
const stages = (...all: string[]) => ({ history: all.map((stage) => ({ stage })) }) as unknown as State;

test('who was answered says what they think of it, and nobody else does', () => {
  const said = { type: 'Rate', scale: 'smiles', value: 3, choices: ['clear'] } as unknown as Rate;
  expect(rate(said, stages('registered', 'answered', 'closed'))).toEqual([
    { type: 'Rated', scale: 'smiles', value: 3, choices: ['clear'] },
  ]);
  expect(rate({ ...said, choices: undefined } as unknown as Rate, stages('answered'))).toEqual([
    { type: 'Rated', scale: 'smiles', value: 3 },
  ]);
  expect(rate(said, stages('registered', 'closed'))).toEqual({ refused: 'not-answered' });
});

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
