import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { areOthers, isCallBackDue, mayShareTurn } from '../../../../shared/core/cases/decide-call-back.ts';
import { callsOf, isOnlyMissed, lastMissedAt } from '../../../../shared/core/cases/missed-calls.ts';
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

describe('a case that is nothing but calls in vain', () => {
  const call = (second: number) =>
    ({
      source: 'room',
      externalId: `${second}`,
      asOf: later(second),
      outcome: 'abandoned',
      startedAt: later(second),
    }) as const;
  const missed: CaseEvent[] = [
    caseOpened(),
    contactReceived({ contact: code, channel: 'phone', call: call(1000), personal: { phone: '06 6820' } }),
    asked,
  ];
  const again: CaseEvent = { type: 'CaseJoined', by: 'sportello', caseId: otherCode, missedAt: later(5000) };
  const wish: CaseEvent = { type: 'CaseJoined', by: 'sportello', caseId: otherCode };
  const attempt = { type: 'RecordCallBackAttempt', ...carla, outcome: 'no-answer', attemptsAllowed: 3 } as const;
  const tried: CaseEvent = { type: 'CallBackTried', ...carla, outcome: 'no-answer' };
  const nobody: CaseEvent = { type: 'Closed', ...carla, reason: 'nobody was reached', outcome: 'citizen-silent' };
  const givenUp: CaseEvent = { type: 'CallBackGivenUp', attempts: 3 };

  test('ends with the third attempt in vain, unless somebody asked for something or a danger is open', () => {
    givenCase(...missed, again, tried, tried)
      .when(attempt)
      .gives(tried, givenUp, nobody);
    givenCase(...missed, wish, tried, tried)
      .when(attempt)
      .gives(tried, givenUp);
    givenCase(...missed, urgent, tried, tried)
      .when(attempt)
      .gives(tried, givenUp);
  });

  test('ends once its caller was reached and wants nothing more, and stays open where they do', () => {
    const spoken: CaseEvent = { type: 'CallBackTried', ...carla, outcome: 'reached' };
    givenCase(...missed)
      .when({ ...attempt, outcome: 'reached', settled: true })
      .gives(spoken, { type: 'Closed', ...carla, reason: 'called back', outcome: 'answered-on-the-phone' });
    givenCase(...missed)
      .when({ ...attempt, outcome: 'reached' })
      .gives(spoken);
    givenCase(...missed, urgent)
      .when({ ...attempt, outcome: 'reached', settled: true })
      .refused('danger-not-handed-over');
    givenCase(...missed, taken)
      .when({ ...attempt, outcome: 'reached', settled: true })
      .refused('held-by-another');
  });

  test('is given up with a reason; what was promised is not, nor a danger', () => {
    const command = { type: 'GiveUpCallBack', ...carla, reason: 'Numero di un centralino.' } as const;
    const personal = { message: 'Numero di un centralino.' };
    givenCase(...missed)
      .when(command)
      .gives({ type: 'CallBackGivenUp', attempts: 0, ...carla, personal }, nobody);
    givenCase(...missed, wish)
      .when(command)
      .refused('call-was-promised');
    givenCase(...opened, asked)
      .when(command)
      .refused('call-was-promised');
    givenCase(...missed, urgent)
      .when(command)
      .refused('danger-not-handed-over');
    givenCase(...missed, taken)
      .when(command)
      .refused('held-by-another');
    givenCase(...missed, reached)
      .when(command)
      .refused('no-call-back');
  });

  test('is over once its caller was answered in a later call, and not by one that came before the last', () => {
    const served = (ms: number) => ({ type: 'NoteCallerServed', at: later(ms) }) as const;
    const over: CaseEvent[] = [
      { type: 'CallBackTried', by: 'phone', outcome: 'reached' },
      { type: 'Closed', reason: 'the caller was answered in another call', outcome: 'answered-on-the-phone' },
    ];
    givenCase(...missed)
      .when(served(2000))
      .gives(...over);
    givenCase(...missed, again)
      .when(served(2000))
      .refused('no-call-back');
    givenCase(...missed, again)
      .when(served(6000))
      .gives(...over);
    for (const more of [wish, urgent, taken, reached, joinedTo(thirdCode)])
      givenCase(...missed, more)
        .when(served(6000))
        .refused('no-call-back');
    givenCase(...opened, asked)
      .when(served(6000))
      .refused('no-call-back');
  });

  test('counts the calls of its number, and forgets one that staff take apart again', () => {
    const known = after([...missed, again]);
    if (known.stage === 'none') throw new Error('there is no case');
    expect([callsOf(known), lastMissedAt(known)]).toEqual([2, later(5000)]);
    const apart = after([...missed, again, { type: 'Unjoined', ...carla, caseId: otherCode }]);
    if (apart.stage === 'none') throw new Error('there is no case');
    expect([callsOf(apart), lastMissedAt(apart), isOnlyMissed(apart)]).toEqual([1, later(1000), true]);
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

test('a contact that withheld its number is called by nobody; another of the same case is judged by itself', () => {
  const call = (outcome: 'abandoned' | 'voicemail') =>
    ({ source: 'room', externalId: outcome, asOf: at, outcome, startedAt: at }) as const;
  const contacts: CaseEvent[] = [
    caseOpened(),
    contactReceived({ contact: code, channel: 'phone', call: call('abandoned') }),
    contactReceived({ contact: otherCode, channel: 'phone', call: call('voicemail') }),
  ];
  const ask = (contact: string) => ({ type: 'AskCallBack', contact, dueAt: later(5) }) as const;
  givenCase(...contacts)
    .when(ask(code))
    .refused('nothing-new');
  givenCase(...contacts)
    .when(ask(otherCode))
    .gives({ type: 'CallBackAsked', contact: otherCode, dueAt: later(5) });
});

test('a case in which something was said, asked or answered is more than calls in vain', () => {
  const call = { source: 'room', externalId: 'x', asOf: at, outcome: 'abandoned', startedAt: at } as const;
  const missed: CaseEvent[] = [caseOpened(), contactReceived({ contact: code, channel: 'phone', call })];
  const said: CaseEvent = { type: 'MessageAdded', from: 'citizen', personal: { message: 'Richiamate.' } };
  const forwarded: CaseEvent = { type: 'Forwarded', to: 'geologi', ask: first };
  const referred: CaseEvent = { type: 'Referred', to: 'Comune', referral: first };
  const vain = (...events: CaseEvent[]) => {
    const state = after([...missed, ...events]);
    return state.stage !== 'none' && isOnlyMissed(state);
  };
  expect(vain()).toBe(true);
  for (const more of [
    [said],
    [forwarded],
    [referred],
    [waiting],
    [said, forwarded],
    [forwarded, referred],
    [referred, waiting],
  ])
    expect(vain(...more)).toBe(false);
});
