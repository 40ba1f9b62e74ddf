import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { maximumPauses, WorklistItem } from '../../../../shared/contracts/worklist.ts';
import { listedCase, pointsOf } from '../../../../shared/core/cases/worklist-item.ts';
import {
  caseOpened,
  code,
  contactReceived,
  type EventOf,
  otherCode as other,
  thirdCode as third,
} from '../../../fixtures/case-events.ts';

const at = '2026-09-11T15:00:01.000Z';
const later = '2026-09-12T15:00:01.000Z';

const opened: EventOf<'CaseOpened'> = caseOpened({
  kind: 'report',
  category: 'landslides',
  language: 'de',
  lane: 'help-requests',
  firstAnswerDueAt: '2026-09-14T12:00:00+02:00',
  retentionDays: 730,
});
const received: EventOf<'ContactReceived'> = contactReceived({
  personal: { name: 'Ada', email: ' Ada@Example.org', phone: '+39 06 6820', message: 'Una frana.' },
});
const asked: CaseEvent = { type: 'CallBackAsked', contact: code, dueAt: '2026-09-14T09:00:00.000Z' };
const answered: CaseEvent = { type: 'Answered', by: 'Carla Villa', personal: { message: 'Provvediamo.' } };
const message: CaseEvent = { type: 'MessageAdded', from: 'citizen', personal: { message: 'Ancora.' } };

const told = (...events: CaseEvent[]) =>
  listedCase(code, events.length, [
    { at, events: [opened, received] },
    ...events.map((event) => ({ at: later, events: [event] })),
  ]);
const item = (...events: CaseEvent[]) => told(...events)?.item;
const isOpen = (...events: CaseEvent[]) => told(...events)?.open;

test('a canary is on no list', () => {
  expect(listedCase(code, 1, [{ at, events: [{ ...opened, canary: true }, received] }])).toBeUndefined();
});

