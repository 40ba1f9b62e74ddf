import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import type { KnownCase } from '../../../../shared/core/cases/case.ts';
import { dueByTime, nextByTime } from '../../../../shared/core/cases/desk-clock.ts';
import { caseOf } from '../../../../shared/core/cases/evolve.ts';
import { caseOpened, contactReceived } from '../../../fixtures/case-events.ts';
import { at, carla, first, later, second } from '../../../fixtures/given-case.ts';

const lived = (...events: CaseEvent[]) =>
  caseOf([{ at, events: [caseOpened(), contactReceived(), ...events] }]) as KnownCase;
const asked = (ask: string, dueAt?: string): CaseEvent => ({
  type: 'Forwarded',
  to: 'geologi',
  ask,
  ...(dueAt !== undefined && { dueAt }),
});
const referred = (more: object): CaseEvent => ({ type: 'Referred', to: 'Comune', referral: first, ...more });
const has: CaseEvent = { type: 'ReferralAcknowledged', referral: first };
const paused: CaseEvent = {
  type: 'ClockPaused',
  ...carla,
  clock: 'legal-term',
  reason: 'other-office',
  until: later(10),
};

describe('what time does to a case', () => {
  test('is done after its term, to the moment, and for each thing by itself', () => {
    const state = lived(asked(first, later(10)), asked(second, later(20)), paused);
    expect(dueByTime(state, later(10))).toEqual([]);
    expect(dueByTime(state, later(11))).toEqual([
      { type: 'MarkAskOverdue', ask: first, at: later(11) },
      { type: 'ResumeClock', clock: 'legal-term', because: 'timer' },
    ]);
    expect(nextByTime(state)).toBe(later(10));
    expect(nextByTime(lived(asked(second, later(20)), asked(first, later(15))))).toBe(later(15));
  });

  test('is told of an expert once, and of one without a term never', () => {
    const late = lived(asked(first, later(10)), { type: 'AskOverdue', ask: first }, asked(second));
    expect(dueByTime(late, later(99))).toEqual([]);
    expect(nextByTime(late)).toBeUndefined();
  });

  test('brings back a referral that nobody acknowledged, or that nobody answered', () => {
    const both = { acknowledgeBy: later(10), answerBy: later(20) };
    const returned = (because: string) => [{ type: 'ReturnReferral', referral: first, because }];
    expect(dueByTime(lived(referred(both)), later(11))).toEqual(returned('no-acknowledgement'));
    expect(dueByTime(lived(referred(both), has), later(20))).toEqual([]);
    expect(dueByTime(lived(referred(both), has), later(21))).toEqual(returned('expired'));
    // One that is only to be answered by a day is to be acknowledged by then at the latest.
    expect(dueByTime(lived(referred({ answerBy: later(20) })), later(21))).toEqual(returned('no-acknowledgement'));
    expect(nextByTime(lived(referred({ acknowledgeBy: later(10) }), has))).toBeUndefined();
    expect(nextByTime(lived(referred({})))).toBeUndefined();
  });

  test('is nothing to a case that is over', () => {
    const state = lived(referred({ answerBy: later(20) }), { type: 'Closed', reason: 'answered' });
    expect([dueByTime(state, later(99)), nextByTime(state)]).toEqual([[], undefined]);
  });
});
