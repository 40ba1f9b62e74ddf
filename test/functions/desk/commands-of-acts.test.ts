import { describe, expect, test } from '@jest/globals';
import type { ActGiven } from '../../../functions/desk/rules/asked-act.ts';
import {
  commandOf,
  leaseFrom,
  type PlainAct,
  withholdSeconds,
} from '../../../functions/desk/rules/commands-of-acts.ts';
import type { CaseActBody } from '../../../shared/contracts/case-act.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { caseOpened, contactReceived } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { carla, dario, first, second } from '../../fixtures/given-case.ts';

/** Friday 11 September 2026, 17:00 in Rome: the service is open until 18:00, and again on Monday at 9:00. */
const at = '2026-09-11T15:00:00.000Z';
/** Four working hours and thirty days later: what the charter promises of an answer, and the law of a procedure. */
const answerBy = '2026-09-14T10:00:00.000Z';
const [past, future] = ['2026-09-11T14:59:59.999Z', '2026-09-20T10:00:00.000Z'];
const id = 'd'.repeat(16);

type Body = Extract<CaseActBody, { act: PlainAct }>;
const stateOf = (...events: CaseEvent[]) =>
  caseOf([
    {
      at,
      events: [
        caseOpened(),
        contactReceived({ receivedAt: at, personal: { email: 'ada@example.org', message: 'Dove?' } }),
        ...events,
      ],
    },
  ]) as KnownCase;
const asked = (body: Body, more: Partial<ActGiven> = {}) =>
  commandOf(body as never, {
    doer: carla,
    leads: false,
    at,
    id,
    state: stateOf(),
    definition: protezioneCivile,
    periods: [],
    ...more,
  });
const wrong = (pointer: string) => ({ errors: [{ pointer, detail: expect.any(String) }] });

describe('an act of the desk is the command that it says, by whoever acts', () => {
  const until = '2026-09-11T15:30:00.000Z';
  test.each<[Body, object]>([
    [{ act: 'take' }, { type: 'TakeInCharge', ...carla, how: 'chosen', at, until }],
    [
      { act: 'take-over', reason: 'In pausa.' },
      { type: 'TakeInCharge', ...carla, how: 'chosen', at, until, over: 'In pausa.' },
    ],
    [{ act: 'release' }, { type: 'Release', ...carla, because: 'given-back' }],
    [{ act: 'not-danger' }, { type: 'AgreeNoDanger', ...carla }],
    [
      { act: 'hand-to-rescue', to: '115', at, spokeTo: 'Capoturno', reference: 'I-77' },
      { type: 'HandToRescue', ...carla, to: '115', at, spokeTo: 'Capoturno', reference: 'I-77' },
    ],
    [
      { act: 'note', text: 'Ha una figlia.', mentions: ['operator-2'] },
      { type: 'AddNote', ...carla, text: 'Ha una figlia.', mentions: ['operator-2'] },
    ],
    [
      { act: 'ask-citizen', question: 'Quale via?', until: future },
      { type: 'AskCitizen', ...carla, question: 'Quale via?', until: future },
    ],
    [
      { act: 'ask-to-regularise', question: 'Manca la firma.', until: future },
      { type: 'AskCitizen', ...carla, question: 'Manca la firma.', until: future, regularise: true },
    ],
    [
      { act: 'pause', clock: 'legal-term', reason: 'documents-awaited', until: future, note: 'La delega.' },
      {
        type: 'PauseClock',
        ...carla,
        clock: 'legal-term',
        reason: 'documents-awaited',
        at,
        until: future,
        note: 'La delega.',
      },
    ],
    [
      { act: 'resume', clock: 'first-answer' },
      { type: 'ResumeClock', ...carla, clock: 'first-answer', because: 'staff' },
    ],
    [
      { act: 'answer-ask', ask: first, text: 'Sì.' },
      { type: 'AnswerAsk', ...carla, ask: first, text: 'Sì.' },
    ],
    [
      { act: 'withhold', answer: first },
      { type: 'WithholdAnswer', ...carla, answer: first, because: 'staff' },
    ],
    [
      { act: 'record-dispatch', answer: first, outcome: 'sent', reference: 'RA-1' },
      { type: 'MarkAnswerSent', ...carla, answer: first, messageId: 'RA-1' },
    ],
    [
      { act: 'record-dispatch', answer: first, outcome: 'returned-by-post' },
      { type: 'MarkAnswerBounced', answer: first, reason: 'returned-by-post' },
    ],
    [
      { act: 'close', outcome: 'answered', firstContact: true, note: 'Breve.' },
      { type: 'Close', ...carla, outcome: 'answered', firstContact: true, note: 'Breve.' },
    ],
    [
      { act: 'reopen', reason: 'Ha richiamato.' },
      { type: 'Reopen', ...carla, reason: 'opened again by staff', because: 'staff', note: 'Ha richiamato.' },
    ],
    [
      { act: 'group', incident: second, reason: 'Lo stesso.' },
      { type: 'GroupIn', ...carla, incident: second, reason: 'Lo stesso.' },
    ],
    [{ act: 'group' }, { type: 'GroupIn', ...carla, incident: id }],
  ])('%j', (body, command) => {
    expect(asked(body)).toEqual(command);
  });

  test('a case is given to a colleague; whoever leads gives what others have', () => {
    const body: Body = { act: 'give', to: { name: dario.by, subject: dario.subject }, reason: 'Lo conosce.' };
    const command = { type: 'Give', ...carla, to: dario, reason: 'Lo conosce.' };
    expect(asked(body)).toEqual({ ...command, anybodys: false });
    expect(asked(body, { leads: true })).toEqual({ ...command, anybodys: true });
  });

  test('a case leaves the group that it is in', () => {
    const state = stateOf({ type: 'GroupedIn', ...carla, incident: second });
    const command = { type: 'Ungroup', ...carla, incident: second, reason: 'Un altro.' };
    expect(asked({ act: 'ungroup', reason: 'Un altro.' }, { state })).toEqual(command);
    expect(asked({ act: 'ungroup' })).toEqual({ type: 'Ungroup', ...carla, incident: '' });
  });

  test('what nobody waits for any more is a question to experts, or a referral', () => {
    const state = stateOf(
      { type: 'Referred', to: 'Comune', referral: second },
      { type: 'Referred', to: 'Provincia', referral: first },
    );
    const body: Body = { act: 'withdraw', ask: first, reason: 'Risolto.' };
    expect(asked(body, { state })).toEqual({ type: 'ReturnReferral', ...carla, referral: first, because: 'withdrawn' });
    expect(asked(body)).toEqual({ type: 'WithdrawAsk', ...carla, ask: first, reason: 'Risolto.' });
  });
});