describe('an item', () => {
  test('tells what the case is, since when and until when, and keeps to its contract', () => {
    const listed = listedCase(code, 1, [{ at, events: [opened, received] }]);
    expect(listed?.item).toEqual({
      caseId: code,
      version: 1,
      lane: 'help-requests',
      stage: 'registered',
      kind: 'report',
      channel: 'form',
      urgent: false,
      language: 'de',
      receivedAt: '2026-09-11T15:00:00.000Z',
      waitsSince: at,
      dueAt: '2026-09-14T10:00:00.000Z',
      firstAnswerDueAt: '2026-09-14T10:00:00.000Z',
      toBeRead: false,
      formal: false,
      contacts: 1,
      said: { who: 'Ada', words: 'Una frana.' },
      last: { who: 'citizen', at },
    });
    expect(WorklistItem.parse(listed?.item)).toEqual(listed?.item);
    expect(listed).toMatchObject({ open: true, fewerPoints: false });
  });

  test('waits since its citizen’s words until staff take it up, and anew since a later danger', () => {
    const takenUp: CaseEvent = { type: 'TakenInCharge', by: 'Carla Villa' };
    const raised: CaseEvent = { type: 'UrgencyRaised' };
    expect(item(message)?.waitsSince).toBe(at);
    expect(item(takenUp)?.waitsSince).toBeUndefined();
    expect(item(answered)?.waitsSince).toBeUndefined();
    expect(item(takenUp, message)?.waitsSince).toBe(later);
    expect(item(takenUp, message, raised)).toMatchObject({ waitsSince: later, lane: 'urgent' });
    expect(item(raised)?.waitsSince).toBe(later);
  });

  test('repeats neither where anybody can be reached nor what was said later', () => {
    const text = JSON.stringify(item(answered, message));
    expect(text).toContain('Una frana.');
    for (const personal of ['xample', '6820', 'Ancora', 'Provvediamo']) expect(text).not.toContain(personal);
  });

  test('is due when the first of answer and call-back is', () => {
    expect(item(asked)).toMatchObject({ dueAt: '2026-09-14T09:00:00.000Z', callBack: { attempts: 0 } });
    const tried: CaseEvent = { type: 'CallBackTried', by: 'a', outcome: 'busy' };
    expect(item(asked, tried)?.callBack).toEqual({ dueAt: '2026-09-14T09:00:00.000Z', attempts: 1 });
    const reached: CaseEvent = { type: 'CallBackTried', by: 'a', outcome: 'reached' };
    expect(item(asked, reached)).toMatchObject({ dueAt: '2026-09-14T10:00:00.000Z' });
    expect(item(asked, reached)?.callBack).toBeUndefined();
    expect(item(answered, message)?.dueAt).toBeUndefined();
    expect(item(answered, message)?.firstAnswerDueAt).toBeUndefined();
  });

  test('tells a call in vain from one that was promised, and how often its number called', () => {
    const call = { source: 'room', externalId: '1', asOf: at, outcome: 'abandoned', startedAt: at } as const;
    const personal = { danger: { level: 'lane', kind: 'other', evidence: 'menu: 9', rule: 'menu' } } as const;
    const missed = (more: object = {}): CaseEvent => ({
      ...contactReceived({ channel: 'phone', call, personal: { phone: '06 6820' }, ...more }),
    });
    const owed: CaseEvent = { type: 'CallBackAsked', contact: code, dueAt: '2026-09-14T09:00:00Z' };
    const again: CaseEvent = { type: 'CaseJoined', by: 'sportello', caseId: other, missedAt: later };
    const listedOf = (...events: CaseEvent[]) => listedCase(code, 1, [{ at, events: [caseOpened(), ...events] }]);
    expect(listedOf(missed(), owed)).toMatchObject({ open: true, item: { callBack: { attempts: 0, missed: true } } });
    expect(listedOf(missed(), owed)?.item).not.toHaveProperty('callBack.calls');
    expect(listedOf(missed(), owed, again)?.item.callBack).toMatchObject({ calls: 2, missed: true });
    expect(item(asked)?.callBack).not.toHaveProperty('missed');
    // Nobody waits for words; a danger by key 9 waits.
    expect(listedOf(missed(), owed)?.item.waitsSince).toBeUndefined();
    expect(listedOf(missed({ personal }), owed)?.item.waitsSince).toBe(at);
  });

  test('stands with its incident, closed too, and says which it left', () => {
    const [first, second] = ['00000000000000a1', '00000000000000a2'];
    const grouped = (incident: string): CaseEvent => ({ type: 'GroupedIn', incident, by: 'a' });
    const closed: CaseEvent = { type: 'Closed', reason: 'answered' };
    expect(told()).toMatchObject({ inIncident: false, leftIncidents: [] });
    expect(told(grouped(first))).toMatchObject({ inIncident: true, leftIncidents: [], item: { incident: first } });
    expect(told(grouped(first), closed)).toMatchObject({ open: false, inIncident: true });
    expect(told(grouped(first), grouped(second))).toMatchObject({ inIncident: true, leftIncidents: [first] });
    const out: CaseEvent = { type: 'Ungrouped', incident: first, by: 'a' };
    expect(told(grouped(first), out)).toMatchObject({ inIncident: false, leftIncidents: [first] });
    const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked', upToVersion: 2 };
    expect(told(grouped(first), erased)).toMatchObject({ inIncident: false, leftIncidents: [first] });
  });

  test('stands with its household, closed too, with what is promised first, and says which it left', () => {
    const household = '00000000000000a1';
    const of = { household, event: 'sisma-2026' };
    const joined: CaseEvent = {
      type: 'HouseholdJoined',
      ...of,
      asked: 'phone',
      by: 'a',
      personal: { message: 'Rossi' },
    };
    const promise = (name: string, dueAt: string): CaseEvent => ({
      type: 'PromiseMade',
      household,
      promise: name,
      of: 'visit',
      dueAt,
      by: 'a',
    });
    const closed: CaseEvent = { type: 'Closed', reason: 'answered' };
    expect(told(joined)).toMatchObject({ leftHouseholds: [], item: { household: { ...of, called: 'Rossi' } } });
    const owing = [joined, promise('b1', '2027-02-01T11:00:00+01:00'), promise('b2', '2027-01-01T10:00:00.000Z')];
    expect(told(...owing, closed)).toMatchObject({
      open: false,
      item: { household: { owed: { of: 'visit', dueAt: '2027-01-01T10:00:00.000Z' } } },
    });
    const kept: CaseEvent = { type: 'PromiseEnded', household, promise: 'b2', kept: true, by: 'a' };
    expect(item(...owing, kept)?.household?.owed).toEqual({ of: 'visit', dueAt: '2027-02-01T10:00:00.000Z' });
    const left: CaseEvent = { type: 'HouseholdLeft', household, by: 'a' };
    const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked', upToVersion: 2 };
    for (const end of [left, erased]) {
      expect(told(...owing, end)).toMatchObject({ leftHouseholds: [of] });
      expect(item(...owing, end)?.household).toBeUndefined();
    }
  });

  test('shows the latest protocol number that stands', () => {
    const assigned = (number: number): CaseEvent => ({
      type: 'ProtocolAssigned',
      contact: code,
      year: 2026,
      number,
      assignedAt: later,
    });
    const cancelled: CaseEvent = { type: 'ProtocolCancelled', year: 2026, number: 8, by: 'a', reason: 'doppione' };
    expect(item(assigned(7), assigned(8))?.protocol).toBe('2026-0000008');
    expect(item(assigned(7), assigned(8), cancelled)?.protocol).toBe('2026-0000007');
  });

  test('counts the contacts of the case, and shows how the first one came', () => {
    const call: CaseEvent = { ...received, channel: 'phone', contact: other };
    expect(item(call)).toMatchObject({ contacts: 2, channel: 'form' });
  });

  test('is none before there is a case', () => {
    expect(listedCase(code, 1, [])).toBeUndefined();
    expect(listedCase(code, 1, [{ at, events: [answered] }])).toBeUndefined();
    expect(listedCase(code, 1, [{ at, events: [opened] }])).toBeUndefined();
  });
});

