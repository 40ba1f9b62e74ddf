import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { attemptsAllowed, type CallBackTime, callBackSlot } from '../../../../shared/core/cases/call-back.ts';
import { initialCase } from '../../../../shared/core/cases/case.ts';
import { decideCase } from '../../../../shared/core/cases/decide.ts';
import { evolveCase } from '../../../../shared/core/cases/evolve.ts';
import { type HoursPeriod, isOpen } from '../../../../shared/core/hours/calendar.ts';
import { dueAt } from '../../../../shared/core/hours/clocks.ts';
import { caseOpened } from '../../../fixtures/case-events.ts';
import {
  declared,
  everyDay,
  hoursOn,
  iso,
  office,
  periodNear,
  rome,
  romeClock,
  someMinute,
  someRules,
} from '../../../fixtures/rome.ts';

const fourHours = { workingMinutes: 240 };
const slot = (
  wall: string,
  preference: CallBackTime = 'any',
  rules = office(),
  periods: HoursPeriod[] = [],
  firstAnswer: Parameters<typeof callBackSlot>[0]['firstAnswer'] = fourHours,
) => {
  const found = callBackSlot({ at: rome(wall), preference, rules, periods, firstAnswer });
  return found && [romeClock(found.from).slice(0, 16), romeClock(found.dueAt).slice(0, 16)];
};

describe('a call-back in a morning or afternoon', () => {
  test('is never in a morning that ends as the service opens, nor in an afternoon that begins as it closes', () => {
    const from = (opens: string, closes: string) => hoursOn(everyDay, [{ from: opens, to: closes }]);
    expect(slot('2026-09-11T10:00', 'morning', from('13:00', '20:00'))).toEqual([
      '2026-09-11T13:00',
      '2026-09-11T17:00',
    ]);
    expect(slot('2026-09-11T07:00', 'afternoon', from('08:00', '13:00'))).toEqual([
      '2026-09-11T08:00',
      '2026-09-11T12:00',
    ]);
  });
});

test('in the morning or afternoon that has begun is a call-back while half an hour of it is left', () => {
  expect(slot('2026-09-11T12:30', 'morning')).toEqual(['2026-09-11T12:30', '2026-09-11T13:00']);
  expect(slot('2026-09-11T12:31', 'morning')).toEqual(['2026-09-14T09:00', '2026-09-14T13:00']);
  expect(slot('2026-09-11T13:00', 'afternoon')).toEqual(['2026-09-11T13:00', '2026-09-11T18:00']);
  const short = hoursOn(everyDay, [{ from: '09:00', to: '09:20' }]);
  expect(slot('2026-09-11T09:00', 'morning', short)).toEqual(['2026-09-11T09:00', '2026-09-11T09:20']);
  expect(slot('2026-09-11T09:01', 'morning', short)).toEqual(['2026-09-12T09:00', '2026-09-12T09:20']);
});

test('a morning is looked for on fourteen days; where none comes, the charter’s time counts', () => {
  const away = (days: number) =>
    office(...Array.from({ length: days }, (_, at) => `2026-09-${String(14 + at).padStart(2, '0')}`));
  // The Friday is the first of the fourteen: the last is the Thursday thirteen days after it.
  expect(slot('2026-09-11T18:00', 'morning', away(10))).toEqual(['2026-09-24T09:00', '2026-09-24T13:00']);
  expect(slot('2026-09-11T18:00', 'morning', away(11))).toEqual(['2026-09-25T09:00', '2026-09-25T13:00']);
});

