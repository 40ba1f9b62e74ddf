import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { holidayDates } from '../../../../cdk/house/holidays.ts';
import {
  type HoursPeriod,
  type HoursRules,
  hoursOfDays,
  isOpen,
  nextChangeAt,
  openSpans,
} from '../../../../shared/core/hours/calendar.ts';
import { dateOf, dayOf, instantOf, zoneNamed } from '../../../../shared/core/hours/zone.ts';
import {
  declared,
  everyDay,
  hoursOn,
  iso,
  office,
  periodNear,
  rome,
  romeClock,
  slowIsOpen,
  someInstant,
  someMinute,
  someRules,
  workdays,
} from '../../../fixtures/rome.ts';

const HOUR = 3_600_000;

describe('wall time of a zone', () => {
  const zones = [
    'Europe/Rome',
    'America/Sao_Paulo',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'UTC',
  ];
  const instant = fc.integer({ min: Date.parse('2020-01-01T00:00Z'), max: Date.parse('2040-12-31T23:59Z') });

  test.each(zones)(
    'the offset and the day of %s are those that Temporal names, at random instants of 2020 to 2040',
    (name) => {
      const zone = zoneNamed(name);
      fc.assert(
        fc.property(instant, (at) => {
          const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(name);
          expect(zone.offsetAt(at)).toBe(shown.offsetNanoseconds / 1e6);
          expect(dateOf(zone.dayAt(at))).toBe(shown.toPlainDate().toString());
        }),
        { numRuns: 500 },
      );
    },
  );

  test.each(zones)(
    'clocks of %s reach a wall time when Temporal says so, and one that they jump over when they jump',
    (name) => {
      const zone = zoneNamed(name);
      const nearChange = instant.map((at) => {
        const change = Temporal.Instant.fromEpochMilliseconds(at)
          .toZonedDateTimeISO(name)
          .getTimeZoneTransition('next');
        return change ? change.epochMilliseconds + (at % (5 * HOUR)) - 2 * HOUR : at;
      });
      fc.assert(
        fc.property(fc.oneof(instant, nearChange), (at) => {
          const whole = Math.floor(at / 60_000) * 60_000;
          const day = Math.floor(whole / (24 * HOUR));
          const wall = Temporal.PlainDateTime.from(new Date(whole).toISOString().slice(0, 19));
          const reached = wall.toZonedDateTime(name, { disambiguation: 'compatible' });
          const jumpedOver = !reached.toPlainDateTime().equals(wall);
          const expected = jumpedOver
            ? reached.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds
            : reached.epochMilliseconds;
          expect(zone.instantAt(day, (whole - day * 24 * HOUR) / 60_000)).toBe(expected);
        }),
        { numRuns: 500 },
      );
    },
  );

  test('a zone that does not exist is refused', () => {
    expect(() => zoneNamed('Europe/Atlantis')).toThrow(RangeError);
  });

  test.each([
    '2026-09-11',
    '2026-09-11T10:00',
    '2026-09-11T10:00:00',
    '',
    'now',
    '2026-13-01T00:00:00Z',
    '2026-09-11T25:00:00Z',
  ])('the instant %p is refused: it names no single moment', (text) => {
    expect(() => instantOf(text)).toThrow(RangeError);
  });

  test.each(['2026-02-29', '2026-2-1', '20260201', '2026-02-01T00:00:00Z', ''])('the date %p is refused', (text) => {
    expect(() => dayOf(text)).toThrow(RangeError);
  });
});

