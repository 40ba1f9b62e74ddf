import { expect, test } from '@jest/globals';
import { remember, rememberTables } from '../../local/emulators/table-definitions.ts';

type Done = (problem: unknown, table?: unknown) => void;

/** Definitions on a slow disk: each call is carried out once it is told to. */
function slowDisk() {
  const kept = new Map<string, unknown>();
  const calls: { name: string; carryOut(): void }[] = [];
  const disk = {
    get(name: string, done: Done) {
      const read = structuredClone(kept.get(name));
      const answer = () => (read === undefined ? done(new Error('NotFoundError')) : done(null, read));
      calls.push({ name: `get ${name}`, carryOut: answer });
    },
    put(name: string, table: unknown, done: Done) {
      const write = () => {
        kept.set(name, structuredClone(table));
        done(null);
      };
      calls.push({ name: `put ${name}`, carryOut: write });
    },
    del(name: string, done: Done) {
      const write = () => {
        kept.delete(name);
        done(null);
      };
      calls.push({ name: `del ${name}`, carryOut: write });
    },
  };
  const carryOut = () => {
    const [next] = calls.splice(0, 1);
    next?.carryOut();
    return next?.name;
  };
  remember(disk);
  const read = (name: string) =>
    new Promise<unknown>((resolve) => disk.get(name, (problem, table) => resolve(problem ? 'none' : table)));
  return { disk, carryOut, read };
}

test('a definition is read from the disk once, and is its own for whoever read it', async () => {
  const { disk, carryOut, read } = slowDisk();
  disk.put('register', { status: 'ACTIVE' }, () => {});
  carryOut();
  const first = read('register');
  expect(carryOut()).toBe('get register');
  const table = (await first) as { status: string };
  table.status = 'DELETING';
  expect(await read('register')).toEqual({ status: 'ACTIVE' });
  expect(carryOut()).toBeUndefined();
});

test('what is written or removed is read anew, and a table that is not there is asked for each time', async () => {
  const { disk, carryOut, read } = slowDisk();
  for (const name of ['get register', 'get register']) {
    const none = read('register');
    expect(carryOut()).toBe(name);
    expect(await none).toBe('none');
  }
  disk.put('register', { status: 'CREATING' }, () => {});
  carryOut();
  const old = read('register');
  carryOut();
  expect(await old).toEqual({ status: 'CREATING' });
  disk.put('register', { status: 'ACTIVE' }, () => {});
  carryOut();
  const fresh = read('register');
  expect(carryOut()).toBe('get register');
  expect(await fresh).toEqual({ status: 'ACTIVE' });
  disk.del('register', () => {});
  carryOut();
  const gone = read('register');
  carryOut();
  expect(await gone).toBe('none');
});

test('what was read before a write and comes after it is not remembered', async () => {
  const { disk, carryOut, read } = slowDisk();
  disk.put('register', { status: 'CREATING' }, () => {});
  carryOut();
  const before = read('register');
  disk.put('register', { status: 'ACTIVE' }, () => {});
  carryOut();
  expect(await before).toEqual({ status: 'CREATING' });
  carryOut();
  const after = read('register');
  expect(carryOut()).toBe('get register');
  expect(await after).toEqual({ status: 'ACTIVE' });
});

test('a library that keeps its tables elsewhere is refused', () => {
  expect(() => rememberTables({} as never)).toThrow('makes its store elsewhere');
  const library = { create: () => ({}) } as never as Parameters<typeof rememberTables>[0] & object;
  rememberTables(library);
  expect(() => library.create({})).toThrow('keeps the definitions of tables elsewhere');
});