describe('a case is on the list', () => {
  const closed: CaseEvent = { type: 'Closed', reason: 'done' };
  const settled: EventOf<'ContactReceived'> = {
    ...received,
    contact: other,
    channel: 'phone',
    call: { source: 'pbx', externalId: '1', asOf: later, outcome: 'answered', startedAt: later },
  };
  const scan: CaseEvent = { ...received, contact: other, channel: 'letter', paper: { toBeRead: true } };

  test('until it is answered or closed', () => {
    for (const event of [
      message,
      { type: 'CitizenAsked' },
      { type: 'Forwarded', to: 'x' },
      { type: 'Referred', to: 'x' },
    ])
      expect(isOpen(event as CaseEvent)).toBe(true);
    expect(isOpen(answered)).toBe(false);
    expect(isOpen(closed)).toBe(false);
    expect(isOpen(closed, { type: 'Reopened', reason: 'x' })).toBe(true);
  });

  test('again when the citizen writes after the answer, not because an answered call was noted', () => {
    expect(isOpen(answered, message)).toBe(true);
    expect(isOpen(answered, message, answered)).toBe(false);
    expect(isOpen(answered, { ...received, contact: other })).toBe(true);
    expect(isOpen(answered, settled)).toBe(false);
    expect(isOpen(answered, { type: 'MessageAdded', from: 'desk' })).toBe(false);
  });

  test('as long as a call-back is due or a scan waits to be read, even where the rest is done', () => {
    expect(isOpen(asked, answered)).toBe(true);
    expect(isOpen(asked, closed)).toBe(true);
    expect(isOpen(asked, { type: 'CallBackTried', by: 'a', outcome: 'reached' }, closed)).toBe(false);
    expect(isOpen(asked, { type: 'CallBackGivenUp', attempts: 3 }, closed)).toBe(false);
    expect(isOpen(scan, closed)).toBe(true);
    expect(isOpen(scan, closed, { type: 'DocumentRead', by: 'a' })).toBe(false);
    const second: CaseEvent = { ...scan, contact: third } as CaseEvent;
    expect(isOpen(scan, second, closed, { type: 'DocumentRead', contact: other, by: 'a' })).toBe(true);
    expect(isOpen(asked, scan, closed, { type: 'PersonalDataErased', reason: 'x', upToVersion: 3 })).toBe(false);
  });
});

