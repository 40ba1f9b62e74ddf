import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import type { KnownCase } from '../../../../shared/core/cases/case.ts';
import { caseOf } from '../../../../shared/core/cases/evolve.ts';
import { caseOpened, contactReceived, otherCode, thirdCode } from '../../../fixtures/case-events.ts';
import { at, carla, dario, first, later, second } from '../../../fixtures/given-case.ts';

/** A case of a citizen who gave an address and asked something, after events that were a second apart. */
const lived = (...events: readonly CaseEvent[]): KnownCase =>
  caseOf([
    { at, events: [caseOpened(), contactReceived({ personal: { email: 'ada@example.org', message: 'Dove?' } })] },
    ...events.map((event, index) => ({ at: later((index + 1) * 1000), events: [event] })),
  ]) as KnownCase;
/** When the event of that place, from 1, happened. */
const when = (place: number): string => later(place * 1000);

const taken = (more: object = {}): CaseEvent => ({ type: 'TakenInCharge', ...carla, ...more });
const closed: CaseEvent = { type: 'Closed', reason: 'answered', outcome: 'answered' };
const asked = (ask: string, more: object = {}): CaseEvent => ({
  type: 'Forwarded',
  ...dario,
  to: 'geologi',
  ask,
  ...more,
});
const referred = (referral: string, more: object = {}): CaseEvent => ({
  type: 'Referred',
  ...dario,
  to: 'Comune',
  referral,
  ...more,
});
const given = (answer: string, more: object = {}): CaseEvent => ({
  type: 'Answered',
  ...carla,
  answer,
  channel: 'mail',
  personal: { message: 'In Comune.', email: 'ada@example.org' },
  ...more,
});
const sent = (answer: string): CaseEvent => ({ type: 'AnswerSent', answer });
const stages = ({ history }: KnownCase) => history.map(({ stage }) => stage).slice(2);

describe('who has a case', () => {
  test('has it since they took it, for the time that was named', () => {
    const state = lived(taken({ until: later(61_000) }));
    expect(state.owner).toEqual({ ...carla, since: when(1), until: later(61_000), lease: 60_000 });
    expect([state.stage, stages(state)]).toEqual(['taken-in-charge', ['taken-in-charge']]);
    expect(lived(taken({ until: at })).owner).toMatchObject({ lease: 0 });
    expect(lived(taken()).owner).toEqual({ ...carla, since: when(1) });
  });

  test('has it for as long again with each thing they do, and not by what others do', () => {
    const until = later(61_000);
    const note: CaseEvent = { type: 'NoteAdded', ...carla };
    expect(lived(taken({ until }), note).owner?.until).toBe(later(62_000));
    expect(lived(taken({ until }), { ...note, ...dario }).owner?.until).toBe(until);
    expect(lived(taken({ until }), { type: 'NoteAdded', by: 'Altro', subject: carla.subject }).owner?.until).toBe(
      later(62_000),
    );
    expect(lived(taken({ until }), { type: 'MessageAdded', from: 'citizen' }).owner?.until).toBe(until);
    expect(lived(taken(), note).owner).not.toHaveProperty('until');
  });

  test('has a case that waits for others, which goes on waiting', () => {
    for (const wait of [
      [asked(first)],
      [referred(first)],
      [{ type: 'CitizenAsked', ...dario, personal: { message: 'Quale via?' } } as const],
    ]) {
      const state = lived(...wait, taken());
      expect(state.stage).toBe(lived(...wait).stage);
      expect(state.owner).toMatchObject(carla);
    }
    // Forwarded or referred before these had ids: nobody owes anything.
    expect(lived({ type: 'Forwarded', to: 'geologi' }, taken()).stage).toBe('taken-in-charge');
    expect(lived({ type: 'Referred', to: 'Comune' }, taken()).stage).toBe('taken-in-charge');
    expect(lived(closed, taken()).owner).toBeUndefined();
  });

  test('has it no more once it is given back, and a colleague has it for as long', () => {
    const until = later(61_000);
    const back: CaseEvent = { type: 'Released', ...carla, because: 'given-back' };
    const moved: CaseEvent = { type: 'Released', ...carla, because: 'moved', to: dario };
    const free = lived(taken({ until }), back);
    expect([free.owner, free.stage, stages(free)]).toEqual([
      undefined,
      'registered',
      ['taken-in-charge', 'registered'],
    ]);
    const theirs = lived(taken({ until }), moved);
    expect(theirs.owner).toEqual({ ...dario, since: when(2), until: later(62_000), lease: 60_000, given: carla.by });
    expect([theirs.stage, stages(theirs)]).toEqual(['taken-in-charge', ['taken-in-charge']]);
    expect(lived(taken(), moved).owner).toEqual({ ...dario, since: when(2), given: carla.by });
    // It is new to them until they do something with it.
    expect(lived(taken(), moved, { type: 'NoteAdded', ...carla }).owner).toHaveProperty('given');
    expect(lived(taken(), moved, { type: 'NoteAdded', ...dario }).owner).not.toHaveProperty('given');
    const anew = lived(moved);
    expect([anew.owner, anew.stage]).toEqual([{ ...dario, since: when(1), given: carla.by }, 'taken-in-charge']);
    expect(lived(asked(first), taken(), back).stage).toBe('forwarded');
    expect(lived(asked(first), taken(), moved).stage).toBe('forwarded');
    expect(lived(closed, moved).owner).toBeUndefined();
  });
});

