import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { summaryFile, summaryOf } from './summarize.ts';
import { stackNames } from './synthesis.ts';

test.each(stackNames)(
  'the %s stack is the one that was read in a review (if it is meant so: npm run summarize)',
  (stack) => {
    expect(summaryOf(stack)).toBe(readFileSync(summaryFile(stack), 'utf8'));
  },
);
