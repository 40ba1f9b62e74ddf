import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TracingAct } from '../../../../shared/contracts/tracing.ts';
import { buildingOf } from '../../../../shared/core/tracing/building.ts';
import { decideTracing, type TracingCommand } from '../../../../shared/core/tracing/decide-tracing.ts';
import { circles, goesAt, isOverdue, isToCall, type Tracing } from '../../../../shared/core/tracing/tracing.ts';
import { openEvents, tracedEvents } from '../../../../shared/core/tracing/tracing-events.ts';
import { openQuake, quake, search } from '../../../fixtures/tracing.ts';

const at = '2026-11-30T04:00:00.000Z';
const by = 'Dora Valli';
const decide = (one: Tracing, act: TracingAct) => decideTracing(one, { does: 'act', act, by }, at);
const done = (decided: ReturnType<typeof decideTracing>): Tracing => {
  if ('refused' in decided) throw new Error(decided.refused);
  return decided.next;
};
const handOver = { does: 'hand-over', by, to: 'Centro di Rocca' } as const;

describe('a building', () => {
  test.each([
    ['Via Roma 12', 'via roma, 12'],
    ['Via Roma 12', 'V. Roma n. 12'],
    ['Via Roma 12', 'VIA  ROMA  n°12'],
    ['Via Roma 12', 'via Roma, civico 12'],
    ['Piazza Libertà 3', 'p.zza Liberta 3'],
    ['Corso Umberto I 5', 'C.so Umberto I, 5'],
    ['Viale Europa 7/B', 'v.le Europa 7 b'],
  ])('is the same as %s where somebody writes %s', (one, other) => {
    expect(buildingOf({ address: other, municipality: 'ROCCA (RI)' })).toBe(
      buildingOf({ address: one, municipality: 'Rocca' }),
    );
  });

  test.each([
    [{ address: 'Via Roma 12' }, { address: 'Via Roma 13' }],
    [{ address: 'Via Roma 1' }, { address: 'Via Roma 12' }],
    [{ address: 'Via Roma 12' }, { address: 'Piazza Roma 12' }],
    [
      { address: 'Via Roma 12', municipality: 'Rocca' },
      { address: 'Via Roma 12', municipality: 'Norcia' },
    ],
  ])('%j is another than %j', (one, other) => {
    expect(buildingOf(one)).not.toBe(buildingOf(other));
  });

  test('is none where nobody named one', () => {
    expect([buildingOf({}), buildingOf({ municipality: 'Rocca' }), buildingOf({ address: ' - ' })]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('does not depend on letters, accents or marks', () => {
    const words = fc.array(fc.constantFrom('Via', 'Roma', 'San', 'Nicolò', '12', '7/A', 'Castello'), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.constantFrom(', ', '  ', ' - ', '. '), (parts, mark) => {
        const plain = buildingOf({ address: parts.join(' ') });
        expect(buildingOf({ address: parts.join(mark).toUpperCase().normalize('NFD') })).toBe(plain);
      }),
    );
  });
});

describe('a search', () => {
  test('is handed over once for its seeker, and each time for the record', () => {
    const first = decideTracing(search(), handOver, at);
    expect(first).toMatchObject({ owed: 'handed-over', next: { state: 'handed-over', handedOverAt: at } });
    const again = decideTracing(done(first), handOver, '2026-11-30T05:00:00.000Z');
    expect(again).not.toHaveProperty('owed');
    expect(done(again)).toMatchObject({ handedOverAt: at, history: { length: 3 } });
  });

  test('is closed, and then its seeker is called', () => {
    const closed = decide(search(), { act: 'close' });
    expect(closed).toMatchObject({ owed: 'closed', next: { state: 'closed' } });
    expect(isToCall(done(closed))).toBe(true);
    const called = done(decide(done(closed), { act: 'called' }));
    expect([called.state, isToCall(called)]).toEqual(['closed', false]);
    expect(decide(search(), { act: 'called' })).toEqual({ refused: 'not-now' });
    expect(decideTracing(called, handOver, at)).toEqual({ refused: 'not-now' });
  });

  test('waits too long after four hours for the coordination, and after a day for the call', () => {
    expect(isOverdue(search(), '2026-11-30T07:00:00.000Z')).toBe(false);
    expect(isOverdue(search(), '2026-11-30T07:00:01.000Z')).toBe(true);
    const closed = done(decide(search(), { act: 'close' }));
    expect(isOverdue(closed, '2026-12-01T04:00:00.000Z')).toBe(false);
    expect(isOverdue(closed, '2026-12-01T04:00:01.000Z')).toBe(true);
    expect(isOverdue(done(decide(closed, { act: 'called' })), '2027-01-01T00:00:00.000Z')).toBe(false);
  });

  test('is kept for the days of its service after the last thing that happened to it', () => {
    expect(goesAt(search(), {})).toBe('2027-11-30T03:00:00.000Z');
    expect(goesAt(done(decide(search(), { act: 'close' })), { keptDays: 30 })).toBe('2026-12-30T04:00:00.000Z');
  });

  test('has no word left once it is erased, and nothing can be done with it', () => {
    const joined = done(decide(done(decide(search(), { act: 'has-given-news' })), { act: 'join', with: 'b' }));
    const erased = done(decideTracing(joined, { does: 'erase' }, at));
    for (const word of ['Teresa', 'Ada', 'Roma', '333', 'gaveNews', 'sameAs'])
      expect(JSON.stringify(erased)).not.toContain(`"${word}`);
    expect(decide(erased, { act: 'close' })).toEqual({ refused: 'not-now' });
    expect(decideTracing(erased, { does: 'erase' }, at)).toEqual({ refused: 'not-now' });
  });
});

describe('searches about one person', () => {
  test('are those that people joined, in whatever order, until they undo it', () => {
    const at = (minute: number) => `2026-11-30T03:0${minute}:00.000Z`;
    const one = { id: 'a', receivedAt: at(1) };
    const two = { id: 'b', receivedAt: at(2), sameAs: 'a' };
    const three = { id: 'c', receivedAt: at(3), sameAs: 'b' };
    const alone = { id: 'd', receivedAt: at(4), sameAs: 'gone' };
    expect([...circles([three, alone, two, one])]).toEqual(
      expect.arrayContaining([
        ['a', 'a'],
        ['b', 'a'],
        ['c', 'a'],
        ['d', 'd'],
      ]),
    );
    expect(circles([one, { id: 'b', receivedAt: at(2) }, three]).get('c')).toBe('b');
    const joined = done(decide(search(), { act: 'join', with: 'b' }));
    expect(done(decide(joined, { act: 'unjoin' }))).not.toHaveProperty('sameAs');
    expect(decide(search(), { act: 'join', with: search().id })).toEqual({ refused: 'changes-nothing' });
  });
});

describe('the event of a search', () => {
  test('is open from the officer’s act until it is closed or the declaration ends, and stays known', () => {
    const closing = {
      type: 'TracingClosed',
      declaration: quake,
      at,
      by: { subject: 'a', name: 'a' },
      turn: 2,
    } as const;
    const open = (events: Parameters<typeof openEvents>[0], when: string) =>
      openEvents(events, when).map(({ event }) => event);
    expect(open(openQuake, '2026-11-30T02:39:00.000Z')).toEqual([]);
    expect(open(openQuake, at)).toEqual([quake]);
    expect(open([...openQuake, closing], at)).toEqual([]);
    expect(open(openQuake, '2026-12-02T02:36:00.000Z')).toEqual([]);
    const known = { event: quake, coordination: 'Centro di Rocca', open: false };
    expect(tracedEvents([...openQuake, closing], at)).toEqual([expect.objectContaining(known)]);
    expect(tracedEvents(openQuake.slice(0, 1), at)).toEqual([]);
  });
});

const acts = fc.constantFrom<TracingCommand>(
  ...(['unjoin', 'has-given-news', 'close', 'called'] as const).map(
    (act): TracingCommand => ({ does: 'act', act: { act }, by }),
  ),
  { does: 'act', act: { act: 'join', with: 'b' }, by },
  handOver,
);

test('in any order of acts a seeker is told three things at most, each once, and the end last', () => {
  fc.assert(
    fc.property(fc.array(acts, { maxLength: 30 }), (commands) => {
      let one = search();
      const told: string[] = ['received'];
      for (const command of commands) {
        const decided = decideTracing(one, command, at);
        if ('refused' in decided) continue;
        expect(decided.next.version).toBe(one.version + 1);
        one = decided.next;
        if (decided.owed) told.push(decided.owed);
      }
      expect([...new Set(told)]).toEqual(told);
      expect(['received', 'handed-over', 'closed'].filter((each) => told.includes(each))).toEqual(told);
    }),
  );
});
