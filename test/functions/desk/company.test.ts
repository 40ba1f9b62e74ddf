import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { companyAt, doingOf, placesNow } from '../../../functions/desk/rules/company.ts';
import type { Doing, KnownCompany } from '../../../shared/contracts/company.ts';
import { isoOf } from '../../../shared/core/hours/zone.ts';

const now = '2026-11-29T10:00:00.000Z';
const ago = (seconds: number) => isoOf(Date.parse(now) - seconds * 1_000);
const [one, other] = ['PC-7K3M-9QXT-4DHR-8WZA', 'PC-7K3M-9QXT-4DHR-8WZB'];
const place = (caseId: string, doing: Doing, seconds: number) => ({ caseId, doing, at: ago(seconds) });
const known = (subject: string, ...places: KnownCompany['places']): KnownCompany => ({
  subject,
  name: subject.toUpperCase(),
  places,
});

describe('who else has a case open', () => {
  test('is named with who writes first, never the asker, and nobody of another case', () => {
    const all = [
      known('anna', place(one, 'reads', 5)),
      known('carla', place(one, 'writes', 29), place(other, 'reads', 1)),
      known('dora', place(other, 'writes', 2)),
      known('me', place(one, 'writes', 1)),
    ];
    expect(companyAt(all, one, 'me', now)).toEqual([
      { name: 'CARLA', doing: 'writes' },
      { name: 'ANNA', doing: 'reads' },
    ]);
  });

  test('is told by name where several do the same', () => {
    const all = ['dora', 'anna', 'carla'].map((subject) => known(subject, place(one, 'reads', 5)));
    const names = (some: readonly KnownCompany[]) => companyAt(some, one, 'me', now).map(({ name }) => name);
    expect(names(all)).toEqual(['ANNA', 'CARLA', 'DORA']);
    expect(names(all.toReversed())).toEqual(['ANNA', 'CARLA', 'DORA']);
  });

  test('is somebody for half a minute after they last said so', () => {
    expect(companyAt([known('anna', place(one, 'reads', 30))], one, 'me', now)).toEqual([]);
    expect(companyAt([known('anna', place(one, 'reads', 29))], one, 'me', now)).toHaveLength(1);
  });
});

describe('what somebody does at a case', () => {
  test('is reading where they do not say, and nothing that is not known', () => {
    expect(doingOf(undefined)).toEqual({ doing: 'reads' });
    expect(doingOf('writes')).toEqual({ doing: 'writes' });
    expect(doingOf('sleeps')).toMatchObject({ errors: [{ pointer: '/doing' }] });
  });

  test('is written again once it is another, or some seconds old, and not with each poll', () => {
    expect(placesNow([place(one, 'reads', 5)], { caseId: one, doing: 'reads' }, now)).toBeUndefined();
    expect(placesNow([place(one, 'reads', 12)], { caseId: one, doing: 'reads' }, now)).toHaveLength(1);
    expect(placesNow([place(one, 'reads', 1)], { caseId: one, doing: 'writes' }, now)).toEqual([
      { caseId: one, doing: 'writes', at: now },
    ]);
  });

  test('takes the place of what was said before: nothing of half a minute ago is kept', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ number: fc.nat(20), seconds: fc.nat(90) }), { maxLength: 30 }),
        fc.nat(20),
        (before, at) => {
          const places = before.map(({ number, seconds }) => place(`PC-${number}`, 'reads', seconds));
          const kept = placesNow(places, { caseId: `PC-${at}`, doing: 'writes' }, now) ?? [];
          expect(kept.length).toBeLessThanOrEqual(5);
          expect(kept[0]).toEqual({ caseId: `PC-${at}`, doing: 'writes', at: now });
          expect(kept.every((held) => Date.parse(now) - Date.parse(held.at) < 30_000)).toBe(true);
          expect(kept.filter(({ caseId }) => caseId === `PC-${at}`)).toHaveLength(1);
        },
      ),
    );
  });
});