describe('a case that is sorted', () => {
  const resorted = (more: object): CaseEvent => ({ type: 'Resorted', ...carla, ...more });

  test('is what it was sorted as, and stays what nothing was said of', () => {
    const before = { kind: 'information', lane: 'information' };
    expect(lived(resorted({}))).toMatchObject(before);
    expect(lived(resorted({ kind: 'report' }))).toMatchObject({ ...before, kind: 'report' });
    expect(lived(resorted({ lane: 'reports', firstAnswerDueAt: later(5) }))).toMatchObject({
      ...before,
      lane: 'reports',
      firstAnswerDueAt: later(5),
    });
  });

  test('is an instance from then on where it was sorted as one, and is one no less for being sorted again', () => {
    expect(lived(resorted({}))).toMatchObject({ formal: false, formalBy: { opening: false } });
    const formal = lived(resorted({ formal: true }));
    expect(formal).toMatchObject({ formal: true, formalBy: { opening: true } });
    expect(lived(resorted({ formal: true }), resorted({ formal: false }))).toMatchObject({ formal: true });
  });

  test('leaves the urgent lane by no sorting', () => {
    expect(lived({ type: 'UrgencyRaised' }, resorted({ kind: 'report', lane: 'reports' }))).toMatchObject({
      kind: 'report',
      lane: 'urgent',
    });
  });
});

describe('a question to the citizen', () => {
  test('is what the case waits for, among what was said', () => {
    const state = lived({ type: 'CitizenAsked', ...carla, personal: { message: 'Quale via?' } });
    expect(state).toMatchObject({ stage: 'waiting-for-you', question: 'Quale via?' });
    expect(state.messages.at(-1)).toEqual({ from: 'desk', at: when(1), text: 'Quale via?' });
    expect(stages(state)).toEqual(['waiting-for-you']);
    expect(lived({ type: 'CitizenAsked', ...carla })).toMatchObject({ stage: 'waiting-for-you', question: '' });
  });
});

