import { describe, expect, test } from '@jest/globals';
import {
  countCases,
  emptyTally,
  noFigures,
  noteEntry,
  type Question,
  questionOf,
  reportOn,
} from '../../../functions/reports/rules/report.ts';
import type { CallFacts } from '../../../shared/contracts/arrival.ts';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import type { DeclarationAct, LedgerEntry } from '../../../shared/contracts/declaration.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { nextAct } from '../../../shared/core/posture/acts.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { caseOpened, code, contactReceived, otherCode } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const service = 'protezione-civile';
const start = Date.parse('2026-09-12T08:30:00.000Z');
const at = (hours: number) => new Date(start + hours * 3_600_000).toISOString();
const declare: DeclarationAct = {
  ...{ act: 'declare', reason: 'Scossa', area: { kind: 'zones', zones: ['Emil-B1'] }, level: 'emergency' },
  ...{ hours: 'around-the-clock', notice: protezioneCivile.notices.emergency },
};
function ledger(...acts: [hours: number, act: DeclarationAct][]): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const [hours, act] of acts) {
    const by = { subject: 'officer-1', name: 'Anna Ferri' };
    const newDeclaration = `d${entries.length + 1}`;
    const next = nextAct(
      service,
      entries,
      { act, by, at: at(hours), newDeclaration, expectedVersion: entries.length },
      sha256,
    );
    if ('refused' in next) throw new Error(next.refused);
    entries.push(next.entry);
  }
  return entries;
}
const declared = ledger([0, declare], [6, { act: 'stand-down', declaration: 'd1', reason: 'Rientrata' }]);

function register(caseId: string, ...entries: [hours: number, events: CaseEvent[]][]): RegisterEntry[] {
  const sealed: RegisterEntry[] = [];
  for (const [hours, events] of entries)
    sealed.push(sealEntry({ caseId, at: at(hours), events, previous: sealed.at(-1), salt: '0'.repeat(32), sha256 }));
  return sealed;
}
function reported(entries: RegisterEntry[], now = 12, acts = declared) {
  const question = questionOf(acts, 'd1', at(now)) as Question;
  const tally = emptyTally();
  for (const entry of entries) noteEntry(tally, entry);
  const figures = noFigures(question);
  countCases(figures, question, tally);
  return reportOn({ service, entries: acts, question, figures, complete: true });
}
const received = (hours: number, more: Parameters<typeof contactReceived>[0] = {}) =>
  contactReceived({ receivedAt: at(hours), ...more });
const answered: CaseEvent = { type: 'Answered', by: 'Carla Villa' };

describe('what a case is counted as', () => {
  test('is the lane of danger once it was heard, whatever is sorted later', () => {
    const urgent = caseOpened({ urgent: true, lane: 'urgent', kind: 'report' });
    const read: CaseEvent = {
      ...{ type: 'DocumentRead', contact: code, by: 'Carla Villa' },
      sorted: { kind: 'complaint', lane: 'complaints', formal: false },
    };
    const entries = register(code, [1, [urgent, received(1)]], [2, [read]]);
    // Whichever entry is read first.
    for (const order of [entries, entries.toReversed()])
      expect(reported(order).received.during).toMatchObject({
        lanes: { urgent: 1 },
        kinds: { complaint: 1 },
        urgent: 1,
      });
  });

  test('is what somebody read of a letter, with its due time or the one it had', () => {
    const read = (more: object): CaseEvent => ({
      ...{ type: 'DocumentRead', contact: code, by: 'Carla Villa' },
      sorted: { kind: 'complaint', lane: 'complaints', formal: false, ...more },
    });
    const opened = caseOpened({ firstAnswerDueAt: at(3) });
    const of = (more: object) =>
      reported(register(code, [1, [opened, received(1)]], [2, [read(more)]], [4, [answered]])).answers.during;
    expect(reported(register(code, [1, [opened, received(1)]], [2, [read({})]])).received.during.kinds).toEqual({
      complaint: 1,
    });
    expect(of({})).toMatchObject({ withDueTime: 1, inTime: 0 });
    const entries = register(code, [1, [opened, received(1)]], [2, [read({})]], [4, [answered]]);
    expect(reported(entries.toReversed()).answers.during).toMatchObject({ withDueTime: 1, inTime: 0 });
    expect(of({ firstAnswerDueAt: at(5) })).toMatchObject({ withDueTime: 1, inTime: 1 });
  });

  test('is unknown where its first entry was not read yet', () => {
    const [, later] = register(code, [1, [caseOpened()]], [2, [received(2)]]);
    expect(reported([later as RegisterEntry]).received.during).toMatchObject({ contacts: 1, kinds: { unknown: 1 } });
  });
});

