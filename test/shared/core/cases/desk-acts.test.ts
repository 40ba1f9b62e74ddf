import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { type Case, initialCase, type KnownCase } from '../../../../shared/core/cases/case.ts';
import type { CaseCommand } from '../../../../shared/core/cases/commands.ts';
import { decideCase } from '../../../../shared/core/cases/decide.ts';
import { openAsks, openReferrals, runningPauses, unsentAnswers } from '../../../../shared/core/cases/desk-facts.ts';
import { evolveCase } from '../../../../shared/core/cases/evolve.ts';
import { caseOpened, contactReceived, otherCode } from '../../../fixtures/case-events.ts';

const start = Date.parse('2026-11-30T09:00:00.000Z');
const at = (minute: number) => new Date(start + minute * 60_000).toISOString();
const people = [
  { by: 'Carla Villa', subject: 'operator-1' },
  { by: 'Dario Sala', subject: 'operator-2' },
  { by: 'Elsa Neri', subject: 'expert-1' },
] as const;
const secret = 'parola-segreta';
const ids = ['a'.repeat(16), 'b'.repeat(16), 'c'.repeat(16)] as const;

const who = fc.constantFrom(...people);
const id = fc.constantFrom(...ids);

/** Commands of the desk, of three persons on three names, at a minute; whatever is typed holds the secret word. */
const command = (minute: number): fc.Arbitrary<CaseCommand> =>
  fc.oneof(
    fc.record({ doer: who, over: fc.boolean() }).map(
      ({ doer, over }): CaseCommand => ({
        type: 'TakeInCharge',
        ...doer,
        how: 'chosen',
        at: at(minute),
        until: at(minute + 30),
        ...(over && { over: secret }),
      }),
    ),
    who.map((doer): CaseCommand => ({ type: 'Release', ...doer, because: 'given-back' })),
    fc.constant<CaseCommand>({ type: 'Release', because: 'lease-over', at: at(minute) }),
    fc
      .record({ doer: who, to: who, anybodys: fc.boolean() })
      .map(({ doer, to, anybodys }): CaseCommand => ({ type: 'Give', ...doer, to, anybodys, reason: secret })),
    who.map((doer): CaseCommand => ({ type: 'AddNote', ...doer, text: secret })),
    who.map((doer): CaseCommand => ({ type: 'AskCitizen', ...doer, question: secret })),
    fc.record({ doer: who, ask: id }).map(
      ({ doer, ask }): CaseCommand => ({
        type: 'Forward',
        ...doer,
        to: 'geologi',
        ask,
        question: secret,
        dueAt: at(minute + 5),
      }),
    ),
    fc
      .record({ doer: who, ask: id })
      .map(({ doer, ask }): CaseCommand => ({ type: 'AnswerAsk', ...doer, ask, text: secret })),
    fc.record({ doer: who, ask: id }).map(({ doer, ask }): CaseCommand => ({ type: 'WithdrawAsk', ...doer, ask })),
    id.map((ask): CaseCommand => ({ type: 'MarkAskOverdue', ask, at: at(minute) })),
    fc.record({ doer: who, referral: id }).map(
      ({ doer, referral }): CaseCommand => ({
        type: 'Refer',
        ...doer,
        to: 'Comune',
        referral,
        email: 'c@example.org',
        text: secret,
      }),
    ),
    id.map((referral): CaseCommand => ({ type: 'AcknowledgeReferral', referral })),
    id.map((referral): CaseCommand => ({ type: 'AnswerReferral', referral, text: secret })),
    id.map((referral): CaseCommand => ({ type: 'RefuseReferral', referral, reason: secret })),
    id.map((referral): CaseCommand => ({ type: 'ReturnReferral', referral, because: 'no-acknowledgement' })),
    fc.record({ doer: who, answer: id, final: fc.boolean(), channel: fc.constantFrom('mail', 'letter', 'phone') }).map(
      ({ doer, answer, final, channel }): CaseCommand => ({
        type: 'Answer',
        ...doer,
        answer,
        final,
        channel,
        text: secret,
        to: 'ada@example.org',
        ...(channel === 'mail' && { leavesAt: at(minute + 1) }),
      }),
    ),
    fc
      .record({ doer: who, answer: id })
      .map(({ doer, answer }): CaseCommand => ({ type: 'WithholdAnswer', ...doer, answer, because: 'staff' })),
    id.map((answer): CaseCommand => ({ type: 'MarkAnswerSent', answer })),
    id.map((answer): CaseCommand => ({ type: 'MarkAnswerBounced', answer, reason: 'mailbox-unknown', text: secret })),
    fc.record({ doer: who, clock: fc.constantFrom('first-answer', 'legal-term') }).map(
      ({ doer, clock }): CaseCommand => ({
        type: 'PauseClock',
        ...doer,
        clock,
        reason: 'citizen-asked',
        at: at(minute),
        until: at(minute + 60),
        note: secret,
      }),
    ),
    who.map((doer): CaseCommand => ({ type: 'ResumeClock', ...doer, clock: 'first-answer', because: 'staff' })),
    who.map((doer): CaseCommand => ({ type: 'Close', ...doer, outcome: 'answered', note: secret })),
    who.map((doer): CaseCommand => ({ type: 'Reopen', ...doer, reason: 'again', because: 'staff' })),
    fc.constant<CaseCommand>({ type: 'AddMessage', from: 'citizen', text: secret }),
    who.map((doer): CaseCommand => ({ type: 'JoinTo', ...doer, caseId: otherCode, reason: 'one' })),
    who.map((doer): CaseCommand => ({ type: 'Unjoin', ...doer, caseId: otherCode, reason: secret })),
    who.map((doer): CaseCommand => ({ type: 'HandToRescue', ...doer, to: '115', at: at(minute), spokeTo: secret })),
  );

