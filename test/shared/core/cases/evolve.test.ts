import { describe, expect, test } from '@jest/globals';
import type { CallFacts } from '../../../../shared/contracts/arrival.ts';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import type { KnownCase } from '../../../../shared/core/cases/case.ts';
import { caseOf } from '../../../../shared/core/cases/evolve.ts';
import { caseOpened, code, contactReceived, otherCode, thirdCode } from '../../../fixtures/case-events.ts';
import { at, carla, first, later } from '../../../fixtures/given-case.ts';

/** A case after events that were a second apart. */
const lived = (...events: readonly CaseEvent[]): KnownCase =>
  caseOf(events.map((event, index) => ({ at: later(index * 1000), events: [event] }))) as KnownCase;
const when = (place: number): string => later(place * 1000);
const opened = caseOpened({ firstAnswerDueAt: later(99_000), follows: thirdCode });
const form = contactReceived({
  contact: code,
  receivedAt: later(-5000),
  attachments: [first],
  personal: { email: 'ada@example.org', phone: '06 1', message: 'Dove?', safeContact: 'no-mail' },
});
const closed: CaseEvent = { type: 'Closed', reason: 'answered' };
const question: CaseEvent = { type: 'CitizenAsked', ...carla, personal: { message: 'Quale via?' } };

describe('a case as it is opened', () => {
  test('has what its opening says, when its first contact came, and where it is answered', () => {
    expect(lived(opened, form)).toEqual({
      stage: 'registered',
      service: 'protezione-civile',
      kind: 'information',
      lane: 'information',
      urgent: false,
      language: 'it',
      receivedAt: later(-5000),
      firstAnswerDueAt: later(99_000),
      follows: thirdCode,
      asks: [],
      referrals: [],
      answers: [],
      pauses: [],
      correctionCalls: [],
      splitOff: [],
      consents: {},
      history: [
        { stage: 'accepted', at: later(-5000) },
        { stage: 'registered', at },
      ],
      messages: [{ from: 'citizen', at: later(-5000), text: 'Dove?' }],
      contactPoints: { email: 'ada@example.org', phone: '06 1' },
      ownPoints: { email: 'ada@example.org', phone: '06 1' },
      attachments: { offered: [first], attached: [], refused: [], about: {} },
      formal: false,
      formalBy: { opening: false, contacts: [] },
      contacts: [{ contact: code, channel: 'form', receivedAt: later(-5000) }],
      toBeRead: false,
      protocol: [],
      joined: [],
      turns: [],
      safe: { [code]: 'no-mail' },
      spokeSince: when(1),
    });
  });

  test('is nothing by any other event, and anew by a second opening', () => {
    expect(caseOf([{ at, events: [form, closed] }])).toEqual({ stage: 'none' });
    expect(lived(opened, form, opened).contacts).toEqual([]);
  });
});

describe('a further contact', () => {
  const further = contactReceived({
    contact: otherCode,
    channel: 'email',
    attachments: ['b'],
    personal: { email: 'bea@example.org', message: 'E poi?' },
  });

  test('adds its words and files, and moves neither when the case came nor where it is answered', () => {
    const state = lived(opened, form, further);
    expect(state).toMatchObject({ receivedAt: later(-5000), contactPoints: { email: 'ada@example.org' } });
    expect(state.contacts.map(({ contact }) => contact)).toEqual([code, otherCode]);
    expect(state.messages.map(({ text }) => text)).toEqual(['Dove?', 'E poi?']);
    expect(state.attachments.offered).toEqual([first, 'b']);
    expect(state.history).toHaveLength(2);
    expect(state.safe).toEqual({ [code]: 'no-mail' });
  });

  test('and a message end the wait for the citizen, who has spoken since then', () => {
    for (const event of [
      further,
      { type: 'MessageAdded', from: 'citizen', personal: { message: 'Via Monte' } } as const,
    ]) {
      const state = lived(opened, form, question, event);
      expect(state.stage).toBe('registered');
      expect(state).not.toHaveProperty('question');
      expect(state.history.at(-1)).toEqual({ stage: 'registered', at: when(3) });
      expect(lived(opened, form, { type: 'TakenInCharge', ...carla }, question, event).stage).toBe('taken-in-charge');
    }
    const answered: CaseEvent = { type: 'Answered', by: 'Carla Villa' };
    expect(lived(opened, form, answered).spokeSince).toBeUndefined();
    expect(lived(opened, form, answered, further, further).spokeSince).toBe(when(3));
    const desk: CaseEvent = { type: 'MessageAdded', from: 'desk', personal: { message: 'Ecco.' } };
    expect(lived(opened, form, answered, desk).spokeSince).toBeUndefined();
    expect(lived(opened, form, question, desk).stage).toBe('waiting-for-you');
  });
});

