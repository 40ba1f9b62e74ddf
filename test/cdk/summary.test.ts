import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { kindsOfStack, summaryFile, summaryOf } from './summarize.ts';

test.each(kindsOfStack)(
  'what is in %s is what was read in a review (if it is meant so: npm run summarize)',
  (stack) => {
    expect(summaryOf(stack)).toBe(readFileSync(summaryFile(stack), 'utf8'));
  },
);
