import { rowsOf } from '../../shared/core/posture/rows.ts';

/** A row of the index of public administrations, as far as the network takes it: no person's name or address. */
export type IndexedAdministration = {
  ipa: string;
  name: string;
  /** ISTAT code of the municipality of its seat, six digits; undefined where the row has none. */
  seat?: string;
  website?: string;
  pec?: string;
};

/** What was read of a file, and which rows could not be. */
export type Index = { rows: IndexedAdministration[]; unreadable: string[] };

/**
 * The columns that are read, by the names of the dataset *enti* (CSV, or JSON as its datastore gives it) and of the
 * older `amministrazioni.txt`. Names of responsible persons and mails of other kinds than PEC are not: they are often a
 * person's own.
 */
const columns = {
  ipa: ['codice_ipa', 'cod_amm'],
  name: ['denominazione_ente', 'des_amm'],
  seat: ['codice_comune_istat'],
  website: ['sito_istituzionale'],
} as const;
const mails = [1, 2, 3, 4, 5] as const;

type Cells = Readonly<Record<string, string>>;

const cell = (cells: Cells, names: readonly string[]): string | undefined => {
  const value = names.map((name) => cells[name]?.trim()).find((found) => found !== undefined && found !== '');
  return value === undefined || value.toLowerCase() === 'null' ? undefined : value;
};

/** An address that citizens can open: the index writes many without a scheme, and some with the old one. */
function websiteOf(written: string | undefined): string | undefined {
  const bare = written?.replace(/^https?:\/\//i, '').trim();
  if (bare === undefined || !/^[a-z0-9.-]+\.[a-z]{2,}(?:[/?#]\S*)?$/i.test(bare)) return undefined;
  return new URL(`https://${bare}`).href;
}

function pecOf(cells: Cells): string | undefined {
  const number = mails.find((one) => cell(cells, [`tipo_mail${one}`])?.toLowerCase() === 'pec');
  const written = number === undefined ? undefined : cell(cells, [`mail${number}`])?.toLowerCase();
  return written !== undefined && /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(written) ? written : undefined;
}

/** The ISTAT code of a municipality: spreadsheets take its leading zeros away. */
function seatOf(written: string | undefined): string | undefined {
  if (written === undefined || !/^\d{1,6}$/.test(written)) return undefined;
  return written.padStart(6, '0');
}

function administrationOf(cells: Cells): IndexedAdministration | undefined {
  const [ipa, name] = [cell(cells, columns.ipa), cell(cells, columns.name)];
  if (ipa === undefined || name === undefined || !/^[A-Za-z0-9_-]{2,30}$/.test(ipa)) return undefined;
  const seat = seatOf(cell(cells, columns.seat));
  const website = websiteOf(cell(cells, columns.website));
  const pec = pecOf(cells);
  return { ipa: ipa.toLowerCase(), name, ...(seat && { seat }), ...(website && { website }), ...(pec && { pec }) };
}

const lowered = (pairs: readonly (readonly [string, unknown])[]): Cells =>
  Object.fromEntries(pairs.map(([name, value]) => [name.trim().toLowerCase(), value === null ? '' : String(value)]));

/** The rows of the datastore's JSON: `{fields, records}` with records as lists or objects, or a list of objects. */
function cellsOfJson(text: string): Cells[] {
  const whole = JSON.parse(text) as { fields?: { id: string }[]; records?: unknown[] } | unknown[];
  const records = Array.isArray(whole) ? whole : (whole.records ?? []);
  const names = Array.isArray(whole) ? [] : (whole.fields ?? []).map(({ id }) => id);
  return records.map((record) =>
    Array.isArray(record)
      ? lowered(names.map((name, at) => [name, record[at]] as const))
      : lowered(Object.entries(record as Record<string, unknown>)),
  );
}

/** The rows of the CSV, whatever parts its columns. */
function cellsOfTable(text: string): { cells: Cells[]; broken: string[] } {
  const { titles, rows, broken } = rowsOf(text);
  const cells = rows.map(({ fields }) => lowered(titles.map((title, at) => [title, fields[at] ?? ''] as const)));
  return { cells, broken };
}

/**
 * The administrations in a file of the index (IPA open data, AgID, CC-BY-4.0). Throws an Error where it has none of the
 * columns that name them.
 */
export function readIndex(text: string): Index {
  const whole = text.replace(/^\ufeff/, '');
  const { cells, broken } = /^\s*[[{]/.test(whole) ? { cells: cellsOfJson(whole), broken: [] } : cellsOfTable(whole);
  const [first] = cells;
  if (first === undefined || !columns.ipa.some((name) => name in first) || !columns.name.some((name) => name in first))
    throw new Error('this is no file of IndicePA: it has no columns Codice_IPA and Denominazione_ente');
  const unreadable = [...broken];
  const rows = new Map<string, IndexedAdministration>();
  for (const [at, one] of cells.entries()) {
    const read = administrationOf(one);
    if (read === undefined) unreadable.push(`row ${at + 2}: no code or no name`);
    else rows.set(read.ipa, read);
  }
  return { rows: [...rows.values()], unreadable };
}
