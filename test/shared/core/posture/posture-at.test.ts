import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type {
  DeclarationAct,
  HoursChoice,
  LedgerEvent,
  PostureLevel,
} from '../../../../shared/contracts/declaration.ts';
import { dueAt } from '../../../../shared/core/hours/clocks.ts';
import { actsThatCount } from '../../../../shared/core/posture/declared.ts';
import { decide, emptyLedger, evolve, type Ledger } from '../../../../shared/core/posture/ledger.ts';
import { dueMoments, hoursPeriods, levelIn, postureAt } from '../../../../shared/core/posture/posture-at.ts';

const by = { subject: 'anna', name: 'Anna Bianchi' };
const notice = { it: 'Avviso', en: 'Notice', de: 'Hinweis' };
const HOUR = 3_600_000;
const start = Date.parse('2026-10-24T00:00:00Z');
const iso = (instant: number) => new Date(instant).toISOString();

////////// Random histories

const areas = fc.oneof(
  fc.constant({ kind: 'national' as const }),
  fc.uniqueArray(fc.constantFrom('Emil-A1', 'Emil-B1', 'Sici-C'), { minLength: 1 }).map((zones) => ({
    kind: 'zones' as const,
    zones,
  })),
);
const levels = fc.constantFrom('alert' as const, 'emergency' as const);
const hours = fc.constantFrom('none' as const, 'extended' as const, 'around-the-clock' as const);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const attempt = fc.record({
  wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 * HOUR })),
  which: fc.nat(3),
  act: fc.constantFrom('declare', 'declare', 'renew', 'change', 'stand-down'),
  area: areas,
  level: levels,
  hours,
  length: optional(fc.integer({ min: 1, max: 15 * 24 * HOUR })),
  clockBehind: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: HOUR })),
});

/** Plays attempts against the real decider; what is refused is left out, as in life. */
function historyOf(attempts: (typeof attempt extends fc.Arbitrary<infer One> ? One : never)[]): LedgerEvent[] {
  let ledger: Ledger = emptyLedger();
  let clock = start;
  for (const [place, each] of attempts.entries()) {
    clock += each.wait;
    const declaration = `d${each.which}`;
    const end = each.length === undefined ? {} : { endsAt: iso(clock + each.length) };
    const { area, level } = each;
    const act: DeclarationAct =
      each.act === 'declare'
        ? { act: 'declare', reason: 'because', area, level, hours: each.hours, notice, ...end }
        : each.act === 'renew'
          ? { act: 'renew', declaration, reason: 'because', ...end }
          : each.act === 'change'
            ? { act: 'change', declaration, reason: 'because', area, level, hours: each.hours }
            : { act: 'stand-down', declaration, reason: 'because' };
    const at = iso(clock - each.clockBehind);
    const made = `d${Object.keys(ledger.declarations).length}`;
    const decision = decide({ act, by, at, newDeclaration: made, expectedVersion: ledger.version }, ledger);
    if ('events' in decision) ledger = decision.events.reduce(evolve, ledger);
    else if (place < 0) throw new Error(decision.refused);
  }
  return [...ledger.events];
}

const histories = fc.array(attempt, { maxLength: 12 }).map(historyOf);

////////// The slow model: for one instant, reads the story line by line and remembers only who holds what

type Slow = { level: PostureLevel; hours: HoursChoice; zones: Record<string, PostureLevel>; national: PostureLevel };

function slowly(events: LedgerEvent[], instant: number): Slow {
  const rank: Record<string, number> = {
    ordinary: 0,
    alert: 1,
    emergency: 2,
    none: 0,
    extended: 1,
    'around-the-clock': 2,
  };
  const cards: { id: string; end: number; level: PostureLevel; hours: HoursChoice; where: string[] }[] = [];
  for (const event of events) {
    if (Date.parse(event.at) > instant) break;
    const where = 'area' in event ? (event.area.kind === 'national' ? ['everywhere'] : event.area.zones) : [];
    const card = cards.find(({ id }) => id === event.declaration);
    if (event.type === 'Declared') {
      cards.push({
        id: event.declaration,
        end: Date.parse(event.endsAt),
        level: event.level,
        hours: event.hours,
        where,
      });
    } else if (!card) throw new Error('a story about nothing');
    else if (event.type === 'Renewed') card.end = Date.parse(event.endsAt);
    else if (event.type === 'StoodDown') card.end = Date.parse(event.at);
    else if (event.type === 'Changed') Object.assign(card, { level: event.level, hours: event.hours, where });
  }
  const slow: Slow = { level: 'ordinary', hours: 'none', zones: {}, national: 'ordinary' };
  for (const { end, level, hours: wide, where } of cards) {
    if (instant >= end) continue;
    if ((rank[level] as number) > (rank[slow.level] as number)) slow.level = level;
    if ((rank[wide] as number) > (rank[slow.hours] as number)) slow.hours = wide;
    for (const place of where) {
      const before = place === 'everywhere' ? slow.national : (slow.zones[place] ?? 'ordinary');
      const higher = (rank[level] as number) > (rank[before] as number) ? level : before;
      if (place === 'everywhere') slow.national = higher;
      else slow.zones[place] = higher;
    }
  }
  return slow;
}

