import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MalformedRows, rowsOf } from '../../../shared/core/posture/rows.ts';

const written = (field: string) =>
  /[",\r\n]/.test(field) || field === '' ? `"${field.replaceAll('"', '""')}"` : field;

describe('comma-separated rows', () => {
  test('come back as they were written, whatever is in the fields', () => {
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: width, maxLength: width }), { minLength: 1 }),
      )
      .filter((rows) => !rows.some((row) => row.length === 1 && row[0] === ''));
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.boolean(), (rows, newline, ends, mark) => {
        fc.pre(!rows[0]?.[0]?.startsWith('\uFEFF'));
        const text = rows.map((row) => row.map(written).join(',')).join(newline);
        expect(rowsOf(`${mark ? '\uFEFF' : ''}${text}${ends ? newline : ''}`)).toEqual(rows);
      }),
    );
  });

  test('of any text are even rows or a refusal, nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') }), (text) => {
        try {
          const rows = rowsOf(text);
          expect(new Set(rows.map((row) => row.length)).size).toBeLessThanOrEqual(1);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedRows);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['a,"b', 'a quote is never closed'],
    ['a,b"c', 'a quote inside a field of row 1'],
    ['"a"b,c', 'text after a closing quote in row 1'],
    ['a,b\nc', 'row 2 has 1 fields, the first has 2'],
    ['a,b\rc,d', 'a stray carriage return in row 1'],
  ])('%j is refused: %s', (text, reason) => {
    expect(() => rowsOf(text)).toThrow(reason);
  });
});
