import { describe, expect, test } from '@jest/globals';
import { readQuakes } from '../../../functions/bulletins/rules/read-quakes.ts';

const titles =
  '#EventID|Time|Latitude|Longitude|Depth/Km|Author|Catalog|Contributor|ContributorID|MagType|Magnitude|MagAuthor|EventLocationName|EventType';
const line = (
  id: string,
  more: { time?: string; depth?: string; magnitude?: string; place?: string; type?: string } = {},
) => {
  const {
    time = '2026-11-29T10:00:00.5',
    depth = '8.2',
    magnitude = '4.5',
    place = 'Amatrice',
    type = 'earthquake',
  } = more;
  return `${id}|${time}|42.6|13.3|${depth}|SURVEY|||||${magnitude}|--|${place}|${type}`.replace('|||||', '||||Mw|');
};
const read = (...lines: string[]) => readQuakes([titles, ...lines].join('\n'));
const codes = ({ findings }: ReturnType<typeof read>) => findings.map(({ code, detail }) => `${code}: ${detail}`);

describe('a list of shocks', () => {
  test('is read line by line, its times in UTC', () => {
    const { readings, findings } = read(line('1'));
    expect(findings).toEqual([]);
    expect(readings).toEqual([
      {
        ...{ kind: 'quake', source: 'ingv', eventId: '1', at: '2026-11-29T10:00:00.500Z' },
        ...{ latitude: 42.6, longitude: 13.3, depthKm: 8.2, magnitude: 4.5, magnitudeType: 'Mw' },
        ...{ place: 'Amatrice', type: 'earthquake' },
      },
    ]);
  });

  test('is read under other blanks and letters in its titles, with a mark of its encoding, and lines that end in CRLF', () => {
    const odd = titles.toUpperCase().replaceAll('|', ' | ');
    expect(readQuakes(`\uFEFF${odd}\r\n${line('1')}\r\n`).readings).toHaveLength(1);
  });

  test('takes an instant with its zone as it says, no depth for none, and no type for an earthquake', () => {
    expect(read(line('1', { time: '2026-11-29T10:00:00+01:00' })).readings[0]?.at).toBe('2026-11-29T09:00:00.000Z');
    expect(read(line('1', { depth: '' })).readings[0]).not.toHaveProperty('depthKm');
    expect(read(line('1', { type: '' })).readings[0]?.type).toBe('earthquake');
    expect(read(line('1', { type: 'Explosion' })).readings[0]?.type).toBe('explosion');
  });

  test('keeps a shock whose place has bars in it, and a thousand letters of a longer place', () => {
    expect(read(line('1', { place: 'Amatrice | Rieti' })).readings[0]?.place).toContain('Amatrice');
    expect(read(line('1', { place: 'x'.repeat(1001) })).readings[0]?.place).toHaveLength(1000);
  });

  test('tells each line that cannot be read, and reads the others; one that ends early is both', () => {
    const bad = line('2', { magnitude: 'forte' });
    expect(codes(read(line('1'), bad, line('3')))).toEqual([`unreadable-row: ${bad}`]);
    expect(read(line('1'), bad, line('3')).readings).toHaveLength(2);
    const early = line('4').split('|').slice(0, 13).join('|');
    expect(read(early)).toMatchObject({ readings: [{ eventId: '4' }], findings: [{ code: 'unreadable-row' }] });
    expect(codes(read(line('')))).toHaveLength(1);
  });

  test('tells a hundred such lines and then how many, and 500 letters of each', () => {
    const bad = (many: number) => Array.from({ length: many }, (_, at) => line(`${at}`, { magnitude: 'x' }));
    expect(codes(read(...bad(100)))).toHaveLength(100);
    expect(codes(read(...bad(101))).at(-1)).toBe('unreadable-row: 101 lines cannot be read');
    expect(codes(read(...bad(101)))).toHaveLength(101);
    expect(read(line('1', { magnitude: 'x'.repeat(600) })).findings[0]?.detail).toHaveLength(500);
  });

  test('of no event is empty, and what is no list is told', () => {
    for (const text of ['', ' \n', titles]) expect(readQuakes(text)).toEqual({ readings: [], findings: [] });
    expect(codes(readQuakes('Error 500'))).toEqual(['unreadable-file: no line of titles']);
    expect(codes(readQuakes(`#EventID|Time\n1|x`))).toEqual([
      'unreadable-file: no column latitude, longitude, depth/km, magtype, magnitude, eventlocationname',
    ]);
  });

  test('is read up to 20,000 lines, and told to be longer', () => {
    const many = (lines: number) => read(...Array.from({ length: lines }, (_, at) => line(`${at}`)));
    expect(many(20_000)).toMatchObject({ findings: [] });
    const longer = many(20_001);
    expect(longer.readings).toHaveLength(20_000);
    expect(codes(longer)).toEqual(['unreadable-file: 20001 lines: 20000 are read']);
  });
});