/** The instants where something can change, and those just before and after. */
function instantsOf(events: LedgerEvent[]): number[] {
  const edges = events.flatMap((event) => [event.at, ...('endsAt' in event ? [event.endsAt] : [])]);
  return [start, ...edges.map((edge) => Date.parse(edge))].flatMap((edge) => [edge - 1, edge, edge + 1]);
}

describe('the posture at an instant', () => {
  test('equals an independent slow model’s in 1,000 random histories', () => {
    fc.assert(
      fc.property(histories, (events) => {
        for (const instant of instantsOf(events)) {
          const { level, hours: wide, zones, national } = postureAt(events, iso(instant));
          expect({ level, hours: wide, zones, national }).toEqual(slowly(events, instant));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('is not changed by anything that is done later', () => {
    fc.assert(
      fc.property(histories, (events) => {
        for (const [place, event] of events.entries()) {
          const just = iso(Date.parse(event.at) - 1);
          expect(postureAt(events, just)).toEqual(postureAt(events.slice(0, place), just));
          const before = Date.parse(event.at);
          const cut = (all: LedgerEvent[]) =>
            hoursPeriods(all).flatMap(({ from, to, hours: wide }) =>
              Date.parse(from) < before ? [{ from, to: Math.min(Date.parse(to), before), hours: wide }] : [],
            );
          expect(cut(events)).toEqual(cut(events.slice(0, place)));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the hours that declarations make', () => {
  test('equal the slow model’s at every instant of 1,000 random histories, and are in order and disjoint', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const periods = hoursPeriods(events);
        for (const instant of instantsOf(events)) {
          const found = periods.filter(({ from, to }) => Date.parse(from) <= instant && instant < Date.parse(to));
          expect(found.length).toBeLessThanOrEqual(1);
          expect(found[0]?.hours ?? 'none').toBe(slowly(events, instant).hours);
        }
        for (const [place, { from, to, hours: wide }] of periods.entries()) {
          expect(Date.parse(from)).toBeLessThan(Date.parse(to));
          const next = periods[place + 1];
          if (!next) continue;
          expect(Date.parse(to)).toBeLessThanOrEqual(Date.parse(next.from));
          if (to === next.from) expect(wide).not.toBe(next.hours);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('as known on Saturday know nothing of Sunday’s stand-down', () => {
    const events = story(
      { act: 'declare', at: '2026-09-12T08:00:00Z' },
      { act: 'stand-down', at: '2026-09-12T09:00:00Z' },
    );
    expect(hoursPeriods(events, '2026-09-12T08:30:00Z')).toEqual([
      { from: '2026-09-12T08:00:00.000Z', to: '2026-09-13T08:00:00.000Z', hours: 'around-the-clock' },
    ]);
    expect(hoursPeriods(events)).toEqual([
      { from: '2026-09-12T08:00:00.000Z', to: '2026-09-12T09:00:00.000Z', hours: 'around-the-clock' },
    ]);
  });
});

function story(...told: { act: 'declare' | 'stand-down' | 'renew'; at: string }[]): LedgerEvent[] {
  let ledger = emptyLedger();
  for (const { act, at } of told) {
    const full: DeclarationAct =
      act === 'declare'
        ? {
            act,
            reason: 'flood',
            area: { kind: 'zones', zones: ['Emil-B1'] },
            level: 'emergency',
            hours: 'around-the-clock',
            notice,
          }
        : { act, declaration: 'd1', reason: 'over' };
    const decision = decide({ act: full, by, at, newDeclaration: 'd1', expectedVersion: ledger.version }, ledger);
    if ('refused' in decision) throw new Error(decision.refused);
    ledger = decision.events.reduce(evolve, ledger);
  }
  return [...ledger.events];
}

describe('a ledger of years', () => {
  /** As many emergencies of a day, one every eight hours, as a container knows them at the end. */
  const years = (acts: number) => ({
    events: Array.from(
      { length: acts },
      (_, place): LedgerEvent => ({
        type: 'Declared',
        declaration: `d${place}`,
        at: iso(start + place * 8 * HOUR),
        by,
        reason: 'because',
        area: { kind: 'national' },
        level: 'emergency',
        hours: place % 2 === 0 ? 'extended' : 'around-the-clock',
        notice,
        endsAt: iso(start + (place * 8 + 24) * HOUR),
      }),
    ),
    end: iso(start + acts * 8 * HOUR),
  });
  const ask = ({ events, end }: ReturnType<typeof years>) => [postureAt(events, end), hoursPeriods(events, end)];

  /** How many instants are read for a question. */
  function read(question: () => unknown): number {
    const parse = jest.spyOn(Date, 'parse');
    try {
      question();
      return parse.mock.calls.length;
    } finally {
      parse.mockRestore();
    }
  }

  test('twice as long costs twice as much, not four times', () => {
    const [short, long] = [years(300), years(600)];
    expect(read(() => ask(long))).toBeLessThan(3 * read(() => ask(short)));
  });

  test('is read once for however many contacts, and anew when an act is added', () => {
    const ledger = years(300);
    const first = ask(ledger);
    expect(read(() => expect(ask(ledger)).toEqual(first))).toBeLessThan(20);
    const at = iso(start + 299 * 8 * HOUR + 1);
    for (const declaration of ['d297', 'd298', 'd299'])
      ledger.events.push({ type: 'StoodDown', declaration, at, by, reason: 'over' });
    expect(postureAt(ledger.events, ledger.end).level).toBe('ordinary');
  });
});

describe('areas', () => {
  test('a zone is in what is declared for it or for the whole country, whichever is higher', () => {
    const posture = postureAt(story({ act: 'declare', at: '2026-09-12T08:00:00Z' }), '2026-09-12T08:00:00Z');
    expect(levelIn(posture, { kind: 'zones', zones: ['Emil-B1'] })).toBe('emergency');
    expect(levelIn(posture, { kind: 'zones', zones: ['Sici-C'] })).toBe('ordinary');
    expect(levelIn(posture, { kind: 'national' })).toBe('ordinary');
    expect(levelIn({ ...posture, national: 'alert' }, { kind: 'zones', zones: ['Sici-C'] })).toBe('alert');
  });
});

describe('wake-ups', () => {
  test('are the end and, two hours before, the reminder to renew; a renewal moves both', () => {
    const declared = story({ act: 'declare', at: '2026-09-12T08:00:00Z' });
    expect(dueMoments(declared, '2026-09-12T08:00:00Z')).toEqual([
      { at: '2026-09-13T06:00:00.000Z', what: 'renewal-reminder', declaration: 'd1' },
      { at: '2026-09-13T08:00:00.000Z', what: 'end', declaration: 'd1' },
    ]);
    const renewed = story({ act: 'declare', at: '2026-09-12T08:00:00Z' }, { act: 'renew', at: '2026-09-13T07:59:59Z' });
    expect(dueMoments(renewed, '2026-09-13T07:59:59Z').map(({ at }) => at)).toEqual([
      '2026-09-14T06:00:00.000Z',
      '2026-09-14T08:00:00.000Z',
    ]);
    expect(dueMoments(declared, '2026-09-13T08:00:00Z')).toEqual([]);
  });
});

describe('a contact of Friday 17:00 with four working hours to the first answer', () => {
  const nine = [{ from: '09:00', to: '18:00' }];
  const rules = {
    timeZone: 'Europe/Rome',
    weekly: { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine, saturday: [], sunday: [] },
    holidays: {},
  };
  const due = (events: LedgerEvent[]) =>
    dueAt({ start: '2026-09-11T15:00:00Z', target: { workingMinutes: 240 }, rules, periods: hoursPeriods(events) });

  test.each([
    ['Monday 12:00 in ordinary posture', [], '2026-09-14T10:00:00.000Z'],
    [
      'Saturday 13:00 once around the clock is declared on Saturday 10:00',
      [{ act: 'declare', at: '2026-09-12T08:00:00Z' }],
      '2026-09-12T11:00:00.000Z',
    ],
    [
      'Monday 11:00 when that emergency is stood down an hour later',
      [
        { act: 'declare', at: '2026-09-12T08:00:00Z' },
        { act: 'stand-down', at: '2026-09-12T09:00:00Z' },
      ],
      '2026-09-14T09:00:00.000Z',
    ],
  ] as const)('is due on %s', (_when, acts, expected) => {
    expect(due(story(...acts))).toBe(expected);
  });
});

test('acts that still count tell posture and hours of every instant since as all acts do', () => {
  fc.assert(
    fc.property(
      histories,
      fc.integer({ min: 0, max: 400 * 24 * HOUR }),
      fc.nat(60 * 24 * HOUR),
      (events, age, later) => {
        const asOf = iso(start + age);
        const since = start + age - 30 * 24 * HOUR;
        const counting = actsThatCount(events, asOf);
        const at = iso(since + later);
        const known = events.filter((event) => Date.parse(event.at) <= Date.parse(asOf));
        fc.pre(known.length === events.length);
        expect(postureAt(counting, at)).toEqual(postureAt(events, at));
        const hoursSince = (acts: readonly LedgerEvent[]) =>
          hoursPeriods(acts, at).flatMap(({ from, to, hours }) =>
            Date.parse(to) <= since ? [] : [{ from: Math.max(since, Date.parse(from)), to: Date.parse(to), hours }],
          );
        expect(hoursSince(counting)).toEqual(hoursSince(events));
      },
    ),
  );
});
