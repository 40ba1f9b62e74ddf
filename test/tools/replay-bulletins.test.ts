import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Colour } from '../../shared/contracts/bulletin.ts';
import { italianAlertZones, zonesOn } from '../../shared/core/posture/alert-zones.ts';
import { alertBurden, type Replayed, replayBulletins } from '../../tools/replay-bulletins.ts';
import { nameOf, todayAt, tomorrowAt, topologySaid } from '../functions/bulletins/bulletin-files.ts';

const folders: string[] = [];
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bulletins-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

type Zones = Record<string, Colour>;

const program = fileURLToPath(new URL('../../tools/replay-bulletins.ts', import.meta.url));
const run = (...given: string[]) => spawnSync(process.execPath, [program, ...given], { encoding: 'utf8' });

function publish(folder: string, at: string, today: Zones, tomorrow: Zones): void {
  const year = join(folder, at.slice(0, 4));
  mkdirSync(year, { recursive: true });
  writeFileSync(join(year, nameOf(at, 'oggi')), todayAt(at, today));
  writeFileSync(join(year, nameOf(at, 'domani')), tomorrowAt(at, tomorrow));
}

describe('a made-up week: red for Romagna, a filler after midnight, a missing day', () => {
  const folder = temporaryFolder();
  publish(folder, '2027-02-01T15:00:59+01:00', {}, { 'Emil-B1': 'red' });
  publish(folder, '2027-02-02T03:13:59+01:00', { 'Emil-B1': 'red' }, {});
  // No bulletin in the afternoon of the 2nd, none on the 3rd.
  publish(folder, '2027-02-04T15:00:59+01:00', { 'Emil-B1': 'yellow' }, {});
  test('is one emergency, proposed with the first publication, held through the silence, ended by the bulletin that speaks', async () => {
    const replayed = await replayBulletins(folder);
    expect(replayed.steps.map(({ at, level, step }) => `${at} ${level} ${step.what}`)).toEqual([
      '2027-02-01T14:00:59.000Z emergency proposed',
      '2027-02-02T23:03:59.000Z emergency held',
      '2027-02-04T14:00:59.000Z emergency expired',
    ]);
  }, 60_000);

  test('prints one line for it with --json', () => {
    const { status, stdout, stderr } = run(folder, '--json');
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^alarm: 2027-02-03 00:03 {2}held-without-bulletin .*\nalarm: 2027-02-03 07:\d\d {2}stale-source /,
    );
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        proposedAt: '2027-02-01T14:00:59.000Z',
        publishedAt: '2027-02-01T14:00:59.000Z',
        level: 'emergency',
        zones: ['Emil-B1'],
        validFrom: '2027-02-01T23:00:00.000Z',
        validTo: '2027-02-02T23:00:00.000Z',
        horizon: 'domani',
      },
    ]);
  });

  test('prints its episode in one piece, with what was found wrong', () => {
    const { stdout } = run(folder);
    expect(stdout).toContain(
      [
        'emergency 2027-02-01 15:00 to 2027-02-04 15:00: Emilia-Romagna   [bulletin-emergency-20270201T140059000Z]',
        '  2027-02-01 15:00  proposed   Emil-B1',
        '  2027-02-03 00:03  held       Emil-B1',
        '  2027-02-04 15:00  expired    Emil-B1',
      ].join('\n'),
    );
    expect(stdout).toMatch(/2027-02-03 07:\d\d {2}stale-source/);
  });
});

