import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBulletin } from '../../../functions/bulletins/rules/read-bulletin.ts';
import { LARGEST_BULLETIN, readBulletinIndex } from '../../../functions/bulletins/rules/read-index.ts';
import { BulletinReading, Finding } from '../../../shared/contracts/bulletin.ts';
import { italianAlertZones, zonesOn } from '../../../shared/core/posture/alert-zones.ts';
import { bytesOf, csvSaid, nameOf, rowsSaid, todayAt, tomorrowAt, topologySaid } from './bulletin-files.ts';

const at = '2024-09-18T15:18:59+02:00';
const codes = ({ findings }: { findings: Finding[] }) => findings.map(({ code, severity }) => `${severity} ${code}`);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const colourIn = (reading: BulletinReading | undefined, zone: string) =>
  reading?.zones.find((each) => each.zone === zone)?.colour;

describe('the CSV edition', () => {
  test('gives each zone its colour for the very stretch that it states, the last second inside', () => {
    const { reading, findings } = readBulletin(
      todayAt(at, { 'Emil-B1': 'red', 'Marc-1': 'orange', 'Pugl-A': 'yellow' }),
      nameOf(at, 'oggi'),
    );
    expect(findings).toEqual([]);
    expect(reading).toMatchObject({
      publishedAt: '2024-09-18T13:18:59.000Z',
      horizon: 'today',
      validFrom: '2024-09-18T13:18:59.000Z',
      validTo: '2024-09-18T22:00:00.000Z',
      doubts: [],
    });
    expect(reading?.zones).toHaveLength(170);
    expect(['Emil-B1', 'Marc-1', 'Pugl-A', 'Abru-A'].map((zone) => colourIn(reading, zone))).toEqual([
      'red',
      'orange',
      'yellow',
      'green',
    ]);
    expect(BulletinReading.parse(reading)).toEqual(reading);
  });

  test.each([
    ['20240918-bollettino-oggi-zone.csv'],
    ['20240918_1518-oggi-zone.csv'],
    ['2024/20240918_1518_oggi.csv'],
    ['bollettino-oggi-zone-latest.csv'],
  ])('is read under the name %s', (name) => {
    expect(readBulletin(todayAt(at), name).reading?.doubts).toEqual([]);
  });

  test.each<[string, (whole: string) => string]>([
    ['lines that end in CRLF', (whole) => whole.replaceAll('\n', '\r\n')],
    ['lines that end in CR', (whole) => whole.replaceAll('\n', '\r')],
    ['a byte-order mark', (whole) => `\uFEFF${whole}`],
    ['blank lines', (whole) => whole.replaceAll('\n', '\n\n')],
    ['every field in quotes', (whole) => whole.replace(/[^,\n]+/g, '"$&"')],
    [
      'a further column, and the columns in another order',
      (whole) =>
        whole.replace(/.+/g, (row) => {
          const [first, ...others] = row.split(',');
          return [...others.reverse(), 'x', first].join(',');
        }),
    ],
    ['titles in capitals', (whole) => whole.replace(/^.*/, (titles) => titles.toUpperCase())],
  ])('with %s says the same', (_what, change) => {
    const whole = text(todayAt(at, { 'Emil-B1': 'red', 'Marc-1': 'orange' }));
    expect(readBulletin(bytesOf(change(whole)), nameOf(at, 'oggi'))).toEqual(
      readBulletin(bytesOf(whole), nameOf(at, 'oggi')),
    );
  });

  test('over the change of clocks states days of 23 and 25 hours', () => {
    const autumn = readBulletin(
      csvSaid({
        publishedAt: '2024-10-26T15:00:59+02:00',
        from: '2024-10-27T00:00:00+02:00',
        to: '2024-10-27T23:59:59+01:00',
        zones: { 'Emil-B1': 'orange' },
      }),
      '20241026_1500_domani.csv',
    ).reading;
    expect([autumn?.doubts, autumn?.validFrom, autumn?.validTo]).toEqual([
      [],
      '2024-10-26T22:00:00.000Z',
      '2024-10-27T23:00:00.000Z',
    ]);
  });

  test('in its edition by municipality gives the zone its worst, and a municipality without a zone is an alarm', () => {
    const [titles, ...rows] = new TextDecoder()
      .decode(todayAt(at, { 'Emil-B1': 'red' }))
      .trim()
      .split('\n');
    const lines = rows.flatMap((row) => [`${row},Uno`, `${row},Due`]);
    lines.push(`${(rows[0] as string).replace('Abru-A', '')},Premia`);
    const outcome = readBulletin(
      bytesOf([`${titles},comune_nome`, ...lines].join('\n')),
      '20240918-bollettino-oggi-comuni.csv',
    );
    expect(codes(outcome)).toEqual(['alarm unknown-zone']);
    expect(colourIn(outcome.reading, 'Emil-B1')).toBe('red');
    expect(outcome.reading?.doubts).toEqual(['unreadable-rows']);
  });
});

