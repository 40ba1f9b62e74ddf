import { describe, expect, test } from '@jest/globals';
import { linesOfTable } from '../../../functions/bulletins/rules/read-table.ts';

const titles = 'data_pubblicazione,data_validita_inizio,data_validita_fine,zona_codice,avviso_criticita';
const table = (...rows: string[]) => linesOfTable([titles, ...rows].join('\n'));
const isoOf = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString());
const endOf = (cell: string) =>
  isoOf(table(`2026-11-28T10:00+01:00,2026-11-28T12:00+01:00,${cell},Abru-A,VERDE`).stated?.validTo);

describe('an instant of a table', () => {
  test.each([
    ['what clocks in Rome show, without an offset', '2026-11-29 06:30', '2026-11-29T05:30:00.000Z'],
    ['with its seconds', '2026-11-29 06:30:15', '2026-11-29T05:30:15.000Z'],
    ['the end of a day as 24:00', '2026-11-29 24:00', '2026-11-29T23:00:00.000Z'],
    ['the end of a day as its last second', '2026-11-29 23:59:59', '2026-11-29T23:00:00.000Z'],
    ['the day first', '29/11/2026 06:59', '2026-11-29T05:59:00.000Z'],
    ['an offset without colon', '2026-11-29T06:30+0200', '2026-11-29T04:30:00.000Z'],
    ['universal time in small letters', '2026-11-29t05:30z', '2026-11-29T05:30:00.000Z'],
    ['an offset of hours alone', '2026-11-29T06:30-01', '2026-11-29T07:30:00.000Z'],
  ])('is read: %s', (_what, cell, instant) => {
    expect(endOf(cell)).toBe(instant);
  });

  test.each([
    ['a month that no year has', '2026-13-01 06:30'],
    ['an hour that no day has', '2026-11-29 25:00'],
    ['a minute that no hour has', '2026-11-29 06:60'],
    ['such an hour with an offset', '2026-11-29T25:00+01:00'],
    ['words', 'domani mattina'],
    ['a day after a word', 'dal 29/11/2026 06:59'],
    ['an instant after a word', 'dal 2026-11-29 06:59'],
    ['an instant before a word', '2026-11-29 06:59 circa'],
  ])('is told to be unreadable: %s', (_what, cell) => {
    const { stated, unreadable } = table(`2026-11-28 10:00,2026-11-28 12:00,${cell},Abru-A,VERDE`);
    expect(stated).toBeUndefined();
    expect(unreadable).toContain(`row 2: no instants in 2026-11-28 10:00 2026-11-28 12:00 ${cell}`);
  });
});

test('rows that state different days span them all, and are said to disagree', () => {
  const { stated, disagree } = table(
    '2026-11-28 10:00,2026-11-28 12:00,2026-11-29 00:00,Abru-A,VERDE',
    '2026-11-28 09:00,2026-11-28 11:00,2026-11-28 23:00,Abru-B,VERDE',
    '2026-11-28 10:30,2026-11-28 12:30,2026-11-29 01:00,Abru-C,VERDE',
  );
  expect(disagree).toBe(true);
  expect([stated?.publishedAt, stated?.validFrom, stated?.validTo].map(isoOf)).toEqual([
    '2026-11-28T09:30:00.000Z',
    '2026-11-28T10:00:00.000Z',
    '2026-11-29T00:00:00.000Z',
  ]);
});

test('a row of a municipality names it', () => {
  const { lines } = linesOfTable(
    [`${titles},comune_nome`, '2026-11-28 10:00,2026-11-28 12:00,2026-11-29 00:00,Abru-A,VERDE,L’Aquila'].join('\n'),
  );
  expect(lines).toMatchObject([{ where: 'row 2', zone: 'Abru-A', whole: 'VERDE', place: 'L’Aquila' }]);
});

test('columns that are lacking are named: some of the levels are told, all of them refuse the table', () => {
  const row = '2026-11-28 10:00,2026-11-28 12:00,2026-11-29 00:00,Abru-A,VERDE';
  expect(linesOfTable(`${titles}\n${row}`).unreadable).toEqual([
    'no column avviso_idrogeologico',
    'no column avviso_temporali',
    'no column avviso_idraulico',
  ]);
  expect(() => linesOfTable(`${titles.replace('avviso_criticita', 'x')}\n${row}`)).toThrow(
    'no column avviso_criticita, avviso_idrogeologico, avviso_temporali, avviso_idraulico',
  );
  expect(() => linesOfTable('zona_codice,avviso_criticita\nAbru-A,VERDE')).toThrow(
    'no column data_pubblicazione, data_validita_inizio, data_validita_fine',
  );
});

describe('lines above the titles hide no row', () => {
  const row = '2026-11-28 10:00,2026-11-28 12:00,2026-11-29 00:00,Abru-A,ROSSA';

  test('what a spreadsheet says of its separator is no word', () => {
    const { lines, unreadable } = linesOfTable(
      `\ufeffsep=;\r\n\r\n${titles.replaceAll(',', ';')}\n${row.replaceAll(',', ';')}`,
    );
    expect(lines).toMatchObject([{ zone: 'Abru-A', whole: 'ROSSA' }]);
    expect(unreadable.filter((told) => told.startsWith('words'))).toEqual([]);
  });

  test('other words are told, and the rows are read', () => {
    const { lines, unreadable } = linesOfTable(`# Bollettino del 28/11, bozza\n${titles}\n${row}`);
    expect(lines).toMatchObject([{ zone: 'Abru-A', whole: 'ROSSA' }]);
    expect(unreadable).toContain('words above the titles: # Bollettino del 28/11, bozza');
  });

  test('titles may be written in capitals, with blanks in them', () => {
    const { lines } = linesOfTable(`${titles.toUpperCase().replaceAll('_', ' ')}\n${row}`);
    expect(lines).toMatchObject([{ zone: 'Abru-A', whole: 'ROSSA' }]);
  });

  test('a text without titles stays refused', () => {
    expect(() => linesOfTable(`# una nota\n${row}`)).toThrow('no column data_pubblicazione');
  });
});