describe('what cannot be read', () => {
  const good = '2027-02-01T15:00:59+01:00';

  test('is named, lowers nothing, and leaves the rest to be replayed; what is no bulletin is counted', () => {
    const folder = temporaryFolder();
    publish(folder, good, { 'Emil-B1': 'red' }, { 'Emil-B1': 'red' });
    writeFileSync(join(folder, '20270201_1800_oggi.csv'), '');
    writeFileSync(join(folder, '20270202_1500_oggi.csv'), '<!DOCTYPE html><html></html>');
    writeFileSync(join(folder, 'bollettino-oggi-zone.csv'), 'nothing');
    writeFileSync(join(folder, 'zone.csv'), 'zona_codice,zona_nome\n');
    symlinkSync(join(folder, 'gone'), join(folder, '20270202_1600_oggi.csv'));
    const { status, stdout, stderr } = run(folder, '--json');
    expect(status).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).horizon),
    ).toEqual(['oggi', 'domani']);
    expect(stderr).toContain('bollettino-oggi-zone.csv: neither its name nor its rows tell when it was published');
    expect(stderr).toContain('20270201_1800_oggi.csv: no column');
    expect(stderr).toContain('20270202_1500_oggi.csv: no column');
    expect(stderr).toContain('20270202_1600_oggi.csv: ENOENT');
    expect(stderr).toContain('left alone: 1 files');
    expect(run(folder).stdout).toMatch(/2027-02-03 00:\d\d {2}held {7}Emil-B1/);
  });

  test.each<[string, () => string[], number, RegExp]>([
    ['no folder named', () => [], 2, /^usage/],
    ['an option that there is not', () => ['x', '--all'], 2, /^usage/],
    ['two folders', () => ['x', 'y'], 2, /^usage/],
    ['a folder that is not there', () => [join(temporaryFolder(), 'nowhere')], 1, /^there is no .*nowhere\n$/],
    ['an empty folder', () => [temporaryFolder()], 1, /^no bulletin that can be read/],
    [
      'a file that is no bulletin',
      () => [fileURLToPath(import.meta.url)],
      1,
      /not read.*\n.*no bulletin that can be read/,
    ],
  ])('ends with a sentence and no stack: %s', (_what, given, code, says) => {
    const { status, stdout, stderr } = run(...given());
    expect([status, stdout]).toEqual([code, '']);
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('    at ');
  });

  test('does not hinder one file from being replayed by itself', () => {
    const folder = temporaryFolder();
    publish(folder, good, { 'Emil-B1': 'red' }, { 'Emil-B1': 'red' });
    const { status, stdout } = run(join(folder, '2027', nameOf(good, 'domani')), '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ zones: ['Emil-B1'], horizon: 'domani' });
  });
});

test('the official maps are replayed by their index files, wherever these lie', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'topojson'));
  const names = Object.fromEntries(
    zonesOn(italianAlertZones, '2024-09-18').map(({ zone, name }) => [zone, name] as const),
  );
  const map = (zones: Zones) =>
    topologySaid(
      Object.fromEntries(Object.entries(names).map(([zone, name]) => [name, zones[zone] ?? ('green' as const)])),
    );
  const put = (stamp: string, hour: string, days: [string, string], today: Zones, tomorrow: Zones) => {
    const index = {
      type: 'first',
      name: `Bollettino del ${days[0]} ore ${hour}`,
      today: { html_descrition: `oggi ${days[0]}` },
      tomorrow: { html_descrition: `domani ${days[1]}` },
    };
    writeFileSync(join(folder, `${stamp}.json`), JSON.stringify(index));
    writeFileSync(join(folder, 'topojson', `${stamp}_today.json`), map(today));
    writeFileSync(join(folder, 'topojson', `${stamp}_tomorrow.json`), map(tomorrow));
  };
  put('20240918_1518', '15:18', ['18 settembre 2024', '19 settembre 2024'], {}, { 'Emil-B1': 'red' });
  put('20240919_1502', '15:02', ['19 settembre 2024', '20 settembre 2024'], { 'Emil-B1': 'yellow' }, {});
  const replayed = await replayBulletins(folder);
  expect(replayed.steps.map(({ at, step }) => `${at} ${step.what}`)).toEqual([
    '2024-09-18T13:18:00.000Z proposed',
    '2024-09-19T13:02:00.000Z withdrawn',
  ]);
  expect(replayed.unplaced).toEqual([]);
}, 60_000);

const archive = fileURLToPath(new URL('../../../shared/data/bulletins/2022-2024.tar.xz', import.meta.url));
const present = existsSync(archive);

/** What one file says, read the plainest way: the red zones, the others, and when it holds. */
type Plain = {
  at: number;
  from: number;
  to: number;
  horizon: string;
  red: Set<string>;
  other: Set<string>;
  filler: boolean;
};

function plainly(folder: string): Plain[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.csv'))
    .map((path) => {
      const rows = readFileSync(join(folder, path), 'utf8').trim().split('\n').slice(1);
      const [at = '', from = '', to = ''] = (rows[0] ?? '').split(',');
      const red = new Set<string>();
      const other = new Set<string>();
      for (const row of rows) (row.includes('ALLERTA ROSSA') ? red : other).add(row.split(',')[3] ?? '');
      const horizon = path.includes('oggi') ? 'oggi' : 'domani';
      const filler = horizon === 'domani' && Number(at.slice(11, 13)) < 12;
      return { at: Date.parse(at), from: Date.parse(from), to: Date.parse(to) + 1000, horizon, red, other, filler };
    });
}

