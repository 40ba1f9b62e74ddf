import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LedgerEvent } from '../../../../shared/contracts/declaration.ts';
import type { EventAct, EventPageAsked } from '../../../../shared/contracts/event-page.ts';
import {
  callOutView,
  type Duty,
  shiftAt,
  withAnswer,
  withCall,
  withEnd,
} from '../../../../shared/core/posture/call-out.ts';
import { decideEvent } from '../../../../shared/core/posture/decide-event.ts';
import { type Interval, minus, toIntervals, union } from '../../../../shared/core/posture/intervals.ts';
import { evolve, type Ledger, ledgerOf } from '../../../../shared/core/posture/ledger.ts';

const [anna, bruno] = [
  { subject: 'anna', name: 'Anna Ferri' },
  { subject: 'bruno', name: 'Bruno Neri' },
];
const start = Date.parse('2026-11-30T02:36:00.000Z');
const later = (hours: number) => new Date(start + hours * 3_600_000).toISOString();
const declared: LedgerEvent = {
  ...{ type: 'Declared', declaration: 'd1', at: later(0), by: anna, reason: 'quake', area: { kind: 'national' } },
  ...{ level: 'emergency', hours: 'around-the-clock', notice: { it: 'x', en: 'x', de: 'x' }, endsAt: later(100) },
};
const page = (more: Partial<EventPageAsked> = {}): EventPageAsked => ({
  ...{ word: { text: { it: 'Scossa.' }, source: 'INGV' }, doNow: [], avoid: [], known: [], unknown: [], untrue: [] },
  numbers: [],
  ...more,
});
const tell = (more?: Partial<EventPageAsked>): EventAct => ({ act: 'tell', page: page(more) });
const review: EventAct = { act: 'review' };
const withdraw: EventAct = { act: 'withdraw', reason: 'wrong' };
const ask = (
  ledger: Ledger,
  act: EventAct,
  { by = anna, at = later(1), seen = ledger.declarations['d1']?.said?.turn ?? 0, declaration = 'd1' } = {},
) => decideEvent({ act, declaration, by, at, seen, forbidden: [] }, ledger);
const after = (ledger: Ledger, act: EventAct, more: { by?: typeof anna; at?: string } = {}): Ledger => {
  const decision = ask(ledger, act, more);
  if ('refused' in decision) throw new Error(decision.refused);
  return evolve(ledger, decision.event);
};
const empty = ledgerOf([declared]);
const told = after(empty, tell());

describe('the page of an event', () => {
  test('is reviewed once, by another person, while it is seen', () => {
    expect(ask(told, review, { by: anna })).toEqual({ refused: 'own-words', declaration: 'd1' });
    const read = after(told, review, { by: bruno });
    expect(ask(read, review, { by: bruno })).toEqual({ refused: 'reviewed-already', declaration: 'd1' });
    expect(ask(told, review, { by: bruno, at: later(72.999) })).toHaveProperty('event');
    expect(ask(told, review, { by: bruno, at: later(73) })).toEqual({
      ...{ refused: 'already-over', declaration: 'd1', endedAt: later(73) },
    });
  });

  test('has nothing to review or withdraw before anything is told', () => {
    for (const act of [review, withdraw])
      expect(ask(empty, act, { by: bruno })).toEqual({ refused: 'nothing-told', declaration: 'd1' });
    expect(ask(after(told, withdraw), withdraw)).toEqual({ refused: 'nothing-told', declaration: 'd1' });
  });

  test('is of a declaration that was made and holds', () => {
    expect(ask(told, tell(), { declaration: 'd9', seen: 0 })).toEqual({
      refused: 'unknown-declaration',
      declaration: 'd9',
    });
    expect(ask(told, tell(), { declaration: 'toString', seen: 0 })).toMatchObject({ refused: 'unknown-declaration' });
    expect(ask(empty, tell({ word: { ...page().word, until: later(100) } }), { at: later(99.9) })).toHaveProperty(
      'event',
    );
    expect(ask(empty, tell(), { at: later(100) })).toEqual({
      refused: 'already-over',
      declaration: 'd1',
      endedAt: later(100),
    });
  });

  test('tells whoever saw an older turn what was said since, of this event alone', () => {
    const twice = after(told, tell({ unknown: [{ text: { it: 'Quanti?' }, source: 'INGV' }] }));
    const late = ask(twice, tell(), { seen: 1 });
    expect(late).toMatchObject({
      refused: 'conflict',
      expectedVersion: 1,
      version: 2,
      since: [{ type: 'EventTold', turn: 2 }],
    });
    expect(ask(twice, tell(), { seen: 0 })).toMatchObject({ since: [{ turn: 1 }, { turn: 2 }] });
  });

  test('is never told before what was told already', () => {
    const decision = ask(told, tell({ word: { text: { it: 'Altro.' }, source: 'INGV' } }), { at: later(-5) });
    expect(decision).toMatchObject({ event: { at: later(1), turn: 2 } });
  });
});