describe('a pause', () => {
  const paused = (clock: 'first-answer' | 'legal-term', until: string): CaseEvent => ({
    type: 'ClockPaused',
    ...carla,
    clock,
    reason: 'other-office',
    until,
  });
  const pause = (clock: string, from: number, until: string) => ({
    clock,
    reason: 'other-office',
    by: carla.by,
    from: when(from),
    until,
  });

  test('lasts from when it is told until the clock runs again; the other clocks go on as they are', () => {
    const until = later(60_000);
    const state = lived(paused('first-answer', until), paused('legal-term', until), {
      type: 'ClockResumed',
      clock: 'legal-term',
      because: 'citizen',
    });
    expect(state.pauses).toEqual([
      pause('first-answer', 1, until),
      { ...pause('legal-term', 2, until), to: when(3), because: 'citizen' },
    ]);
  });

  test('was over when it was said to be, however late the clock tells it', () => {
    const resumed: CaseEvent = { type: 'ClockResumed', clock: 'first-answer', because: 'timer' };
    expect(lived(paused('first-answer', later(1500)), resumed).pauses).toMatchObject([{ to: later(1500) }]);
    expect(lived(paused('first-answer', later(1500)), resumed, resumed).pauses).toMatchObject([{ to: later(1500) }]);
    expect(lived(paused('first-answer', later(60_000)), resumed, resumed).pauses).toMatchObject([{ to: when(2) }]);
  });

  test('of a clock that stands still already takes its place; a case that is over has none', () => {
    const until = later(60_000);
    expect(
      lived(paused('legal-term', until), paused('first-answer', until), paused('first-answer', until)).pauses,
    ).toEqual([
      pause('legal-term', 1, until),
      { ...pause('first-answer', 2, until), to: when(3), because: 'staff' },
      pause('first-answer', 3, until),
    ]);
    expect(lived(closed, paused('first-answer', until)).pauses).toEqual([]);
    expect(lived(paused('first-answer', until), closed).pauses).toMatchObject([{ to: when(2), because: 'closed' }]);
  });
});

describe('a question to an expert group', () => {
  test('is open with all that was said of it, and the case is with them', () => {
    const state = lived(asked(first, { dueAt: later(9), direct: true, personal: { message: 'È stabile?' } }));
    expect(state).toMatchObject({ stage: 'forwarded', to: 'geologi' });
    expect(state.asks).toEqual([
      {
        ask: first,
        to: 'geologi',
        ...dario,
        at: when(1),
        dueAt: later(9),
        direct: true,
        state: 'open',
        overdue: false,
        text: 'È stabile?',
      },
    ]);
    expect(lived({ type: 'Forwarded', to: 'geologi', ask: first }).asks).toMatchObject([{ by: '', direct: false }]);
    const of = lived(closed, asked(first));
    expect([of.asks, of.stage]).toEqual([[], 'closed']);
  });

  test('that comes twice is one', () => {
    expect(lived(asked(first), asked(second), asked(first)).asks.map(({ ask, at: since }) => [ask, since])).toEqual([
      [second, when(2)],
      [first, when(3)],
    ]);
  });

  test('ends with its own answer, or taken back; the case waits for the others, then is the desk’s', () => {
    const answered: CaseEvent = { type: 'AskAnswered', ...carla, ask: first, personal: { message: 'Sì.' } };
    const one = lived(asked(first), asked(second, { to: 'chimici' }), answered);
    expect(one.asks).toMatchObject([
      { ask: first, state: 'answered', answered: { ...carla, at: when(3), text: 'Sì.' } },
      { ask: second, state: 'open' },
    ]);
    expect(one.stage).toBe('forwarded');
    const both = lived(asked(first), asked(second), answered, { type: 'AskWithdrawn', ...carla, ask: second });
    expect(both.asks).toMatchObject([{ state: 'answered' }, { state: 'withdrawn' }]);
    expect([both.stage, stages(both)]).toEqual(['registered', ['forwarded', 'forwarded', 'registered']]);
    // What is settled is changed by nothing that comes later.
    expect(lived(asked(first), answered, { type: 'AskWithdrawn', ...carla, ask: first }).asks).toMatchObject([
      { state: 'answered' },
    ]);
  });

  test('gives the case to the administration that was asked too, once no expert is waited for', () => {
    const state = lived(referred(second), asked(first), { type: 'AskWithdrawn', ...carla, ask: first });
    expect(state).toMatchObject({ stage: 'referred', to: 'Comune' });
    expect(stages(state)).toEqual(['referred', 'forwarded', 'referred']);
  });

  test('is late by itself', () => {
    expect(lived(asked(first), asked(second), { type: 'AskOverdue', ask: second }).asks).toMatchObject([
      { overdue: false },
      { overdue: true },
    ]);
  });
});