test('a case is somebody’s for thirty minutes, or for as long as its service says', () => {
  expect(leaseFrom(protezioneCivile, at)).toBe('2026-09-11T15:30:00.000Z');
  expect(leaseFrom({ ...protezioneCivile, desk: { leaseMinutes: 5 } }, at)).toBe('2026-09-11T15:05:00.000Z');
});

describe('a time that is over, to the moment', () => {
  test('is none by which something is owed', () => {
    for (const instant of [at, past]) {
      expect(asked({ act: 'ask-citizen', question: 'Quale via?', until: instant })).toEqual(wrong('/until'));
      expect(asked({ act: 'forward', to: 'risks', question: 'È stabile?', dueAt: instant })).toEqual(wrong('/dueAt'));
      for (const term of ['acknowledgeBy', 'answerBy'])
        expect(asked({ act: 'refer', to: 'Comune', text: 'Vedete.', shares: [], [term]: instant })).toEqual(
          wrong(`/${term}`),
        );
    }
  });

  test('is the one at which rescue services were told: the clock of whoever told them may be a minute fast', () => {
    const told = (instant: string) => asked({ act: 'hand-to-rescue', to: '112', at: instant, spokeTo: 'Capoturno' });
    expect(told('2026-09-11T15:01:00.000Z')).toMatchObject({ type: 'HandToRescue', at: '2026-09-11T15:01:00.000Z' });
    expect(told('2026-09-11T15:01:00.001Z')).toEqual(wrong('/at'));
    expect(told(past)).toMatchObject({ type: 'HandToRescue', at: past });
  });
});

describe('what experts are asked', () => {
  const body: Body = { act: 'forward', to: 'Esperti', question: 'È stabile?' };
  const command = { type: 'Forward', ...carla, ask: id, question: 'È stabile?' };

  test('is owed by the term that is named, by what their group promises, or else as a first answer', () => {
    expect(asked({ ...body, dueAt: future, direct: true })).toEqual({
      ...command,
      to: 'Esperti',
      dueAt: future,
      direct: true,
    });
    expect(asked(body)).toEqual({ ...command, to: 'Esperti', dueAt: answerBy });
    // Twenty-four working hours from Friday 17:00: one then, nine on Monday and on Tuesday, five on Wednesday.
    expect(asked({ ...body, to: 'risks' })).toEqual({ ...command, to: 'risks', dueAt: '2026-09-16T12:00:00.000Z' });
  });
});

