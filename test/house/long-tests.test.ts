import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

test('a file of tests that takes long is left out of npm test just where npm run test:long has it', () => {
  const long: string[] = read('jest.long.json').testMatch;
  const left: string[] = read('package.json').jest.testPathIgnorePatterns;
  const files = left.filter((path) => path.endsWith('.ts')).map((path) => path.replaceAll('\\', ''));
  expect(files.toSorted()).toEqual(long.toSorted());
  for (const file of long)
    expect([file, existsSync(new URL(`../../${file.replace('<rootDir>/', '')}`, import.meta.url))]).toEqual([
      file,
      true,
    ]);
});
