import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { areOthers, isCallBackDue, mayShareTurn } from '../../../../shared/core/cases/decide-call-back.ts';
import { caseOpened, code, contactReceived, otherCode, thirdCode } from '../../../fixtures/case-events.ts';
import { after, at, carla, dario, first, givenCase, later } from '../../../fixtures/given-case.ts';

const email = 'ada@example.org';
const opened: CaseEvent[] = [caseOpened(), contactReceived({ personal: { email, phone: '+39 333 1234567' } })];
const asked: CaseEvent = { type: 'CallBackAsked', contact: code, dueAt: later(1000) };
const closed: CaseEvent = { type: 'Closed', reason: 'answered' };
const urgent: CaseEvent = { type: 'UrgencyRaised' };
const joinedTo = (caseId: string): CaseEvent => ({ type: 'JoinedTo', ...carla, caseId });
const tookIn = (caseId: string): CaseEvent => ({ type: 'CaseJoined', ...carla, caseId });
const waiting: CaseEvent = { type: 'Answered', ...carla, answer: first, channel: 'letter' };
const taken: CaseEvent = { type: 'TakenInCharge', ...dario };
const reached: CaseEvent = { type: 'CallBackTried', ...carla, outcome: 'reached' };

test.each<[string, CaseEvent[], due: boolean, shares: boolean]>([
  ['that owes no call', opened, false, false],
  ['that owes one', [...opened, asked], true, true],
  ['that is closed and owes one', [...opened, asked, closed], true, true],
  ['whose caller was reached', [...opened, asked, reached], false, false],
  ['that goes on in another', [...opened, asked, joinedTo(otherCode)], false, false],
  ['that is urgent', [...opened, asked, urgent], true, false],
  ['that is an instance', [caseOpened({ formal: true }), contactReceived(), asked], true, false],
  ['that somebody has', [...opened, asked, taken], true, false],
  ['that waits for experts', [...opened, asked, { type: 'Forwarded', to: 'geologi', ask: first }], true, false],
  ['that nobody opened', [], false, false],
])('a case %s calls, and may share its turn: %#', (_, events, due, shares) => {
  expect([isCallBackDue(after(events)), mayShareTurn(after(events))]).toEqual([due, shares]);
});

describe('an attempt to call back', () => {
  const command = {
    type: 'RecordCallBackAttempt',
    ...carla,
    outcome: 'no-answer',
    attemptsAllowed: 3,
    note: 'Squilla.',
  } as const;
  const tried: CaseEvent = { type: 'CallBackTried', ...carla, outcome: 'no-answer', personal: { message: 'Squilla.' } };
  const before: CaseEvent = { type: 'CallBackTried', ...carla, outcome: 'no-answer' };

  test('in vain gives up with the last that is allowed; one that reaches somebody gives nothing up', () => {
    givenCase(...opened, asked, before)
      .when(command)
      .gives(tried);
    givenCase(...opened, asked, before, before)
      .when(command)
      .gives(tried, { type: 'CallBackGivenUp', attempts: 3 });
    const { note: _none, ...plain } = command;
    givenCase(...opened, asked, before, before)
      .when({ ...plain, outcome: 'reached' })
      .gives({ type: 'CallBackTried', ...carla, outcome: 'reached' });
    givenCase(...opened, asked, reached)
      .when(command)
      .refused('no-call-back');
  });
});

describe('a call that a contact was promised', () => {
  const command = { type: 'AskCallBack', contact: otherCode, dueAt: later(5) } as const;
  const call = (outcome: 'answered' | 'abandoned') =>
    contactReceived({ contact: otherCode, channel: 'phone', call: { outcome } as never });

  test('is owed unless the contact was answered, or the case was', () => {
    givenCase(...opened)
      .when(command)
      .gives({ type: 'CallBackAsked', contact: otherCode, dueAt: later(5) });
    givenCase(...opened, { type: 'Answered', by: 'Carla Villa' })
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, { ...asked })
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, closed)
      .when(command)
      .refused('closed');
    givenCase(...opened, joinedTo(thirdCode))
      .when(command)
      .refused('joined-elsewhere');
    givenCase(...opened, call('answered'))
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, call('abandoned'))
      .when(command)
      .gives({ type: 'CallBackAsked', contact: otherCode, dueAt: later(5) });
  });
});