describe('a call-back at any time', () => {
  test('is due when the charter’s first answer is', () => {
    expect(slot('2026-09-11T10:00')).toEqual(['2026-09-11T10:00', '2026-09-11T14:00']);
    expect(slot('2026-09-11T17:00')).toEqual(['2026-09-11T17:00', '2026-09-14T12:00']);
  });

  test('asked when the service is closed begins when it opens', () => {
    expect(slot('2026-09-12T23:00')).toEqual(['2026-09-14T09:00', '2026-09-14T13:00']);
    expect(slot('2026-09-14T18:00')).toEqual(['2026-09-15T09:00', '2026-09-15T13:00']);
  });

  test('waits for the end of holidays: Saturday, Easter Sunday and Easter Monday are not in between', () => {
    expect(slot('2027-03-26T17:30', 'any', office('2027-03-29'))).toEqual(['2027-03-26T17:30', '2027-03-30T12:30']);
    expect(slot('2027-03-27T12:00', 'any', office('2027-03-29'))).toEqual(['2027-03-30T09:00', '2027-03-30T13:00']);
  });

  test('follows what is declared when it is asked', () => {
    const nights = [declared('around-the-clock', '2026-09-12T10:00', '2026-09-15T10:00')];
    expect(slot('2026-09-13T02:00', 'any', office(), nights)).toEqual(['2026-09-13T02:00', '2026-09-13T06:00']);
  });

  test('counts the hours of the clock in the nights when clocks change', () => {
    const always = hoursOn(everyDay, [{ from: '00:00', to: '24:00' }]);
    expect(slot('2026-03-29T01:00', 'any', always)).toEqual(['2026-03-29T01:00', '2026-03-29T06:00']);
    expect(slot('2026-10-25T01:00', 'any', always)).toEqual(['2026-10-25T01:00', '2026-10-25T04:00']);
  });

  test('is due by closing time where the charter counts days, and on the first open day where none comes before', () => {
    expect(slot('2026-09-11T10:00', 'any', office(), [], { days: 2 })).toEqual([
      '2026-09-11T10:00',
      '2026-09-11T18:00',
    ]);
    expect(slot('2026-09-12T10:00', 'any', office(), [], { days: 1 })).toEqual([
      '2026-09-14T09:00',
      '2026-09-14T18:00',
    ]);
  });

  test('is never promised by a service that does not open', () => {
    expect(slot('2026-09-12T10:00', 'any', hoursOn([], []))).toBeUndefined();
    expect(slot('2026-09-12T10:00', 'morning', hoursOn([], []))).toBeUndefined();
  });
});

describe('a call-back in the morning or afternoon', () => {
  test('is the next one, to its end', () => {
    expect(slot('2026-09-14T10:00', 'morning')).toEqual(['2026-09-14T10:00', '2026-09-14T13:00']);
    expect(slot('2026-09-14T10:00', 'afternoon')).toEqual(['2026-09-14T13:00', '2026-09-14T18:00']);
    expect(slot('2026-09-14T14:00', 'morning')).toEqual(['2026-09-15T09:00', '2026-09-15T13:00']);
    expect(slot('2026-09-11T19:00', 'afternoon')).toEqual(['2026-09-14T13:00', '2026-09-14T18:00']);
  });

  test('is a later one when less than half an hour is left', () => {
    expect(slot('2026-09-14T12:30', 'morning')).toEqual(['2026-09-14T12:30', '2026-09-14T13:00']);
    expect(slot('2026-09-14T12:31', 'morning')).toEqual(['2026-09-15T09:00', '2026-09-15T13:00']);
  });

  test('is never at night, though the service is open around the clock', () => {
    const nights = [declared('around-the-clock', '2026-09-12T10:00', '2026-09-15T10:00')];
    expect(slot('2026-09-13T02:00', 'morning', office(), nights)).toEqual(['2026-09-13T08:00', '2026-09-13T13:00']);
    expect(slot('2026-09-13T19:40', 'afternoon', office(), nights)).toEqual(['2026-09-14T13:00', '2026-09-14T20:00']);
  });

  test('begins and ends by the clock on the wall on days of 23 and 25 hours', () => {
    const always = hoursOn(everyDay, [{ from: '00:00', to: '24:00' }]);
    for (const day of ['2026-03-29', '2026-10-25']) {
      expect(slot(`${day}T00:30`, 'morning', always)).toEqual([`${day}T08:00`, `${day}T13:00`]);
      expect(slot(`${day}T00:30`, 'afternoon', always)).toEqual([`${day}T13:00`, `${day}T20:00`]);
    }
  });

  test('is any time where the service does not open in that half within a fortnight', () => {
    const afternoons = hoursOn(everyDay, [{ from: '14:00', to: '18:00' }]);
    expect(slot('2026-09-14T10:00', 'morning', afternoons)).toEqual(['2026-09-14T14:00', '2026-09-14T18:00']);
  });
});

