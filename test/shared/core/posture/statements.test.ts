import { describe, expect, test } from '@jest/globals';
import type { BulletinReading } from '../../../../shared/contracts/bulletin.ts';
import { isoOf } from '../../../../shared/core/hours/zone.ts';
import { applyBulletin, pruned, type Statements } from '../../../../shared/core/posture/statements.ts';

const HOUR = 3_600_000;
const noon = Date.parse('2027-02-01T11:00:00Z');
const zone = 'Emil-B1';
const orange: Statements = {
  [zone]: [{ from: noon, to: noon + 12 * HOUR, colour: 'orange', publishedAt: noon, trusted: true }],
};
const reading = (from: number, to: number): BulletinReading => ({
  kind: 'bulletin',
  source: 'today.csv',
  publishedAt: isoOf(noon + HOUR),
  horizon: 'today',
  validFrom: isoOf(from),
  validTo: isoOf(to),
  zones: [{ zone, colour: 'red', risks: { hydrogeological: 'red', thunderstorms: 'green', hydraulic: 'green' } }],
  doubts: [],
  correction: false,
});
const placed = (from: number, to: number) =>
  applyBulletin(orange, reading(from, to), noon + 2 * HOUR, true, () => true).statements[zone];

describe('what a bulletin says of a stretch', () => {
  test('stands between what was said of the time before and after it', () => {
    expect(placed(noon + 3 * HOUR, noon + 5 * HOUR)?.map(({ from, to, colour }) => [from, to, colour])).toEqual([
      [noon, noon + 3 * HOUR, 'orange'],
      [noon + 3 * HOUR, noon + 5 * HOUR, 'red'],
      [noon + 5 * HOUR, noon + 12 * HOUR, 'orange'],
    ]);
  });

  test('that is no time at all, or ends before it begins, leaves what was said', () => {
    for (const to of [noon + 3 * HOUR, noon + 2 * HOUR])
      expect(placed(noon + 3 * HOUR, to)?.every(({ from, to: end, colour }) => from < end && colour === 'orange')).toBe(
        true,
      );
  });
});

describe('what is remembered of a zone', () => {
  const said = (from: number, to: number, colour: 'green' | 'orange') => ({
    from: noon + from * HOUR,
    to: noon + to * HOUR,
    colour,
    publishedAt: noon,
    trusted: true,
  });
  const all = [said(0, 6, 'green'), said(6, 12, 'orange'), said(12, 24, 'green')];
  const left = (hours: number, hold = 0) => pruned({ [zone]: all }, noon + hours * HOUR, hold * HOUR);

  test('is what is not over, and the zone is forgotten with the last of it', () => {
    expect(left(3)).toEqual({ [zone]: all });
    expect(left(6)).toEqual({ [zone]: all.slice(1) });
    expect(left(12)).toEqual({ [zone]: all.slice(2) });
    expect(left(24)).toEqual({});
  });

  test('is what may have to be held too, back to what is worth holding', () => {
    expect(left(13, 2)).toEqual({ [zone]: all.slice(1) });
    expect(left(13, 1)).toEqual({ [zone]: all.slice(2) });
    expect(left(25, 20)).toEqual({ [zone]: all.slice(2) });
  });
});