describe('a referral', () => {
  test('is sent with all that was said of it, and the case is with the administration', () => {
    const members = { office: 'c_h501', acknowledgeBy: later(1), answerBy: later(2), shares: ['words'] };
    const state = lived(referred(first, { ...members, personal: { email: 'c@example.org', message: 'Vedete.' } }));
    expect(state).toMatchObject({ stage: 'referred', to: 'Comune' });
    expect(state.referrals).toEqual([
      {
        referral: first,
        to: 'Comune',
        ...dario,
        at: when(1),
        ...members,
        state: 'sent',
        since: when(1),
        email: 'c@example.org',
        text: 'Vedete.',
      },
    ]);
    expect(lived({ type: 'Referred', to: 'Comune', referral: first }).referrals).toMatchObject([
      { by: '', shares: [] },
    ]);
    const over = lived(closed, referred(first));
    expect([over.referrals, over.stage]).toEqual([[], 'closed']);
    expect(lived(referred(first), referred(second), referred(first)).referrals.map(({ referral }) => referral)).toEqual(
      [second, first],
    );
  });

  test.each<[CaseEvent, object, string]>([
    [{ type: 'ReferralAcknowledged', referral: second }, { state: 'acknowledged' }, 'referred'],
    [
      { type: 'ReferralAnswered', referral: second, personal: { message: 'Riapre.' } },
      { state: 'answered', answer: 'Riapre.' },
      'referred',
    ],
    [
      { type: 'ReferralRefused', referral: second, competent: 'Provincia', personal: { message: 'Non noi.' } },
      { state: 'refused', competent: 'Provincia', answer: 'Non noi.' },
      'referred',
    ],
    [
      { type: 'ReferralReturned', referral: second, because: 'expired', personal: { message: 'Scaduta.' } },
      { state: 'returned', because: 'expired', answer: 'Scaduta.' },
      'referred',
    ],
  ])('by %j is %j since then, and the other stays as it was', (event, change, stage) => {
    const state = lived(referred(first), referred(second), event);
    const [other, changed] = state.referrals;
    expect(other).toMatchObject({ state: 'sent', since: when(1) });
    expect(changed).toMatchObject({ ...change, since: when(3), at: when(2) });
    expect(state.stage).toBe(stage);
  });

  test('has the last link that was sent while it is open, and the address that it went to', () => {
    const renewed = (more: object): CaseEvent =>
      ({ type: 'ReferralLinkRenewed', ...carla, referral: second, link: 2, endsAt: later(9), ...more }) as CaseEvent;
    const past = [referred(first), referred(second, { personal: { email: 'c@example.org' } })];
    const state = lived(...past, renewed({ personal: { email: 'd@example.org' } }));
    expect(state.referrals[0]).not.toHaveProperty('link');
    expect(state.referrals[1]).toMatchObject({ link: 2, linkEndsAt: later(9), email: 'd@example.org', since: when(2) });
    expect(lived(...past, renewed({})).referrals[1]?.email).toBe('c@example.org');
    const answered: CaseEvent = { type: 'ReferralAnswered', referral: second };
    expect(lived(...past, answered, renewed({})).referrals[1]).not.toHaveProperty('link');
  });

  test('that was the last is the desk’s again, and what is settled stays so', () => {
    const answered: CaseEvent = { type: 'ReferralAnswered', referral: first };
    const state = lived(referred(first), answered, { type: 'ReferralReturned', referral: first, because: 'withdrawn' });
    expect(state.stage).toBe('registered');
    expect(state.referrals).toMatchObject([{ state: 'answered', since: when(2) }]);
    const elsewhere = lived(asked(second), referred(first), answered);
    expect(elsewhere).toMatchObject({ stage: 'forwarded', to: 'geologi' });
  });
});