describe('the persons of a case', () => {
  test('are known by every way to reach them that any contact or reading gave', () => {
    const call: CaseEvent = { ...received, channel: 'phone', personal: { phone: '333 1234567' } };
    const reading: CaseEvent = { type: 'DocumentRead', by: 'a', personal: { email: 'eva@example.org' } };
    expect(told(call, reading)?.points).toEqual([
      'email|ada@example.org',
      'phone|066820',
      'phone|3331234567',
      'email|eva@example.org',
    ]);
  });

  test('are known by the number that only a later record of their call has', () => {
    const call = { source: 'ivr', externalId: 'a', asOf: at, outcome: 'voicemail', startedAt: at } as const;
    const unnamed: CaseEvent = { ...received, channel: 'phone', contact: code, call, personal: {} };
    const named: CaseEvent = {
      type: 'CallUpdated',
      contact: code,
      call: { ...call, asOf: later, startedAt: '2026-09-11T14:00:00.000Z' },
      personal: { phone: '+39 06 6820' },
    };
    const listed = listedCase(code, 2, [
      { at, events: [opened, unnamed] },
      { at: later, events: [named] },
    ]);
    expect(listed?.points).toEqual(['phone|066820']);
    // Persons are kept with the case under when it was received: that does not move.
    expect(listed?.item.receivedAt).toBe(received.receivedAt);
  });

  test('are one person however address and number are typed', () => {
    expect(pointsOf({ email: ' ADA@example.ORG ', phone: '0039 06-68 20' })).toEqual(
      pointsOf({ email: 'ada@example.org', phone: '06 6820' }),
    );
    expect(pointsOf({ email: ' ', phone: 'anonymous' })).toEqual([]);
  });

  test('are forgotten with the erasure, except who comes afterwards', () => {
    const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked for', upToVersion: 1 };
    expect(told(erased)).toMatchObject({ points: [], fewerPoints: true });
    const again: CaseEvent = { ...received, contact: other, personal: { phone: '06 6821' } };
    expect(told(erased, again)).toMatchObject({ points: ['phone|066821'], fewerPoints: true });
  });

  test('are known by a later record of a call that is the first to name the caller', () => {
    const call = { source: 'pbx', externalId: '1', asOf: later, outcome: 'voicemail', startedAt: later } as const;
    const updated: CaseEvent = { type: 'CallUpdated', contact: other, call, personal: { phone: '333 1234567' } };
    expect(told({ ...received, contact: other, personal: {} }, updated)?.points).toContain('phone|3331234567');
  });

  test('are not whoever was mistyped: a correction forgets them', () => {
    const { personal: _none, ...scan } = { ...received, contact: other, channel: 'letter' as const };
    const typed = (email: string, more: object = {}): CaseEvent => ({
      type: 'DocumentRead',
      contact: other,
      by: 'a',
      ...more,
      personal: { email },
    });
    const read = told({ ...scan, paper: { toBeRead: true } }, typed('stranger@example.org'));
    expect(read).toMatchObject({ points: expect.arrayContaining(['email|stranger@example.org']), fewerPoints: false });
    const mended = told(
      { ...scan, paper: { toBeRead: true } },
      typed('stranger@example.org'),
      typed('eva@example.org', { corrects: true }),
    );
    expect(mended?.points).toEqual(['email|ada@example.org', 'phone|066820', 'email|eva@example.org']);
    expect(mended?.fewerPoints).toBe(true);
    const byHand: CaseEvent = { ...scan, recordedBy: 'a', personal: { email: 'stranger@example.org' } };
    expect(told(byHand, typed('eva@example.org', { corrects: true }))?.points).not.toContain(
      'email|stranger@example.org',
    );
  });

  test('are kept for the retention of the kind after the last contact, and not a day longer', () => {
    expect(told()?.keptUntil).toBe(Date.parse(at) / 1000 + 730 * 86_400);
    const call = { source: 'pbx', externalId: '1', asOf: later, outcome: 'voicemail', startedAt: later } as const;
    const byCall = (more: object) => told({ type: 'CallUpdated', contact: other, call, ...more })?.keptUntil;
    expect(byCall({})).toBe(Date.parse(at) / 1000 + 730 * 86_400);
    const sorted = { kind: 'instance', lane: 'instances', formal: true, retentionDays: 3650 } as const;
    expect(byCall({ sorted })).toBe(Date.parse(at) / 1000 + 3650 * 86_400);
    expect(told({ type: 'DocumentRead', contact: other, by: 'a', sorted })?.keptUntil).toBe(
      Date.parse(at) / 1000 + 3650 * 86_400,
    );
    const again: CaseEvent = { ...received, contact: other };
    expect(told(again, answered)?.keptUntil).toBe(Date.parse(later) / 1000 + 730 * 86_400);
  });
});

