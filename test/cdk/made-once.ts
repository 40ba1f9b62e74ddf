import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where what tests share is kept between test files and runs; git and jest look into no node_modules. */
const kept = join(root, 'node_modules/.cache/sportello');

/** Milliseconds after which whoever began to make a folder is taken for dead. */
const patience = 600_000;

/** Milliseconds that a folder is kept for the next run. */
const keptFor = 24 * 3_600_000;

function filesIn(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A digest of the names and contents of these files and folders, told from the root. */
function digestOf(sources: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of sources.flatMap((source) => filesIn(join(root, source))))
    hash.update(`\n${relative(root, file)}\n`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 24);
}

function forgetOld(): void {
  for (const name of readdirSync(kept)) {
    const path = join(kept, name);
    if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > keptFor)
      rmSync(path, { recursive: true, force: true });
  }
}

/** Whether this process is the one that makes the folder; the lock is a folder, which only one can make. */
function isOurs(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > patience) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

/**
 * A folder that `make` fills once for as long as these sources stay as they are, for every test file, worker and run;
 * whoever comes while it is made waits for it. Nobody may write into it afterwards.
 * @throws whatever `make` throws; the next one tries again.
 */
export async function madeOnce(
  name: string,
  sources: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(kept, `${name}-${digestOf(sources)}`);
  mkdirSync(kept, { recursive: true });
  while (!existsSync(folder)) {
    if (!isOurs(`${folder}.lock`)) {
      await setTimeout(100);
      continue;
    }
    const fresh = `${folder}.${process.pid}`;
    try {
      forgetOld();
      rmSync(fresh, { recursive: true, force: true });
      mkdirSync(fresh);
      if (!existsSync(folder)) {
        await make(fresh);
        renameSync(fresh, folder);
      }
    } finally {
      rmSync(fresh, { recursive: true, force: true });
      rmSync(`${folder}.lock`, { recursive: true, force: true });
    }
  }
  return folder;
}
