import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { monthFigures, splitsOf, wholes } from '../../../../functions/statistics/rules/month-figures.ts';
import { type Told, toldParts } from '../../../../functions/statistics/rules/suppress.ts';
import type { ToldFigure } from '../../../../shared/contracts/statistics.ts';
import { familyLine, protezioneCivile } from '../../../fixtures/contacts.ts';

type Range = { least: number; most: number };

/** What a reader knows of a number by how it is told. */
function rangeOf(told: Told): Range {
  if (typeof told === 'number') return { least: told, most: told };
  if (told === '<5') return { least: 1, most: 4 };
  return { least: told === '≥5' ? 5 : 0, most: Number.POSITIVE_INFINITY };
}

/** A sum that a reader knows to hold: the parts of a whole come to it. */
type Sum = { whole: string; parts: readonly string[] };

/**
 * What is left of each number for whoever subtracts as long as it tells them anything: bounds of whole numbers under
 * sums. Each number is a part of one whole at most, so these bounds are the best that there are.
 */
function subtracted(told: ReadonlyMap<string, Told>, sums: readonly Sum[]): Map<string, Range> {
  const ranges = new Map([...told].map(([name, value]) => [name, rangeOf(value)]));
  const of = (name: string): Range => ranges.get(name) ?? { least: 0, most: Number.POSITIVE_INFINITY };
  const narrow = (name: string, { least, most }: Range): boolean => {
    const before = of(name);
    const after = { least: Math.max(before.least, least), most: Math.min(before.most, most) };
    ranges.set(name, after);
    return after.least !== before.least || after.most !== before.most;
  };
  for (let isNews = true; isNews; ) {
    isNews = false;
    for (const { whole, parts } of sums) {
      const least = parts.reduce((sum, part) => sum + of(part).least, 0);
      const most = parts.reduce((sum, part) => sum + of(part).most, 0);
      isNews = narrow(whole, { least, most }) || isNews;
      for (const part of parts) {
        const others = parts.filter((other) => other !== part);
        isNews =
          narrow(part, {
            least: of(whole).least - others.reduce((sum, other) => sum + of(other).most, 0),
            most: of(whole).most - others.reduce((sum, other) => sum + of(other).least, 0),
          }) || isNews;
      }
    }
  }
  return ranges;
}

const isSmall = (value: number) => value > 0 && value < 5;

const size = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 6 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 400 }) },
);

test.each<[number[], Told[]]>([
  [
    [12, 7],
    [12, 7],
  ],
  [
    [12, 3],
    ['≥5', '<5'],
  ],
  [
    [12, 9, 3],
    [12, '≥5', '<5'],
  ],
  [
    [12, 3, 2],
    [12, '<5', '<5'],
  ],
  // Two that are both one, or both four, tell it by their sum.
  [
    [12, 1, 1],
    ['≥5', '<5', '<5'],
  ],
  [
    [12, 4, 4],
    ['≥5', '<5', '<5'],
  ],
  // One that is held back and is five at least tells of a one beside it, where the sum is six.
  [
    [9, 5, 1],
    ['≥5', '≥5', '<5'],
  ],
  [
    [5, 5, 1],
    ['*', '*', '*'],
  ],
  // Behind a zero is nobody.
  [
    [12, 0, 0],
    [12, 0, 0],
  ],
  [
    [12, 2, 0],
    ['≥5', '<5', 0],
  ],
])('%j is told as %j', (parts, told) => {
  expect(toldParts(parts)).toEqual(told);
});

test('no part of one to four can be worked out from what is told of the parts and of their whole', () => {
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 8 }), (parts) => {
      const sum = parts.reduce((all, each) => all + each, 0);
      fc.pre(sum >= 5);
      const names = parts.map((_part, place) => `part ${place}`);
      const told = toldParts(parts);
      const known = new Map<string, Told>([
        ['whole', sum],
        ...names.map((name, at) => [name, told[at] ?? '*'] as const),
      ]);
      const ranges = subtracted(known, [{ whole: 'whole', parts: names }]);
      for (const [place, value] of parts.entries()) {
        const { least, most } = ranges.get(names[place] ?? '') as Range;
        if (isSmall(value)) expect({ parts, told, isOpen: least < most }).toEqual({ parts, told, isOpen: true });
        expect(least <= value && value <= most).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

/** What was counted in a month, at random: every whole is the sum of its parts, in each respect. */
const counted = (service: typeof familyLine) => {
  const splits = splitsOf(service);
  return fc
    .record({
      sums: fc.array(size, { minLength: wholes.length, maxLength: wholes.length }),
      cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 }),
    })
    .map(({ sums, cuts }) => {
      const all: Record<string, number> = Object.fromEntries(wholes.map((name, place) => [name, sums[place] ?? 0]));
      let cut = 0;
      for (const { whole, by, parts } of splits) {
        let left = all[whole] ?? 0;
        for (const [place, part] of parts.entries()) {
          cut += 1;
          const share = (cuts[cut % cuts.length] ?? 0) ** 2;
          const own = place === parts.length - 1 ? left : Math.round(left * share);
          left -= own;
          all[`${whole}.${by}.${part}`] = own;
        }
      }
      all['owed.2026-11-02'] = all['cases.state.open.due.overdue'] ?? 0;
      return all;
    });
};

test.each([
  ['protezione-civile', protezioneCivile],
  ['familyline', familyLine],
])('no number of one to four of a month of %s can be worked out from all that is told of it', (_name, service) => {
  const sums = splitsOf(service).map(({ whole, by, parts }) => ({
    whole,
    parts: parts.map((part) => `${whole}.${by}.${part}`),
  }));
  const nameOf = ({ figure, by, of }: ToldFigure) => {
    const whole = splitsOf(service).find((split) => split.figure === figure && split.by === by)?.whole;
    return whole === undefined ? figure : `${whole}.${by}.${of}`;
  };
  fc.assert(
    fc.property(counted(service), (month) => {
      const figures = monthFigures(month, service, '2026-11-30');
      const known = new Map(figures.map((figure) => [nameOf(figure), figure.value]));
      const ranges = subtracted(known, sums);
      for (const [name, value] of Object.entries(month)) {
        const range = ranges.get(name);
        if (range === undefined) continue;
        expect({ name, told: typeof known.get(name) === 'number' && isSmall(value) }).toEqual({ name, told: false });
        if (isSmall(value)) expect({ name, isOpen: range.least < range.most }).toEqual({ name, isOpen: true });
      }
    }),
    { numRuns: 150 },
  );
});

test('an average is told of five or more, and of those that were late beside all only where both are told', () => {
  const answered = 'cases.state.answered';
  const month = (within: number, late: number) => ({
    cases: 100,
    'cases.state.answered': 100,
    [`${answered}.charter.within`]: within,
    [`${answered}.charter.late`]: late,
    [`${answered}.charter.untimed`]: 100 - within - late,
    'timed.promisedMinutes': 60 * (within + late),
    'timed.takenMinutes': 90 * (within + late),
    'late.promisedMinutes': 60 * late,
    'late.takenMinutes': 600 * late,
  });
  const told = (within: number, late: number) =>
    Object.fromEntries(
      monthFigures(month(within, late), familyLine, '2026-11-30')
        .filter(({ by, figure }) => by === undefined && figure.endsWith('Hours'))
        .map(({ figure, value }) => [figure, value]),
    );
  expect(told(60, 10)).toEqual({ promisedHours: 1, takenHours: 1.5, latePromisedHours: 1, lateTakenHours: 10 });
  expect(told(97, 3)).toEqual({});
});