describe('open or closed', () => {
  const shop = hoursOn(workdays, [
    { from: '09:00', to: '13:00' },
    { from: '14:30', to: '18:00' },
  ]);
  const always = hoursOn(everyDay, [{ from: '00:00', to: '24:00' }]);
  const night = hoursOn(everyDay, [
    { from: '20:00', to: '24:00' },
    { from: '00:00', to: '06:00' },
  ]);
  const nightBefore = declared('around-the-clock', '2026-09-12T10:00', '2026-09-13T10:00');
  const extended = declared('extended', '2026-12-24T12:00', '2026-12-27T10:00');

  test.each<{ wall: string; hours: HoursRules; given: HoursPeriod[]; open: boolean }>`
    wall                         | hours                   | given            | open
    ${'2026-09-11T08:59:59.999'} | ${office()}             | ${[]}            | ${false}
    ${'2026-09-11T09:00'}        | ${office()}             | ${[]}            | ${true}
    ${'2026-09-11T17:59:59.999'} | ${office()}             | ${[]}            | ${true}
    ${'2026-09-11T18:00'}        | ${office()}             | ${[]}            | ${false}
    ${'2026-09-12T12:00'}        | ${office()}             | ${[]}            | ${false}
    ${'2026-09-11T13:00'}        | ${shop}                 | ${[]}            | ${false}
    ${'2026-09-11T14:30'}        | ${shop}                 | ${[]}            | ${true}
    ${'2026-09-11T23:59:30'}     | ${always}               | ${[]}            | ${true}
    ${'2026-09-11T23:59:59.999'} | ${always}               | ${[]}            | ${true}
    ${'2026-09-11T23:59:30'}     | ${night}                | ${[]}            | ${true}
    ${'2026-09-12T05:59:59'}     | ${night}                | ${[]}            | ${true}
    ${'2026-09-12T06:00'}        | ${night}                | ${[]}            | ${false}
    ${'2026-09-12T09:59:59.999'} | ${office()}             | ${[nightBefore]} | ${false}
    ${'2026-09-12T10:00'}        | ${office()}             | ${[nightBefore]} | ${true}
    ${'2026-09-12T23:59:30'}     | ${office()}             | ${[nightBefore]} | ${true}
    ${'2026-09-13T10:00'}        | ${office()}             | ${[nightBefore]} | ${false}
    ${'2026-12-24T19:59'}        | ${office()}             | ${[extended]}    | ${true}
    ${'2026-12-24T20:00'}        | ${office()}             | ${[extended]}    | ${false}
    ${'2026-12-25T08:00'}        | ${office('2026-12-25')} | ${[extended]}    | ${true}
    ${'2026-12-25T07:59'}        | ${office('2026-12-25')} | ${[extended]}    | ${false}
    ${'2026-12-25T12:00'}        | ${office('2026-12-25')} | ${[]}            | ${false}
    ${'2026-12-26T23:59:30'}     | ${night}                | ${[extended]}    | ${true}
    ${'2026-12-31T23:59:59.999'} | ${always}               | ${[]}            | ${true}
    ${'2027-01-01T00:00'}        | ${always}               | ${[]}            | ${true}
  `('at $wall open is $open', ({ wall, hours, given, open }) => {
    expect(isOpen(hours, given, rome(wall))).toBe(open);
  });

  test('the very last second of every day of a year is inside a day that is open to 24:00', () => {
    const rules = hoursOn(everyDay, [{ from: '09:00', to: '24:00' }]);
    for (let day = dayOf('2026-01-01'); day <= dayOf('2026-12-31'); day++) {
      for (const time of ['23:59:01', '23:59:30', '23:59:59', '23:59:59.999']) {
        expect(isOpen(rules, [], rome(`${dateOf(day)}T${time}`))).toBe(true);
      }
      expect(isOpen(rules, [], rome(`${dateOf(day + 1)}T00:00`))).toBe(false);
    }
  });

  test('of two declarations at once the wider one wins, in either order, and the narrower goes on when it ends', () => {
    const wide = declared('around-the-clock', '2026-09-12T10:00', '2026-09-13T22:00');
    const narrow = declared('extended', '2026-09-12T00:00', '2026-09-15T00:00');
    for (const given of [
      [wide, narrow],
      [narrow, wide],
    ]) {
      expect(openSpans(office(), given, rome('2026-09-12T00:00'), rome('2026-09-15T00:00'))).toEqual([
        { from: rome('2026-09-12T08:00'), to: rome('2026-09-13T22:00') },
        { from: rome('2026-09-14T08:00'), to: rome('2026-09-14T20:00') },
      ]);
    }
  });

  test('a renewal at the very instant of the end leaves no gap', () => {
    const given = [
      declared('around-the-clock', '2026-09-12T10:00', '2026-09-13T10:00'),
      declared('around-the-clock', '2026-09-13T10:00', '2026-09-13T16:00'),
    ];
    expect(openSpans(office(), given, rome('2026-09-12T00:00'), rome('2026-09-14T00:00'))).toEqual([
      { from: rome('2026-09-12T10:00'), to: rome('2026-09-13T16:00') },
    ]);
  });

  test('a declaration that ends before it begins opens nothing', () => {
    const given = [declared('around-the-clock', '2026-09-13T10:00', '2026-09-12T10:00')];
    expect(openSpans(office(), given, rome('2026-09-12T00:00'), rome('2026-09-14T00:00'))).toEqual([]);
  });

  test.each(['9:00', '24:01', '09:60', '', '25:00', '09:00:00', '24:00:00', '09:00 ', '109:00'])(
    'rules with the wall time %p are refused',
    (from) => {
      for (const hours of [
        { from, to: '24:00' },
        { from: '00:00', to: from },
      ])
        expect(() => isOpen(hoursOn(everyDay, [hours]), [], rome('2026-09-11T12:00'))).toThrow(RangeError);
    },
  );

  test('an instant without its offset is refused, in a question and in a declaration', () => {
    expect(() => isOpen(office(), [], '2026-09-11T12:00')).toThrow(RangeError);
    const given = [{ from: '2026-09-11T12:00', to: '2026-09-11T13:00Z', hours: 'extended' as const }];
    expect(() => isOpen(office(), given, rome('2026-09-11T12:00'))).toThrow(RangeError);
  });
});

