import { describe, expect, test } from '@jest/globals';
import { askedDays, knownDays } from '../../../functions/hours/rules/asked-days.ts';
import { wantedSchedules } from '../../../functions/hours/rules/wanted-schedules.ts';
import type { LedgerEvent } from '../../../shared/contracts/declaration.ts';
import { dateOf, dayOf } from '../../../shared/core/hours/zone.ts';
import { maximumDays } from '../../../shared/core/posture/service-state.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const known = { first: '2026-01-01', last: '2027-12-31' };
const asked = (query: Record<string, string>, today = '2026-09-11') => askedDays(query, today, known);
const wrong = (query: Record<string, string>, today?: string) => {
  const days = asked(query, today);
  return 'errors' in days ? days.errors.map(({ pointer }) => pointer) : [];
};
const plus = (day: string, days: number) => dateOf(dayOf(day) + days);

describe('the days that are asked for', () => {
  test('are the week from today, or from the day that is named', () => {
    expect(asked({})).toEqual({ from: '2026-09-11', to: '2026-09-17' });
    expect(asked({ from: '2026-10-01' })).toEqual({ from: '2026-10-01', to: '2026-10-07' });
    expect(asked({ from: '2026-10-01', to: '2026-10-01' })).toEqual({ from: '2026-10-01', to: '2026-10-01' });
  });

  test('end with the last day that is known', () => {
    expect(asked({ from: '2027-12-28' })).toEqual({ from: '2027-12-28', to: '2027-12-31' });
    expect(asked({ from: '2027-12-25' })).toEqual({ from: '2027-12-25', to: '2027-12-31' });
  });

  test('are days, of years whose holidays are known; each that is not is named', () => {
    expect(wrong({ from: '2025-12-31' })).toEqual(['/from']);
    expect(wrong({ from: '2026-01-01', to: '2026-01-02' })).toEqual([]);
    expect(wrong({ from: '2027-12-31', to: '2027-12-31' })).toEqual([]);
    expect(wrong({ from: 'soon', to: '2028-01-01' })).toEqual(['/from', '/to']);
    expect(wrong({ from: '2026-02-30' })).toEqual(['/from']);
  });

  test('are in order, and not more than anybody reads at once', () => {
    expect(wrong({ from: '2026-09-12', to: '2026-09-11' })).toEqual(['/to']);
    expect(wrong({ from: '2026-09-11', to: plus('2026-09-11', maximumDays - 1) })).toEqual([]);
    expect(wrong({ from: '2026-09-11', to: plus('2026-09-11', maximumDays) })).toEqual(['/to']);
  });

  test('are known from the first to the last year of the holidays', () => {
    expect(knownDays({ '2027-04-25': 'x', '2025-12-25': 'x', '2026-01-01': 'x' })).toEqual({
      ...{ first: '2025-01-01', last: '2027-12-31' },
    });
  });
});

describe('what ends or begins by itself has a schedule of its own', () => {
  const at = '2026-09-12T08:00:00.000Z';
  const declared = (declaration: string, endsAt: string): LedgerEvent => ({
    ...{ type: 'Declared', declaration, at, by: { subject: 'anna', name: 'Anna Ferri' }, reason: 'quake' },
    ...{
      area: { kind: 'national' },
      level: 'emergency',
      hours: 'extended',
      notice: { it: 'x', en: 'x', de: 'x' },
      endsAt,
    },
  });
  const told = (declaration: string): LedgerEvent =>
    ({
      ...{ type: 'EventTold', declaration, at, by: { subject: 'anna', name: 'Anna Ferri' }, turn: 1 },
      ...{ urgentUntil: '2026-09-15T08:00:00.000Z' },
      page: {
        ...{ doNow: [], avoid: [], known: [], unknown: [], untrue: [], numbers: [] },
        word: { text: { it: 'Scossa.' }, source: 'INGV', from: at, until: '2026-09-12T14:00:00.000Z' },
      },
    }) as unknown as LedgerEvent;
  const wanted = (...events: LedgerEvent[]) => wantedSchedules([{ definition: protezioneCivile, events }], at).oneOff;
  const whats = (events: LedgerEvent[]) => JSON.stringify(wanted(...events));

  test('the word of the hour, by a name that a schedule may have', () => {
    const id = 'a declaration/with: signs of all kinds and more than may be';
    const [telling] = wanted(declared(id, '2026-09-13T08:00:00.000Z'), told(id)).filter((one) =>
      JSON.stringify(one).includes('telling'),
    );
    expect(JSON.stringify(telling)).toContain('2026-09-12T14:00:00.000Z');
    expect(JSON.stringify(telling)).toContain('a_declaration_with__signs_of_all_kin');
    expect(JSON.stringify(telling)).not.toContain('a_declaration_with__signs_of_all_kind');
    expect(whats([declared('d1', '2026-09-13T08:00:00.000Z')])).not.toContain('telling');
  });

  test('the next closing, unless the declaration ends before it or with it', () => {
    // Extended hours close at eight in the evening, in Rome.
    expect(whats([declared('d1', '2026-09-13T08:00:00.000Z')])).toContain('"closing"');
    expect(whats([declared('d1', '2026-09-12T18:00:00.001Z')])).toContain('"closing"');
    for (const endsAt of ['2026-09-12T18:00:00.000Z', '2026-09-12T12:00:00.000Z'])
      expect(whats([declared('d1', endsAt)])).not.toContain('"closing"');
    expect(whats([])).toBe('[]');
  });
});