describe('what another administration is asked', () => {
  const body: Body = { act: 'refer', to: 'Comune', text: 'Vedete.', shares: ['words'] };
  const command = { type: 'Refer', ...carla, to: 'Comune', referral: id, text: 'Vedete.', shares: ['words'] };

  test('is owed by the terms that are named, else by those of the charter and of the law', () => {
    expect(asked(body)).toEqual({ ...command, acknowledgeBy: answerBy, answerBy: expect.any(String) });
    const [, days] = [at, (asked(body) as { answerBy: string }).answerBy];
    expect(days.slice(0, 10)).toBe('2026-10-11');
    const members = { office: 'c_h501', email: 'c@example.org', acknowledgeBy: future, answerBy: future };
    expect(asked({ ...body, ...members })).toEqual({ ...command, ...members });
  });

  test('is sent a new link that opens it for thirty days', () => {
    const renewed = { type: 'RenewReferral', ...carla, referral: first, endsAt: '2026-10-11T15:00:00.000Z' };
    expect(asked({ act: 'renew-referral', referral: first })).toEqual(renewed);
    expect(asked({ act: 'renew-referral', referral: first, email: 'c@example.org' })).toEqual({
      ...renewed,
      email: 'c@example.org',
    });
  });

  test('is recorded as it said', () => {
    const said = (word: 'acknowledged' | 'answered' | 'refused' | 'withdrawn', more: object = {}) =>
      asked({ act: 'record-referral', referral: first, said: word, ...more });
    const of = { ...carla, referral: first };
    expect(said('acknowledged')).toEqual({ type: 'AcknowledgeReferral', ...of });
    expect(said('withdrawn')).toEqual({ type: 'ReturnReferral', ...of, because: 'withdrawn' });
    expect(said('answered', { text: 'Riapre.' })).toEqual({ type: 'AnswerReferral', ...of, text: 'Riapre.' });
    expect(said('refused', { text: 'Non noi.', competent: 'Provincia' })).toEqual({
      type: 'RefuseReferral',
      ...of,
      reason: 'Non noi.',
      competent: 'Provincia',
    });
    for (const word of ['answered', 'refused'] as const) expect(said(word)).toEqual(wrong('/text'));
  });
});

describe('a case that is sorted anew', () => {
  const body = { act: 'resort', reason: 'È una segnalazione.' } as const;
  const command = { type: 'Resort', ...carla, reason: body.reason };

  test('gets the lane, the promise and the days of its kind; a lane that is named goes before', () => {
    const sorted = { kind: 'report', lane: 'help-requests', firstAnswerDueAt: answerBy, retentionDays: 730 } as const;
    expect(asked({ ...body, kind: 'report' })).toEqual({ ...command, ...sorted });
    expect(asked({ ...body, kind: 'report', lane: 'complaints' })).toEqual({
      ...command,
      ...sorted,
      lane: 'complaints',
    });
  });

  test('keeps them where only its lane, its category or its place is another', () => {
    expect(asked({ ...body, lane: 'complaints' })).toEqual({ ...command, lane: 'complaints' });
    expect(asked({ ...body, category: 'earthquakes' })).toEqual({ ...command, category: 'earthquakes' });
    const place = { address: 'via Monte 1', municipality: 'Accumoli' };
    expect(asked({ ...body, place })).toEqual({ ...command, place });
    expect(asked({ ...body, place: { address: place.address } })).toEqual({
      ...command,
      place: { address: place.address },
    });
  });

  test('is of a kind, a lane and a category of its service', () => {
    expect(asked({ ...body, kind: 'administrative' as never })).toEqual(wrong('/kind'));
    expect(asked({ ...body, lane: 'nowhere' })).toEqual(wrong('/lane'));
    expect(asked({ ...body, category: 'nothing' })).toEqual(wrong('/category'));
  });

  test('becomes an instance where it is found to be one, its term counted from the first arrival; a number stays', () => {
    const [later, state] = ['2026-09-25T15:00:00.000Z', stateOf()];
    expect(asked({ ...body, kind: 'civic-access' }, { at: later, state })).toMatchObject({
      type: 'Resort',
      kind: 'civic-access',
      lane: 'instances',
      formal: true,
      firstAnswerDueAt: '2026-10-11T21:59:59.999Z',
    });
    const formal = { ...stateOf(), formal: true, kind: 'instance' };
    for (const kind of ['report', 'privacy-rights'] as const)
      expect(asked({ ...body, kind }, { state: formal })).not.toHaveProperty('formal');
  });
});