(present ? describe : describe.skip)(
  'the bulletins of 2022-2024 (skipped where the shared data folder is absent)',
  () => {
    let replayed: Replayed;
    let said: Plain[];
    beforeAll(async () => {
      const folder = temporaryFolder();
      execFileSync('tar', ['xJf', archive, '-C', folder]);
      replayed = await replayBulletins(folder);
      said = plainly(folder);
    }, 300_000);

    const emergencies = () =>
      replayed.lines
        .filter(({ level }) => level === 'emergency')
        .map((line) => ({
          ...line,
          proposed: Date.parse(line.proposedAt),
          from: Date.parse(line.validFrom),
          to: Date.parse(line.validTo),
        }));

    test('are read whole', () => {
      expect([replayed.files, replayed.publications]).toEqual([1542, 771]);
      expect(said.reduce((sum, { red }) => sum + red.size, 0)).toBe(416);
      expect(replayed.findings.filter(({ finding }) => finding.code.startsWith('un'))).toEqual([]);
    });

    test('every zone that is red for any minute has an emergency proposal within one poll of the publication that says so', () => {
      const lines = emergencies();
      const missed = said.flatMap(({ at, from, to, red }) =>
        [...red].filter(
          (zone) =>
            !lines.some(
              (line) =>
                line.zones.includes(zone) && line.proposed <= at + 600_000 && line.from <= from && line.to >= to,
            ),
        ),
      );
      expect(missed).toEqual([]);
    });

    test('no emergency is proposed without a red zone: each line’s zones are red in the publication it names', () => {
      for (const { publishedAt, horizon, zones } of emergencies()) {
        const source = said.find((each) => each.at === Date.parse(publishedAt) && each.horizon === horizon);
        expect(zones.filter((zone) => !source?.red.has(zone))).toEqual([]);
        expect(zones).not.toEqual([]);
      }
    });

    test('no emergency is lowered or closed but by a bulletin that says less of that zone for that very time', () => {
      const lowering = replayed.steps.filter(
        ({ level, step }) => level === 'emergency' && ['lowered', 'withdrawn', 'expired'].includes(step.what),
      );
      expect(lowering.length).toBeGreaterThan(20);
      for (const { at, step } of lowering) {
        const instant = Date.parse(at);
        for (const zone of step.zones) {
          const word = said.some(
            ({ at: published, from, to, other, filler }) =>
              !filler && published <= instant && to > instant && from - instant <= 86_400_000 && other.has(zone),
          );
          expect({ at, zone, word }).toEqual({ at, zone, word: true });
        }
      }
    });

    test('the day without a bulletin amid red (31 October 2023) raises an alarm and closes nothing', () => {
      const alarms = replayed.findings.map(({ at, finding }) => `${at.slice(0, 10)} ${finding.code}`);
      expect(alarms).toEqual(expect.arrayContaining(['2023-10-31 stale-source', '2023-10-31 held-without-bulletin']));
      const over = replayed.steps.filter(
        ({ at, level }) => level === 'emergency' && at > '2023-10-31' && at < '2023-11-01T14:00',
      );
      expect(over.map(({ step }) => step.what)).toEqual(['held']);
    });

    test('the filler after midnight of 18 September 2024 closes nothing, and the seven red zones of the afternoon are proposed at once', () => {
      const day = replayed.steps.filter(({ at }) => at.startsWith('2024-09-18'));
      expect(day.filter(({ step }) => ['withdrawn', 'expired'].includes(step.what))).toEqual([]);
      const line = emergencies().find(({ publishedAt }) => publishedAt === '2024-09-18T13:18:59.000Z');
      expect(line?.zones).toHaveLength(7);
      expect(line?.proposedAt).toBe('2024-09-18T13:18:59.000Z');
    });

    test('an officer sees a handful of alerts a week at most, not one per zone', () => {
      const burden = alertBurden(replayed);
      expect(Math.max(...burden.byWeek.values())).toBeLessThanOrEqual(3);
      expect(Math.max(...burden.asksByWeek.values())).toBeLessThanOrEqual(5);
      expect(burden.proposals).toBe(replayed.lines.filter(({ level }) => level === 'alert').length);
      const regions = [...burden.byRegion.values()];
      expect(burden.byRegion.get('Emilia-Romagna')?.episodes).toBeGreaterThan(10);
      expect(Math.max(...regions.map(({ mostInAWeek }) => mostInAWeek))).toBeLessThanOrEqual(3);
    });
  },
);
