import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SavedView } from '../../shared/contracts/saved-view.ts';
import type { ChangedCase } from '../../shared/contracts/worklist.ts';
import { everything, filterOf, filters, queryOf, viewOf } from '../../web/console/desk/list-filter.ts';
import { givenTo, heldAfter, ringing, rowsAfter } from '../../web/console/desk/worklist-pages.ts';
import { actsFound, type PageAct } from '../../web/console/kit/acts.ts';
import { worklistItem } from '../fixtures/worklist-item.ts';

const item = (number: number, more = {}) => worklistItem(`PC-0000-0000-0000-${String(number).padStart(4, '0')}`, more);
const codes = (rows: readonly { caseId: string }[]) => rows.map(({ caseId }) => caseId);
const told = (number: number, more: Partial<ChangedCase> = {}): ChangedCase => ({
  caseId: item(number).caseId,
  version: 2,
  lane: 'information',
  urgent: false,
  open: true,
  waits: true,
  ...more,
});

describe('rows that somebody looks at', () => {
  test('stay where they are, as they now are; what is new waits', () => {
    const before = [item(2), item(3)];
    const now = { items: [item(1), item(3, { version: 2 }), item(2)], more: false };
    const { rows, news } = rowsAfter(before, now, []);
    expect(rows).toEqual([item(2), item(3, { version: 2 })]);
    expect(codes(news)).toEqual(codes([item(1)]));
  });

  test('are gone when the list was read to its end without them, or when they were told to be done', () => {
    const before = [item(1), item(2)];
    expect(rowsAfter(before, { items: [item(2)], more: false }, []).rows).toEqual([
      { ...item(1), gone: true },
      item(2),
    ]);
    const more = { items: [item(2)], more: true };
    expect(rowsAfter(before, more, []).rows).toEqual(before);
    expect(rowsAfter(before, more, [told(1, { open: false })]).rows[0]).toMatchObject({ gone: true });
    expect(rowsAfter(before, more, [told(1, { lane: 'urgent' })]).rows[0]).toMatchObject({ gone: true });
  });

  test('never move, whatever comes and goes, and nothing that is there is lost', () => {
    const some = fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 12 });
    fc.assert(
      fc.property(some, some, fc.boolean(), (before, now, more) => {
        const shown = { items: now.map((number) => item(number)), more };
        const { rows, news } = rowsAfter(
          before.map((number) => item(number)),
          shown,
          [],
        );
        expect(codes(rows)).toEqual(codes(before.map((number) => item(number))));
        const all = [...codes(rows), ...codes(news)];
        for (const code of codes(shown.items)) expect(all.filter((one) => one === code)).toHaveLength(1);
      }),
    );
  });
});

describe('an urgent case rings', () => {
  test('once while it waits for staff, and again when it waits anew', () => {
    const urgent = told(1, { urgent: true });
    const first = ringing(new Set(), [urgent, told(2)]);
    expect(first.rings).toEqual([urgent.caseId]);
    expect(ringing(first.rung, [urgent]).rings).toEqual([]);
    const taken = ringing(first.rung, [{ ...urgent, waits: false }]);
    expect(taken.rings).toEqual([]);
    expect(ringing(taken.rung, [urgent]).rings).toEqual([urgent.caseId]);
  });
});

describe('a filter', () => {
  test('is asked for by the names of the API, and what it leaves open is not asked', () => {
    expect(Object.values(queryOf(undefined, everything)).every((value) => value === undefined)).toBe(true);
    expect(
      queryOf('urgent', { ...everything, kind: 'report', region: '12', waitsFor: 'citizen', overdue: true }),
    ).toMatchObject({
      lane: 'urgent',
      kind: 'report',
      region: '12',
      'waits-for': 'citizen',
      overdue: 'true',
    });
    expect([filters(everything), filters({ ...everything, overdue: true })]).toEqual([false, true]);
  });
});

test('a view comes back from the center as the filter that it was, whatever the filter', () => {
  const filter = fc.record({
    kind: fc.constantFrom('' as const, 'report' as const),
    channel: fc.constantFrom('' as const, 'pec' as const),
    language: fc.constantFrom('' as const, 'de' as const),
    region: fc.constantFrom('', '08'),
    waitsFor: fc.constantFrom('' as const, 'expert' as const),
    overdue: fc.boolean(),
    mine: fc.boolean(),
  });
  fc.assert(
    fc.property(filter, fc.option(fc.constant('urgent'), { nil: undefined }), (chosen, lane) => {
      const view = SavedView.parse(JSON.parse(JSON.stringify(viewOf('Mia', lane, chosen))));
      expect(filterOf(view.filter)).toEqual(chosen);
      expect(view.lane).toBe(lane);
    }),
  );
});

test('an act is found by any words of its name, in any order', () => {
  const acts: PageAct[] = ['Cerca una richiesta', 'Apri la richiesta della riga'].map((name) => ({
    name,
    act: () => {},
  }));
  expect(actsFound(acts, 'UNA cerca').map(({ name }) => name)).toEqual(['Cerca una richiesta']);
  expect(actsFound(acts, '')).toHaveLength(2);
  expect(actsFound(acts, 'chiudi')).toEqual([]);
});

test('what a colleague gave somebody is news until they do something with it, or have it no more', () => {
  const given = (number: number, to?: string) => told(number, to === undefined ? {} : { given: to });
  const [one, other] = [item(1).caseId, item(2).caseId];
  const first = givenTo('operator-1', [], [given(1, 'operator-1'), given(2, 'operator-2')]);
  expect(first).toEqual([one]);
  expect(givenTo('operator-1', first, [])).toBe(first);
  expect(givenTo('operator-1', first, [given(1, 'operator-1'), given(2, 'operator-1')])).toEqual([one, other]);
  expect(givenTo('operator-1', first, [given(1)])).toEqual([]);
});

test('an answer that waits for a supervisor is told until somebody has judged it, however often it is told', () => {
  const changed = (number: number, held: boolean) => ({
    ...{
      caseId: `PC-0000-0000-0000-000${number}`,
      version: 2,
      lane: 'information',
      urgent: false,
      open: true,
      waits: false,
    },
    ...(held && { held: true as const }),
  });
  const [first, second] = [changed(1, true), changed(2, true)];
  const told = heldAfter([], [first, changed(3, false)]);
  expect(told).toEqual([first.caseId]);
  expect(heldAfter(told, [])).toBe(told);
  const both = heldAfter(told, [first, second]);
  expect(both).toEqual([first.caseId, second.caseId]);
  expect(heldAfter(both, [changed(1, false)])).toEqual([second.caseId]);
});
