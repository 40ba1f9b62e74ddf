import { describe, expect, test } from '@jest/globals';
import { addSpan } from '../../../../shared/core/knowledge/add-span.ts';

describe('a day a span later', () => {
  test.each([
    ['2026-01-31', { days: 1 }, '2026-02-01'],
    ['2026-12-31', { days: 365 }, '2027-12-31'],
    ['2026-01-31', { months: 1 }, '2026-02-28'],
    ['2024-01-31', { months: 1 }, '2024-02-29'],
    ['2026-03-31', { months: 1 }, '2026-04-30'],
    ['2026-11-15', { months: 2 }, '2027-01-15'],
    ['2026-12-01', { months: 12 }, '2027-12-01'],
    ['2024-02-29', { years: 1 }, '2025-02-28'],
    ['2026-05-10', { years: 10 }, '2036-05-10'],
  ] as const)('of %s by %j is %s', (day, span, later) => {
    expect(addSpan(day, span)).toBe(later);
  });

  test.each([
    ['2026-03-01', { days: 1 }, '2026-02-28'],
    ['2026-03-31', { months: 1 }, '2026-02-28'],
    ['2026-01-15', { months: 1 }, '2025-12-15'],
    ['2026-01-15', { months: 14 }, '2024-11-15'],
    ['2026-05-10', { years: 18 }, '2008-05-10'],
    ['0006-05-10', { years: 1 }, '0005-05-10'],
  ] as const)('before %s by %j is %s', (day, span, before) => {
    expect(addSpan(day, span, -1)).toBe(before);
  });
});
