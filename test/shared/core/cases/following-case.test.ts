import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import type { PreparedService } from '../../../../shared/contracts/service.ts';
import type { KnownCase } from '../../../../shared/core/cases/case.ts';
import { decideCase } from '../../../../shared/core/cases/decide.ts';
import { deskRulesOf } from '../../../../shared/core/cases/desk-rules.ts';
import { caseOf } from '../../../../shared/core/cases/evolve.ts';
import {
  goesOnIn,
  inheritedFrom,
  isTooLate,
  openFollowing,
  reopensSince,
} from '../../../../shared/core/cases/following-case.ts';
import { caseOpened, code, contactReceived, otherCode } from '../../../fixtures/case-events.ts';
import { protezioneCivile } from '../../../fixtures/contacts.ts';

const now = '2026-11-20T09:00:00.000Z';
const closedAt = '2026-10-01T09:00:00.000Z';
const personal = { name: 'Ada', surname: 'Villa', email: 'ada@example.org', phone: '+39333', message: 'Dove?' };
const opened: CaseEvent[] = [caseOpened({ category: 'earthquakes', language: 'de' }), contactReceived({ personal })];
const closed: CaseEvent = { type: 'Closed', reason: 'answered' };
function known(...events: CaseEvent[]): KnownCase {
  const state = caseOf([
    { at: '2026-09-11T15:00:00.000Z', events: opened },
    { at: closedAt, events },
  ]);
  if (state.stage === 'none') throw new Error('there is a case');
  return state;
}

describe('a case is opened again', () => {
  test('by its citizen within thirty days of its end, or within those that the service names', () => {
    expect(reopensSince(protezioneCivile, now)).toBe('2026-10-21T09:00:00.000Z');
    expect(reopensSince({ desk: { reopensWithinDays: 5 } } as PreparedService, now)).toBe('2026-11-15T09:00:00.000Z');
    expect(deskRulesOf({})).toEqual({ closesAfterDays: 10, reopensWithinDays: 30, leaseMinutes: 30 });
    expect(deskRulesOf({ desk: { closesAfterDays: 1, leaseMinutes: 2 } } as PreparedService)).toMatchObject({
      ...{ closesAfterDays: 1, leaseMinutes: 2, reopensWithinDays: 30 },
    });
  });

  test('not any more once it was closed before that, to the millisecond', () => {
    expect(isTooLate(known(closed), closedAt)).toBe(false);
    expect(isTooLate(known(closed), '2026-10-01T09:00:00.001Z')).toBe(true);
    expect(isTooLate(known(closed), undefined)).toBe(false);
    expect(isTooLate(known(), now)).toBe(false);
  });

  test('where it was joined to, however long ago', () => {
    const joined: CaseEvent = { type: 'JoinedTo', caseId: otherCode, by: 'a' } as CaseEvent;
    expect(isTooLate(known(joined, closed), now)).toBe(false);
    expect(goesOnIn(known(joined, closed, { type: 'FollowedBy', caseId: otherCode }))).toBeUndefined();
  });

  test('by another that follows it, once there is one', () => {
    const followed: CaseEvent = { type: 'FollowedBy', caseId: otherCode };
    expect(goesOnIn(known(closed, followed))).toBe(otherCode);
    expect(goesOnIn(known(closed))).toBeUndefined();
    expect(goesOnIn(caseOf([]))).toBeUndefined();
  });
});

describe('a further contact', () => {
  const further = { ...contactReceived({ contact: otherCode, personal }), contact: otherCode };
  const told = (reopens: string, ...events: CaseEvent[]) =>
    decideCase({ type: 'ReceiveContact', urgent: false, contact: further, reopens } as never, known(closed, ...events));

  test('opens the case again within the time for it, and after that another one that follows, one alone', () => {
    expect(told(closedAt)).toMatchObject([{ type: 'Reopened' }, { type: 'ContactReceived' }]);
    expect(told(now)).toEqual([{ type: 'FollowedBy', caseId: otherCode }]);
    expect(told(now, { type: 'FollowedBy', caseId: 'PC-X' })).toEqual({ refused: 'followed' });
  });
});

describe('the case that follows', () => {
  const following = (
    events: CaseEvent[] = opened,
    more: object = {},
    state = known(closed),
    definition = protezioneCivile,
  ) =>
    openFollowing({
      ...{ caseId: code, state, events, message: { text: 'È riaperta?', ...more }, at: now, definition, periods: [] },
    });

  test('is of the same kind, category and language, due anew, and says which case it follows', () => {
    expect(following().opened).toMatchObject({
      ...{ service: 'protezione-civile', kind: 'information', category: 'earthquakes', language: 'de' },
      ...{ lane: 'information', urgent: false, formal: false, competence: 'own', follows: code },
    });
    expect(following().opened.firstAnswerDueAt?.startsWith('2026-11-2')).toBe(true);
  });

  test('has the name that the first contact gave, whatever came before it in the register', () => {
    expect(following().contact).toMatchObject({
      ...{ channel: 'form', receivedAt: now, attachments: [] },
      personal: { name: 'Ada', surname: 'Villa', email: 'ada@example.org', phone: '+39333', message: 'È riaperta?' },
    });
    const reversed = following(opened.toReversed());
    expect(reversed.opened).toMatchObject({ category: 'earthquakes', requester: 'citizen' });
    expect(reversed.contact.personal).toMatchObject({ name: 'Ada' });
  });

  test('is urgent where the words speak of danger to life, and not for a word of advice', () => {
    const danger = { level: 'lane', kind: 'gas', evidence: 'gas', rule: 'x' } as const;
    expect(following(opened, { danger }).opened).toMatchObject({ urgent: true, lane: 'urgent' });
    expect(following(opened, { danger }).contact.personal).toMatchObject({ danger });
    expect(following(opened, { danger: { ...danger, level: 'advice' } }).opened).toMatchObject({ urgent: false });
  });

  test('of an instance is an ordinary one: a message is not signed', () => {
    const formal = protezioneCivile.kinds.find((kind) => kind.formal)?.kind as string;
    const instance = { ...known(closed), kind: formal } as KnownCase;
    const { opened: next } = following(opened, {}, instance);
    expect(next.kind).not.toBe(formal);
    expect(next.formal).toBe(false);
    expect(next).not.toHaveProperty('category');
  });

  test('keeps what may not be told, and how its citizen is reached without risk', () => {
    const danger = { level: 'lane', kind: 'violence', evidence: 'x', rule: 'x' } as const;
    const violent = contactReceived({ personal: { ...personal, danger, safeContact: 'no-phone' } });
    const state = caseOf([{ at: closedAt, events: [caseOpened(), violent, closed] }]) as KnownCase;
    expect(inheritedFrom(code, state)).toEqual({
      ...{ follows: code, email: 'ada@example.org', phone: '+39333', safeContact: 'no-phone', tellsViolence: true },
    });
    const next = following([caseOpened(), violent], {}, state);
    expect(next.opened).toMatchObject({ tellsViolence: true });
    expect(next.contact.personal).toMatchObject({ safeContact: 'no-phone' });
    expect(inheritedFrom(code, known(closed))).toEqual({ follows: code, email: 'ada@example.org', phone: '+39333' });
  });

  test('of a contact that said any way will do inherits no other', () => {
    const state = { ...known(closed), safe: { [code]: 'no-mail', [otherCode]: 'any' } } as KnownCase;
    expect(inheritedFrom(code, state).safeContact).toBe('no-mail');
  });
});