const history = fc.array(fc.nat(29).chain(command), { maxLength: 40 });
const opened: CaseEvent[] = [
  caseOpened(),
  contactReceived({ personal: { email: 'ada@example.org', message: secret } }),
];

/** A history of what was decided of commands in order, a minute apart; each act with the state before and after. */
function lived(commands: readonly CaseCommand[]) {
  let state = opened.reduce<Case>((known, event) => evolveCase(known, event, at(0)), initialCase()) as KnownCase;
  const acts: { command: CaseCommand; events: CaseEvent[]; before: KnownCase; after: KnownCase }[] = [];
  commands.forEach((one, index) => {
    const decision = decideCase(one, state);
    if ('refused' in decision) return;
    const before = state;
    state = decision.reduce<Case>((known, event) => evolveCase(known, event, at(index + 1)), state) as KnownCase;
    acts.push({ command: one, events: decision, before, after: state });
  });
  return { state, acts };
}

describe('a case that the desk works on, in whatever order', () => {
  test('is in the hands of one at most, and changes hands only by a take, a release or its end', () => {
    fc.assert(
      fc.property(history, (commands) => {
        for (const { events, before, after } of lived(commands).acts) {
          if (before.owner?.subject === after.owner?.subject) continue;
          const types = events.map(({ type }) => type);
          expect(types.some((type) => ['TakenInCharge', 'Released', 'Closed'].includes(type))).toBe(true);
        }
      }),
    );
  });

  test('that another has is taken from them only with a reason, or once their time is over', () => {
    fc.assert(
      fc.property(history, (commands) => {
        for (const { command: one, before } of lived(commands).acts) {
          if (one.type !== 'TakeInCharge' || before.owner === undefined) continue;
          expect(before.owner.subject).not.toBe(one.subject);
          const isOver = (before.owner.until ?? '9') <= (one.at ?? '');
          expect(isOver || one.over !== undefined).toBe(true);
        }
      }),
    );
  });

  test('has no open question, no running pause, no unsent answer and no owner once it is closed', () => {
    fc.assert(
      fc.property(history, (commands) => {
        for (const { after: state } of lived(commands).acts) {
          if (state.stage !== 'closed') continue;
          expect([openAsks(state), runningPauses(state), unsentAnswers(state), openReferrals(state)]).toEqual([
            [],
            [],
            [],
            [],
          ]);
          expect(state.owner).toBeUndefined();
        }
      }),
    );
  });

  test('loses no answer: each is to leave, sent, bounced, or withheld by an event that says why', () => {
    fc.assert(
      fc.property(history, (commands) => {
        const { state, acts } = lived(commands);
        const events = acts.flatMap(({ events: all }) => all);
        const given = events.flatMap((event) => (event.type === 'Answered' ? [event.answer] : []));
        expect(state.answers.map(({ answer }) => answer).sort()).toEqual(given.sort());
        const told = new Set(events.flatMap((event) => (event.type === 'AnswerWithheld' ? [event.answer] : [])));
        for (const { answer, state: now } of state.answers) if (now === 'withheld') expect(told.has(answer)).toBe(true);
      }),
    );
  });

  test('names one person in every event of an act', () => {
    fc.assert(
      fc.property(history, (commands) => {
        for (const { events } of lived(commands).acts) {
          const names = events.flatMap((event) => ('by' in event && event.by !== undefined ? [event.by] : []));
          expect(new Set(names).size).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('keeps no word of anybody once personal data was erased', () => {
    fc.assert(
      fc.property(history, (commands) => {
        const { state, acts } = lived(commands);
        const erased = evolveCase(state, { type: 'PersonalDataErased', reason: 'asked', upToVersion: 1 }, at(99));
        expect(JSON.stringify(erased)).not.toMatch(/parola-segreta|@example/);
        // What remains in the register after its personal parts went has none either.
        const bare = acts.flatMap(({ events }) => events).map((event) => ({ ...event, personal: undefined }));
        expect(JSON.stringify(bare)).not.toMatch(/parola-segreta|@example/);
      }),
    );
  });
});

describe('a citizen who speaks', () => {
  const [doer] = people;
  test('stops an answer that was about to leave, and ends a pause that waited for them; nobody loses the case', () => {
    const { state, acts } = lived([
      { type: 'TakeInCharge', ...doer },
      { type: 'PauseClock', ...doer, clock: 'legal-term', reason: 'documents-awaited', at: at(0), until: at(60) },
      { type: 'AskCitizen', ...doer, question: 'Quale via?' },
      { type: 'Answer', ...doer, answer: ids[0], channel: 'mail', leavesAt: at(5), text: 'Ecco.' },
      { type: 'AddMessage', from: 'citizen', text: 'Via Monte.' },
    ]);
    expect(acts.at(-1)?.events.map(({ type }) => type)).toEqual(['MessageAdded', 'ClockResumed', 'AnswerWithheld']);
    expect(state).toMatchObject({ stage: 'taken-in-charge', owner: doer, answers: [{ state: 'withheld' }] });
  });

  test('has an answer only once it was sent, and the case is at work again when it comes back', () => {
    const answering: CaseCommand = {
      type: 'Answer',
      ...doer,
      answer: ids[0],
      channel: 'mail',
      leavesAt: at(1),
      text: 'Ecco.',
    };
    const before = lived([answering]).state;
    expect([before.stage, before.messages.length]).toEqual(['registered', 1]);
    const sent = lived([answering, { type: 'MarkAnswerSent', answer: ids[0] }]).state;
    expect([sent.stage, sent.messages.at(-1)]).toMatchObject(['answered', { from: 'desk', text: 'Ecco.' }]);
    const closed = lived([
      answering,
      { type: 'MarkAnswerSent', answer: ids[0] },
      { type: 'Close', ...doer, outcome: 'answered' },
      { type: 'MarkAnswerBounced', answer: ids[0], reason: 'mailbox-unknown' },
    ]);
    expect(closed.acts.at(-1)?.events).toMatchObject([
      { type: 'AnswerBounced' },
      { type: 'Reopened', because: 'bounce' },
    ]);
    expect(closed.state.stage).toBe('registered');
  });
});