describe('a reading that may raise but never lower', () => {
  test('is one published before noon: its days may be those of the day before', () => {
    const early = '2024-09-18T03:13:59+02:00';
    const today = readBulletin(todayAt(early, { 'Emil-B1': 'orange' }), nameOf(early, 'oggi'));
    expect(today.reading?.doubts).toEqual(['after-midnight']);
    expect(codes(today)).toEqual(['note doubtful-day-label']);
    const filler = readBulletin(tomorrowAt(early), nameOf(early, 'domani'));
    expect(filler.reading?.doubts).toEqual(['after-midnight', 'filler']);
  });

  test('is one whose days are shifted against its label', () => {
    const outcome = readBulletin(tomorrowAt(at, { 'Emil-B1': 'red' }), nameOf(at, 'oggi'));
    expect(outcome.reading?.doubts).toEqual(['day-label']);
    expect(outcome.reading?.validFrom).toBe('2024-09-18T22:00:00.000Z');
    expect(codes(outcome)).toEqual(['alarm doubtful-day-label']);
  });

  test('is one whose name tells another day than its rows: the rows are believed, the name is an alarm', () => {
    const outcome = readBulletin(todayAt(at, { 'Emil-B1': 'red' }), '20240919_1518_oggi.csv');
    expect(outcome.reading?.doubts).toEqual(['name']);
    expect(outcome.reading?.validFrom).toBe('2024-09-18T13:18:59.000Z');
    expect(codes(outcome)).toEqual(['alarm doubtful-day-label']);
  });

  test('is one from which zones are missing, as from a file cut off between two rows', () => {
    const whole = new TextDecoder()
      .decode(todayAt(at, { 'Emil-B1': 'red' }))
      .trim()
      .split('\n');
    const outcome = readBulletin(bytesOf(whole.slice(0, 100).join('\n')), nameOf(at, 'oggi'));
    expect(outcome.reading?.doubts).toEqual(['incomplete']);
    expect(outcome.findings[0]).toMatchObject({ code: 'missing-zone', severity: 'alarm' });
    expect(outcome.findings[0]?.detail).toMatch(/^nothing said of 71 zones: /);
  });

  test.each<[string, (whole: string) => Uint8Array, string[]]>([
    [
      'cut off inside a row',
      (whole) => bytesOf(whole.slice(0, 20_000)),
      ['alarm unreadable-row', 'alarm missing-zone'],
    ],
    [
      'with a quote that is never closed',
      (whole) => bytesOf(whole.replace('Vene-H', '"Vene-H')),
      ['alarm unreadable-row', 'alarm missing-zone'],
    ],
    [
      'without the column of one risk',
      (whole) => bytesOf(whole.replace('avviso_temporali', 'temporali')),
      ['alarm unreadable-row'],
    ],
    [
      'in which no row has instants',
      (whole) => bytesOf(whole.replaceAll('2024-09-18T', 'mercoledì ')),
      ['alarm doubtful-day-label', 'alarm unreadable-row'],
    ],
    [
      'with a letter that is not UTF-8',
      (whole) => new Uint8Array([...bytesOf(whole.trimEnd()), ...bytesOf('\n'), 0xe8]),
      ['alarm unreadable-row', 'alarm unreadable-row'],
    ],
  ])('is one %s: what can be read of it counts', (_what, damage, alarms) => {
    const outcome = readBulletin(damage(text(todayAt(at, { 'Emil-B1': 'red' }))), nameOf(at, 'oggi'));
    expect(codes(outcome)).toEqual(alarms);
    expect(outcome.reading?.doubts).toContain('unreadable-rows');
    expect(colourIn(outcome.reading, 'Emil-B1')).toBe('red');
    expect(outcome.reading?.validTo).toBe('2024-09-18T22:00:00.000Z');
  });

  test.each([
    ['a stray opening quote in one row', (whole: string) => whole.replace(',Abru-E,', ',Abru-E,"')],
    [
      'a stray quote in one row and another at a row end',
      (whole: string) => `${whole.replace(',Abru-E,', ',Abru-E,"').trimEnd()}"\n`,
    ],
    ['a level whose two halves disagree', (whole: string) => whole.replaceAll('Elevata', 'Ordinaria')],
    ['a level in words of its own', (whole: string) => whole.replaceAll('ALLERTA ROSSA', 'CODICE ROSSO')],
  ])('is one with %s: the red zone beside it, or in it, counts', (_what, damage) => {
    const outcome = readBulletin(bytesOf(damage(text(todayAt(at, { 'Emil-B1': 'red' })))), nameOf(at, 'oggi'));
    expect(colourIn(outcome.reading, 'Emil-B1')).toBe('red');
    expect(outcome.reading?.doubts).toContain('unreadable-rows');
    expect(codes(outcome).filter((code) => code.startsWith('alarm'))).not.toEqual([]);
  });

  test.each([
    [
      'only the name states the day, without an hour',
      (whole: string) => whole.replaceAll('2024-09-18T', 'mercoledì '),
      '20240918-bollettino-oggi-zone.csv',
    ],
  ])('is one in which %s', (_what, damage, name) => {
    const { reading } = readBulletin(bytesOf(damage(text(todayAt(at, { 'Emil-B1': 'red' })))), name);
    expect(colourIn(reading, 'Emil-B1')).toBe('red');
    expect(reading?.doubts).toContain('no-stated-validity');
    expect(reading?.validTo).toBe('2024-09-18T22:00:00.000Z');
  });

  test('is one with rows of differing days, and it covers them all', () => {
    const rows = [
      ...rowsSaid({ publishedAt: at, from: at, to: '2024-09-18T23:59:59+02:00', without: ['Emil-B1'] }),
      ...rowsSaid({
        publishedAt: at,
        from: '2024-09-18T00:00:00+02:00',
        to: '2024-09-18T23:59:59+02:00',
        zones: { 'Emil-B1': 'red' },
      }).filter((row) => row.includes('Emil-B1')),
    ];
    const titles = new TextDecoder().decode(todayAt(at)).split('\n')[0];
    const outcome = readBulletin(bytesOf([titles, ...rows].join('\n')), nameOf(at, 'oggi'));
    expect(outcome.reading?.doubts).toEqual(['day-label']);
    expect(outcome.reading?.validFrom).toBe('2024-09-17T22:00:00.000Z');
    expect(colourIn(outcome.reading, 'Emil-B1')).toBe('red');
  });
});