test.each<[string, CaseEvent]>([
  ['taken', { type: 'TakenInCharge', by: 'Carla Villa' }],
  ['asked about', { type: 'CitizenAsked' }],
  ['passed to experts', { type: 'Forwarded', to: 'geologi' }],
  ['referred', { type: 'Referred', to: 'Comune' }],
  ['called back', { type: 'CallBackTried', by: 'Carla Villa', outcome: 'no-answer' }],
  ['read', { type: 'DocumentRead', contact: code, by: 'Carla Villa' }],
])('a case that staff have %s waits for them no more, until its citizen speaks again', (_what, event) => {
  expect(item(message, event)).not.toHaveProperty('waitsSince');
  expect(item(message, event, message)).toMatchObject({ waitsSince: later });
});

test('an answer of before, without an id, is among those that may be looked at again', () => {
  expect(told(answered)?.answeredIn).toMatchObject([{ by: 'Carla Villa', answeredAt: later }]);
});

describe('a row', () => {
  const taken: CaseEvent = { type: 'TakenInCharge', by: 'Carla Villa', subject: 'operator-1' };
  const released = (because: 'shift-over' | 'lease-over'): CaseEvent => ({
    type: 'Released',
    by: 'sportello',
    because,
  });
  const urgent: CaseEvent = { type: 'UrgencyRaised' };

  test('stands on top where a danger to life was left behind at the end of a shift, until somebody takes it', () => {
    expect(item(urgent, taken, released('shift-over'))).toMatchObject({ onTop: true });
    for (const none of [
      [taken, released('shift-over')],
      [urgent, taken, released('lease-over')],
      [urgent, taken, released('shift-over'), taken],
      [urgent, taken, released('shift-over'), taken, released('lease-over')],
    ])
      expect(item(...none)).not.toHaveProperty('onTop');
  });

  test('says that an answer waits to be read by somebody else, and that an expert is late', () => {
    const [id, ask] = ['a'.repeat(16), 'b'.repeat(16)];
    const held: CaseEvent = { ...answered, answer: id, channel: 'mail', held: true } as CaseEvent;
    expect(item(held)).toMatchObject({ answerHeld: true });
    expect(item({ ...held, held: undefined } as unknown as CaseEvent)).not.toHaveProperty('answerHeld');
    expect(item(held, { type: 'AnswerWithheld', answer: id, because: 'review' })).not.toHaveProperty('answerHeld');
    const forwarded: CaseEvent = { type: 'Forwarded', by: 'Carla Villa', to: 'geologi', ask };
    expect(item(forwarded)).not.toHaveProperty('expertLate');
    expect(item(forwarded, { type: 'AskOverdue', ask } as CaseEvent)).toMatchObject({ expertLate: true });
  });

  test('names the groups that were asked and owe an answer, each once and twenty at most', () => {
    const forward = (to: string, number: number): CaseEvent => ({
      type: 'Forwarded',
      by: 'Carla Villa',
      to,
      ask: String(number).padStart(16, '0'),
    });
    expect(item(forward('geologi', 1), forward('chimici', 2), forward('geologi', 3))?.asked).toEqual([
      'geologi',
      'chimici',
    ]);
    const many = Array.from({ length: 21 }, (_, at) => forward(`gruppo ${at}`, at));
    expect(item(...many)?.asked).toHaveLength(20);
    expect(item()).not.toHaveProperty('asked');
  });

  test('tells the stretches in which a clock stands still, the latest of many', () => {
    const until = '2026-09-20T10:00:00.000Z';
    const pause: CaseEvent = {
      type: 'ClockPaused',
      by: 'Carla Villa',
      clock: 'legal-term',
      reason: 'other-office',
      until,
    };
    expect(item(pause)?.pauses).toEqual([{ clock: 'legal-term', from: later, until }]);
    const resumed: CaseEvent = {
      type: 'ClockResumed',
      by: 'Carla Villa',
      clock: 'legal-term',
      because: 'staff',
    } as CaseEvent;
    expect(item(pause, resumed)?.pauses).toMatchObject([{ to: later }]);
    const over = Array.from({ length: maximumPauses + 1 }, () => [pause, resumed]).flat();
    expect(item(...over)?.pauses).toHaveLength(maximumPauses);
    expect(item()).not.toHaveProperty('pauses');
  });

  test('is of the region of its place, else of the one that it was opened with', () => {
    const regionOf = (region: string | undefined, place: object | undefined) =>
      listedCase(code, 1, [
        { at, events: [{ ...opened, region } as CaseEvent, { ...received, personal: { place } } as CaseEvent] },
      ])?.item.region;
    expect(regionOf('12', { municipality: 'L’Aquila' })).toBe('13');
    expect(regionOf('12', { municipality: 'Accumoli' })).toBe('12');
    expect(regionOf(undefined, undefined)).toBeUndefined();
  });
});

