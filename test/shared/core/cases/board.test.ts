import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BoardCount, boardCounts } from '../../../../shared/contracts/board.ts';
import type { WorklistItem } from '../../../../shared/contracts/worklist.ts';
import {
  type AtBoard,
  arrivedLines,
  type BoardState,
  boardChart,
  boardLines,
  boardList,
  countsOf,
  placesOf,
  toldLines,
} from '../../../../shared/core/cases/board.ts';
import { familyLine, protezioneCivile } from '../../../fixtures/contacts.ts';
import { worklistItem } from '../../../fixtures/worklist-item.ts';

// A Monday, eleven in Rome.
const at = '2026-11-30T10:00:00.000Z';
const week = (from: string, to: string) => [{ days: ['monday' as const], from, to }];
const code = (prefix: string, number: number) => `${prefix}-0000-0000-${String(number).padStart(4, '0')}-0000`;

const colleague = (
  subject: string,
  groups: string[],
  hours?: [string, string],
  more: Partial<AtBoard> = {},
): AtBoard => ({
  subject,
  shift: { name: subject, skills: [], groups, week: hours === undefined ? [] : week(...hours) },
  presence: { presence: 'present', since: at, until: '2026-11-30T13:00:00.000Z' },
  ...more,
});

const subjects = ['anna', 'bruno', 'carla', 'dina', 'ezio'];

/** A state of one service: cases in its lanes, of people who work in its groups and shifts, or of nobody. */
const stateOf = (definition: BoardState['definition'], prefix: string): fc.Arbitrary<BoardState> => {
  const groups = (definition.experts ?? []).map(({ group }) => group);
  const anyGroups = fc.subarray(groups);
  const item = fc.record({
    lane: fc.constantFrom(...definition.lanes.map(({ lane }) => lane)),
    owner: fc.option(fc.constantFrom(...subjects, 'somebody'), { nil: undefined }),
    stage: fc.constantFrom('registered', 'taken-in-charge', 'waiting-for-you', 'forwarded', 'referred' as const),
    dueDay: fc.option(fc.integer({ min: 20, max: 30 }), { nil: undefined }),
    asked: anyGroups,
    expertLate: fc.boolean(),
    waitsDay: fc.option(fc.integer({ min: 10, max: 29 }), { nil: undefined }),
  });
  const person = fc.record({
    groups: anyGroups,
    hours: fc.option(fc.constantFrom<[string, string]>(['08:00', '14:00'], ['10:00', '20:00']), { nil: undefined }),
    presence: fc.constantFrom('present', 'break', 'signed-out' as const),
  });
  return fc
    .record({ items: fc.array(item, { maxLength: 20 }), people: fc.array(person, { maxLength: subjects.length }) })
    .map(({ items, people }) => ({
      definition,
      at,
      colleagues: people.map(({ groups: own, hours, presence }, place) =>
        colleague(subjects[place] ?? '', own, hours, {
          presence: { presence, since: at, until: '2026-11-30T13:00:00.000Z' },
        }),
      ),
      items: items.map(({ lane, owner, stage, dueDay, asked, expertLate, waitsDay }, number) =>
        worklistItem(code(prefix, number), {
          lane,
          stage,
          ...(owner !== undefined && { owner: { subject: owner, name: owner, since: at } }),
          ...(dueDay !== undefined && { dueAt: `2026-11-${dueDay}T10:00:00.000Z` }),
          ...(asked.length > 0 && { asked }),
          ...(expertLate && { expertLate: true as const }),
          ...(waitsDay !== undefined && { waitsSince: `2026-11-${waitsDay}T10:00:00.000Z` }),
        }),
      ),
    }));
};

const others: Partial<Record<WorklistItem['stage'], true>> = {
  'waiting-for-you': true,
  forwarded: true,
  referred: true,
};