describe('an answer', () => {
  test('waits to leave with all that was said of it; the citizen has nothing yet', () => {
    const state = lived(
      given(first, { leavesAt: later(9), batch: second, attachments: ['f'.repeat(32)], final: false }),
    );
    expect(state.answers).toEqual([
      {
        answer: first,
        ...carla,
        at: when(1),
        channel: 'mail',
        final: false,
        state: 'to-leave',
        attachments: ['f'.repeat(32)],
        leavesAt: later(9),
        batch: second,
        to: 'ada@example.org',
        text: 'In Comune.',
      },
    ]);
    expect([state.stage, state.messages.length, state.spokeSince]).toEqual(['registered', 1, at]);
    const bare = lived({ type: 'Answered', ...carla, answer: first });
    expect(bare.answers).toMatchObject([{ channel: 'page', final: true, attachments: [] }]);
    expect(lived(given(first), given(second), given(first)).answers.map(({ answer }) => answer)).toEqual([
      second,
      first,
    ]);
    expect(lived(closed, given(first)).answers).toEqual([]);
  });

  test('of a record of before, without an id, was out with its event', () => {
    const state = lived({ type: 'Answered', by: 'phone', personal: { message: 'In Comune.' } });
    expect(state).toMatchObject({ stage: 'answered', by: 'phone' });
    expect(state.messages.at(-1)).toEqual({ from: 'desk', at: when(1), text: 'In Comune.' });
    expect([state.spokeSince, stages(state)]).toEqual([undefined, ['answered']]);
  });

  test('is said once it is sent; the case is answered unless more is to come', () => {
    const state = lived(given(second), given(first), sent(first), sent(first));
    expect(state).toMatchObject({ stage: 'answered', by: carla.by });
    expect(state.answers).toMatchObject([
      { answer: second, state: 'to-leave' },
      { answer: first, state: 'sent', sentAt: when(3) },
    ]);
    expect(state.messages.slice(1)).toEqual([{ from: 'desk', at: when(3), text: 'In Comune.' }]);
    expect([state.spokeSince, stages(state)]).toEqual([undefined, ['answered']]);
    const interim = lived(given(first, { final: false }), sent(first));
    expect([interim.stage, interim.messages.length, interim.spokeSince]).toEqual(['registered', 2, undefined]);
  });

  test('is withheld while it waits, alone and never after it left', () => {
    const withheld = (answer: string): CaseEvent => ({ type: 'AnswerWithheld', answer, because: 'staff' });
    expect(lived(given(first), given(second), withheld(second)).answers).toMatchObject([
      { state: 'to-leave' },
      { state: 'withheld' },
    ]);
    expect(lived(given(second), given(first), sent(first), withheld(first)).answers).toMatchObject([
      { state: 'to-leave' },
      { state: 'sent' },
    ]);
    expect(lived(given(first), withheld(first), sent(first)).answers).toMatchObject([{ state: 'withheld' }]);
  });

  test('that comes back puts the case to work again, unless it is over', () => {
    const bounced: CaseEvent = { type: 'AnswerBounced', answer: first, reason: 'mailbox-full' };
    const state = lived(given(first), sent(first), bounced);
    expect([state.stage, stages(state)]).toEqual(['registered', ['answered', 'registered']]);
    expect(state.answers).toMatchObject([{ state: 'bounced' }]);
    expect(lived(given(first), bounced).answers).toMatchObject([{ state: 'bounced' }]);
    const other: CaseEvent = { type: 'AnswerWithheld', answer: second, because: 'staff' };
    expect(lived(given(second), other, given(first), sent(first), bounced).answers).toMatchObject([
      { answer: second, state: 'withheld' },
      { answer: first, state: 'bounced' },
    ]);
    expect(lived(given(first), sent(first), closed, bounced).stage).toBe('closed');
    expect(lived(asked(second), given(first), bounced).stage).toBe('forwarded');
    expect(
      lived(given(first), { type: 'AnswerWithheld', answer: first, because: 'staff' }, bounced).answers,
    ).toMatchObject([{ state: 'withheld' }]);
  });
});

