import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { charsetOf, textOfFile, unflowed } from '../../../functions/mail-in/rules/text-part.ts';

/** Words as they stand in an Italian, German or French mail, some accent among them. */
const words = fc
  .array(fc.constantFrom('perché', 'città', 'è', 'più', 'straße', 'grüße', 'über', 'naïf', 'casa', 'the', ' ', '\n'), {
    minLength: 1,
    maxLength: 40,
  })
  .map((pieces) => pieces.join(' '))
  .filter((text) => /[^\u0000-\u007f]/.test(text));

const decoded = (declared: string, bytes: Uint8Array) =>
  new TextDecoder(charsetOf(declared, bytes) || 'utf-8').decode(bytes);
const wrongly = fc.constantFrom('', 'utf-8', 'UTF8', 'us-ascii');

describe('the charset of a text', () => {
  test('is Windows-1252 where it says UTF-8, ASCII or nothing and is neither', () => {
    fc.assert(
      fc.property(words, wrongly, (text, declared) => {
        expect(decoded(declared, Uint8Array.from(Buffer.from(text, 'latin1')))).toBe(text);
      }),
    );
  });

  test('is UTF-8 where that is what it is, whichever charset of the West it names', () => {
    const named = fc.constantFrom('', 'utf-8', 'us-ascii', 'iso-8859-1', 'ISO-8859-15', 'windows-1252', 'latin1');
    fc.assert(
      fc.property(words, named, (text, declared) => {
        expect(decoded(declared, new TextEncoder().encode(text))).toBe(text);
      }),
    );
  });

  test('is UTF-16 of either byte order, with a mark and without', () => {
    fc.assert(
      fc.property(words, fc.boolean(), fc.boolean(), (text, marked, swapped) => {
        const bytes = Buffer.from(`${marked ? '\ufeff' : ''}testo ${text}`, 'utf16le');
        expect(decoded('utf-16', Uint8Array.from(swapped ? bytes.swap16() : bytes))).toBe(`testo ${text}`);
      }),
    );
  });

  test('stays UTF-8 though one place in it is broken', () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('perché città più '), 0xe8]);
    expect(charsetOf('utf-8', bytes)).toBe('utf-8');
  });

  test('is never one that nobody knows, whatever a page or a line calls it', () => {
    const label = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
    fc.assert(
      fc.property(label, words, (named, text) => {
        const bytes = Uint8Array.from(Buffer.from(`<meta charset="${named}"> ${text}`, 'latin1'));
        expect(() => decoded('', bytes)).not.toThrow();
        expect(() => textOfFile(bytes)).not.toThrow();
      }),
    );
    expect(charsetOf('', Uint8Array.from(Buffer.from('<meta charset=windows-1250> \xa3', 'latin1')))).toBe(
      'windows-1250',
    );
  });

  test('is what it says where that says more than a guess could', () => {
    for (const declared of ['gb18030', 'shift_jis', 'iso-8859-2', 'koi8-r', 'windows-1251', 'utf-16le'])
      expect(charsetOf(declared, Uint8Array.from([0xc4, 0xe3, 0xba, 0xc3]))).toBe(declared);
  });
});

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
});
