import { DatabaseSync } from 'node:sqlite';

/** Held until released or until the process ends, however it ends. */
export type Lock = { release(): void };

/**
 * Takes an exclusive lock on a file, waiting up to the given milliseconds for a process that is just ending;
 * undefined when another process keeps it. The operating system frees it even after kill -9.
 */
export async function takeLock(file: string, withinMs: number): Promise<Lock | undefined> {
  const giveUp = Date.now() + withinMs;
  for (;;) {
    const database = new DatabaseSync(file);
    try {
      database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
      return { release: () => database.close() };
    } catch (problem) {
      database.close();
      if (!/locked|busy/i.test(String(problem))) throw problem;
      if (Date.now() >= giveUp) return undefined;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
