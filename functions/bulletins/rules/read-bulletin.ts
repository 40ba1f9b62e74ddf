import type { BulletinReading, Colour, Finding, ZoneStatement } from '../../../shared/contracts/bulletin.ts';
import { DAY, dateOf, instantOf, isoOf, MINUTE, rome } from '../../../shared/core/hours/zone.ts';
import {
  type AlertZones,
  isZoneCode,
  italianAlertZones,
  zoneFinder,
  zonesOn,
} from '../../../shared/core/posture/alert-zones.ts';
import { colourOf, fearedColourOf, isWorse, worstOf } from '../../../shared/core/posture/colours.ts';
import { rowsOf } from '../../../shared/core/posture/rows.ts';
import { wideEncodingOf } from './encoding.ts';

/** The largest file that is read, in bytes: the official TopoJSON of 2020 had 3.4 million. */
export const LARGEST_BULLETIN = 16_000_000;

const NOON = 12 * 60;

type Horizon = BulletinReading['horizon'];
type Doubt = BulletinReading['doubts'][number];
type Named = { horizon: Horizon | undefined; day: string | undefined; minute: number | undefined; correction: boolean };
type Stated = { publishedAt: number; validFrom: number; validTo: number };
/** What one row or geometry says; a level that its table has no column for is undefined. */
type Line = {
  where: string;
  zone: string;
  whole: string | undefined;
  risks: [string | undefined, string | undefined, string | undefined];
  place: string | undefined;
};

/** What a file said, and what was wrong with it; no reading when nothing in it can be relied on. */
export type BulletinOutcome = { reading?: BulletinReading; findings: Finding[] };

/**
 * What a publication's index file of the official form states: the publication's instant and the days that it is about.
 */
export type BulletinIndex = { publishedAt: string; today: string; tomorrow: string; correction: boolean };

/**
 * Reads one horizon of a bulletin: the CSV edition (`YYYYMMDD_HHMM_{oggi,domani}.csv`,
 * `YYYYMMDD-bollettino-oggi-zone.csv` and their like) or the official TopoJSON (`YYYYMMDD_HHMM_{today,tomorrow}.json`,
 * best with its `index`). Never throws: what cannot be read becomes a finding. Whatever makes a reading doubtful is
 * named in `doubts`: such a reading may raise, never lower.
 */
export function readBulletin(
  bytes: Uint8Array,
  name: string,
  options: { zones?: AlertZones; index?: BulletinIndex } = {},
): BulletinOutcome {
  const findings: Finding[] = [];
  const source = name.split('/').at(-1) ?? name;
  const alarm = (code: Finding['code'], detail: string) =>
    findings.push({ code, severity: 'alarm', source, detail: detail.slice(0, 500) });
  const zones = options.zones ?? italianAlertZones;

  const named = readName(source);
  if (bytes.length > LARGEST_BULLETIN) {
    alarm('unreadable-file', `${bytes.length} bytes`);
    return { findings };
  }
  const doubts = new Set<Doubt>();
  const { text, damaged } = textOf(bytes);
  if (damaged) {
    doubts.add('unreadable-rows');
    alarm('unreadable-row', 'not UTF-8 text: letters in it are damaged');
  }
  let stated: Stated | undefined;
  let lines: Line[];
  try {
    if (/\.json$/i.test(source)) {
      lines = linesOfTopology(text);
      stated = statedByIndex(options.index, named) ?? statedByName(named);
      if (!options.index) {
        doubts.add('no-stated-validity');
        alarm('doubtful-day-label', 'read without its index file: the days are only those of the name');
      }
    } else {
      const table = linesOfTable(text);
      lines = table.lines;
      stated = table.stated ?? statedByName(named);
      if (!table.stated && stated) {
        doubts.add('no-stated-validity');
        alarm('doubtful-day-label', 'no row states its days: they are only those of the name');
      }
      if (table.disagree) {
        doubts.add('day-label');
        alarm('doubtful-day-label', 'rows of one file state different days');
      }
      if (table.unreadable.length > 0) {
        doubts.add('unreadable-rows');
        alarm('unreadable-row', table.unreadable.join('; '));
      }
    }
  } catch (error) {
    alarm('unreadable-file', error instanceof Error ? error.message : String(error));
    return { findings };
  }
  if (!stated || lines.length === 0) {
    alarm('unreadable-file', stated ? 'no zone in it' : 'no publication instant in it');
    return { findings };
  }

  const published = stated.publishedAt;
  const publishedDay = rome.dayAt(published);
  if (stated.validTo <= stated.validFrom || stated.validTo - stated.validFrom > 49 * 60 * MINUTE) {
    doubts.add('day-label');
    alarm('doubtful-day-label', `validity from ${isoOf(stated.validFrom)} to ${isoOf(stated.validTo)}`);
    stated = { publishedAt: published, validFrom: published, validTo: rome.instantAt(publishedDay + 2, 0) };
  } else if (named.horizon !== undefined && horizonOf(stated) !== named.horizon) {
    doubts.add('day-label');
    alarm('doubtful-day-label', `called ${named.horizon}, but valid from ${isoOf(stated.validFrom)}`);
  }
  const horizon = named.horizon ?? horizonOf(stated) ?? 'today';
  if (named.horizon === undefined || !nameAgrees(named, published)) {
    doubts.add('name');
    alarm('doubtful-day-label', `the name differs from the publication at ${isoOf(published)}`);
  }
  const minute = (published - rome.instantAt(publishedDay, 0)) / MINUTE;
  if (minute < NOON) {
    doubts.add('after-midnight');
    const detail = `published at ${isoOf(published)}, before noon: its days may be those of the day before`;
    findings.push({ code: 'doubtful-day-label', severity: 'note', source, detail });
  }

  const known = zonesOn(zones, dateOf(rome.dayAt(stated.validFrom)));
  const { statements, unreadable } = statementsOf(
    lines,
    zoneFinder(known),
    new Set(known.map(({ zone }) => zone)),
    alarm,
  );
  if (unreadable) doubts.add('unreadable-rows');
  const missing = known.filter(({ zone }) => !statements.has(zone)).map(({ zone }) => zone);
  if (missing.length > 0) {
    doubts.add('incomplete');
    alarm('missing-zone', `nothing said of ${missing.length} zones: ${missing.join(', ')}`);
  }
  if (statements.size === 0) {
    alarm('unreadable-file', 'no zone in it has a level');
    return { findings };
  }
  if (horizon === 'tomorrow' && [...statements.values()].every(({ colour }) => colour === 'green')) {
    doubts.add('filler');
  }
  const reading: BulletinReading = {
    kind: 'bulletin',
    source,
    publishedAt: isoOf(published),
    horizon,
    validFrom: isoOf(stated.validFrom),
    validTo: isoOf(stated.validTo),
    zones: [...statements.values()],
    doubts: [...doubts],
    correction: named.correction || options.index?.correction === true,
  };
  return { reading, findings };
}