describe('what is unknown', () => {
  test('a level that nobody knows is an alarm and never green', () => {
    const text = new TextDecoder()
      .decode(todayAt(at))
      .replace(/(Emil-B1,)[^,]+(,)[^,]+/, '$1ALLERTA VIOLA$2ALLERTA VIOLA');
    const outcome = readBulletin(bytesOf(text), nameOf(at, 'oggi'));
    expect(codes(outcome)).toContain('alarm unknown-level');
    expect(colourIn(outcome.reading, 'Emil-B1')).toBeUndefined();
    expect(outcome.reading?.doubts).toContain('unreadable-rows');
  });

  test.each(['Codice rosso', 'ALLERTA_ROSSA', 'AllertaRossa', 'zone rosse', 'RED'])(
    'a level that nobody knows and that names a colour (%s) is that colour, with an alarm',
    (level) => {
      const text = new TextDecoder().decode(todayAt(at)).replace(/(Emil-B1,)[^,]+/, `$1${level}`);
      const outcome = readBulletin(bytesOf(text), nameOf(at, 'oggi'));
      expect(codes(outcome)).toContain('alarm unknown-level');
      expect(colourIn(outcome.reading, 'Emil-B1')).toBe('red');
    },
  );

  test('of a zone with an unknown level beside a known bad one, the bad one counts', () => {
    const text = new TextDecoder().decode(todayAt(at, { 'Emil-B1': 'red' })).replace(/(Emil-B1,)[^,]+/, '$1???');
    expect(colourIn(readBulletin(bytesOf(text), nameOf(at, 'oggi')).reading, 'Emil-B1')).toBe('red');
  });

  test('halves of a level that disagree are unknown', () => {
    const text = new TextDecoder()
      .decode(todayAt(at))
      .replace(/(Emil-B1,)[^,]+/, '$1Elevata per rischio idraulico / NESSUNA ALLERTA');
    expect(codes(readBulletin(bytesOf(text), nameOf(at, 'oggi')))).toContain('alarm unknown-level');
  });

  test('a whole level lower than that of one risk counts as the risk', () => {
    const text = new TextDecoder().decode(todayAt(at)).replace(/(Emil-B1,[^,]+,)[^,]+/, '$1Elevata / ALLERTA ROSSA');
    expect(colourIn(readBulletin(bytesOf(text), nameOf(at, 'oggi')).reading, 'Emil-B1')).toBe('red');
  });

  test('a zone that is in no list is an alarm and keeps its colour', () => {
    const outcome = readBulletin(todayAt(at, {}, { besides: { 'Vene-Z9': 'red' } }), nameOf(at, 'oggi'));
    expect(codes(outcome)).toEqual(['alarm unknown-zone']);
    expect(colourIn(outcome.reading, 'Vene-Z9')).toBe('red');
  });

  test('zones are those of the day: 170 until May 2026, 187 from June 2026, and the old ones are then unknown', () => {
    expect(zonesOn(italianAlertZones, '2026-05-31')).toHaveLength(170);
    expect(zonesOn(italianAlertZones, '2026-06-01')).toHaveLength(187);
    const june = '2026-06-01T15:00:59+02:00';
    const now = readBulletin(todayAt(june, { 'Vene-A2': 'red' }), nameOf(june, 'oggi'));
    expect([codes(now), now.reading?.doubts]).toEqual([[], []]);
    const old = readBulletin(todayAt(june, {}, { besides: { 'Vene-A': 'red' } }), nameOf(june, 'oggi'));
    expect(codes(old)).toEqual(['alarm unknown-zone']);
  });
});