describe('what is told holds', () => {
  const pageOf = (asked: Partial<EventPageAsked>, at = later(1)) => {
    const decision = ask(empty, tell(asked), { at });
    if (!('event' in decision) || decision.event.type !== 'EventTold') throw new Error('it is told');
    return decision.event.page;
  };

  test('from now on: the word for six hours, everything else as long as the declaration, unless it says otherwise', () => {
    const line = { text: { it: 'Ponte chiuso.' }, source: 'ANAS' };
    const kept = pageOf({ known: [line, { ...line, from: later(2), until: later(3) }] });
    expect(kept.word).toMatchObject({ from: later(1), until: later(7) });
    expect(kept.known).toMatchObject([
      { from: later(1), until: later(100) },
      { from: later(2), until: later(3) },
    ]);
    expect(pageOf({}, later(97)).word.until).toBe(later(100));
  });

  test('to an end that is still to come, and the word for three days at most', () => {
    const word = (more: object) => ask(empty, tell({ word: { ...page().word, ...more } }));
    expect(word({ until: later(1) })).toMatchObject({ refused: 'ends-in-the-past', endsAt: later(1), at: later(1) });
    expect(word({ from: later(3), until: later(3) })).toMatchObject({ refused: 'ends-in-the-past' });
    expect(word({ until: later(73) })).toHaveProperty('event');
    expect(word({ until: later(73.001) })).toMatchObject({ refused: 'too-long', latest: later(73) });
    const numbers = [{ number: '800', name: { it: 'Linea' }, until: later(0.5) }] as never;
    expect(ask(empty, tell({ numbers }))).toMatchObject({ refused: 'ends-in-the-past', endsAt: later(0.5) });
  });

  test('as long as the first time where the same is said again, and anew where a source, a line or a number is another', () => {
    const known = [{ text: { it: 'Ponte chiuso.' }, source: 'ANAS' }];
    const first = after(empty, tell({ known }));
    const until = (asked: Partial<EventPageAsked>) => {
      const decision = ask(first, tell(asked), { at: later(5) });
      return 'event' in decision && decision.event.type === 'EventTold' ? decision.event.urgentUntil : undefined;
    };
    expect(until({ known })).toBe(later(73));
    expect(until({ known: [{ ...(known[0] as object), from: later(6) }] as never })).toBe(later(73));
    expect(until({ known: [{ text: { it: 'Ponte chiuso.' }, source: 'Comune' }] })).toBe(later(77));
    expect(until({ known: [] })).toBe(later(77));
    expect(until({ known, numbers: [{ number: '800', name: { it: 'Linea' } }] as never })).toBe(later(77));
    expect(ask(first, tell({ known }), { at: later(73) })).toEqual({ refused: 'not-reviewed', declaration: 'd1' });
    expect(ask(first, tell({ known }), { at: later(72.9) })).toHaveProperty('event');
  });
});

describe('a call-out', () => {
  const open = {
    ...{ service: 'protezione-civile', version: 1, declaration: 'd1', level: 'emergency', hours: 'extended' },
    ...{ area: { kind: 'national' }, reason: 'x', since: later(0), until: later(9), openedAt: later(0), secret: 's' },
    ...{ calls: [], revision: 1 },
  } as never;
  const duty: Duty = { name: 'Ada', email: 'ada@example.org', shift: 'day' };

  test('counts each change, so that of two who change it at once one is late', () => {
    const called = withCall(open, duty, later(0));
    expect([called.revision, withEnd(called, 'over', later(1)).revision]).toEqual([2, 3]);
    expect(withAnswer(called, 'Ada', later(1))).toMatchObject({
      revision: 3,
      acknowledged: { at: later(1), by: 'Ada' },
    });
    expect(called.calls).toEqual([{ name: 'Ada', email: 'ada@example.org', at: later(0) }]);
  });

  test('says to whoever was called how it stands', () => {
    expect(callOutView(open)).toMatchObject({ state: 'open' });
    expect(callOutView(withEnd(open, 'superseded', later(1)))).toMatchObject({ state: 'superseded' });
  });

  test('is of the day from eight to eight on the clocks of Rome', () => {
    expect(['05:59:59', '06:00:00', '17:59:59', '18:00:00'].map((time) => shiftAt(`2026-09-12T${time}Z`))).toEqual([
      ...['night', 'day', 'day', 'night'],
    ]);
    expect(shiftAt('2026-12-12T06:30:00Z')).toBe('night');
  });
});

describe('stretches of time', () => {
  const stretch = fc.tuple(fc.nat(50), fc.nat(20)).map(([from, length]): Interval => ({ from, to: from + length }));
  const inside = (all: readonly Interval[], at: number) => all.some(({ from, to }) => from <= at && at < to);
  const instants = Array.from({ length: 75 }, (_none, at) => at);

  test('together are the same instants, in order and apart', () => {
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 6 }), (all) => {
        const joined = union(all);
        for (const at of instants) expect(inside(joined, at)).toBe(inside(all, at));
        for (const [place, one] of joined.entries()) {
          expect(one.from).toBeLessThan(one.to);
          expect(one.from).toBeGreaterThan(joined[place - 1]?.to ?? -1);
        }
      }),
    );
  });

  test('without others are the instants of the one that are in none of them', () => {
    fc.assert(
      fc.property(stretch, fc.array(stretch, { maxLength: 6 }), (one, others) => {
        const left = minus(one, others);
        for (const at of instants) expect(inside(left, at)).toBe(inside([one], at) && !inside(others, at));
      }),
    );
    expect(toIntervals([{ from: later(0), to: later(1) }])).toEqual([{ from: start, to: start + 3_600_000 }]);
  });
});