describe('holidays', () => {
  const national = holidayDates({ country: 'IT', local: [] }, 2025, 2030);
  const aquila = holidayDates(
    {
      country: 'IT',
      local: [{ month: 6, day: 10, name: { it: 'San Massimo', en: 'Saint Maximus', de: 'Heiliger Maximus' } }],
    },
    2025,
    2030,
  );

  test.each<{ what: string; wall: string; holidays: HoursRules['holidays']; open: boolean }>`
    what                                       | wall                  | holidays    | open
    ${'Easter Monday 2026'}                    | ${'2026-04-06T12:00'} | ${national} | ${false}
    ${'Easter Monday 2027'}                    | ${'2027-03-29T12:00'} | ${national} | ${false}
    ${'the Tuesday after Easter'}              | ${'2027-03-30T12:00'} | ${national} | ${true}
    ${'4 October 2027, a Monday'}              | ${'2027-10-04T12:00'} | ${national} | ${false}
    ${'4 October 2028, a Wednesday'}           | ${'2028-10-04T12:00'} | ${national} | ${false}
    ${'5 October 2026, not moved to a Monday'} | ${'2026-10-05T12:00'} | ${national} | ${true}
    ${'10 June 2026 where nobody is patron'}   | ${'2026-06-10T12:00'} | ${national} | ${true}
    ${'10 June 2026 in L’Aquila'}              | ${'2026-06-10T12:00'} | ${aquila}   | ${false}
    ${'31 December'}                           | ${'2026-12-31T12:00'} | ${national} | ${true}
    ${'New Year’s Day'}                        | ${'2027-01-01T12:00'} | ${national} | ${false}
  `('$what: open is $open at midday', ({ wall, holidays, open }) => {
    expect(isOpen({ ...office(), holidays }, [], rome(wall))).toBe(open);
  });

  test('two services with one weekly pattern keep their own holidays and zones, in whatever order they are asked', () => {
    const { weekly } = office();
    const at = rome('2026-06-10T17:30');
    const [rome9to18, inAquila, inLondon] = [
      { timeZone: 'Europe/Rome', weekly, holidays: national },
      { timeZone: 'Europe/Rome', weekly, holidays: aquila },
      { timeZone: 'Europe/London', weekly, holidays: national },
    ];
    for (const [rules, open, end] of [
      [rome9to18, true, '18:00'],
      [inAquila, false, ''],
      [inLondon, true, '19:00'],
      [rome9to18, true, '18:00'],
    ] as const) {
      expect(isOpen(rules, [], at)).toBe(open);
      if (open) expect(nextChangeAt(rules, [], at)).toBe(rome(`2026-06-10T${end}`));
    }
  });

  test('a long weekend closes from Friday evening to Tuesday morning', () => {
    expect(nextChangeAt({ ...office(), holidays: national }, [], rome('2027-10-01T18:00'))).toBe(
      rome('2027-10-05T09:00'),
    );
  });
});

