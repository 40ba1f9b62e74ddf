import { describe, expect, test } from '@jest/globals';
import type { CaseRead } from '../../../functions/desk/rules/case-view.ts';
import {
  cellName,
  countsChanged,
  isMostlyFalse,
  kindHeard,
  laneOf,
  publishable,
} from '../../../functions/desk/rules/judged-danger.ts';
import type { JudgedCell } from '../../../shared/contracts/judged-danger.ts';
import { isoWeek } from '../../../shared/core/hours/iso-week.ts';

const fire: JudgedCell = { inLane: true, judged: 'danger', kind: 'fire', language: 'it' };
const none: JudgedCell = { ...fire, judged: 'none' };

describe('the week of an instant is that of ISO 8601, in Rome', () => {
  test.each([
    ['2026-11-28T10:00:00Z', '2026-W48'],
    // Sunday is the last day of a week, Monday the first of the next; in Rome Monday begins at 23:00 of UTC.
    ['2026-11-29T22:59:59Z', '2026-W48'],
    ['2026-11-29T23:00:00Z', '2026-W49'],
    // The week of a year is the one in which its Thursday lies.
    ['2025-12-29T10:00:00Z', '2026-W01'],
    ['2027-01-03T10:00:00Z', '2026-W53'],
    ['2027-01-04T10:00:00Z', '2027-W01'],
  ])('%s → %s', (at, week) => {
    expect(isoWeek(at)).toBe(week);
  });
});

describe('a judgement is counted', () => {
  const at = '2026-11-28T10:00:00Z';

  test('once in its week', () => {
    expect(countsChanged(undefined, { cell: fire, at })).toEqual([
      { week: '2026-W48', cell: 'lane|danger|fire|it', by: 1 },
    ]);
    expect(cellName({ ...none, inLane: false, language: 'de' })).toBe('outside|none|fire|de');
  });

  test('instead of the one before it, in the week of that one', () => {
    const before = { judged: 'none', inLane: false, at: '2026-11-20T10:00:00Z', by: 'x', kind: 'gas' } as const;
    expect(countsChanged(before, { cell: fire, at })).toEqual([
      { week: '2026-W48', cell: 'lane|danger|fire|it', by: 1 },
      { week: '2026-W47', cell: 'outside|none|gas|it', by: -1 },
    ]);
  });

  test('beside one whose kind was erased: nobody knows in which cell that was', () => {
    const erased = { judged: 'none', inLane: true, at, by: 'x' } as const;
    expect(countsChanged(erased, { cell: fire, at })).toHaveLength(1);
  });
});

test('the kind of a danger is the worst that any words told of, and none that a reading took back', () => {
  const told = (kind: string, level = 'lane') => ({ danger: { level, kind, evidence: '', rule: '' } });
  const heard = (parts: object) =>
    kindHeard({ contacts: [], readings: [], messages: [], documents: [], ...parts } as unknown as CaseRead);
  expect(heard({})).toBe('other');
  for (const part of ['contacts', 'readings', 'messages', 'documents'])
    expect(heard({ [part]: [{}, told('fire')] })).toBe('fire');
  expect(heard({ contacts: [told('fire')], messages: [told('violence')] })).toBe('violence');
  expect(heard({ readings: [{ ...told('violence'), replaced: true }, told('gas')] })).toBe('gas');
});

describe('the urgent lane is mostly false', () => {
  const counts = (danger: number, nothing: number) => ({
    [cellName(fire)]: danger,
    [cellName(none)]: nothing,
    'outside|none|fire|it': 100,
  });

  test('once more than half of more than twenty judged cases were none', () => {
    expect(laneOf({ ...counts(3, 4), [cellName({ ...fire, kind: 'gas' })]: 5 })).toEqual({ danger: 8, none: 4 });
    expect(isMostlyFalse(counts(10, 11))).toBe(true);
    expect(isMostlyFalse(counts(11, 11))).toBe(false);
    expect(isMostlyFalse(counts(0, 20))).toBe(false);
    expect(isMostlyFalse(counts(0, 21))).toBe(true);
    expect(isMostlyFalse(counts(21, 0))).toBe(false);
  });
});

describe('counts that may leave', () => {
  const published = (counts: Record<string, number>) =>
    publishable('protezione-civile', [['2026-W48', counts]]).weeks[0];
  const [gas, water] = [cellName({ ...fire, kind: 'gas' }), cellName({ ...fire, kind: 'water' })];

  test('tell a cell from five cases on, in the order of their names', () => {
    expect(
      publishable('protezione-civile', [['2026-W48', { [cellName(none)]: 5, [cellName(fire)]: 7, [gas]: 0 }]]),
    ).toEqual({
      service: 'protezione-civile',
      weeks: [
        {
          week: '2026-W48',
          cells: [
            { ...fire, count: 7 },
            { ...none, count: 5 },
          ],
          lane: { danger: 7, none: 5 },
        },
      ],
    });
    expect(published({ [cellName(fire)]: 4 })).toEqual({ week: '2026-W48', cells: [fire] });
  });

  test('tell no sum from which a small cell could be worked out', () => {
    // One small cell among large ones is the sum less the others.
    expect(published({ [cellName(fire)]: 9, [gas]: 4 })).not.toHaveProperty('lane');
    // Two small ones that are fewer than five together are as good as told.
    expect(published({ [cellName(fire)]: 9, [gas]: 2, [water]: 2 })).not.toHaveProperty('lane');
    expect(published({ [cellName(fire)]: 9, [gas]: 3, [water]: 2 })).toHaveProperty('lane', { danger: 14, none: 0 });
    // Of each finding by itself.
    expect(published({ [gas]: 3, [cellName(none)]: 3 })).not.toHaveProperty('lane');
    // What lies outside the lane is in no sum of it.
    expect(published({ [cellName(fire)]: 9, 'outside|danger|gas|it': 1 })).toHaveProperty('lane');
  });
});
