import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { WorklistItem } from '../../../../shared/contracts/worklist.ts';
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