test('whatever the hours, a slot is ahead, begins while the service is open and ends while it is or as it closes', () => {
  const some = fc
    .tuple(someRules, someMinute, fc.constantFrom('any', 'morning', 'afternoon' as const))
    .chain(([rules, at, preference]) =>
      fc.array(periodNear(at), { maxLength: 2 }).map((periods) => ({ rules, at, preference, periods })),
    );
  fc.assert(
    fc.property(some, ({ rules, at, preference, periods }) => {
      const asked = { at: iso(at), preference: preference as CallBackTime, rules, periods, firstAnswer: fourHours };
      const found = callBackSlot(asked);
      if (found === undefined) return;
      expect(Date.parse(found.from)).toBeGreaterThanOrEqual(at);
      expect(found.from < found.dueAt).toBe(true);
      expect(isOpen(rules, periods, found.from)).toBe(true);
      expect(isOpen(rules, periods, iso(Date.parse(found.dueAt) - 1))).toBe(true);
      const charter = dueAt({ start: asked.at, target: fourHours, rules, periods });
      if (preference === 'any' && charter !== undefined) expect(found.dueAt).toBe(charter);
    }),
    { numRuns: 300 },
  );
});

test('a preference is kept whenever the service opens in it: its slot lies in that half of one day', () => {
  fc.assert(
    fc.property(someMinute, fc.constantFrom('morning', 'afternoon' as const), (at, preference) => {
      const found = callBackSlot({
        at: iso(at),
        preference: preference as CallBackTime,
        rules: office(),
        periods: [],
        firstAnswer: fourHours,
      });
      const [from, due] = [found?.from, found?.dueAt].map((instant) =>
        Temporal.PlainDateTime.from(romeClock(instant ?? '')),
      ) as [Temporal.PlainDateTime, Temporal.PlainDateTime];
      expect(from.toPlainDate().equals(due.toPlainDate())).toBe(true);
      expect([due.hour, due.minute]).toEqual(preference === 'morning' ? [13, 0] : [18, 0]);
      expect(from.hour).toBeGreaterThanOrEqual(preference === 'morning' ? 9 : 13);
    }),
  );
});

describe('attempts', () => {
  const opened = evolveCase(
    evolveCase(initialCase(), caseOpened(), '2026-09-14T08:00:00Z'),
    { type: 'CallBackAsked', contact: 'PC-7K3M-9QXT-4DHR-8WZA', dueAt: '2026-09-14T12:00:00Z' },
    '2026-09-14T08:00:00Z',
  );
  const trying = (outcomes: ('no-answer' | 'busy' | 'wrong-number' | 'reached')[]) =>
    outcomes.reduce(
      ({ state, said }, outcome) => {
        const events = decideCase({ type: 'RecordCallBackAttempt', by: 'Carla', outcome, attemptsAllowed }, state);
        if ('refused' in events) return { state, said: [...said, events.refused] };
        return {
          state: events.reduce((now, event) => evolveCase(now, event, '2026-09-14T09:00:00Z'), state),
          said: [...said, ...events.map(({ type }) => type)],
        };
      },
      { state: opened, said: [] as string[] },
    ).said;

  test('that reach nobody three times end the call-back, and a fourth is none', () => {
    expect(trying(['no-answer', 'busy', 'wrong-number', 'no-answer'])).toEqual([
      'CallBackTried',
      'CallBackTried',
      'CallBackTried',
      'CallBackGivenUp',
      'no-call-back',
    ]);
  });

  test('end with the one that reaches somebody, even if it is the third', () => {
    expect(trying(['no-answer', 'busy', 'reached', 'no-answer'])).toEqual([
      'CallBackTried',
      'CallBackTried',
      'CallBackTried',
      'no-call-back',
    ]);
  });
});
