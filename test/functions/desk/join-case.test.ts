import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { decideCase } from '../../../shared/core/cases/decide.ts';
import { areOthers } from '../../../shared/core/cases/decide-call-back.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { caseOpened, contactReceived, otherCode } from '../../fixtures/case-events.ts';

const after = (...events: CaseEvent[]) => caseOf([{ at: '2026-11-30T09:00:00.000Z', events }]);

describe('two cases that staff want to be one', () => {
  const mine = { email: 'Ada@example.org', phone: '+39 333 7654321' };
  test.each([
    ['one mailbox, however it is written', { email: 'ada@Example.org ' }, false],
    ['one number and two mailboxes', { email: 'eva@example.org', phone: '333 7654321' }, false],
    ['two numbers and one mailbox known', { phone: '333 7654322' }, false],
    ['nothing to compare', {}, false],
    ['two mailboxes', { email: 'eva@example.org' }, true],
    ['two mailboxes and two numbers', { email: 'eva@example.org', phone: '333 7654322' }, true],
  ])('with %s: %j, known to be of different persons: %s', (_what, theirs, expected) => {
    expect(areOthers(mine, theirs)).toBe(expected);
    expect(areOthers(theirs, mine)).toBe(expected);
  });

  test('stay two where they are of different persons, or a danger would leave the urgent lane unsettled', () => {
    const [opened, received] = [caseOpened(), contactReceived({ personal: { email: 'ada@example.org' } })];
    const command = (email: string, dangerOpen: boolean) =>
      ({ type: 'JoinCase', caseId: otherCode, by: 'a', joining: { points: { email }, dangerOpen } }) as const;
    const urgent = after(opened, received, { type: 'UrgencyRaised' });
    expect(decideCase(command('ada@example.org', true), after(opened, received))).toEqual({
      refused: 'danger-not-handed-over',
    });
    expect(decideCase(command('eva@example.org', false), urgent)).toEqual({ refused: 'another-person' });
    expect(decideCase(command('ada@example.org', true), urgent)).toMatchObject([{ type: 'CaseJoined' }]);
  });
});
