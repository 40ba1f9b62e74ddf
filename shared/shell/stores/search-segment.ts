import { createHash, randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AskedWord, IndexPlace } from '../../core/cases/searched-words.ts';
import type { IndexedCase } from './case-index.ts';

// One segment: a file of SQLite with an FTS5 index that holds terms and no texts, and is never changed once it is made.

/**
 * Contentless, without positions and sizes (SQLite, "FTS5 Extension", 4.4 and 4.6), with the beginnings of three and four
 * letters, which stand for many terms (4.2); every sign beyond ASCII belongs to its term, since terms come cut and folded.
 */
const tables = `
  CREATE TABLE cases(id INTEGER PRIMARY KEY, code TEXT NOT NULL, version INTEGER NOT NULL, received INTEGER NOT NULL,
    terms INTEGER NOT NULL);
  CREATE TABLE counts(term TEXT PRIMARY KEY, cases INTEGER NOT NULL) WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5(term, content='', detail=none, columnsize=0, prefix='3 4', tokenize='ascii');
  CREATE VIRTUAL TABLE counted USING fts5vocab(words, row);
  CREATE VIRTUAL TABLE placed USING fts5vocab(words, instance);`;

/** Works with a file in a folder of its own, which goes when the work is done. */
function withFile<Result>(work: (file: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-segment-'));
  try {
    return work(join(folder, 'segment'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isAfter = (one: IndexPlace, other: IndexPlace) =>
  one.receivedAt === other.receivedAt ? one.caseId > other.caseId : one.receivedAt > other.receivedAt;

/** In the order of the list backwards: the newest first. */
export const newestFirst = (one: IndexPlace, other: IndexPlace): number =>
  isAfter(one, other) ? -1 : isAfter(other, one) ? 1 : 0;

/**
 * The bytes of a segment of these cases, each code once; made again of the same it has another mark, and so another
 * name: whoever drops one drops no other's. Throws an Error where this Node has no FTS5.
 */
export function buildSegment(cases: readonly IndexedCase[]): Uint8Array {
  const sorted = [...cases].sort((one, other) => newestFirst(other, one));
  return withFile((file) => {
    const database = new DatabaseSync(file);
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 4096; BEGIN');
    database.exec(`${tables} PRAGMA user_version = ${randomInt(2 ** 31 - 1)}`);
    const addCase = database.prepare('INSERT INTO cases VALUES (?, ?, ?, ?, ?)');
    const addTerms = database.prepare('INSERT INTO words(rowid, term) VALUES (?, ?)');
    sorted.forEach(({ caseId, version, receivedAt, terms }, index) => {
      addCase.run(index + 1, caseId, version, Date.parse(receivedAt), terms.length);
      if (terms.length > 0) addTerms.run(index + 1, terms.join(' '));
    });
    database.exec("INSERT INTO words(words) VALUES ('optimize')");
    // Kept beside: FTS5 counts the cases of a term by going through them, forty terms of a case in every segment.
    database.exec('INSERT INTO counts SELECT term, doc FROM counted ORDER BY term; COMMIT; VACUUM');
    database.close();
    return readFileSync(file);
  });
}

/** The name of a segment: the SHA-256 of its bytes in hex. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A case of a segment without its terms; one that has none is to be forgotten. */
export type SegmentCase = { caseId: string; version: number; receivedAt: string; terms: number };

/** Where a case of a segment stands, with its receipt in epoch milliseconds: of many that are found few are shown. */
export type SegmentPlace = { code: string; received: number };

/** In the order of the list backwards, as `newestFirst`. */
export const latestFirst = (one: SegmentPlace, other: SegmentPlace): number =>
  other.received - one.received || (one.code > other.code ? -1 : one.code < other.code ? 1 : 0);

/** A place as it is told. */
export const placeOf = ({ code, received }: SegmentPlace): IndexPlace => ({
  caseId: code,
  receivedAt: new Date(received).toISOString(),
});

/** A segment that is open to be read. */
export type OpenSegment = {
  /** The newest cases in which every word stands, after a place. */
  find(asked: readonly AskedWord[], after: IndexPlace | undefined, limit: number): SegmentPlace[];
  /** In how many cases each of these terms stands; one that stands in none is not there. */
  countsOf(terms: readonly string[]): Map<string, number>;
  /** The cases in which at least so many of these terms stand, each with those that do. */
  sharing(terms: readonly string[], least: number): (SegmentPlace & { terms: string[] })[];
  /** Every case. */
  cases(): Iterable<SegmentCase>;
  /** The terms of these cases, by code; it reads the index whole. */
  termsOf(wanted: ReadonlySet<string>): Map<string, string[]>;
  close(): void;
};

/** A term as FTS5 takes it in a query: whatever it holds, it is one word. */
const quoted = (term: string) => `"${term.replaceAll('"', '')}"`;

/** A question as FTS5 takes it: every word in one of its forms, or as a beginning. */
const matchOf = (asked: readonly AskedWord[]): string =>
  asked
    .map(({ forms, beginning }) =>
      [
        ...forms.filter((form) => form !== beginning).map(quoted),
        ...(beginning === undefined ? [] : [`${quoted(beginning)}*`]),
      ].join(' OR '),
    )
    .map((word) => `(${word})`)
    .join(' AND ');

/** Opens the bytes of a segment. Their file is gone at once and lives as long as it is open: nothing is left behind. */
export function openSegment(bytes: Uint8Array): OpenSegment {
  const database = withFile((file) => {
    writeFileSync(file, bytes, { mode: 0o600 });
    const opened = new DatabaseSync(file, { readOnly: true });
    // Reads the first page, so that the file is open before its name goes.
    opened.exec('SELECT count(*) FROM sqlite_schema');
    return opened;
  });
  const { n: size } = database.prepare('SELECT coalesce(max(id), 0) AS n FROM cases').get() as { n: number };
  const at = database.prepare('SELECT code, received FROM cases WHERE id = ?');
  const matching = database.prepare(
    `SELECT c.code, c.received FROM words JOIN cases c ON c.id = words.rowid
     WHERE words MATCH ? AND words.rowid < ? ORDER BY words.rowid DESC LIMIT ?`,
  );
  // A segment that was made before counts were kept is counted until a night makes it again.
  const keepsCounts = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'counts'").get() !== undefined;
  const counts = database.prepare(
    keepsCounts
      ? 'SELECT c.term AS term, c.cases AS cases FROM json_each(?) t JOIN counts c ON c.term = t.value'
      : 'SELECT c.term AS term, c.doc AS cases FROM json_each(?) t JOIN counted c ON c.term = t.value',
  );
  // One question for all terms: asked term by term in every segment, it took ten times as long.
  const sharing = database.prepare(
    `SELECT c.code AS code, c.received AS received, s.terms AS terms
     FROM (SELECT p.doc AS doc, group_concat(p.term, ' ') AS terms
           FROM json_each(?) t JOIN placed p ON p.term = t.value GROUP BY p.doc HAVING count(*) >= ?) s
     JOIN cases c ON c.id = s.doc`,
  );
  const placeAt = (id: number) => placeOf(at.get(id) as unknown as SegmentPlace);
  /** The first id that is not before a place; ids go by receipt and code. */
  const firstFrom = (place: IndexPlace): number => {
    let [low, high] = [1, size + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (isAfter(place, placeAt(middle))) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    find(asked, after, limit) {
      const before = after === undefined ? size + 1 : firstFrom(after);
      return matching.all(matchOf(asked), before, limit) as unknown as SegmentPlace[];
    },
    countsOf: (terms) =>
      new Map(counts.all(JSON.stringify(terms)).map(({ term, cases }) => [String(term), Number(cases)])),
    sharing: (terms, least) =>
      sharing.all(JSON.stringify(terms), least).map(({ code, received, terms: stand }) => ({
        code: String(code),
        received: Number(received),
        terms: String(stand).split(' '),
      })),
    *cases() {
      for (const row of database.prepare('SELECT code, version, received, terms FROM cases').iterate())
        yield {
          ...placeOf(row as unknown as SegmentPlace),
          version: Number(row['version']),
          terms: Number(row['terms']),
        };
    },
    termsOf(wanted) {
      const codes = new Map<number, string[]>();
      const found = new Map<string, string[]>();
      for (const { id, code } of database.prepare('SELECT id, code FROM cases').iterate()) {
        if (!wanted.has(String(code))) continue;
        const terms: string[] = [];
        codes.set(Number(id), terms);
        found.set(String(code), terms);
      }
      // Terms come sorted: all cases of one after the other, so each is one text in memory.
      let last = '';
      for (const { term, doc } of database.prepare('SELECT term, doc FROM placed').iterate()) {
        if (term !== last) last = String(term);
        codes.get(Number(doc))?.push(last);
      }
      return found;
    },
    close: () => database.close(),
  };
}