describe('the nights on which the clocks change', () => {
  const always = hoursOn(everyDay, [{ from: '00:00', to: '24:00' }]);

  test.each<{ date: string; hours: number }>`
    date            | hours
    ${'2026-03-29'} | ${23}
    ${'2026-10-25'} | ${25}
    ${'2027-03-28'} | ${23}
    ${'2027-10-31'} | ${25}
    ${'2026-10-26'} | ${24}
  `('$date has $hours hours', ({ date, hours }) => {
    const [day] = hoursOfDays(always, [], date, date);
    const [span] = day?.open ?? [];
    expect((Date.parse(span?.to ?? '') - Date.parse(span?.from ?? '')) / HOUR).toBe(hours);
  });

  test.each<{ night: string; from: string; to: string; opens: string; closes: string }>`
    night           | from       | to         | opens                         | closes
    ${'2026-03-29'} | ${'01:00'} | ${'03:00'} | ${'2026-03-29T00:00:00.000Z'} | ${'2026-03-29T01:00:00.000Z'}
    ${'2026-03-29'} | ${'02:30'} | ${'05:00'} | ${'2026-03-29T01:00:00.000Z'} | ${'2026-03-29T03:00:00.000Z'}
    ${'2026-03-29'} | ${'01:00'} | ${'02:30'} | ${'2026-03-29T00:00:00.000Z'} | ${'2026-03-29T01:00:00.000Z'}
    ${'2026-10-25'} | ${'01:00'} | ${'03:00'} | ${'2026-10-24T23:00:00.000Z'} | ${'2026-10-25T02:00:00.000Z'}
    ${'2026-10-25'} | ${'02:30'} | ${'05:00'} | ${'2026-10-25T00:30:00.000Z'} | ${'2026-10-25T04:00:00.000Z'}
    ${'2026-10-25'} | ${'01:00'} | ${'02:30'} | ${'2026-10-24T23:00:00.000Z'} | ${'2026-10-25T00:30:00.000Z'}
    ${'2027-03-28'} | ${'02:30'} | ${'05:00'} | ${'2027-03-28T01:00:00.000Z'} | ${'2027-03-28T03:00:00.000Z'}
    ${'2027-10-31'} | ${'02:30'} | ${'05:00'} | ${'2027-10-31T00:30:00.000Z'} | ${'2027-10-31T04:00:00.000Z'}
  `('on $night, $from to $to is $opens to $closes', ({ night, from, to, opens, closes }) => {
    expect(hoursOfDays(hoursOn(everyDay, [{ from, to }]), [], night, night)[0]?.open).toEqual([
      { from: opens, to: closes },
    ]);
  });

  test('hours that lie wholly in the hour that does not come are no hours', () => {
    expect(
      hoursOfDays(hoursOn(everyDay, [{ from: '02:15', to: '02:45' }]), [], '2026-03-29', '2026-03-29')[0]?.open,
    ).toEqual([]);
  });

  test('the office opens at 9 on the wall before and after', () => {
    for (const date of ['2026-03-27', '2026-03-30', '2026-10-23', '2026-10-26']) {
      expect(romeClock(hoursOfDays(office(), [], date, date)[0]?.open[0]?.from ?? '')).toBe(`${date}T09:00:00`);
    }
  });

  test('extended hours end at 20 on the wall on both days', () => {
    const given = [declared('extended', '2026-03-27T00:00', '2026-11-01T00:00')];
    for (const date of ['2026-03-29', '2026-10-25']) {
      const [day] = hoursOfDays(office(), given, date, date);
      expect(day?.open.map(({ from, to }) => [romeClock(from), romeClock(to)])).toEqual([
        [`${date}T08:00:00`, `${date}T20:00:00`],
      ]);
    }
  });
});