/**
 * The text of UTF-8 or UTF-16 bytes; of others what can be made out, for an accent in the wrong encoding must not hide
 * a red zone.
 */
function textOf(bytes: Uint8Array): { text: string; damaged: boolean } {
  const wide = wideEncodingOf(bytes);
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), damaged: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), damaged: false };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), damaged: true };
  }
}

////////// Names

function readName(name: string): Named {
  const today = /(oggi|today)/i.test(name);
  const tomorrow = /(domani|tomorrow)/i.test(name);
  const date = /(?<!\d)(20\d\d)(\d\d)(\d\d)(?:_([01]\d|2[0-3])([0-5]\d))?(?!\d)/.exec(name);
  return {
    horizon: today === tomorrow ? undefined : today ? 'today' : 'tomorrow',
    day: date ? `${date[1]}-${date[2]}-${date[3]}` : undefined,
    minute: date?.[4] === undefined ? undefined : Number(date[4]) * 60 + Number(date[5]),
    correction: /errata|corrig|rettific|aggiornament/i.test(name),
  };
}

function nameAgrees(named: Named, published: number): boolean {
  const day = rome.dayAt(published);
  if (named.day !== undefined && named.day !== dateOf(day)) return false;
  if (named.minute === undefined) return true;
  // The CSV edition names whole minutes of an instant that it gives to the second.
  return Math.abs(rome.instantAt(day, named.minute) - published) < 2 * MINUTE;
}

function horizonOf({ publishedAt, validFrom, validTo }: Stated): Horizon | undefined {
  const day = rome.dayAt(publishedAt);
  if (rome.dayAt(validTo - 1) !== rome.dayAt(validFrom)) return undefined;
  if (rome.dayAt(validFrom) === day) return 'today';
  return rome.dayAt(validFrom) === day + 1 ? 'tomorrow' : undefined;
}

////////// The CSV edition

const needed = ['data_pubblicazione', 'data_validita_inizio', 'data_validita_fine', 'zona_codice'] as const;
const levels = ['avviso_criticita', 'avviso_idrogeologico', 'avviso_temporali', 'avviso_idraulico'] as const;