describe('a call', () => {
  const call: CallFacts = {
    source: 'exchange',
    externalId: '1',
    asOf: later(0),
    outcome: 'in-progress',
    startedAt: later(-5000),
  };
  const begun = contactReceived({ contact: code, channel: 'phone', call, receivedAt: later(-5000) });
  const updated = (more: Partial<CallFacts>, rest: object = {}, contact = code): CaseEvent => ({
    type: 'CallUpdated',
    contact,
    call: { ...call, asOf: later(9), outcome: 'voicemail', ...more },
    ...rest,
  });

  test('says by a later record when it began, in which language, and how to reach the caller', () => {
    const personal = { phone: '06 2', message: 'Richiamate', recording: 'a.wav' };
    const state = lived(opened, begun, updated({ startedAt: later(-8000), language: 'de' }, { personal }));
    expect(state).toMatchObject({ receivedAt: later(-8000), language: 'de', contactPoints: { phone: '06 2' } });
    expect(state.ownPoints).toEqual({ phone: '06 2' });
    expect(state.contacts).toMatchObject([
      { receivedAt: later(-8000), recording: 'a.wav', call: { outcome: 'voicemail' } },
    ]);
    expect(state.history[0]).toEqual({ stage: 'accepted', at: later(-8000) });
    expect(state.messages).toEqual([{ from: 'citizen', at: when(2), text: 'Richiamate' }]);
    // A later beginning is the clock of another machine.
    expect(lived(opened, begun, updated({ startedAt: later(-1000) })).receivedAt).toBe(later(-5000));
  });

  test('of several changes itself, and the case only where it opened it', () => {
    const second = contactReceived({ contact: otherCode, channel: 'phone', call: { ...call, externalId: '2' } });
    const other = updated({ startedAt: later(-9000), language: 'de', externalId: '2' }, {}, otherCode);
    const state = lived(opened, begun, second, other);
    expect(state).toMatchObject({ receivedAt: later(-5000), language: 'it' });
    expect(state.contacts.map(({ receivedAt }) => receivedAt)).toEqual([later(-5000), later(-9000)]);
  });

  test('sorts the case by its menu, and takes no instance back', () => {
    const sorted = { kind: 'instance', lane: 'instances', formal: true, firstAnswerDueAt: later(7) };
    const state = lived(opened, begun, updated({}, { sorted }));
    expect(state).toMatchObject(sorted);
    expect(state.formalBy).toEqual({ opening: true, contacts: [] });
    const back = { kind: 'information', lane: 'information', formal: false };
    const again = lived(opened, begun, updated({}, { sorted }), updated({}, { sorted: back }));
    expect(again).toMatchObject({ kind: 'information', formal: true, firstAnswerDueAt: later(7) });
    expect(lived(opened, begun, { type: 'UrgencyRaised' }, updated({}, { sorted })).lane).toBe('urgent');
    expect(lived(opened, begun, updated({}))).toMatchObject({
      kind: 'information',
      lane: 'information',
      formal: false,
    });
  });

  test('that was answered is no word of the citizen that waits', () => {
    expect(lived(opened, { ...begun, call: { ...call, outcome: 'answered' } }).spokeSince).toBeUndefined();
    expect(lived(opened, begun).spokeSince).toBe(when(1));
  });

  test('back is counted, ends with whoever is reached, and is given up', () => {
    const asked: CaseEvent = { type: 'CallBackAsked', contact: code, dueAt: later(7) };
    const tried = (outcome: 'no-answer' | 'reached'): CaseEvent => ({ type: 'CallBackTried', ...carla, outcome });
    expect(lived(opened, form, asked, tried('no-answer')).callBack).toEqual({
      dueAt: later(7),
      attempts: 1,
      state: 'due',
    });
    expect(lived(opened, form, asked, tried('no-answer'), tried('reached')).callBack).toMatchObject({
      attempts: 2,
      state: 'reached',
    });
    expect(lived(opened, form, asked, { type: 'CallBackGivenUp', attempts: 3 }).callBack?.state).toBe('given-up');
    expect(lived(opened, form, tried('reached')).callBack).toBeUndefined();
    expect(lived(opened, form, { type: 'CallBackGivenUp', attempts: 3 }).callBack).toBeUndefined();
  });
});

