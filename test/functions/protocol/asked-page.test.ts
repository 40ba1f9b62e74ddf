import { describe, expect, test } from '@jest/globals';
import { askedPage } from '../../../functions/protocol/rules/asked-page.ts';

const asked = (query: Record<string, string>) => askedPage(query, '2026-11-29');
const wrong = (query: Record<string, string>) => {
  const page = asked(query);
  return 'errors' in page ? page.errors.map(({ pointer }) => pointer) : [];
};

describe('the page of the register that is asked for', () => {
  test('is that of today, or of the day that is named, from its beginning or after a number', () => {
    expect(asked({})).toEqual({ day: '2026-11-29' });
    expect(asked({ day: '2025-01-31' })).toEqual({ day: '2025-01-31' });
    expect(asked({ day: '2025-01-31', after: '2025-0000042' })).toEqual({ day: '2025-01-31', after: 42 });
    expect(asked({ after: '2026-0000001' })).toEqual({ day: '2026-11-29', after: 1 });
  });

  test('is of a day, and after a number of its year', () => {
    for (const day of ['yesterday', '2026-02-30', '']) expect(wrong({ day })).toEqual(['/day']);
    for (const after of ['2025-0000042', '42', '']) expect(wrong({ after })).toEqual(['/after']);
  });
});
