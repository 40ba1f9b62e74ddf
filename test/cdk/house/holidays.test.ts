import { describe, expect, test } from '@jest/globals';
import { holidayDates } from '../../../cdk/house/holidays.ts';

const italy = { country: 'IT' as const, local: [] };
const massimo = { it: 'San Massimo', en: 'Saint Maximus', de: 'Heiliger Maximus' };

describe('public holidays in Italy', () => {
  const dates = holidayDates(italy, 2025, 2030);

  test('a year has the days of the law, and no other', () => {
    expect(Object.keys(dates).filter((date) => date.startsWith('2027'))).toEqual([
      '2027-01-01',
      '2027-01-06',
      '2027-03-28',
      '2027-03-29',
      '2027-04-25',
      '2027-05-01',
      '2027-06-02',
      '2027-08-15',
      '2027-10-04',
      '2027-11-01',
      '2027-12-08',
      '2027-12-25',
      '2027-12-26',
    ]);
  });

  test('4 October is one from 2026', () => {
    expect(dates['2025-10-04']).toBeUndefined();
    for (const year of [2026, 2027, 2028, 2029, 2030]) expect(dates[`${year}-10-04`]?.it).toContain('San Francesco');
  });

  test.each(['2025-04-21', '2026-04-06', '2027-03-29', '2028-04-17', '2029-04-02', '2030-04-22'])(
    'Easter Monday is %s',
    (date) => {
      expect(dates[date]?.en).toBe('Easter Monday');
    },
  );

  test('Mother’s Day and 4 November close no office', () => {
    expect(dates['2026-05-10']).toBeUndefined();
    expect(dates['2026-11-04']).toBeUndefined();
  });

  test('every holiday has a name of its own in each language', () => {
    for (const { it, en, de } of Object.values(dates)) expect(new Set([it, en, de]).size).toBe(3);
  });

  test('the dates are in order', () => {
    expect(Object.keys(dates)).toEqual(Object.keys(dates).toSorted());
  });
});

describe('local holidays', () => {
  test('L’Aquila’s patron is there in every year, and nowhere else', () => {
    const dates = holidayDates({ country: 'IT', local: [{ month: 6, day: 10, name: massimo }] }, 2026, 2028);
    expect([dates['2026-06-10'], dates['2027-06-10'], dates['2028-06-10']]).toEqual([massimo, massimo, massimo]);
    expect(holidayDates(italy, 2026, 2026)['2026-06-10']).toBeUndefined();
  });

  test('a patron on a national holiday leaves the national name', () => {
    const dates = holidayDates({ country: 'IT', local: [{ month: 4, day: 25, name: massimo }] }, 2026, 2026);
    expect(dates['2026-04-25']?.en).toBe('Liberation Day');
  });

  test('29 February is a holiday in leap years only', () => {
    const dates = holidayDates({ country: 'IT', local: [{ month: 2, day: 29, name: massimo }] }, 2026, 2028);
    expect(Object.entries(dates).filter(([, name]) => name === massimo)).toEqual([['2028-02-29', massimo]]);
  });

  test('a day that no year has is refused', () => {
    expect(() => holidayDates({ country: 'IT', local: [{ month: 2, day: 30, name: massimo }] }, 2026, 2026)).toThrow(
      RangeError,
    );
  });

  test('years the wrong way round are refused', () => {
    expect(() => holidayDates(italy, 2027, 2026)).toThrow(RangeError);
  });
});
