import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { peopleNeeded } from '../../../shared/core/people-needed.ts';
import { harmlessLanes, isForReserve, wrongReserve } from '../../../shared/core/reserve.ts';
import { protezioneCivile as definition } from '../../fixtures/contacts.ts';
import { worklistItem } from '../../fixtures/worklist-item.ts';

const member = {
  name: 'Piero Sanna',
  email: 'piero.sanna@example.org',
  languages: ['it' as const],
  lanes: ['information'],
};
const item = worklistItem('PC-0000-0000-0000-0001', { kind: 'information', lane: 'information' });

describe('lanes of the reserve', () => {
  test('are those where nobody waits for help and no term of the law runs', () => {
    expect(harmlessLanes(definition)).toEqual(['information', 'help-offers']);
  });

  test('a roster that names any other lane, or a telephone where nothing calls one, is refused', () => {
    expect(wrongReserve(member, definition)).toEqual([]);
    expect(wrongReserve({ ...member, lanes: ['information', 'urgent'] }, definition)).toMatchObject([
      { pointer: '/member/lanes' },
    ]);
    const { waking: _none, ...without } = definition;
    expect(wrongReserve({ ...member, phone: '+390655501' }, without)).toMatchObject([{ pointer: '/member/phone' }]);
  });

  test('a case that is urgent, formal, reserved, of another kind, lane or language is never handed to the reserve', () => {
    expect(isForReserve(item, member, definition)).toBe(true);
    for (const other of [
      { urgent: true },
      { formal: true },
      { reserved: true as const },
      { kind: 'intervention' as const },
      { lane: 'help-offers' },
      { language: 'de' as const },
    ])
      expect([other, isForReserve({ ...item, ...other }, member, definition)]).toEqual([other, false]);
    // Even where a roster of before names a lane that does harm.
    const wide = { ...member, lanes: ['information', 'help-requests', 'urgent'] };
    expect(isForReserve({ ...item, lane: 'help-requests' }, wide, definition)).toBe(false);
  });
});

describe('people needed', () => {
  test('given 48 cases that wait and 30 an hour, seven minutes each, four hours, one kept free: six', () => {
    // (48 ÷ 4 + 30) × 7 ÷ 60 = 4.9
    expect(peopleNeeded({ waiting: 48, arrivals: 30, minutesACase: 7, clearsInHours: 4, keptFree: 1 })).toBe(6);
    expect(peopleNeeded({ waiting: 0, arrivals: 0, minutesACase: 7, clearsInHours: 4, keptFree: 0 })).toBe(0);
    // A whole number of hours of work is not rounded up by a fraction that is none: (12 + 48) × 7 ÷ 60 = 7.
    expect(peopleNeeded({ waiting: 48, arrivals: 48, minutesACase: 7, clearsInHours: 4, keptFree: 0 })).toBe(7);
  });

  test('never fall as more waits, comes or takes longer, and so many work off what there is in time', () => {
    const load = fc.record({
      waiting: fc.nat(5_000),
      arrivals: fc.nat(1_000),
      minutesACase: fc.integer({ min: 1, max: 60 }),
      clearsInHours: fc.integer({ min: 1, max: 24 }),
      keptFree: fc.nat(5),
    });
    fc.assert(
      fc.property(load, (given) => {
        const needed = peopleNeeded(given);
        for (const more of [{ waiting: given.waiting + 1 }, { arrivals: given.arrivals + 1 }])
          expect(peopleNeeded({ ...given, ...more })).toBeGreaterThanOrEqual(needed);
        const hours = given.clearsInHours;
        const done = ((needed - given.keptFree) * hours * 60) / given.minutesACase;
        expect(done + 1e-3).toBeGreaterThanOrEqual(given.waiting + given.arrivals * hours);
      }),
    );
  });
});