describe('a case that is closed', () => {
  test('is nobody’s, and owes nothing', () => {
    const state = lived(
      asked(first),
      asked(second),
      { type: 'AskAnswered', ...carla, ask: second },
      given(first),
      given(second),
      sent(second),
      taken(),
      closed,
    );
    expect(state).toMatchObject({ stage: 'closed', reason: 'answered', outcome: 'answered', closedAt: when(8) });
    expect(state.owner).toBeUndefined();
    expect(state.spokeSince).toBeUndefined();
    expect(state.asks.map(({ state: now }) => now)).toEqual(['withdrawn', 'answered']);
    expect(state.answers.map(({ state: now }) => now)).toEqual(['withheld', 'sent']);
    expect(stages(state).at(-1)).toBe('closed');
    expect(lived(taken(), closed).spokeSince).toBeUndefined();
  });

  test('keeps all that was said of what it owed', () => {
    const [before, after] = [lived(asked(first), given(first)), lived(asked(first), given(first), closed)];
    expect(after.asks).toEqual(before.asks.map((ask) => ({ ...ask, state: 'withdrawn' })));
    expect(after.answers).toEqual(before.answers.map((answer) => ({ ...answer, state: 'withheld' })));
  });

  test('and opened again is registered, with no end', () => {
    const state = lived(closed, { type: 'Reopened', reason: 'asked again' });
    expect(state.stage).toBe('registered');
    expect([state.closedAt, state.outcome]).toEqual([undefined, undefined]);
    expect(stages(state)).toEqual(['closed', 'registered']);
  });
});

describe('cases that belong together, or do not', () => {
  const personal = { message: 'Erano due.' };

  test('a case that is taken apart stands for itself, and keeps what it has with others', () => {
    const joined = (caseId: string): CaseEvent => ({ type: 'CaseJoined', ...carla, caseId });
    const apart: CaseEvent = { type: 'Unjoined', ...carla, caseId: otherCode, personal };
    expect(lived(joined(thirdCode), joined(otherCode), apart).joined).toEqual([thirdCode]);
    expect(lived({ type: 'JoinedTo', ...carla, caseId: otherCode }, apart).joinedTo).toBeUndefined();
    expect(lived({ type: 'JoinedTo', ...carla, caseId: thirdCode }, joined(otherCode), apart).joinedTo).toBe(thirdCode);
  });

  test('a case knows which of its contacts go on elsewhere, and of which incident it is', () => {
    const split = (contact: string): CaseEvent => ({ type: 'SplitOff', ...carla, contact, to: contact, personal });
    expect(lived(split(otherCode), split(thirdCode)).splitOff).toEqual([
      { contact: otherCode, to: otherCode, at: when(1) },
      { contact: thirdCode, to: thirdCode, at: when(2) },
    ]);
    const grouped: CaseEvent = { type: 'GroupedIn', ...carla, incident: first };
    expect(lived(grouped).incident).toBe(first);
    expect(lived(grouped, { type: 'Ungrouped', ...carla, incident: first }).incident).toBeUndefined();
    expect(lived(grouped, { type: 'Ungrouped', ...carla, incident: second }).incident).toBe(first);
  });
});