describe('a scan that staff read', () => {
  const scan = (contact: string) =>
    contactReceived({ contact, channel: 'letter', paper: { toBeRead: true }, personal: { message: 'ocr' } });
  const read = (contact: string | undefined, more: object = {}): CaseEvent =>
    ({
      type: 'DocumentRead',
      ...(contact && { contact }),
      by: 'Carla Villa',
      personal: { message: 'Letto.' },
      ...more,
    }) as CaseEvent;

  test('is waited for by itself, and its words take the place of what it carried', () => {
    const state = lived(opened, scan(code), scan(otherCode), read(code));
    expect(state.contacts.map(({ reading }) => reading)).toEqual(['done', 'due']);
    expect(state.toBeRead).toBe(true);
    expect(state.messages.map(({ of, text }) => [of, text])).toEqual([
      [code, 'Letto.'],
      [otherCode, 'ocr'],
    ]);
    expect(state.messages[0]?.at).toBe(scan(code).receivedAt);
    const both = lived(opened, scan(code), scan(otherCode), read(code), read(otherCode));
    expect(both.toBeRead).toBe(false);
    expect(lived(opened, form, scan(code), read(code)).messages).toHaveLength(2);
  });

  test('without words has none, and words that it did not carry come last', () => {
    expect(lived(opened, scan(code), read(code, { personal: {} })).messages).toEqual([]);
    const mute = contactReceived({ contact: otherCode, channel: 'letter', paper: { toBeRead: true } });
    const state = lived(opened, form, mute, read(otherCode));
    expect(state.messages.at(-1)).toEqual({ from: 'citizen', at: when(3), text: 'Letto.', of: otherCode });
  });

  test('before readings named their contact was the last that waited, and all that did', () => {
    const state = lived(opened, scan(code), scan(otherCode), read(undefined));
    expect(state.contacts.map(({ reading }) => reading)).toEqual(['done', 'done']);
    expect(state.messages.map(({ of, text }) => [of, text])).toEqual([
      [code, 'ocr'],
      [otherCode, 'Letto.'],
    ]);
  });

  test('says where and in which language to answer only where it opened the case', () => {
    const more = { language: 'de', personal: { email: 'b@example.org', safeContact: 'no-phone' } };
    expect(lived(opened, scan(code), read(code, more))).toMatchObject({
      language: 'de',
      contactPoints: { email: 'b@example.org' },
      safe: { [code]: 'no-phone' },
    });
    expect(lived(opened, form, scan(otherCode), read(otherCode, more))).toMatchObject({
      language: 'it',
      contactPoints: { email: 'ada@example.org' },
    });
  });

  test('makes the case an instance for as long as one of its contacts is one', () => {
    const sorted = { kind: 'instance', lane: 'instances', formal: true };
    const plain = { ...sorted, kind: 'information', formal: false };
    const one = lived(opened, scan(code), scan(otherCode), read(code, { sorted }));
    expect([one.formal, one.formalBy.contacts]).toEqual([true, [code]]);
    expect(lived(opened, scan(code), read(code, { sorted }), read(code, { sorted: plain })).formal).toBe(false);
    expect(lived(opened, scan(code), read(code, { sorted }), read(code)).formal).toBe(true);
    const two = lived(opened, scan(code), scan(otherCode), read(code, { sorted }), read(otherCode, { sorted: plain }));
    expect([two.formal, two.kind]).toEqual([true, 'information']);
    expect(lived(caseOpened({ formal: true }), scan(code), read(code, { sorted: plain })).formal).toBe(true);
  });
});

