import { expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { Conversation } from '../../../../shared/contracts/case-status.ts';
import { conversationOf } from '../../../../shared/core/cases/case-status.ts';
import { caseOf } from '../../../../shared/core/cases/evolve.ts';
import { caseOpened, code, contactReceived } from '../../../fixtures/case-events.ts';

const ask = '0123456789abcdef';
const referral = 'fedcba9876543210';
const day = (number: number) => `2026-09-1${number}T10:00:00.000Z`;

function seenBy(...events: CaseEvent[]) {
  const state = caseOf([
    { at: day(0), events: [caseOpened({}), contactReceived({ personal: { message: 'Una frana.' } })] },
    ...events.map((event, index) => ({ at: day(index + 1), events: [event] })),
  ]);
  if (state.stage === 'none') throw new Error('no case');
  const seen = conversationOf(code, 'protezione-civile', state);
  return Conversation.parse(seen);
}
const forwarded: CaseEvent = {
  type: 'Forwarded',
  by: 'Carla Villa',
  to: 'Rischio idrogeologico',
  ask,
  personal: { message: 'Quanto è grave, secondo voi?' },
};
const referred: CaseEvent = {
  type: 'Referred',
  by: 'Carla Villa',
  to: 'Comune di Borgoverde',
  referral,
  personal: { message: 'Vi passiamo questa segnalazione.', email: 'protocollo@comune.example' },
};

test('a citizen reads where the request was passed on and what became of that', () => {
  expect(seenBy().passedOn).toBeUndefined();
  expect(seenBy(forwarded, referred).passedOn).toEqual([
    { to: 'Rischio idrogeologico', whom: 'experts', at: day(1), state: 'waiting' },
    { to: 'Comune di Borgoverde', whom: 'administration', at: day(2), state: 'waiting' },
  ]);
  const acknowledged: CaseEvent = { type: 'ReferralAcknowledged', referral };
  const returned: CaseEvent = { type: 'ReferralReturned', referral, because: 'no-acknowledgement' };
  expect(seenBy(referred, acknowledged).passedOn).toMatchObject([{ state: 'acknowledged' }]);
  expect(seenBy(referred, returned).passedOn).toMatchObject([{ state: 'returned' }]);
});

test('and never what the staff wrote to one another, nor who of them did', () => {
  const note: CaseEvent = { type: 'NoteAdded', by: 'Carla Villa', personal: { message: 'Chiama sempre il lunedì.' } };
  const answered: CaseEvent = {
    type: 'AskAnswered',
    by: 'Paolo Testa',
    ask,
    personal: { message: 'Non è grave, ma va vista.' },
  };
  const text = JSON.stringify(seenBy(forwarded, referred, note, answered));
  for (const inside of ['Carla', 'Paolo', 'grave', 'lunedì', 'Vi passiamo', 'comune.example'])
    expect(text).not.toContain(inside);
});

test('an answer that has not left, or was withheld, is not on the page', () => {
  const answer: CaseEvent = {
    type: 'Answered',
    by: 'Carla Villa',
    answer: ask,
    channel: 'page',
    leavesAt: day(2),
    personal: { message: 'Provvediamo.' },
  };
  expect(JSON.stringify(seenBy(answer))).not.toContain('Provvediamo');
  const withheld: CaseEvent = { type: 'AnswerWithheld', by: 'Carla Villa', answer: ask, because: 'staff' };
  expect(JSON.stringify(seenBy(answer, withheld))).not.toContain('Provvediamo');
  expect(seenBy(answer, { type: 'AnswerSent', answer: ask }).messages.at(-1)).toMatchObject({
    from: 'desk',
    text: 'Provvediamo.',
  });
});
