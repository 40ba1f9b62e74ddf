import { expect, test } from '@jest/globals';
import { callOutcomes } from '../../../../shared/contracts/arrival.ts';
import { answerCount } from '../../../../shared/core/cases/answered-calls.ts';

test('a call counts as answered or not once it is over and was meant for a person; a form counts as neither', () => {
  const counted = Object.fromEntries(callOutcomes.map((outcome) => [outcome, answerCount({ outcome })]));
  expect(counted).toEqual({
    'in-progress': undefined,
    answered: 'CallsAnswered',
    abandoned: 'CallsUnanswered',
    busy: 'CallsUnanswered',
    diverted: 'CallsUnanswered',
    voicemail: 'CallsUnanswered',
    'call-back-asked': 'CallsUnanswered',
    'not-connected': undefined,
  });
  expect(answerCount(undefined)).toBeUndefined();
});
