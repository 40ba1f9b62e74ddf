import { describe, expect, test } from '@jest/globals';
import { endOf, italianAlertZones, unknownZones } from '../../../../shared/core/posture/alert-zones.ts';

const zones = (...names: string[]) => ({ kind: 'zones' as const, zones: names });
const unknown = (area: Parameters<typeof unknownZones>[1], ...others: Parameters<typeof unknownZones>[1][]) =>
  unknownZones(italianAlertZones, area, others, '2026-11-28');

describe('a zone that an area names', () => {
  test('is known while the list has it, and the whole country always is', () => {
    const all = zones(...italianAlertZones.zones.map(({ zone }) => zone));
    const ended = italianAlertZones.zones.flatMap(({ until }, index) => (until === undefined ? [] : [index]));
    expect(ended).toHaveLength(8);
    expect(unknown(all)).toEqual(ended);
    expect(unknownZones(italianAlertZones, all, [], '2026-05-31')).toEqual([]);
    expect(unknown({ kind: 'national' })).toEqual([]);
  });

  test('that has ended is told with what came in its place', () => {
    expect(endOf(italianAlertZones, 'Vene-A')).toEqual({ until: '2026-06-01', successors: ['Vene-A1', 'Vene-A2'] });
    expect(endOf(italianAlertZones, 'Vene-A1')).toBeUndefined();
    expect(endOf(italianAlertZones, 'constructor')).toBeUndefined();
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
