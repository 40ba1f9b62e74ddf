import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvOf } from '../../../shared/core/csv.ts';
import { rowsOf } from '../../../shared/core/posture/rows.ts';

describe('a table as CSV', () => {
  test('a cell is read as it was written, and no spreadsheet takes one for a formula', () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('=1+1', '"', ',', '\r\n', '-x', '@a', '\t'));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (values) => {
        const { rows } = rowsOf(csvOf([values.map((_, at) => `c${at}`), values]));
        const read = rows[0]?.fields ?? values.map(() => '');
        for (const [at, value] of values.entries()) {
          expect(read[at]).toMatch(/^(?![=+\-@\t\r])/);
          expect([value, `'${value}`]).toContain(read[at]);
        }
      }),
    );
  });

  test('a number stays a number, below none too', () => {
    expect(
      csvOf([
        ['what', 'many'],
        ['less', -3],
      ]),
    ).toBe('what,many\r\nless,-3\r\n');
  });
});