describe('a case that joins another', () => {
  const command = { type: 'JoinTo', ...carla, caseId: otherCode, reason: 'one matter' } as const;
  const joined: CaseEvent = { type: 'JoinedTo', ...carla, caseId: otherCode };
  const end: CaseEvent = { type: 'Closed', ...carla, reason: 'one matter', outcome: 'duplicate' };

  test('ends with what it leaves open; one that is over only says where it goes on', () => {
    givenCase(...opened, { type: 'Forwarded', to: 'geologi', ask: first })
      .when(command)
      .gives(joined, { type: 'AskWithdrawn', ...carla, ask: first }, end);
    givenCase(...opened, waiting, urgent, closed)
      .when(command)
      .gives(joined);
  });

  test('joins one alone, and none that joined it', () => {
    givenCase(...opened, joinedTo(otherCode))
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, joinedTo(thirdCode))
      .when(command)
      .refused('joined-elsewhere');
    givenCase(...opened, tookIn(otherCode))
      .when(command)
      .refused('joined-elsewhere');
    givenCase(...opened, tookIn(thirdCode))
      .when(command)
      .gives(joined, end);
  });

  test('takes away no answer that is to leave, no danger that nobody settled, and nothing that another has', () => {
    givenCase(...opened, waiting)
      .when(command)
      .refused('answer-unsent');
    givenCase(...opened, urgent)
      .when(command)
      .refused('danger-not-handed-over');
    givenCase(...opened, taken)
      .when(command)
      .refused('held-by-another');
  });

  test('to share its call does so only while that is owed and nobody has it in hand', () => {
    const shared = { ...command, calledBackThere: true } as const;
    givenCase(...opened, asked)
      .when(shared)
      .gives({ ...joined, calledBackThere: true } as CaseEvent, end);
    givenCase(...opened)
      .when(shared)
      .refused('no-call-back');
    givenCase(...opened, asked, urgent)
      .when(shared)
      .refused('no-call-back');
  });
});

describe('a case that takes another in', () => {
  const command = { type: 'JoinCase', ...carla, caseId: otherCode } as const;
  const took: CaseEvent = { type: 'CaseJoined', ...carla, caseId: otherCode };
  const joining = (more: object) => ({ points: { email }, dangerOpen: false, ...more });

  test('takes it once, and not after it went on elsewhere itself', () => {
    givenCase(...opened, tookIn(thirdCode))
      .when(command)
      .gives(took);
    givenCase(...opened, tookIn(otherCode))
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, joinedTo(thirdCode))
      .when(command)
      .refused('joined-elsewhere');
  });

  test('in turn is one that calls', () => {
    givenCase(...opened, asked)
      .when({ ...command, inTurn: true })
      .gives(took);
    givenCase(...opened)
      .when({ ...command, inTurn: true })
      .refused('no-call-back');
  });

  test('is of the same person, and takes no danger out of the urgent lane', () => {
    givenCase(...opened)
      .when({ ...command, joining: joining({}) })
      .gives(took);
    givenCase(...opened)
      .when({ ...command, joining: joining({ points: { email: 'bea@example.org' } }) })
      .refused('another-person');
    givenCase(...opened)
      .when({ ...command, joining: joining({ dangerOpen: true }) })
      .refused('danger-not-handed-over');
    givenCase(...opened, urgent)
      .when({ ...command, joining: joining({ dangerOpen: true }) })
      .gives(took);
    givenCase(...opened, urgent, { type: 'HandedToRescue', ...carla, to: '115', at })
      .when({ ...command, joining: joining({ dangerOpen: true }) })
      .refused('danger-not-handed-over');
  });
});

test.each([
  ['two addresses', { email: 'a@x.it' }, { email: 'b@x.it' }, true],
  ['one address, written in two ways', { email: ' A@x.it ' }, { email: 'a@X.it' }, false],
  ['an address and none', { email: 'a@x.it' }, {}, false],
  ['none and an address', {}, { email: 'a@x.it' }, false],
  ['two numbers', { phone: '333 1234567' }, { phone: '333 7654321' }, false],
  [
    'two addresses and one number',
    { email: 'a@x.it', phone: '+39 3331234567' },
    { email: 'b@x.it', phone: '333 1234567' },
    false,
  ],
  ['two addresses and two numbers', { email: 'a@x.it', phone: '333 1' }, { email: 'b@x.it', phone: '333 2' }, true],
  ['two addresses, one with a number', { email: 'a@x.it', phone: '333 1' }, { email: 'b@x.it' }, true],
])('of %s it is known that they are of different persons: %#', (_, one, other, others) => {
  expect(areOthers(one, other)).toBe(others);
  expect(areOthers(other, one)).toBe(others);
});