describe('open stretches and the next change', () => {
  test('spans that touch at midnight are one stretch', () => {
    const rules = hoursOn(everyDay, [
      { from: '20:00', to: '24:00' },
      { from: '00:00', to: '06:00' },
    ]);
    expect(openSpans(rules, [], rome('2026-12-31T12:00'), rome('2027-01-01T12:00'))).toEqual([
      { from: rome('2026-12-31T20:00'), to: rome('2027-01-01T06:00') },
    ]);
    expect(nextChangeAt(rules, [], rome('2026-12-31T23:59:30'))).toBe(rome('2027-01-01T06:00'));
  });

  test('spans of one day may be written in any order, touch or overlap', () => {
    const rules = hoursOn(
      ['friday'],
      [
        { from: '12:00', to: '15:00' },
        { from: '09:00', to: '12:00' },
        { from: '14:00', to: '14:30' },
      ],
    );
    expect(openSpans(rules, [], rome('2026-09-11T00:00'), rome('2026-09-12T00:00'))).toEqual([
      { from: rome('2026-09-11T09:00'), to: rome('2026-09-11T15:00') },
    ]);
  });

  test('a service that never closes, or never opens, has no next change', () => {
    const at = rome('2026-09-11T12:00');
    expect(nextChangeAt(hoursOn(everyDay, [{ from: '00:00', to: '24:00' }]), [], at)).toBeUndefined();
    expect(nextChangeAt(hoursOn([], []), [], at)).toBeUndefined();
  });

  test.each<{ at: string; given: HoursPeriod[]; next: string }>`
    at                       | given                                                                     | next
    ${'2026-09-11T17:00'}    | ${[]}                                                                     | ${'2026-09-11T18:00'}
    ${'2026-09-11T09:00'}    | ${[]}                                                                     | ${'2026-09-11T18:00'}
    ${'2026-09-11T18:00'}    | ${[]}                                                                     | ${'2026-09-14T09:00'}
    ${'2026-09-11T23:59:30'} | ${[declared('around-the-clock', '2026-09-12T10:00', '2026-09-13T10:00')]} | ${'2026-09-12T10:00'}
    ${'2026-09-12T12:00'}    | ${[declared('around-the-clock', '2026-09-12T10:00', '2026-09-14T10:00')]} | ${'2026-09-14T18:00'}
    ${'2026-09-12T12:00'}    | ${[declared('extended', '2026-09-12T10:00', '2026-09-14T10:00')]}         | ${'2026-09-12T20:00'}
  `('at $at with $given.length declarations the next change is $next', ({ at, given, next }) => {
    expect(nextChangeAt(office(), given, rome(at))).toBe(rome(next));
  });

  test('an empty or reversed range has no open stretch', () => {
    expect(openSpans(office(), [], rome('2026-09-11T12:00'), rome('2026-09-11T12:00'))).toEqual([]);
    expect(openSpans(office(), [], rome('2026-09-11T13:00'), rome('2026-09-11T12:00'))).toEqual([]);
  });
});

describe('the hours of days', () => {
  test('each day says its hours as instants and why', () => {
    const given = [declared('around-the-clock', '2026-12-26T22:00', '2026-12-27T06:00')];
    expect(hoursOfDays(office('2026-12-25', '2026-12-26'), given, '2026-12-24', '2026-12-28')).toEqual([
      {
        date: '2026-12-24',
        open: [{ from: rome('2026-12-24T09:00'), to: rome('2026-12-24T18:00') }],
        because: 'pattern',
      },
      { date: '2026-12-25', open: [], because: 'holiday' },
      {
        date: '2026-12-26',
        open: [{ from: rome('2026-12-26T22:00'), to: rome('2026-12-27T00:00') }],
        because: 'declaration',
      },
      {
        date: '2026-12-27',
        open: [{ from: rome('2026-12-27T00:00'), to: rome('2026-12-27T06:00') }],
        because: 'declaration',
      },
      {
        date: '2026-12-28',
        open: [{ from: rome('2026-12-28T09:00'), to: rome('2026-12-28T18:00') }],
        because: 'pattern',
      },
    ]);
  });

  test('spans of a day that touch are told as one', () => {
    const rules = hoursOn(everyDay, [
      { from: '09:00', to: '12:00' },
      { from: '12:00', to: '18:00' },
    ]);
    expect(hoursOfDays(rules, [], '2026-09-11', '2026-09-11')[0]?.open).toEqual([
      { from: rome('2026-09-11T09:00'), to: rome('2026-09-11T18:00') },
    ]);
  });

  test('a declaration that opens nothing more is not named as the reason', () => {
    const given = [declared('around-the-clock', '2026-09-11T10:00', '2026-09-11T12:00')];
    expect(hoursOfDays(office(), given, '2026-09-11', '2026-09-11')[0]?.because).toBe('pattern');
  });
});