describe('a danger to life', () => {
  const personal = { danger: { level: 'lane', kind: 'fire', evidence: 'Brucia.', rule: 'fire' } } as const;
  const handed: CaseEvent = {
    type: 'HandedToRescue',
    ...carla,
    to: '115',
    at: later(5),
    personal: { spokeTo: 'Capo' },
  };
  const none: CaseEvent = { type: 'DangerJudged', by: carla.subject, judged: 'none', inLane: true };
  const agreed: CaseEvent = { type: 'NoDangerAgreed', ...dario };

  test('that was handed over is known by whom, to whom and when, without a name of theirs', () => {
    expect(lived(handed).rescue).toEqual({ to: '115', at: later(5), ...carla });
  });

  test('that is heard anew is settled by nothing that was said before', () => {
    expect(lived(none, agreed).judged).toMatchObject({ judged: 'none', agreed: dario });
    const anew = lived(handed, none, agreed, { type: 'MessageAdded', from: 'citizen', personal });
    expect(anew.rescue).toBeUndefined();
    expect(anew.judged).toEqual({ judged: 'none', inLane: true, at: when(2), by: carla.subject });
    const advice = { danger: { ...personal.danger, level: 'advice' } } as const;
    const weaker = lived(handed, none, agreed, { type: 'MessageAdded', from: 'citizen', personal: advice });
    expect([weaker.rescue?.to, weaker.judged?.agreed]).toEqual(['115', dario]);
  });
});

test('without words a case keeps that there were a question, a referral and an answer; none of them leaves', () => {
  const erased = lived(
    asked(first, { personal: { message: 'È stabile?' } }),
    { type: 'AskAnswered', ...carla, ask: first, personal: { message: 'Sì.' } },
    asked(second),
    referred(first, { personal: { email: 'c@example.org', message: 'Vedete.' } }),
    { type: 'ReferralAnswered', referral: first, personal: { message: 'Riapre.' } },
    given(first),
    given(second),
    sent(first),
    { type: 'PersonalDataErased', reason: 'asked', upToVersion: 3 },
  );
  expect(erased.asks).toMatchObject([{ state: 'answered', answered: { ...carla, at: when(2) } }, { state: 'open' }]);
  expect(erased.asks[1]).not.toHaveProperty('answered');
  expect(erased.referrals).toMatchObject([{ to: 'Comune', state: 'answered' }]);
  expect(erased.answers.map(({ state }) => state)).toEqual(['sent', 'withheld']);
  for (const words of ['stabile', 'Sì.', 'Vedete', 'Riapre', 'Comune.', '@'])
    expect(JSON.stringify(erased)).not.toContain(words);
});

test('an act of an authority keeps a case until it is lifted, and leaves all else as it is', () => {
  const act = { act: 'Decreto 12', authority: 'Procura', incident: 'Crollo', until: later(90_000) };
  const held: CaseEvent = { type: 'HoldSet', ...carla, ...act };
  expect(lived(held).hold).toEqual({ ...act, by: carla.by, at: when(1) });
  const lifted: CaseEvent = { type: 'HoldLifted', ...carla } as CaseEvent;
  expect(lived(held, lifted)).toEqual(lived());
});

test('what its citizen says of an answer is the last word on each scale', () => {
  const rated = (scale: 'stars' | 'clear', value: number, more: object = {}): CaseEvent =>
    ({ type: 'Rated', scale, value, ...more }) as CaseEvent;
  const { ratings } = lived(
    rated('stars', 1),
    rated('clear', 2),
    rated('stars', 5),
    rated('stars', 3, { answer: first }),
  );
  expect(ratings).toEqual([
    { scale: 'clear', value: 2 },
    { scale: 'stars', value: 5 },
    { scale: 'stars', value: 3, answer: first },
  ]);
});

test('an answer that waits for a supervisor leaves from when it was read on, and only that one', () => {
  const held = { held: true, leavesAt: later(5_000) };
  const cleared: CaseEvent = { type: 'AnswerCleared', ...dario, answer: first, leavesAt: later(99_000) };
  const { answers } = lived(given(first, held), given(second, held), cleared);
  expect(answers).toMatchObject([
    { answer: first, leavesAt: later(99_000) },
    { answer: second, ...held },
  ]);
  expect(answers[0]).not.toHaveProperty('held');
  expect(lived(given(first, { leavesAt: later(5_000) }), cleared).answers).toMatchObject([{ leavesAt: later(5_000) }]);
});