function linesOfTable(text: string): {
  lines: Line[];
  stated: Stated | undefined;
  disagree: boolean;
  unreadable: string[];
} {
  const { titles: written, rows, broken } = rowsOf(text);
  const titles = written.map((title) => title.trim().toLowerCase());
  const lacking = (columns: readonly string[]) => columns.filter((column) => !titles.includes(column));
  if (lacking(needed).length > 0) throw new Error(`no column ${lacking(needed).join(', ')}`);
  if (lacking(levels).length === levels.length) throw new Error(`no column ${levels.join(', ')}`);

  const lines: Line[] = [];
  const unreadable = [...lacking(levels).map((column) => `no column ${column}`), ...broken];
  const instants = new Map<string, Stated | undefined>();
  let stated: Stated | undefined;
  let disagree = false;
  for (const { row, fields } of rows) {
    const cell = (column: string): string | undefined => fields[titles.indexOf(column)]?.trim();
    const [published = '', from = '', to = '', zone = ''] = needed.map(cell);
    const key = `${published} ${from} ${to}`;
    if (!instants.has(key)) instants.set(key, statedBy(published, from, to));
    const here = instants.get(key);
    if (!here) unreadable.push(`row ${row}: no instants in ${key}`);
    else if (!stated) stated = here;
    else if (here !== stated) {
      disagree = true;
      stated = {
        publishedAt: Math.max(stated.publishedAt, here.publishedAt),
        validFrom: Math.min(stated.validFrom, here.validFrom),
        validTo: Math.max(stated.validTo, here.validTo),
      };
    }
    const [whole, hydrogeological, thunderstorms, hydraulic] = levels.map(cell);
    const risks: Line['risks'] = [hydrogeological, thunderstorms, hydraulic];
    lines.push({ where: `row ${row}`, zone, whole, risks, place: cell('comune_nome') });
  }
  return { lines, stated, disagree, unreadable };
}

function statedBy(published: string, from: string, to: string): Stated | undefined {
  const [publishedAt, validFrom, validTo] = [published, from, to].map(statedInstant);
  if (publishedAt === undefined || validFrom === undefined || validTo === undefined) return undefined;
  return { publishedAt, validFrom, validTo: pastTheLastSecond(validTo) };
}

/**
 * The instant of a cell: ISO 8601, also as tables and spreadsheets write it (a blank for the T, an offset without
 * colon, the day first); without an offset it is what clocks in Rome show. Undefined for anything else.
 */
function statedInstant(cell: string): number | undefined {
  const iso = cell.trim().replace(/^(\d\d)[/.-](\d\d)[/.-](\d{4})(?!\d)/, '$3-$2-$1');
  const found = /^(\d{4}-\d\d-\d\d)[T ]+(\d\d):(\d\d)(:\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i.exec(iso);
  if (found === null) return undefined;
  const [, date = '', hour = '', minute = '', seconds = ':00', offset] = found;
  const number = Date.parse(`${date}T00:00:00Z`) / DAY;
  if (Number.isNaN(number) || Number(hour) > 24 || Number(minute) > 59) return undefined;
  if (offset === undefined)
    return rome.instantAt(number, Number(hour) * 60 + Number(minute)) + Number(seconds.slice(1)) * 1000;
  const [, sign = '', hours = '', minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  const instant = Date.parse(`${date}T${hour}:${minute}${seconds}${sign === '' ? 'Z' : `${sign}${hours}:${minutes}`}`);
  return Number.isNaN(instant) ? undefined : instant;
}

/** The edition writes a day's end as 23:59:59; the last second is inside the day. */
function pastTheLastSecond(end: number): number {
  return (end / 1000) % 60 === 59 ? end + 1000 : end;
}

////////// The official form

type Geometry = { properties?: Record<string, unknown> };

function linesOfTopology(text: string): Line[] {
  const topology = JSON.parse(text) as { type?: unknown; objects?: Record<string, { geometries?: Geometry[] }> } | null;
  if (topology === null || topology.type !== 'Topology' || typeof topology.objects !== 'object') {
    throw new Error('not a topology');
  }
  const lines: Line[] = [];
  for (const collection of Object.values(topology.objects ?? {})) {
    if (!Array.isArray(collection?.geometries)) throw new Error('an object without geometries');
    for (const { properties } of collection.geometries) {
      const said = (key: string) => (typeof properties?.[key] === 'string' ? (properties[key] as string).trim() : '');
      lines.push({
        where: `geometry ${lines.length + 1}`,
        zone: said('Nome zona'),
        whole: said('Rappresentata nella mappa'),
        risks: [said('Per rischio idrogeologico'), said('Per rischio temporali'), said('Per rischio idraulico')],
        place: undefined,
      });
    }
  }
  return lines;
}

function statedByName({ day, minute, horizon }: Named): Stated | undefined {
  if (day === undefined || horizon === undefined) return undefined;
  const number = Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY);
  if (Number.isNaN(number)) return undefined;
  // A name without an hour is taken for noon: what only a name states may raise, never lower.
  return statedFor(rome.instantAt(number, minute ?? NOON), horizon === 'today' ? number : number + 1);
}

function statedByIndex(index: BulletinIndex | undefined, { horizon }: Named): Stated | undefined {
  if (!index || !horizon) return undefined;
  const day = Date.parse(`${horizon === 'today' ? index.today : index.tomorrow}T00:00:00Z`) / DAY;
  return statedFor(instantOf(index.publishedAt), day);
}

function statedFor(publishedAt: number, day: number): Stated {
  const from = rome.instantAt(day, 0);
  const to = rome.instantAt(day + 1, 0);
  return { publishedAt, validFrom: publishedAt > from && publishedAt < to ? publishedAt : from, validTo: to };
}

const months = 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
  ' ',
);

