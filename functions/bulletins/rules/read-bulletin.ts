import type { BulletinReading, Finding } from '../../../shared/contracts/bulletin.ts';
import { dateOf, isoOf, MINUTE, rome } from '../../../shared/core/hours/zone.ts';
import { type AlertZones, italianAlertZones, zoneFinder, zonesOn } from '../../../shared/core/posture/alert-zones.ts';
import { type Line, statementsOf } from './bulletin-lines.ts';
import { textOf } from './encoding.ts';
import { type BulletinIndex, LARGEST_BULLETIN } from './read-index.ts';
import { linesOfTable } from './read-table.ts';
import { linesOfTopology } from './read-topology.ts';
import {
  horizonOf,
  type Named,
  NOON,
  nameAgrees,
  readName,
  type Stated,
  statedByIndex,
  statedByName,
} from './stated-days.ts';

type Doubt = BulletinReading['doubts'][number];
/** What a file said, and what was wrong with it; no reading when nothing in it can be relied on. */
export type BulletinOutcome = { reading?: BulletinReading; findings: Finding[] };

/** The lines of a file with the days that it states, and what makes them doubtful. */
type Read = {
  lines: Line[];
  stated: Stated | undefined;
  doubtful: { doubt: Doubt; code: Finding['code']; detail: string }[];
};

/** Reads the official form; throws an Error for what is none. */
function readForm(text: string, named: Named, index: BulletinIndex | undefined): Read {
  const lines = linesOfTopology(text);
  const stated = statedByIndex(index, named) ?? statedByName(named);
  if (index) return { lines, stated, doubtful: [] };
  const detail = 'read without its index file: the days are only those of the name';
  return { lines, stated, doubtful: [{ doubt: 'no-stated-validity', code: 'doubtful-day-label', detail }] };
}

/** Reads the CSV edition; throws an Error for what is none. */
function readEdition(text: string, named: Named): Read {
  const { lines, stated: statedByRows, disagree, unreadable } = linesOfTable(text);
  const stated = statedByRows ?? statedByName(named);
  const doubtful: Read['doubtful'] = [];
  const doubt = (doubt: Doubt, code: Finding['code'], detail: string) => doubtful.push({ doubt, code, detail });
  if (!statedByRows && stated)
    doubt('no-stated-validity', 'doubtful-day-label', 'no row states its days: they are only those of the name');
  if (disagree) doubt('day-label', 'doubtful-day-label', 'rows of one file state different days');
  if (unreadable.length > 0) doubt('unreadable-rows', 'unreadable-row', unreadable.join('; '));
  return { lines, stated, doubtful };
}

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
  let read: Read;
  try {
    read = /\.json$/i.test(source) ? readForm(text, named, options.index) : readEdition(text, named);
  } catch (error) {
    alarm('unreadable-file', error instanceof Error ? error.message : String(error));
    return { findings };
  }
  const { lines, doubtful } = read;
  for (const { doubt, code, detail } of doubtful) {
    doubts.add(doubt);
    alarm(code, detail);
  }
  let { stated } = read;
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
