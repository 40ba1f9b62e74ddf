import { describe, expect, test } from '@jest/globals';
import { followSchedules } from '../../../../functions/hours/follow-schedules.ts';
import type { LedgerEvent } from '../../../../shared/contracts/declaration.ts';
import type { OneOffSchedule } from '../../../../shared/core/posture/schedules.ts';
import {
  oneOffSchedules,
  scheduleChanges,
  weekHolds,
  weeklySchedules,
} from '../../../../shared/core/posture/schedules.ts';
import { familyLine, protezioneCivile } from '../../../fixtures/contacts.ts';

const by = { subject: 'anna', name: 'Anna Bianchi' };
const declaration = '3f2b8f8e-5d0f-4a41-9d43-6d1f3f7f6a10';
const declared = (hours: 'none' | 'extended' | 'around-the-clock'): LedgerEvent => ({
  type: 'Declared',
  declaration,
  at: '2026-09-12T08:00:00.000Z',
  by,
  reason: 'flood',
  area: { kind: 'national' },
  level: 'emergency',
  hours,
  notice: { it: 'Avviso', en: 'Notice', de: 'Hinweis' },
  endsAt: '2026-09-13T08:00:00.250Z',
});
const now = '2026-09-12T08:00:01.000Z';
const end = `end-${declaration}-20260913T080001`;
const renewal = `renewal-${declaration}-20260913T060001`;

describe('the schedules of the ordinary week', () => {
  test('are the openings and closings of the definition, in one cron each', () => {
    expect(weeklySchedules(protezioneCivile)).toEqual([
      { name: 'protezione-civile-opening-0900', expression: 'cron(0 9 ? * MON,TUE,WED,THU,FRI *)', what: 'opening' },
      { name: 'protezione-civile-closing-1800', expression: 'cron(0 18 ? * MON,TUE,WED,THU,FRI *)', what: 'closing' },
    ]);
  });

  test('know no midnight between two open days, and close at midnight where nothing follows', () => {
    const span = { from: '00:00', to: '24:00' };
    const weekly = {
      ...familyLine.hours.weekly,
      saturday: [span],
      sunday: [span],
      monday: [{ from: '08:30', to: '12:00' }],
    };
    const schedules = weeklySchedules({ service: 'familyline', hours: { ...familyLine.hours, weekly } });
    expect(schedules).toContainEqual({
      name: 'familyline-opening-0000',
      expression: 'cron(0 0 ? * SAT *)',
      what: 'opening',
    });
    expect(schedules).toContainEqual({
      name: 'familyline-closing-0000',
      expression: 'cron(0 0 ? * MON *)',
      what: 'closing',
    });
  });

  test.each(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const)(
    'name %s as Scheduler does',
    (name) => {
      const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
      const hours = { ...familyLine.hours, weekly: { ...none, [name]: [{ from: '08:00', to: '20:00' }] } };
      const short = name.slice(0, 3).toUpperCase();
      expect(weeklySchedules({ service: 'x', hours }).map(({ expression }) => expression)).toEqual([
        `cron(0 8 ? * ${short} *)`,
        `cron(0 20 ? * ${short} *)`,
      ]);
    },
  );

  test('hold while declarations leave the hours alone', () => {
    expect(weekHolds([], now)).toBe(true);
    expect(weekHolds([declared('none')], now)).toBe(true);
    expect(weekHolds([declared('extended')], now)).toBe(false);
    expect(weekHolds([declared('around-the-clock')], now)).toBe(false);
    expect(weekHolds([declared('around-the-clock')], '2026-09-13T08:00:01.000Z')).toBe(true);
  });
});

describe('the schedules of a declaration', () => {
  const oneOff = oneOffSchedules('familyline', [declared('around-the-clock')], now);

  test('are its end and the reminder two hours before, never early, with names that Scheduler takes', () => {
    expect(oneOff.map(({ name, at }) => [name, at])).toEqual([
      [renewal, '2026-09-13T06:00:01.000Z'],
      [end, '2026-09-13T08:00:01.000Z'],
    ]);
    for (const { name } of oneOff) expect(name).toMatch(/^[0-9a-zA-Z-_.]{1,64}$/);
  });

  test('are made once, and those that no longer hold are taken away; what is nobody’s stays', () => {
    const present = {
      'end-other-20260914T080000': { enabled: true },
      'by-hand': { enabled: true },
      [end]: { enabled: true },
    };
    expect(scheduleChanges({ oneOff, weekly: {} }, present, now)).toEqual({
      create: [expect.objectContaining({ name: renewal })],
      remove: ['end-other-20260914T080000'],
      enable: [],
      disable: [],
    });
  });

  test('are left to fire when their time has come, and swept up when they never did', () => {
    const changesAt = (asOf: string) => scheduleChanges({ oneOff: [], weekly: {} }, { [end]: { enabled: true } }, asOf);
    expect(changesAt('2026-09-13T08:00:30.000Z').remove).toEqual([]);
    expect(changesAt('2026-09-13T09:00:00.000Z').remove).toEqual([end]);
  });
});

describe('following', () => {
  const weekly = { 'familyline-opening-1000': false };
  const wanted = { oneOff: oneOffSchedules('familyline', [declared('around-the-clock')], now), weekly };

  function memory(before: (act: string) => void = () => {}) {
    const present: Record<string, { enabled: boolean }> = { 'familyline-opening-1000': { enabled: true } };
    const plane = {
      list: async () => structuredClone(present),
      create: async ({ name }: OneOffSchedule) => {
        before('create');
        present[name] = { enabled: true };
      },
      remove: async (name: string) => {
        before('remove');
        delete present[name];
      },
      turn: async (name: string, enabled: boolean) => {
        before('turn');
        present[name] = { enabled };
      },
    };
    return { present, plane };
  }
  const pause = async () => {};

  test('makes what is missing, turns the week off and on again, and then has nothing to do', async () => {
    const { present, plane } = memory();
    expect((await followSchedules(wanted, now, plane, pause)).left).toEqual([]);
    expect(present).toEqual({
      'familyline-opening-1000': { enabled: false },
      [end]: { enabled: true },
      [renewal]: { enabled: true },
    });
    expect(await followSchedules(wanted, now, plane, pause)).toEqual({ told: [], left: [] });
    await followSchedules({ oneOff: [], weekly: { 'familyline-opening-1000': true } }, now, plane, pause);
    expect(present).toEqual({ 'familyline-opening-1000': { enabled: true } });
  });

  test('stopped after any of its calls, is mended by the next run', async () => {
    for (let survived = 0; survived < 3; survived += 1) {
      let calls = 0;
      const { present, plane } = memory(() => {
        calls += 1;
        if (calls > survived) throw new Error('killed');
      });
      await followSchedules(wanted, now, plane, pause).catch(() => {});
      const next = memory();
      Object.assign(next.present, present);
      expect((await followSchedules(wanted, now, next.plane, pause)).left).toEqual([]);
      expect(Object.keys(next.present)).toHaveLength(3);
    }
  });

  test('tells what it could not do, and does the rest', async () => {
    const { plane } = memory((act) => {
      if (act === 'turn') throw new Error('refused');
    });
    const { told, left } = await followSchedules(wanted, now, plane, pause);
    const because = 'Error: refused';
    expect(told).toContainEqual({ act: 'disable', schedule: 'familyline-opening-1000', applied: false, because });
    expect(left).toEqual([{ service: 'all', what: 'familyline-opening-1000' }]);
  });
});
