import { describe, expect, test } from '@jest/globals';
import type { BulletinReading } from '../../../../shared/contracts/bulletin.ts';
import { isoOf } from '../../../../shared/core/hours/zone.ts';
import { applyBulletin, type Statements } from '../../../../shared/core/posture/statements.ts';

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
