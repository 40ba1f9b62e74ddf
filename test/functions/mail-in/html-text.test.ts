import { expect, test } from '@jest/globals';
import { textOfHtml } from '../../../functions/mail-in/rules/html-text.ts';

test.each([
  ['no line before the first paragraph', '<p>Buongiorno', 'Buongiorno'],
  ['one blank line between paragraphs, however they end', '<p>uno</p><p>due<p>tre', 'uno\n\ndue\n\ntre'],
  ['no second blank line where an empty paragraph stands', '<p>uno</p><p></p><p> </p><p>due', 'uno\n\ndue'],
  ['the words before a paragraph in a line of their own', 'uno<p>due', 'uno\n\ndue'],
  ['what is quoted apart from what answers it', '<p>uno<blockquote><p>due</blockquote><p>tre', 'uno\n\n> due\n> \ntre'],
])('paragraphs of a page have %s', (_what, html, text) => {
  expect(textOfHtml(html)).toBe(text);
});