/** The same once more, slowly and by itself: whether a case counts so in a lane or with a colleague. */
function counts(item: WorklistItem, what: BoardCount): boolean {
  const waits = item.expertLate === true || others[item.stage] === undefined;
  if (what === 'waiting') return waits;
  if (what === 'others') return !waits;
  if (what === 'free') return waits && item.owner === undefined;
  return item.dueAt !== undefined && Date.parse(item.dueAt) < Date.parse(at);
}

/** Whatever of number, list, bar and slow count is not the others, by line and count. */
function disagreements(state: BoardState): string[] {
  const { service, codePrefix } = state.definition as typeof protezioneCivile;
  const places = placesOf(state);
  const lines = boardLines(state, places);
  return boardCounts.flatMap((what) => {
    const chart = boardChart(lines, what);
    const counted = (of: string) => lines.filter((line) => line.of === of).reduce((sum, line) => sum + line[what], 0);
    const slowly = state.items.filter((item) => counts(item, what));
    const owned = slowly.filter(({ owner }) => owner !== undefined).length;
    const ofLines = lines.flatMap((line, place) => {
      const list = boardList(places, line.key, what);
      const bar = chart[place];
      const isRight =
        line.key.startsWith(`${service}/`) &&
        list.every(({ caseId }) => caseId.startsWith(codePrefix)) &&
        list.length === line[what] &&
        bar?.key === line.key &&
        bar.value === line[what] &&
        bar.length >= 0 &&
        bar.length <= 1;
      return isRight ? [] : [`${line.key} ${what}`];
    });
    return [
      ...ofLines,
      ...(chart.length === lines.length ? [] : [`bars of ${what}`]),
      // Each case once in its lane, and once with whoever has it.
      ...(counted('lane') === slowly.length ? [] : [`${service} lanes ${what}`]),
      ...(counted('colleague') === owned && counted('shift') === owned ? [] : [`${service} colleagues ${what}`]),
    ];
  });
}

