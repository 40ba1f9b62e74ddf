import { expect, test } from '@jest/globals';
import { hasTooManyLines, hasTooManyPads } from '../../../functions/mail-in/rules/short-lines.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

test('a mail has too many lines above 100,000 of fewer than forty bytes', () => {
  const short = `${'x'.repeat(39)}\n`;
  expect(hasTooManyLines(bytesOf(short.repeat(100_000)))).toBe(false);
  expect(hasTooManyLines(bytesOf(short.repeat(100_001)))).toBe(true);
  expect(hasTooManyLines(bytesOf(`x${short}`.repeat(100_001)))).toBe(false);
});

test('a mail has too many signs of padding above a million', () => {
  expect(hasTooManyPads(bytesOf('='.repeat(1_000_000)))).toBe(false);
  expect(hasTooManyPads(bytesOf(`a${'='.repeat(1_000_001)}`))).toBe(true);
});
