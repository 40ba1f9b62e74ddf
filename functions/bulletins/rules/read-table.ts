import { DAY, rome } from '../../../shared/core/hours/zone.ts';
import { rowsOf } from '../../../shared/core/posture/rows.ts';
import type { Line } from './bulletin-lines.ts';
import type { Stated } from './stated-days.ts';

const needed = ['data_pubblicazione', 'data_validita_inizio', 'data_validita_fine', 'zona_codice'] as const;
const levels = ['avviso_criticita', 'avviso_idrogeologico', 'avviso_temporali', 'avviso_idraulico'] as const;

/**
 * The lines of the CSV edition, the days that its rows state, whether they disagree, and what could not be read; throws
 * an Error where columns are lacking.
 */
export function linesOfTable(text: string): {
  lines: Line[];
  stated: Stated | undefined;
  disagree: boolean;
  unreadable: string[];
} {
  const { above, table } = fromItsTitles(text);
  const { titles: written, rows, broken } = rowsOf(table);
  const titles = written.map(columnOf);
  const lacking = (columns: readonly string[]) => columns.filter((column) => !titles.includes(column));
  if (lacking(needed).length > 0) throw new Error(`no column ${lacking(needed).join(', ')}`);
  if (lacking(levels).length === levels.length) throw new Error(`no column ${levels.join(', ')}`);

  const lines: Line[] = [];
  const unreadable = [...above, ...lacking(levels).map((column) => `no column ${column}`), ...broken];
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

/** The name of a column, under whatever letters and blanks its title is written. */
const columnOf = (title: string): string =>
  title
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** Lines that may stand above the titles: a spreadsheet's `sep=;`, a word of whoever made the file. */
const mostLinesAbove = 20;

/**
 * A table from its titles on, so that a line above them hides no row; `above` tells of words that stood there, which
 * make it a doubtful one. A text in whose first lines no titles are found is left as it is.
 */
function fromItsTitles(text: string): { above: string[]; table: string } {
  let at = 0;
  const above: string[] = [];
  for (const line of text.slice(0, 20_000).split('\n', mostLinesAbove)) {
    if (columnOf(line).includes('zona_codice')) return { above, table: text.slice(at) };
    if (!/^\ufeff?(?:sep=.)?\s*$/i.test(line)) above.push(`words above the titles: ${line.trim().slice(0, 100)}`);
    at += line.length + 1;
  }
  return { above: [], table: text };
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
  const iso = cell.replace(/^(\d\d)[/.-](\d\d)[/.-](\d{4})(?!\d)/, '$3-$2-$1');
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
