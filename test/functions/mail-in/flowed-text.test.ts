import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { unflowed } from '../../../functions/mail-in/rules/flowed-text.ts';

describe('a flowed text', () => {
  const line = fc
    .tuple(fc.constantFrom('', '', '> ', '>> ', ' '), fc.stringMatching(/^[a-z]{1,6}( [a-z]{1,6}){0,3}$/), fc.boolean())
    .map(([start, text, open]) => `${start}${text}${open ? ' ' : ''}`);

  test('keeps every quoted line as it is, and loses no word', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.constantFrom('', '-- ')), { maxLength: 20 }), (lines) => {
        const found = unflowed(lines.join('\r\n'), false).split('\n');
        const isQuoted = (one: string) => one.startsWith('>');
        expect(found.filter(isQuoted)).toEqual(lines.filter(isQuoted));
        const inOrder = (text: string) => text.split(/\s+/).filter(Boolean);
        expect(inOrder(found.join('\n'))).toEqual(inOrder(lines.join('\n')));
      }),
    );
  });

  test('joins the lines of a paragraph, up to a signature', () => {
    expect(unflowed('Una riga che \nva avanti.\n\nUn’altra \n-- \nAda', false)).toBe(
      'Una riga che va avanti.\n\nUn’altra \n-- \nAda',
    );
    expect(unflowed('语言 \n文字', true)).toBe('语言文字');
  });

  test('of which every line goes on is one paragraph, at a length at which a reader that goes back would never end', () => {
    const text = 'a \n'.repeat(400_000);
    expect(unflowed(text, true)).toBe('a'.repeat(400_000));
  });
});