describe('the board, the list behind a figure and its bar', () => {
  test('agree in a thousand states of two services, and neither counts a case of the other', () => {
    const states = fc.tuple(stateOf(protezioneCivile, 'PC'), stateOf(familyLine, 'FL'));
    fc.assert(
      fc.property(states, (two) => {
        const keys = two.flatMap((state) => [...placesOf(state).keys()]);
        expect(new Set(keys).size).toBe(keys.length);
        expect(two.flatMap(disagreements)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

test('of what came on a day each case counts once, in its lane, and as answered where it was', () => {
  const lanes = protezioneCivile.lanes.map(({ lane }) => lane);
  const arrived = fc.array(
    fc.record({ day: fc.constant('2026-11-30'), lane: fc.constantFrom(...lanes), answered: fc.boolean() }),
  );
  fc.assert(
    fc.property(arrived, (all) => {
      const told = arrivedLines(protezioneCivile, all);
      expect(told.map(({ lane }) => lane).sort()).toEqual([...lanes].sort());
      for (const { lane, arrived: count, answered } of told) {
        const own = all.filter((one) => one.lane === lane);
        expect([count, answered]).toEqual([own.length, own.filter((one) => one.answered).length]);
      }
    }),
  );
});

describe('a team', () => {
  const state: BoardState = {
    definition: protezioneCivile,
    at,
    colleagues: [
      colleague('anna', ['risks'], ['08:00', '14:00']),
      colleague('bruno', ['risks'], ['08:00', '14:00']),
      colleague('carla', ['risks', 'volunteers'], ['08:00', '14:00']),
      colleague('dina', [], ['22:00', '06:00']),
    ],
    items: [
      worklistItem(code('PC', 1), {
        owner: { subject: 'anna', name: 'Anna', since: at },
        dueAt: '2026-11-29T10:00:00.000Z',
      }),
      worklistItem(code('PC', 2), { stage: 'forwarded', asked: ['Esperti del volontariato'] }),
      worklistItem(code('PC', 3), { owner: { subject: 'dina', name: 'Dina', since: at } }),
    ],
  };

  test('has the cases of its people, and those that wait for it whatever name it was asked by', () => {
    const lines = boardLines(state);
    const line = (key: string) => lines.find((one) => one.key === `protezione-civile/${key}`);
    expect(line('group/risks')).toMatchObject({ waiting: 1, overdue: 1, others: 0, people: 3, present: 3 });
    expect(line('group/volunteers')).toMatchObject({ waiting: 0, others: 1, people: 1 });
    expect(line('shift/0800-1400')).toMatchObject({ waiting: 1, people: 3 });
    // At eleven whoever works by night works outside of a shift.
    expect(line('shift/none')).toMatchObject({ waiting: 1, people: 1 });
  });

  test('of fewer than three is told no figures of, nor is one colleague, unless the service agreed', () => {
    const { lines, small } = toldLines(boardLines(state), false);
    expect(lines.map(({ of }) => of)).not.toContain('colleague');
    expect(lines.map(({ id }) => id)).not.toContain('volunteers');
    expect(small).toContainEqual({ of: 'group', id: 'volunteers', people: 1, present: 1 });
    const all = toldLines(boardLines(state), true);
    expect(all.small).toEqual([]);
    expect(all.lines.filter(({ of }) => of === 'colleague').map(({ id, waiting }) => [id, waiting])).toEqual([
      ['anna', 1],
      ['dina', 1],
    ]);
  });
});

test('a board has the shifts of those who are at work in their order, though nothing waits in them', () => {
  const at8 = colleague('anna', [], ['10:00', '20:00']);
  const at10 = colleague('bruno', [], ['08:00', '14:00']);
  const shiftsOf = (colleagues: AtBoard[]) =>
    boardLines({ definition: protezioneCivile, at, colleagues, items: [] })
      .filter(({ of }) => of === 'shift')
      .map(({ key }) => key);
  expect(shiftsOf([at8, at10])).toEqual(shiftsOf([at10, at8]));
  expect(shiftsOf([at8, at10])).toHaveLength(2);
});

test('a line tells since when its oldest case waits for the desk: its citizen’s last words, else when it came', () => {
  const [early, late] = ['2026-11-20T10:00:00.000Z', '2026-11-25T10:00:00.000Z'];
  const oldest = (...items: WorklistItem[]) =>
    boardLines({ definition: protezioneCivile, at, colleagues: [], items }).find(({ id }) => id === 'information')
      ?.oldest;
  const one = (number: number, receivedAt: string, waitsSince?: string) =>
    worklistItem(code('PC', number), { receivedAt, ...(waitsSince !== undefined && { waitsSince }) });
  expect(oldest(one(1, late), one(2, early))).toBe(early);
  expect(oldest(one(1, early, late))).toBe(late);
  expect(oldest(one(1, early, late), one(2, early))).toBe(early);
  expect(oldest(worklistItem(code('PC', 1), { stage: 'referred', receivedAt: early }))).toBeUndefined();
  expect(oldest()).toBeUndefined();
});

test('a bar is as long as its part of the longest, and none where nothing is counted', () => {
  const lines = boardLines({
    definition: protezioneCivile,
    at,
    colleagues: [],
    items: [1, 2, 3].map((number) =>
      worklistItem(code('PC', number), { lane: number < 3 ? 'information' : 'complaints' }),
    ),
  });
  const bars = (what: BoardCount) =>
    boardChart(lines, what).flatMap(({ key, value, length }) =>
      value > 0 ? [[key.split('/').at(-1), value, length]] : [],
    );
  expect(bars('waiting')).toEqual([
    ['information', 2, 1],
    ['complaints', 1, 0.5],
  ]);
  expect(boardChart(lines, 'overdue').every(({ length }) => length === 0)).toBe(true);
});

test('what is overdue was due before that instant', () => {
  const counts = (dueAt: string) => countsOf(worklistItem(code('PC', 1), { dueAt }), at);
  expect(counts('2026-11-30T09:59:59.999Z')).toContain('overdue');
  expect(counts(at)).not.toContain('overdue');
});
