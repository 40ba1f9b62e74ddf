import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MalformedRows, rowsOf } from '../../../../shared/core/posture/rows.ts';

const written = (field: string) =>
  /[",;\t\r\n]/.test(field) || field === '' ? `"${field.replaceAll('"', '""')}"` : field;

describe('comma-separated rows', () => {
  test('come back as they were written, whatever is in the fields', () => {
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: width, maxLength: width }), { minLength: 1 }),
      )
      .filter((rows) => !rows.some((row) => row.length === 1 && row[0] === ''));
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.boolean(),
        (table, newline, ends, mark) => {
          fc.pre(!table[0]?.[0]?.startsWith('\uFEFF'));
          const text = table.map((row) => row.map(written).join(',')).join(newline);
          const { titles, rows, broken } = rowsOf(`${mark ? '\uFEFF' : ''}${text}${ends ? newline + newline : ''}`);
          expect([titles, ...rows.map(({ fields }) => fields)]).toEqual(table);
          expect(broken).toEqual([]);
        },
      ),
    );
  });

  test('of any text are even rows, told to be broken, or refused: none is lost in silence', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') }), (text) => {
        try {
          const { titles, rows, broken } = rowsOf(text);
          for (const { fields } of rows) expect(fields).toHaveLength(titles.length);
          if (titles.length === 0) expect(text).toMatch(/^[\r\n]*$/);
          const lines = text.split(/[\r\n]+/).filter((line) => line !== '').length;
          if (!text.includes('"')) expect(rows.length + broken.length + 1).toBe(Math.max(lines, 1));
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedRows);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('are parted by what parts their titles, whatever a quoted title holds in its first line', () => {
    expect(rowsOf('"a\t\n",b,c\nd,e,f')).toEqual({
      titles: ['a\t\n', 'b', 'c'],
      rows: [{ row: 2, fields: ['d', 'e', 'f'] }],
      broken: [],
    });
    expect(rowsOf('"a;\n;";b\nc,d;e').titles).toEqual(['a;\n;', 'b']);
  });

  test.each([
    ['a,"b', 'row 1: a quote is never closed'],
    ['a,b"c', 'row 1: a quote inside a field'],
    ['"a"b,c', 'row 1: text after a closing quote'],
  ])('with titles %j are refused: %s', (text, reason) => {
    expect(() => rowsOf(text)).toThrow(reason);
  });

  test('that are broken are left out and told, and those around them are read', () => {
    const { rows, broken } = rowsOf('a,b\nc\nd,e"e\n"f"f,g\nh,i\n\nj,k\nl,"m\nn,o');
    expect(rows).toEqual([
      { row: 5, fields: ['h', 'i'] },
      { row: 6, fields: ['j', 'k'] },
      { row: 8, fields: ['n', 'o'] },
    ]);
    expect(broken).toEqual([
      'row 2: 1 fields, the first has 2',
      'row 3: a quote inside a field',
      'row 4: text after a closing quote',
      'row 7: a quote is never closed',
    ]);
  });

  test('a stray quote hides no row but its own', () => {
    const rows = Array.from({ length: 8 }, (_, row) => [`zone ${row}`, 'red', '2 mm']);
    fc.assert(
      fc.property(fc.nat(7), fc.nat(2), fc.option(fc.nat(7)), (row, field, quotedLater) => {
        const lines = rows.map((fields, at) =>
          fields
            .map((text, place) => (at === row && place === field ? `"${text}` : text))
            .map((text, place) => (at === quotedLater && at > row && place === 1 ? `"${text}"` : text))
            .join(','),
        );
        const read = rowsOf(['zone,level,rain', ...lines].join('\n'));
        expect(read.rows.map(({ fields }) => fields)).toEqual(rows.filter((_, at) => at !== row));
        expect(read.broken).toHaveLength(1);
      }),
    );
  });

  test('cost no more than their length, however many quotes are stray', () => {
    // Counted, not timed: how far reading goes back is bounded by one line a row.
    const lines = (count: number) => `a,b\n${'"x,y\n'.repeat(count)}`;
    for (const count of [10, 1_000, 20_000]) expect(rowsOf(lines(count)).broken).toHaveLength(count);
  });

  test.each([
    ['semicolons', ';'],
    ['bars', '|'],
    ['tabs', '\t'],
  ])('separated by %s are rows, and empty fields too many at their end are none', (_what, separator) => {
    const text = [
      ['a', 'b'],
      ['1', '2,5', ''],
      ['3', ''],
    ]
      .map((row) => row.join(separator))
      .join('\n');
    expect(rowsOf(text).rows.map(({ fields }) => fields)).toEqual([
      ['1', '2,5'],
      ['3', ''],
    ]);
  });
});

test('a quote that is written twice is one in its field, and a field may be nothing but quotes', () => {
  expect(rowsOf('a,b\n"x ""y"" z",""""\n"""q","r"""').rows).toEqual([
    { row: 2, fields: ['x "y" z', '"'] },
    { row: 3, fields: ['"q', 'r"'] },
  ]);
});
