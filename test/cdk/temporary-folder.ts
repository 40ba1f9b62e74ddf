import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own for a test file, gone when the file's tests are done: a synthesis leaves 20 MB behind. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-'));
  made.push(folder);
  return folder;
}
