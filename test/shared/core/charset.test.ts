import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { charsetOf, textOfFile } from '../../../shared/core/charset.ts';

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

  test('is Windows-1252 where it says UTF-16 and is plain letters with an accent here and there', () => {
    const bytes = Uint8Array.from(Buffer.from("C'è un allagamento in cantina perché il fiume è salito", 'latin1'));
    for (const declared of ['utf-16', 'utf-16le', 'UTF-16BE', 'ucs-2'])
      expect(decoded(declared, bytes)).toBe("C'è un allagamento in cantina perché il fiume è salito");
  });

  test('is UTF-16 of Chinese words that have a line end', () => {
    expect(decoded('utf-16le', Uint8Array.from(Buffer.from('发生了地震\n请帮助', 'utf16le')))).toBe(
      '发生了地震\n请帮助',
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

  test.each([
    'utf-16-or-8',
    'utf8mb4',
    '"utf-8; format=flowed"',
    'x-unknown',
    'ansi',
    'default',
    '8bit',
    'none',
    'it_IT.UTF-8',
    'iso-8859-1/windows-1252',
    'UTF-8, utf-8',
  ])('is UTF-8 where that is what it is and it calls itself %s', (declared) => {
    expect(decoded(declared, new TextEncoder().encode('C’è più acqua'))).toBe('C’è più acqua');
    expect(decoded(declared, Uint8Array.from(Buffer.from('C\x92è più acqua', 'latin1')))).toBe('C’è più acqua');
  });

  test.each([
    'iso-8859-2',
    'windows-1250',
    'macintosh',
    'koi8-r',
    'l1',
    'csISOLatin1',
    'gb2312',
    'shift_jis',
    'utf-16',
  ])('is UTF-8 where it is whole UTF-8 of mostly plain letters, though it calls itself %s', (declared) => {
    expect(decoded(declared, new TextEncoder().encode('C’è più acqua in città'))).toBe('C’è più acqua in città');
  });

  test('is UTF-16 where every second byte is zero, with no mark and no name', () => {
    const bytes = Uint8Array.from(Buffer.from('{"channel":"fax"}', 'utf16le'));
    expect(textOfFile(bytes)).toBe('{"channel":"fax"}');
    expect(textOfFile(Uint8Array.from(Buffer.from(bytes).swap16()))).toBe('{"channel":"fax"}');
  });

  test('stays UTF-8 though a footer in plain letters was read as base64 behind it', () => {
    const rubbish = Buffer.from('Questo messaggio e i suoi allegati sono riservati'.replaceAll(' ', ''), 'base64');
    const bytes = Uint8Array.from([...new TextEncoder().encode('Perché c’è l’acqua più alta. '), ...rubbish]);
    expect(decoded('utf-8', bytes)).toContain('Perché c’è l’acqua più alta.');
  });
});
