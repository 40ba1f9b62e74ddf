import { describe, expect, test } from '@jest/globals';
import { italianAlertZones, unknownZones } from '../../../../shared/core/posture/alert-zones.ts';

const zones = (...names: string[]) => ({ kind: 'zones' as const, zones: names });
const unknown = (area: Parameters<typeof unknownZones>[1], ...others: Parameters<typeof unknownZones>[1][]) =>
  unknownZones(italianAlertZones, area, others);

describe('a zone that an area names', () => {
  test('is known when the list has or had it, and the whole country always is', () => {
    expect(unknown(zones(...italianAlertZones.zones.map(({ zone }) => zone)))).toEqual([]);
    expect(italianAlertZones.zones.some(({ until }) => until !== undefined)).toBe(true);
    expect(unknown({ kind: 'national' })).toEqual([]);
  });

  test('is told by its place when it is a slip', () => {
    expect(unknown(zones('Emil-B1', 'Emil-B9', 'Sici-A', 'emil-b1', 'constructor'))).toEqual([1, 3, 4]);
  });

  test('is known when an act or a proposal named it before the list did', () => {
    const area = zones('Emil-B1', 'Valle dei Laghi');
    expect(unknown(area, { kind: 'national' }, zones('Sici-A'))).toEqual([1]);
    expect(unknown(area, zones('Valle dei Laghi'))).toEqual([]);
  });
});