describe('a first answer', () => {
  test('that nobody owed by a time is neither in time nor late', () => {
    const { during } = reported(register(code, [1, [caseOpened(), received(1)]], [2, [answered]])).answers;
    expect(during).toMatchObject({ given: 1, withDueTime: 0, inTime: 0 });
    expect(during).not.toHaveProperty('share');
  });

  test('is in time at its due time itself, and is counted once, when it first went out', () => {
    const opened = caseOpened({ firstAnswerDueAt: at(2) });
    const entries = register(code, [1, [opened, received(1)]], [2, [answered]], [5, [answered]]);
    expect(reported(entries).answers.during).toMatchObject({ given: 1, inTime: 1, medianWait: 60 });
    expect(reported(entries.toReversed()).answers.during).toMatchObject({ given: 1, medianWait: 60 });
  });

  test('is out when it was sent, not when it was written, and an interim one ends nothing', () => {
    const written: CaseEvent = { type: 'Answered', by: 'Carla Villa', answer: 'a'.repeat(16) };
    const sent = (more: object = {}): CaseEvent =>
      ({ type: 'AnswerSent', answer: 'a'.repeat(16), ...more }) as CaseEvent;
    const of = (...later: [number, CaseEvent[]][]) =>
      reported(register(code, [1, [caseOpened(), received(1)]], ...later));
    expect(of([2, [written]]).answers.during.given).toBe(0);
    expect(of([2, [written]], [3, [sent()]]).answers.during).toMatchObject({ given: 1, medianWait: 120 });
    expect(of([2, [written]], [3, [sent({ interim: true })]]).answers.during.given).toBe(0);
    expect(of([2, [written]], [3, [sent({ interim: true })]]).backlog.atEnd).toBe(1);
    expect(of([2, [written]], [3, [sent()]]).backlog.atEnd).toBe(0);
  });

  test('waits from the first contact of its case, in tenths of minutes', () => {
    const twice = register(
      code,
      [1, [caseOpened(), received(1)]],
      [2, [received(0.5, { contact: otherCode })]],
      [3, [answered]],
    );
    expect(reported(twice).answers.during.medianWait).toBe(150);
    expect(
      reported(register(code, [1, [caseOpened(), received(1)]], [1.0042, [answered]])).answers.during.medianWait,
    ).toBe(0.3);
    // A clock that is behind makes no wait of less than nothing.
    expect(
      reported(register(code, [1, [caseOpened(), received(2)]], [1.5, [answered]])).answers.during.medianWait,
    ).toBe(0);
  });
});

test('each call of a case is counted by itself', () => {
  const call = (externalId: string, outcome: CallFacts['outcome']): CallFacts => ({
    ...{ source: 'exchange', externalId, asOf: at(1), startedAt: at(1), outcome },
  });
  const entries = register(
    code,
    [1, [caseOpened(), received(1, { channel: 'phone', call: call('one', 'answered') })]],
    [2, [received(2, { channel: 'phone', contact: otherCode, call: call('two', 'abandoned') })]],
  );
  expect(reported(entries).calls?.during).toMatchObject({ taken: 1, missed: 1 });
});

describe('the acts on a declaration', () => {
  test('have their level, hours and end as far as each sets one', () => {
    expect(reported([]).acts).toEqual([
      expect.objectContaining({
        version: 1,
        type: 'Declared',
        level: 'emergency',
        hours: 'around-the-clock',
        endsAt: expect.any(String),
      }),
      { version: 2, at: at(6), type: 'StoodDown', by: 'Anna Ferri', reason: 'Rientrata' },
    ]);
  });

  test('of another declaration are not told', () => {
    const both = ledger(
      [0, declare],
      [1, { ...declare, area: { kind: 'zones', zones: ['Tosc-A1'] } } as DeclarationAct],
    );
    expect(reported([], 3, both).acts.map(({ version }) => version)).toEqual([1]);
  });
});

describe('a declaration that holds for months', () => {
  const long = ledger(
    [0, declare],
    ...Array.from({ length: 120 }, (_none, day): [number, DeclarationAct] => [
      (day + 1) * 20,
      { act: 'renew', declaration: 'd1', reason: `Giorno ${day}` },
    ]),
  );

  test('is told by its last two thousand hours', () => {
    const { byHour } = reported(register(code, [2399, [caseOpened(), received(2399.9)]]), 2400, long);
    expect(byHour).toHaveLength(2000);
    expect(byHour.at(-1)).toMatchObject({ from: '2026-12-21T08:00:00.000Z', contacts: 1, during: true });
    expect(byHour.every(({ during }) => during)).toBe(true);
  });
});

test('a declaration is over from its end on, and the day after goes as far as now', () => {
  expect(questionOf(declared, 'd1', at(5.99))?.over).toBe(false);
  expect(questionOf(declared, 'd1', at(6))?.over).toBe(true);
  const to = (now: number) => (questionOf(declared, 'd1', at(now))?.after.to ?? 0) - start;
  expect([to(10), to(30), to(100)]).toEqual([10, 30, 30].map((hours) => hours * 3_600_000));
});