describe('a pause of the term', () => {
  const pausing = (kind: string, until: string) =>
    asked(
      { act: 'pause', clock: 'legal-term', reason: 'documents-awaited', until },
      { state: { ...stateOf(), kind } as KnownCase },
    );
  test.each([
    { kind: 'instance', within: '2026-10-11T15:00:00.000Z' },
    { kind: 'civic-access', within: '2026-09-21T15:00:00.000Z' },
    { kind: 'complaint', within: '2026-10-11T15:00:00.000Z' },
  ])('of kind $kind lasts as long as its law allows', ({ kind, within }) => {
    expect(pausing(kind, within)).toMatchObject({ type: 'PauseClock' });
  });

  test('of civic access lasts ten days at most, those of accessibility and of the GDPR have none', () => {
    expect(pausing('civic-access', '2026-09-21T15:00:00.001Z')).toEqual(wrong('/until'));
    for (const kind of ['accessibility', 'privacy-rights'])
      expect(pausing(kind, '2026-09-12T15:00:00.000Z')).toEqual(wrong('/clock'));
  });
});

describe('an answer', () => {
  const leavesAt = '2026-09-11T15:00:30.000Z';
  const body = { act: 'answer', text: 'In Comune.', final: true } as const;
  const command = { type: 'Answer', ...carla, answer: id, text: 'In Comune.', final: true };

  test('leaves by mail or on the page half a minute later, and by no other way by itself', () => {
    expect(withholdSeconds).toBe(30);
    expect(asked({ ...body, channel: 'mail' })).toEqual({
      ...command,
      channel: 'mail',
      to: 'ada@example.org',
      leavesAt,
    });
    expect(asked({ ...body, channel: 'page' })).toEqual({ ...command, channel: 'page', leavesAt });
    expect(asked({ ...body, channel: 'pec' })).toEqual({ ...command, channel: 'pec', to: 'ada@example.org' });
    for (const channel of ['letter', 'phone', 'in-person'] as const)
      expect(asked({ ...body, channel })).toEqual({ ...command, channel });
  });

  test('by mail needs an address of the citizen', () => {
    const state = { ...stateOf(), contactPoints: {} };
    expect(asked({ ...body, channel: 'mail' }, { state })).toEqual(wrong('/channel'));
    expect(asked({ ...body, channel: 'pec' }, { state })).toEqual({ ...command, channel: 'pec' });
    expect(asked({ ...body, channel: 'page' }, { state })).toMatchObject({ type: 'Answer' });
  });

  test('tells what it was made of', () => {
    const members = {
      template: { id: 'information', version: 1 },
      articles: ['piano'],
      attachments: ['f'.repeat(32)],
      from: first,
    };
    expect(asked({ ...body, channel: 'phone', final: false, ...members })).toEqual({
      ...command,
      channel: 'phone',
      final: false,
      ...members,
    });
  });

  test('has no place that somebody was to fill in: each is named', () => {
    expect(asked({ ...body, channel: 'phone', text: 'Chiami {{office}} o {{other}}.' })).toEqual({
      errors: [
        { pointer: '/text', detail: 'must say what {{office}} is' },
        { pointer: '/text', detail: 'must say what {{other}} is' },
      ],
    });
  });
});

describe('a dispatch that is recorded', () => {
  const answered = (channel: 'pec' | 'letter') =>
    stateOf({
      type: 'Answered',
      answer: id,
      channel,
      final: true,
      by: 'Carla Villa',
      subject: 'operator-1',
    } as CaseEvent);
  const sent = { act: 'record-dispatch', answer: id, outcome: 'sent' } as const;

  test('of a certified mail names the provider’s receipt, and of a letter may', () => {
    expect(asked(sent as Body, { state: answered('pec') })).toEqual(wrong('/reference'));
    expect(asked({ ...sent, reference: 'RA-1' } as Body, { state: answered('pec') })).toMatchObject({
      type: 'MarkAnswerSent',
      messageId: 'RA-1',
    });
    expect(asked(sent as Body, { state: answered('letter') })).not.toHaveProperty('messageId');
    expect(asked(sent as Body, { state: answered('letter') })).toMatchObject({ type: 'MarkAnswerSent', answer: id });
  });
});
