import { expect, test } from '@jest/globals';
import { fileNameOf } from '../../../../shared/core/cases/file-name.ts';

test.each([
  ['application/pdf', 'PC-1-2.pdf'],
  [' image/PNG ; name="frana.png"', 'PC-1-2.png'],
  ['application/vnd.openxmlformats-officedocument', 'PC-1-2.bin'],
  ['image/x', 'PC-1-2.bin'],
  ['image/svg+xml', 'PC-1-2.bin'],
  ['', 'PC-1-2.bin'],
  ['image/ab', 'PC-1-2.ab'],
  ['image/abcde', 'PC-1-2.abcde'],
  ['image/abcdef', 'PC-1-2.bin'],
  ['image', 'PC-1-2.bin'],
])('a document of type %j is downloaded by its case and a number, as %s', (type, name) => {
  expect(fileNameOf('PC-1', 2, type)).toBe(name);
});
