import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root } from './made-once.ts';
import { plantedChanges } from './planted-changes.ts';

test('each change that `npm run mutants -- --planted` plants still has its place, once', () => {
  const places = plantedChanges.map(({ name, file, find }) => ({
    name,
    times: readFileSync(join(root, file), 'utf8').split(find).length - 1,
  }));
  expect(places.length).toBeGreaterThanOrEqual(42);
  expect(places.filter(({ times }) => times !== 1)).toEqual([]);
});
