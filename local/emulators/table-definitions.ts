import { createRequire } from 'node:module';

type Done = (problem: unknown, table?: unknown) => void;
/** What dynalite keeps its tables' definitions in; a definition is its own to change once it was read. */
type Definitions = {
  get(name: string, done: Done): void;
  put(name: string, table: unknown, done: Done): void;
  del(name: string, done: Done): void;
};
type Library = { create(options: Record<string, unknown>): { tableDb: Definitions } };

/**
 * Makes dynalite 4 remember the definitions of its tables: it reads and parses that of its table from the disk for each
 * call. Throws an Error when it does not keep them where it did.
 */
export function rememberTables(library = createRequire(import.meta.url)('dynalite/db') as Library): void {
  const { create } = library;
  if (typeof create !== 'function') throw new Error('dynalite makes its store elsewhere');
  library.create = (options) => {
    const store = create(options);
    if (typeof store.tableDb?.get !== 'function') throw new Error('dynalite keeps the definitions of tables elsewhere');
    remember(store.tableDb);
    return store;
  };
}

/** Remembers each definition that was read as text, until it is written or removed. */
export function remember(definitions: Definitions): void {
  const { get, put, del } = definitions;
  const known = new Map<string, string>();
  /** Grows with each change: what was read before one and comes after it is not remembered. */
  let changes = 0;
  const changed = (name: string) => {
    changes += 1;
    known.delete(name);
  };
  definitions.get = (name, done) => {
    const text = known.get(name);
    if (text !== undefined) {
      queueMicrotask(() => done(null, JSON.parse(text)));
      return;
    }
    const before = changes;
    get(name, (problem, table) => {
      if (!problem && table !== undefined && changes === before) known.set(name, JSON.stringify(table));
      done(problem, table);
    });
  };
  // Before and after: what was read while it was written may be either.
  definitions.put = (name, table, done) => {
    changed(name);
    put(name, table, (problem) => {
      changed(name);
      done(problem);
    });
  };
  definitions.del = (name, done) => {
    changed(name);
    del(name, (problem) => {
      changed(name);
      done(problem);
    });
  };
}
