import { expect, test } from '@jest/globals';
import { cleanLine, cleanText } from '../../../functions/mail-in/rules/plain-text.ts';

test.each([
  ['two blank lines as they were written', 'uno\n\n\ndue', 'uno\n\n\ndue'],
  ['two blank lines for any number of them', 'uno\n\n\n\n\n\ndue\n\n\n\ntre', 'uno\n\n\ndue\n\n\ntre'],
  ['line ends of one kind', 'uno\r\ndue\rtre\u2028quattro', 'uno\ndue\ntre\nquattro'],
  ['no blanks at the end of a line', 'uno  \ndue\u00a0', 'uno\ndue'],
  ['blanks where no line may break', 'uno\u00a0due', 'uno due'],
  ['nothing that cannot be seen', 'u\u0000n\u200bo\u202e', 'uno'],
])('a text has %s', (_what, written, kept) => {
  expect(cleanText(written, 100)).toBe(kept);
});

test('a text has as many characters as may be kept, and no half symbol', () => {
  expect(cleanText('abcdef', 3)).toBe('abc');
  expect(cleanText('ab🆘', 3)).toBe('ab\ufffd');
});

test.each([
  ['a blank for each line end and tab', 'uno\r\ndue\ttre\u2029quattro', 'uno due tre quattro'],
  ['no blanks around it, and one at a time within', ' \u00a0uno  due \u00a0tre\u00a0 ', 'uno due tre'],
  ['nothing that cannot be seen', 'u\u0000n\u200bo\u202e', 'uno'],
  ['what is kept counted without the blanks before it', `${' \u0000 '.repeat(30)}uno`, 'uno'],
])('a line has %s', (_what, written, kept) => {
  expect(cleanLine(written, 100)).toBe(kept);
});

test('a line that is cut ends with no blank', () => {
  expect(cleanLine('uno due', 4)).toBe('uno');
});

test('no more of a text than twice what is kept of it is looked at, and of a line four times', () => {
  expect(cleanText(`${'\0'.repeat(19)}uno`, 10)).toBe('u');
  expect(cleanLine(`${'\0'.repeat(39)}uno`, 10)).toBe('u');
});