describe('for any pattern, holidays and declarations', () => {
  const world = fc
    .tuple(someRules, someInstant)
    .chain(([rules, at]) =>
      fc.tuple(fc.constant(rules), fc.constant(at), fc.array(periodNear(at), { maxLength: 4 }), someMinuteNear(at)),
    );

  function someMinuteNear(at: number): fc.Arbitrary<number> {
    return fc.integer({ min: -20_000, max: 20_000 }).map((by) => at + by * 60_000);
  }

  test('an instant is open or closed as a slow reader of the clock on the wall finds it', () => {
    fc.assert(
      fc.property(world, ([rules, at, periods, other]) => {
        const slow = slowIsOpen(rules, periods);
        for (const instant of [at, other, Date.parse(periods[0]?.from ?? iso(at))]) {
          expect(isOpen(rules, periods, iso(instant))).toBe(slow(instant));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('every instant is in exactly one state: inside an open stretch, or inside the closed time between two', () => {
    fc.assert(
      fc.property(world, ([rules, at, periods, other]) => {
        const [from, to] = [Math.min(at, other), Math.max(at, other) + 1];
        const open = openSpans(rules, periods, iso(from), iso(to));
        const bounds = open.flatMap((span) => [Date.parse(span.from), Date.parse(span.to)]);
        expect(bounds).toEqual([...new Set(bounds)].sort((a, b) => a - b));
        for (const instant of [at, other, ...bounds, ...bounds.map((bound) => bound - 1)]) {
          if (instant < from || instant >= to) continue;
          const inside = open.filter((span) => instant >= Date.parse(span.from) && instant < Date.parse(span.to));
          expect(inside).toHaveLength(isOpen(rules, periods, iso(instant)) ? 1 : 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the next change is where the state flips first, and nowhere before', () => {
    fc.assert(
      fc.property(world, ([rules, at, periods]) => {
        const next = nextChangeAt(rules, periods, iso(at));
        const now = isOpen(rules, periods, iso(at));
        if (next === undefined) return;
        expect(Date.parse(next)).toBeGreaterThan(at);
        expect(isOpen(rules, periods, next)).toBe(!now);
        const until = openSpans(rules, periods, iso(at), next);
        expect(until).toEqual(now ? [{ from: iso(at), to: next }] : []);
      }),
      { numRuns: 500 },
    );
  });

  test('the days put together are the open stretches of the whole', () => {
    fc.assert(
      fc.property(world, ([rules, at, periods]) => {
        const zone = zoneNamed('Europe/Rome');
        const day = zone.dayAt(at);
        const whole = openSpans(rules, periods, iso(zone.instantAt(day - 3, 0)), iso(zone.instantAt(day + 4, 0)));
        const pieces = hoursOfDays(rules, periods, dateOf(day - 3), dateOf(day + 3)).flatMap(({ open }) => open);
        const minutes = (spans: { from: string; to: string }[]) =>
          spans.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
        expect(minutes(pieces)).toBe(minutes(whole));
        for (const piece of pieces) {
          expect(whole.some(({ from, to }) => piece.from >= from && piece.to <= to)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a declaration that begins at t changes nothing before t', () => {
    fc.assert(
      fc.property(world, someMinute, ([rules, at, periods, other], moment) => {
        const begins = Math.max(at, other);
        const added = {
          from: iso(begins),
          to: iso(begins + (moment % (400 * HOUR))),
          hours: 'around-the-clock' as const,
        };
        const before = openSpans(rules, periods, iso(Math.min(at, other)), iso(begins));
        expect(openSpans(rules, [...periods, added], iso(Math.min(at, other)), iso(begins))).toEqual(before);
        expect(isOpen(rules, [...periods, added], iso(begins - 1))).toBe(isOpen(rules, periods, iso(begins - 1)));
      }),
      { numRuns: 300 },
    );
  });

  test('rules that say the same give the same hours, whatever was asked before', () => {
    fc.assert(
      fc.property(world, ([rules, at, periods, other]) => {
        isOpen(rules, periods, iso(other));
        const copy: HoursRules = structuredClone(rules);
        expect(isOpen(copy, periods, iso(at))).toBe(isOpen(rules, periods, iso(at)));
      }),
    );
  });
});