/**
 * Reads a publication's index file of the official form; its addresses point elsewhere and are never followed.
 * Undefined when it does not state the instant and both days.
 */
export function readBulletinIndex(bytes: Uint8Array): BulletinIndex | undefined {
  if (bytes.length > LARGEST_BULLETIN) return undefined;
  let index: { type?: unknown; name?: unknown; today?: Record<string, unknown>; tomorrow?: Record<string, unknown> };
  try {
    index = JSON.parse(textOf(bytes).text);
  } catch {
    return undefined;
  }
  if (index === null || typeof index !== 'object') return undefined;
  const name = typeof index.name === 'string' ? index.name : '';
  const published = italianDate(name);
  const hour = /ore\s+([01]?\d|2[0-3])[:.]([0-5]\d)/i.exec(name);
  const today = italianDate(String(index.today?.['html_descrition'] ?? index.today?.['html_description'] ?? ''));
  const tomorrow = italianDate(
    String(index.tomorrow?.['html_descrition'] ?? index.tomorrow?.['html_description'] ?? ''),
  );
  if (!published || !hour || !today || !tomorrow) return undefined;
  const day = Date.parse(`${published}T00:00:00Z`) / DAY;
  return {
    publishedAt: isoOf(rome.instantAt(day, Number(hour[1]) * 60 + Number(hour[2]))),
    today,
    tomorrow,
    correction:
      (typeof index.type === 'string' && index.type !== 'first') || /errata|aggiornament|rettific/i.test(name),
  };
}

function italianDate(text: string): string | undefined {
  const found = /(\d{1,2})[°º]?\s+([a-z]+)\s+(20\d\d)/i.exec(text);
  const month = found ? months.indexOf((found[2] as string).toLowerCase()) + 1 : 0;
  if (!found || month === 0) return undefined;
  const date = `${found[3]}-${String(month).padStart(2, '0')}-${(found[1] as string).padStart(2, '0')}`;
  return Number.isNaN(Date.parse(`${date}T00:00:00Z`)) ? undefined : date;
}

////////// What the lines say of zones

function statementsOf(
  lines: Line[],
  romeSo: (name: string) => string | undefined,
  known: ReadonlySet<string>,
  alarm: (code: Finding['code'], detail: string) => void,
): { statements: Map<string, ZoneStatement>; unreadable: boolean } {
  const statements = new Map<string, ZoneStatement>();
  const unknown = new Set<string>();
  const unreadLevels: string[] = [];
  let unreadable = false;
  for (const { where, zone: written, whole, risks, place } of lines) {
    const values = [whole, ...risks];
    const sure = values.map((value) => (value ? colourOf(value) : undefined));
    const unread = values.filter(
      (value, index) => sure[index] === undefined && value !== undefined && (index === 0 || value !== ''),
    );
    // A value that is not understood, or contradicts itself, may still name a danger: that counts, and an alarm sounds.
    const all = sure.map((colour, index) => colour ?? fearedColourOf(values[index] ?? ''));
    const told = all.filter((colour): colour is Colour => colour !== undefined);
    const risky = all.slice(1);
    if (unread.length > 0) {
      unreadable = true;
      unreadLevels.push(`${where}, zone ${written}: ${unread.join(' | ')}`);
    }
    const colour = worstOf(told);
    // Of a zone whose levels are unknown nothing is said, unless what can be read is already bad.
    if (told.length === 0 || (unread.length > 0 && colour === 'green')) continue;

    let zone = known.has(written) ? written : romeSo(written);
    if (zone === undefined) {
      zone = written !== '' ? written : `${place ?? where}`;
      if (!isZoneCode(zone)) unreadable = true;
      unknown.add(zone);
    }
    const [hydrogeological = 'green', thunderstorms = 'green', hydraulic = 'green'] = risky;
    const before = statements.get(zone);
    if (before && !isWorse(colour, before.colour)) continue;
    statements.set(zone, { zone: zone.slice(0, 200), colour, risks: { hydrogeological, thunderstorms, hydraulic } });
  }
  if (unreadLevels.length > 0) alarm('unknown-level', unreadLevels.join('; '));
  if (unknown.size > 0) alarm('unknown-zone', `not in the list of zones: ${[...unknown].join('; ')}`);
  return { statements, unreadable };
}
