import { describe, expect, test } from '@jest/globals';
import { callsOf, isOnlyMissed, lastMissedAt } from '../../../../shared/core/cases/missed-calls.ts';

type Given = Parameters<typeof isOnlyMissed>[0];
const call = (outcome: string, startedAt = '2026-11-29T10:00:00.000Z') => ({ outcome, startedAt });
const caseOf = (more: object = {}) =>
  ({
    contacts: [{ call: call('abandoned') }],
    turns: [],
    joined: [],
    messages: [],
    asks: [],
    referrals: [],
    answers: [],
    formal: false,
    ...more,
  }) as unknown as Given;

describe('a case is nothing but calls in vain', () => {
  test('where each contact and each joined call is one', () => {
    expect(isOnlyMissed(caseOf())).toBe(true);
    expect(isOnlyMissed(caseOf({ turns: [{ missedAt: 'x' }, { missedAt: 'x' }], joined: ['A', 'B'] }))).toBe(true);
  });

  test.each<[string, object]>([
    ['it has no contact', { contacts: [] }],
    ['somebody answered', { contacts: [{ call: call('abandoned') }, { call: call('answered') }] }],
    ['a contact is no call', { contacts: [{ call: call('abandoned') }, {}] }],
    ['a joined turn was no call in vain', { turns: [{ missedAt: 'x' }, {}], joined: ['A', 'B'] }],
    ['something else joined it', { turns: [{ missedAt: 'x' }], joined: ['A', 'B'] }],
    ['its citizen wrote', { messages: [{}] }],
    ['somebody was asked', { asks: [{}] }],
    ['it was referred', { referrals: [{}] }],
    ['it was answered', { answers: [{}] }],
    ['it is formal', { formal: true }],
  ])('but not where %s', (_why, more) => {
    expect(isOnlyMissed(caseOf(more))).toBe(false);
  });
});

test('calls are counted, its own and those that joined; the last one in vain is told', () => {
  const state = caseOf({
    contacts: [
      { call: call('abandoned', '2026-11-29T10:00:00.000Z') },
      { call: call('answered', '2026-11-29T13:00:00.000Z') },
      {},
    ],
    turns: [{ missedAt: '2026-11-29T13:30:00.000+02:00' }, {}],
  });
  expect(callsOf(state)).toBe(4);
  expect(lastMissedAt(state)).toBe('2026-11-29T13:30:00.000+02:00');
  expect(lastMissedAt(caseOf({ contacts: [{}] }))).toBeUndefined();
});