describe('a case that goes on elsewhere', () => {
  const asked: CaseEvent = { type: 'CallBackAsked', contact: code, dueAt: later(7) };
  const joined = (more: object = {}): CaseEvent => ({ type: 'JoinedTo', ...carla, caseId: otherCode, ...more });

  test('owes its call here, unless the other one makes it', () => {
    expect(lived(opened, form, asked, joined())).toMatchObject({ joinedTo: otherCode, callBack: { state: 'due' } });
    const shared = lived(opened, form, asked, joined({ calledBackThere: true }));
    expect([shared.callBack, shared.calledBackThere]).toEqual([undefined, true]);
    const reached: CaseEvent = { type: 'CallBackTried', ...carla, outcome: 'reached' };
    const made = lived(opened, form, asked, reached, joined({ calledBackThere: true }));
    expect([made.callBack?.state, made.calledBackThere]).toEqual(['reached', undefined]);
    expect(lived(opened, form, joined()).calledBackThere).toBeUndefined();
  });
});

test('erased it keeps its stages and nothing that anybody said, until somebody speaks again', () => {
  const danger = { level: 'advice', kind: 'violence', evidence: 'x', rule: 'x' } as const;
  const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked', upToVersion: 3 };
  const judged: CaseEvent = {
    type: 'DangerJudged',
    by: 'operator-1',
    judged: 'none',
    inLane: false,
    personal: { dangerKind: 'violence' },
  };
  const said: CaseEvent = { type: 'MessageAdded', from: 'citizen', personal: { message: 'Mi picchia.', danger } };
  const before = lived(opened, form, said, judged, question);
  expect([before.tellsViolence, before.judged?.kind]).toEqual([true, 'violence']);
  const state = lived(
    opened,
    { ...form, personal: { ...form.personal, recording: 'a.wav' } },
    said,
    judged,
    question,
    erased,
  );
  expect(state).toMatchObject({
    stage: 'waiting-for-you',
    question: '',
    messages: [],
    contactPoints: {},
    ownPoints: {},
    safe: {},
    erased: true,
    silentSince: when(5),
    judged: { judged: 'none', inLane: false, by: 'operator-1' },
  });
  expect(state.judged).not.toHaveProperty('kind');
  expect(state.tellsViolence).toBeUndefined();
  expect(state.contacts).toEqual([{ contact: code, channel: 'form', receivedAt: later(-5000) }]);
  expect(state.history.at(-1)).toEqual({ stage: 'erased', at: when(5) });
  const again = lived(opened, form, erased, {
    type: 'MessageAdded',
    from: 'citizen',
    personal: { message: 'Eccomi.' },
  });
  expect(again.silentSince).toBeUndefined();
  expect(again.erased).toBe(true);
});

test('numbers and files are kept as they come; a cancelled number stays', () => {
  const assigned = (year: number, number: number): CaseEvent => ({
    type: 'ProtocolAssigned',
    contact: code,
    year,
    number,
    assignedAt: at,
  });
  const cancelled: CaseEvent = { type: 'ProtocolCancelled', ...carla, year: 2026, number: 2, reason: 'twice' };
  const state = lived(opened, form, assigned(2026, 1), assigned(2025, 2), assigned(2026, 2), cancelled);
  expect(state.protocol.map((one) => [one.year, one.number, one.cancelled])).toEqual([
    [2026, 1, false],
    [2025, 2, false],
    [2026, 2, true],
  ]);
  const attached = { type: 'AttachmentAttached', contentType: 'image/png', bytes: 1, sha256: 'f'.repeat(64) } as const;
  const files = lived(
    opened,
    form,
    { ...attached, attachment: first },
    {
      type: 'AttachmentRefused',
      attachment: 'b',
      reason: 'content' as never,
    },
  );
  expect(files.attachments).toEqual({
    offered: [first],
    attached: [first],
    refused: ['b'],
    about: { [first]: { contentType: 'image/png', bytes: 1 } },
  });
});