describe('those who had a case', () => {
  const taken = (subject: string): CaseEvent => ({ type: 'TakenInCharge', by: subject, subject });
  const released: CaseEvent = { type: 'Released', by: 'sportello', because: 'lease-over' };

  test('are told from whoever has it, so that it stands under nobody else', () => {
    expect(told(taken('anna'))?.hadIt).toEqual([]);
    expect(told(taken('anna'), released, taken('bruno'))?.hadIt).toEqual(['anna']);
    expect(told(taken('anna'), released)?.hadIt).toEqual(['anna']);
  });

  test('are all of them once it is done with', () => {
    expect(told(taken('anna'), answered)?.hadIt).toEqual(['anna']);
    expect(told(taken('anna'), { type: 'Closed', reason: 'x' })?.hadIt).toEqual(['anna']);
  });
});

describe('the weeks in which a case was answered', () => {
  const [id, other] = ['a'.repeat(16), 'b'.repeat(16)];
  const given = (answer: string, by: string): CaseEvent =>
    ({ type: 'Answered', by, subject: `of ${by}`, answer, channel: 'mail', personal: { message: 'Sì.' } }) as CaseEvent;
  const sent = (answer: string, more: object = {}): CaseEvent => ({ type: 'AnswerSent', answer, ...more });
  const weeks = (...events: [day: string, event: CaseEvent][]) =>
    listedCase(code, 1, [
      { at, events: [opened, received] },
      ...events.map(([day, event]) => ({ at: `2026-09-${day}T10:00:00.000Z`, events: [event] })),
    ]);

  test('have each the last answer that went out, under whoever gave it', () => {
    const listed = weeks(
      ['14', given(id, 'anna')],
      ['15', sent(id)],
      ['16', given(other, 'bruno')],
      ['17', sent(other)],
    );
    expect(listed?.answeredIn).toEqual([
      {
        week: '2026-W38',
        answeredAt: '2026-09-17T10:00:00.000Z',
        by: 'bruno',
        subject: 'of bruno',
        code,
        kind: 'report',
      },
    ]);
    const two = weeks(['14', given(id, 'anna')], ['15', sent(id)], ['21', given(other, 'bruno')], ['22', sent(other)]);
    expect(two?.answeredIn.map(({ week, by }) => [week, by])).toEqual([
      ['2026-W38', 'anna'],
      ['2026-W39', 'bruno'],
    ]);
  });

  test('are none of an answer that has not left, of an interim one, and of one that nobody gave', () => {
    expect(weeks(['14', given(id, 'anna')])?.answeredIn).toEqual([]);
    expect(weeks(['14', given(id, 'anna')], ['15', sent(id, { interim: true })])?.answeredIn).toEqual([]);
    expect(weeks(['15', sent(id)])?.answeredIn).toEqual([]);
  });

  test('tell of the latest answer whether a second person found it right', () => {
    const reviewed = (...met: boolean[]): CaseEvent =>
      ({ type: 'Reviewed', by: 'carla', criteria: met.map((one) => ({ criterion: 'c', met: one })) }) as CaseEvent;
    const looked = (event: CaseEvent) =>
      weeks(
        ['14', given(id, 'anna')],
        ['15', sent(id)],
        ['21', given(other, 'bruno')],
        ['22', sent(other)],
        ['23', event],
      )?.answeredIn.map(({ right }) => right);
    expect(looked(reviewed(true, true))).toEqual([undefined, true]);
    expect(looked(reviewed(true, false))).toEqual([undefined, false]);
    expect(weeks(['15', reviewed(true)])?.answeredIn).toEqual([]);
  });

  test('are left once its personal data is erased', () => {
    const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked', upToVersion: 3 };
    const listed = weeks(['14', given(id, 'anna')], ['15', sent(id)], ['16', erased]);
    expect([listed?.answeredIn, listed?.leftWeeks]).toEqual([[], ['2026-W38']]);
    expect(weeks(['14', given(id, 'anna')], ['15', sent(id)])?.leftWeeks).toEqual([]);
  });
});
