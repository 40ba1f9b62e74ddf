import { describe, expect, test } from '@jest/globals';
import { deskView } from '../../../functions/desk/rules/desk-view.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { caseOpened, contactReceived, otherCode } from '../../fixtures/case-events.ts';
import { at, carla, dario, first, later, second } from '../../fixtures/given-case.ts';

const seen = (...events: CaseEvent[]) =>
  deskView(
    caseOf([
      { at, events: [caseOpened(), contactReceived({ personal: { message: 'Dove?' } }), ...events] },
    ]) as KnownCase,
    [],
  );
const forwarded: CaseEvent = { type: 'Forwarded', ...carla, to: 'geologi', ask: first };
const referred: CaseEvent = { type: 'Referred', ...carla, to: 'Comune', referral: second, shares: ['words'] };
const answered: CaseEvent = { type: 'Answered', by: carla.by };
const asked: CaseEvent = { type: 'CitizenAsked', ...carla, personal: { message: 'Quale via?' } };
const spoke: CaseEvent = { type: 'MessageAdded', from: 'citizen', personal: { message: 'Allora?' } };

describe('what staff see of whose turn it is', () => {
  test.each<[string, CaseEvent[], string, string | undefined]>([
    ['nobody has it', [], 'free', undefined],
    ['somebody has it', [{ type: 'TakenInCharge', ...carla }], 'held', undefined],
    ['its citizen was asked', [asked], 'waiting', 'citizen'],
    ['its citizen was asked, and experts too', [forwarded, asked], 'waiting', 'citizen'],
    ['experts were asked', [forwarded], 'waiting', 'expert'],
    ['experts and an administration were asked', [forwarded, referred], 'waiting', 'expert'],
    ['an administration was asked', [referred], 'waiting', 'administration'],
    ['it was answered', [answered], 'answered', undefined],
    ['its citizen spoke after the answer', [answered, spoke], 'free', undefined],
    ['it is over', [forwarded, { type: 'Closed', reason: '' }], 'closed', undefined],
    // What no event of the register ends on its own is over with the case.
    ['it is over, and an administration has it', [referred, { type: 'Closed', reason: '' }], 'closed', undefined],
  ])('%s', (_, events, state, waitsFor) => {
    const view = seen(...events);
    expect([view.state, view.waitsFor]).toEqual([state, waitsFor]);
  });
});

test('what staff see of a case is all that the desk did with it', () => {
  const until = later(60_000);
  const view = seen(
    { type: 'UrgencyRaised' },
    forwarded,
    referred,
    { type: 'Answered', ...dario, answer: first, channel: 'mail', attachments: ['f'.repeat(32)] },
    { type: 'ClockPaused', ...carla, clock: 'legal-term', reason: 'other-office', until },
    { type: 'GroupedIn', ...carla, incident: first },
    { type: 'SplitOff', ...carla, contact: otherCode, to: otherCode },
    { type: 'TakenInCharge', ...carla, until },
  );
  expect(view).toMatchObject({
    owner: { ...carla, since: at, until },
    spokeSince: at,
    incident: first,
    asks: [{ ask: first }],
    referrals: [{ referral: second, shares: ['words'] }],
    answers: [{ answer: first, attachments: ['f'.repeat(32)] }],
    pauses: [{ clock: 'legal-term' }],
    splitOff: [{ contact: otherCode }],
    dangerOpen: true,
  });
  expect(view.owner).not.toHaveProperty('lease');
  expect(seen()).not.toHaveProperty('owner');
  expect(seen().dangerOpen).toBe(false);
  expect(seen({ type: 'Closed', reason: '', outcome: 'answered' })).toMatchObject({
    outcome: 'answered',
    closedAt: at,
  });
  expect(seen({ type: 'HandedToRescue', ...carla, to: '115', at })).toMatchObject({
    rescue: { to: '115', ...carla, at },
  });
});

test('an answer is shown with its protocol number, and not that this number was cancelled', () => {
  const state = caseOf([{ at, events: [caseOpened(), contactReceived()] }]) as KnownCase;
  const answer = { attachments: [], protocol: { year: 2026, number: 7 }, articles: ['article/isee'], cancelled: true };
  const { answers } = deskView({ ...state, answers: [answer] } as unknown as KnownCase, []);
  expect(answers).toEqual([{ attachments: [], protocol: '2026-0000007', articles: ['article/isee'] }]);
});

test('of longer lists staff see the latest thousand', () => {
  const state = caseOf([{ at, events: [caseOpened(), contactReceived()] }]) as KnownCase;
  const many = <Item>(item: Item) => Array.from({ length: 1001 }, (_, number) => ({ ...item, number }));
  const longer = {
    ...state,
    asks: many({}),
    referrals: many({ shares: [] }),
    answers: many({ attachments: [] }),
    pauses: many({ to: at }),
    splitOff: many({}),
  } as unknown as KnownCase;
  const view = deskView(longer, many({}) as never);
  for (const list of [view.asks, view.referrals, view.answers, view.notes, view.pauses, view.splitOff] as unknown as {
    number: number;
  }[][])
    expect([list.length, list[0]?.number]).toEqual([1000, 1]);
});
