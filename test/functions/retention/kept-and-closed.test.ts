import { describe, expect, test } from '@jest/globals';
import {
  type CaseTrace,
  casesToClose,
  dueCases,
  heldCases,
  keptUntil,
  noteEntry,
} from '../../../functions/retention/rules/due-cases.ts';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import { codeOf, firstEntryOf } from '../../tools/register-of.ts';

const day = 86_400_000;
const opened = Date.parse('2026-11-20T10:00:01.000Z');
const at = (days: number) => new Date(opened + days * day).toISOString();
const one = codeOf(1);
const entry = (version: number, ...events: CaseEvent[]): RegisterEntry => ({
  ...firstEntryOf(1),
  ...{ caseId: one, version, at: at(version - 1), events: JSON.stringify({ events }) },
});
/** What is remembered of a case that was told these things, one a day, in whatever order they are read. */
function traces(...events: CaseEvent[]): Map<string, CaseTrace> {
  const noted = new Map<string, CaseTrace>();
  const entries = [firstEntryOf(1), ...events.map((event, place) => entry(place + 2, event))];
  for (const each of entries.reverse()) noteEntry(noted, each);
  return noted;
}
const kept = (...events: CaseEvent[]) => (keptUntil(traces(...events).get(one) as CaseTrace) - opened) / day;
const closed: CaseEvent = { type: 'Closed', reason: 'done' };
const answered: CaseEvent = { type: 'Answered', by: 'a' };
const withId: CaseEvent = { ...answered, answer: 'a'.repeat(16) };
const sent = (more: object = {}): CaseEvent => ({ type: 'AnswerSent', answer: 'a'.repeat(16), ...more }) as CaseEvent;
const spoke: CaseEvent = { type: 'MessageAdded', from: 'citizen' };
const hold = (until: string): CaseEvent => ({
  ...{ type: 'HoldSet', by: 'a', act: 'Decreto', authority: 'Procura', incident: 'Sette', until },
});
const lifted: CaseEvent = { type: 'HoldLifted', by: 'a', act: 'Decreto 2' } as CaseEvent;

describe('personal data are kept for ever while', () => {
  test.each<[string, CaseEvent[]]>([
    ['somebody has taken the case', [answered, { type: 'TakenInCharge', by: 'a' }]],
    ['its citizen was asked something', [answered, { type: 'CitizenAsked' }]],
    ['experts were asked', [answered, { type: 'Forwarded', to: 'x' }]],
    ['another administration has it', [answered, { type: 'Referred', to: 'x' } as CaseEvent]],
    ['an answer has not left', [answered, withId]],
    ['only a word in between has left', [withId, sent({ interim: true })]],
    [
      'the answer came back',
      [withId, sent(), { type: 'AnswerBounced', answer: 'a'.repeat(16), reason: 'other' } as CaseEvent],
    ],
  ])('%s', (_what, events) => expect(kept(...events)).toBe(Number.POSITIVE_INFINITY));

  test('and for the days of its kind once the answer was sent; a word of staff changes nothing', () => {
    expect(kept(withId, sent())).toBe(2 + 365);
    expect(kept(withId, sent(), { type: 'MessageAdded', from: 'desk' })).toBe(2 + 365);
    expect(kept(withId, sent(), { type: 'NoteAdded', by: 'a' } as CaseEvent)).toBe(2 + 365);
  });

  test('and as long as the kind asks that a later choice on the phone made of it', () => {
    const chosen = { type: 'CallUpdated', contact: one, sorted: { retentionDays: 1825 } } as unknown as CaseEvent;
    expect(kept(chosen, closed)).toBe(2 + 1825);
    expect(kept({ type: 'CallUpdated', contact: one } as unknown as CaseEvent, closed)).toBe(2 + 365);
  });

  test('a closed case is told something: the days count anew, and it is not open for that', () => {
    expect(kept(closed, spoke)).toBe(2 + 365);
  });
});

describe('an act of an authority', () => {
  test('keeps a case to its end where that is later, and no shorter than its kind', () => {
    expect(kept(closed, hold(at(1000)))).toBe(1000);
    expect(kept(closed, hold(at(30)))).toBe(1 + 365);
    expect(kept(hold(at(1000)))).toBe(Number.POSITIVE_INFINITY);
  });

  test('that another took the place of, or that was lifted, keeps nothing', () => {
    expect(kept(closed, hold(at(1000)), hold(at(700)))).toBe(700);
    expect(kept(closed, hold(at(1000)), lifted)).toBe(1 + 365);
  });

  test('is counted as long as it runs, the last one of each case', () => {
    const held = (now: number, ...events: CaseEvent[]) => heldCases(traces(...events), opened + now * day);
    expect(held(10, hold(at(30)))).toBe(1);
    expect(held(30, hold(at(30)))).toBe(0);
    expect(held(10, hold(at(30)), spoke)).toBe(1);
    expect(held(10, hold(at(30)), lifted)).toBe(0);
    expect(held(10, closed)).toBe(0);
    expect(held(20, hold(at(30)), hold(at(15)))).toBe(0);
  });
});

describe('a case closes by itself', () => {
  const closes = (now: number, ...events: CaseEvent[]) =>
    casesToClose(traces(...events), 10, opened + now * day).length === 1;

  test('ten days after its answer, to the millisecond', () => {
    expect(closes(11, answered)).toBe(true);
    expect(casesToClose(traces(answered), 10, opened + 11 * day - 1)).toEqual([]);
    expect(casesToClose(traces(answered), 10, opened + 11 * day)).toEqual([one]);
  });

  test('not where its citizen has spoken since, nor while it is open or once it is closed', () => {
    expect(closes(50, answered, spoke)).toBe(false);
    expect(closes(50, answered, closed)).toBe(false);
    expect(closes(50, answered, { type: 'Reopened', reason: 'x' })).toBe(false);
    expect(closes(50)).toBe(false);
    expect(closes(50, withId)).toBe(false);
    expect(closes(50, withId, sent())).toBe(true);
    expect(closes(50, answered, { type: 'NoteAdded', by: 'a' } as CaseEvent)).toBe(true);
  });
});

test('a case is due at the very millisecond, once, and one without personal data is not', () => {
  const noted = traces(closed);
  const due = opened + 366 * day;
  expect(dueCases(noted, due - 1)).toEqual([]);
  expect(dueCases(noted, due)).toEqual([[one]]);
  // A case that is joined to one that nobody knows any more goes alone.
  const joined = traces({ type: 'JoinedTo', caseId: codeOf(2), by: 'a' } as CaseEvent, closed);
  expect(dueCases(joined, opened + 367 * day)).toEqual([[one]]);
});

test('cases that belong together go together, though the words of one of them went before', () => {
  const other = codeOf(2);
  const noted = traces({ type: 'CaseJoined', caseId: other, by: 'a' } as CaseEvent, closed);
  for (const each of [firstEntryOf(2), { ...entry(2, closed), caseId: other }]) noteEntry(noted, each);
  (noted.get(other) as CaseTrace).personal = false;
  expect(dueCases(noted, opened + 400 * day)).toEqual([[one, other]]);
});