describe('the same bulletin as other programs write it', () => {
  const whole = text(todayAt(at, { 'Emil-B1': 'red' }));
  const plain = readBulletin(bytesOf(whole), nameOf(at, 'oggi'));

  test.each([
    ['a colon after the level', bytesOf(whole.replaceAll('ALLERTA ROSSA', 'ALLERTA ROSSA:'))],
    ['a blank for the T of its instants', bytesOf(whole.replace(/(\d\d-\d\d)T/g, '$1 '))],
    ['an offset without a colon', bytesOf(whole.replaceAll('+02:00', '+0200'))],
    ['no offset: what clocks in Rome show', bytesOf(whole.replaceAll('+02:00', ''))],
    ['the day first', bytesOf(whole.replace(/(\d{4})-(\d\d)-(\d\d)T/g, '$3/$2/$1 '))],
    ['semicolons', bytesOf(whole.replaceAll(',', ';'))],
    ['tabs', bytesOf(whole.replaceAll(',', '\t'))],
    ['a separator more at each row end', bytesOf(whole.replaceAll('\n', ',\n'))],
    ['UTF-16 without a mark', new Uint8Array(Buffer.from(whole, 'utf16le'))],
    ['UTF-16 with its mark', new Uint8Array(Buffer.from(`\uFEFF${whole}`, 'utf16le'))],
    ['UTF-16, the high byte first', new Uint8Array(Buffer.from(`\uFEFF${whole}`, 'utf16le').swap16())],
  ])('says the same with %s', (_what, bytes) => {
    expect(readBulletin(bytes, nameOf(at, 'oggi'))).toEqual(plain);
    expect(colourIn(plain.reading, 'Emil-B1')).toBe('red');
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['empty', bytesOf('')],
    ['a web page', bytesOf('<!DOCTYPE html><html><body>404</body></html>')],
    ['titles without rows', bytesOf(`${new TextDecoder().decode(todayAt(at)).split('\n')[0]}\n`)],
    ['a quote in its titles that is never closed', bytesOf(`"${new TextDecoder().decode(todayAt(at))}`)],
    ['no column of levels', bytesOf(text(todayAt(at)).replaceAll('avviso_', 'livello_'))],
    ['other columns', bytesOf('a,b\n1,2\n')],
    ['not UTF-8', new Uint8Array([0xff, 0xfe, 0x00, 0x41])],
    ['too large', new Uint8Array(LARGEST_BULLETIN + 1)],
  ])('says nothing of any zone and is an alarm: %s', (_what, bytes) => {
    const outcome = readBulletin(bytes, nameOf(at, 'oggi'));
    expect(outcome.reading).toBeUndefined();
    expect(codes(outcome)).toContain('alarm unreadable-file');
  });

  test('never throws, and never makes a reading out of noise without an alarm', () => {
    const good = todayAt(at, { 'Emil-B1': 'red' });
    const damaged = fc
      .record({ from: fc.nat(good.length - 1), bytes: fc.uint8Array({ maxLength: 60 }) })
      .map(({ from, bytes }) => {
        const copy = good.slice();
        copy.set(bytes.slice(0, good.length - from), from);
        return copy;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged), (bytes) => {
        const { reading, findings } = readBulletin(bytes, nameOf(at, 'oggi'));
        if (reading) BulletinReading.parse(reading);
        for (const finding of findings) Finding.parse(finding);
        expect(reading !== undefined || findings.length > 0).toBe(true);
        // Whatever a damaged file says less of than the whole one, it must not be trusted to lower.
        if (reading && colourIn(reading, 'Emil-B1') !== 'red') {
          expect(reading.doubts).not.toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the official form', () => {
  const index = {
    type: 'first',
    name: 'Bollettino del 18 settembre 2024 ore 15:18',
    today: {
      html_descrition: '<p>Per la giornata di oggi, Mercoledì 18 settembre 2024:</p>',
      topo_json: 'https://example.org/x',
    },
    tomorrow: { html_descrition: '<p>Per la giornata di domani, Giovedì 19 settembre 2024:</p>' },
  };
  const read = readBulletinIndex(bytesOf(JSON.stringify(index)));
  const everywhere = Object.fromEntries(
    zonesOn(italianAlertZones, '2024-09-18').map(({ name }) => [name, 'green' as const]),
  );

  test('takes the end of a longer number for no day of a month', () => {
    const odd = { ...index, today: { html_descrition: '<p>Avviso n. 112 settembre 2024</p>' } };
    expect(readBulletinIndex(bytesOf(JSON.stringify(odd)))?.today).toBeUndefined();
  });

  test('states its instant and days in the index file', () => {
    expect(read).toEqual({
      publishedAt: '2024-09-18T13:18:00.000Z',
      today: '2024-09-18',
      tomorrow: '2024-09-19',
      correction: false,
    });
    const again = { ...index, type: 'update', name: 'Errata corrige del bollettino del 18 settembre 2024 ore 16:00' };
    expect(readBulletinIndex(bytesOf(JSON.stringify(again)))?.correction).toBe(true);
    expect(readBulletinIndex(bytesOf('{}'))).toBeUndefined();
    expect(readBulletinIndex(bytesOf('nothing'))).toBeUndefined();
  });

  test('finds zones by their names and says the same as the CSV edition', () => {
    const bytes = topologySaid({ ...everywhere, 'Bassa collina e pianura romagnola': 'red' });
    const { reading, findings } = readBulletin(bytes, '20240918_1518_tomorrow.json', read ? { index: read } : {});
    expect(findings).toEqual([]);
    expect(reading).toMatchObject({
      horizon: 'tomorrow',
      validFrom: '2024-09-18T22:00:00.000Z',
      validTo: '2024-09-19T22:00:00.000Z',
      doubts: [],
    });
    expect(reading?.zones).toHaveLength(170);
    expect(colourIn(reading, 'Emil-B1')).toBe('red');
  });

  test.each([
    ['Valle di Cogne, Valsavarenche e Valle di Rhêmes', 'VDAo-C'],
    ['Valle di Cogne, Valsavarenche e Valle di Rh?mes', 'VDAo-C'],
    ['Valle di Cogne, Valsavarenche e Valle di RhÃªmes', 'VDAo-C'],
    ['Valle di Cogne, Valsavarenche e Valle di Rh\uFFFDmes', 'VDAo-C'],
    ['Valle di Cogne, Valsavarenche e Valle di Rhemes', 'VDAo-C'],
    ['VALLE DI COGNE VALSAVARENCHE E VALLE DI RH&ecirc;MES', 'VDAo-C'],
    ['Bacino dellÂ´Aterno', 'Abru-B'],
    ['Vene-A', 'Vene-A'],
  ])('knows the zone in the damaged name %s', (name, zone) => {
    const { reading } = readBulletin(
      topologySaid({ [name]: 'orange' }),
      '20240918_1518_today.json',
      read ? { index: read } : {},
    );
    expect(reading?.zones.map((each) => each.zone)).toEqual([zone]);
  });

  test('keeps a name that no list has as a zone of its own, with an alarm', () => {
    const outcome = readBulletin(
      topologySaid({ ...everywhere, Atlantide: 'red' }),
      '20240918_1518_today.json',
      read ? { index: read } : {},
    );
    expect(codes(outcome)).toEqual(['alarm unknown-zone']);
    expect(colourIn(outcome.reading, 'Atlantide')).toBe('red');
    expect(outcome.reading?.doubts).toEqual(['unreadable-rows']);
  });

  test('without its index file may raise only: its days are those of the name', () => {
    const outcome = readBulletin(topologySaid(everywhere), '20240918_1518_today.json');
    expect(outcome.reading?.doubts).toContain('no-stated-validity');
    expect(codes(outcome)).toContain('alarm doubtful-day-label');
  });

  test('names of two zones are never confused', () => {
    for (const day of ['2026-05-31', '2026-06-01']) {
      for (const { zone, name } of zonesOn(italianAlertZones, day)) {
        const own = { publishedAt: `${day}T13:00:00.000Z`, today: day, tomorrow: day, correction: false };
        const { reading } = readBulletin(
          topologySaid({ [name]: 'orange' }),
          `${day.replaceAll('-', '')}_1500_today.json`,
          { index: own },
        );
        expect(reading?.zones.map((each) => each.zone)).toEqual([zone]);
      }
    }
  });
});

const samples = new URL('../../../../shared/data/bulletins/', import.meta.url);
const present = existsSync(samples);

(present ? describe : describe.skip)('published files (skipped where the shared data folder is absent)', () => {
  test.each([
    ['20230516-bollettino-oggi-zone.csv', 'today', 10],
    ['20230516-bollettino-domani-zone.csv', 'tomorrow', 10],
    ['20231102_1614-oggi-zone.csv', 'today', undefined],
    ['20240918-bollettino-oggi-zone.csv', 'today', 7],
    ['20240918-bollettino-domani-zone.csv', 'tomorrow', undefined],
    ['20250606-bollettino-oggi-zone.csv', 'today', 0],
  ])('%s is read without an alarm', (name, horizon, red) => {
    const { reading, findings } = readBulletin(readFileSync(new URL(name, samples)), name);
    expect(findings).toEqual([]);
    expect(reading).toMatchObject({ horizon, doubts: [] });
    expect(reading?.zones).toHaveLength(170);
    if (red !== undefined) expect(reading?.zones.filter(({ colour }) => colour === 'red')).toHaveLength(red);
  });
});
