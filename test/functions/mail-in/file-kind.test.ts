import { describe, expect, test } from '@jest/globals';
import { archiveType, keptType } from '../../../functions/mail-in/rules/file-kind.ts';

const bytesOf = (...parts: (string | number[])[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === 'string' ? [...part].map((sign) => sign.charCodeAt(0)) : part)),
  );
const zip = (...parts: string[]) => bytesOf('PK\u0003\u0004', 'x'.repeat(26), ...parts);

describe('an archive', () => {
  test.each<[string, number[]]>([
    ['application/gzip', [0x1f, 0x8b]],
    ['application/x-7z-compressed', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
    ['application/x-rar-compressed', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
    ['application/x-xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
    ['application/x-bzip2', [0x42, 0x5a, 0x68]],
    ['application/zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ])('is known by its first bytes, all of them: %s', (type, sign) => {
    expect(archiveType(bytesOf(sign, [1, 2, 3]))).toBe(type);
    for (const at of sign.keys())
      expect(
        archiveType(
          bytesOf(
            sign.map((byte, index) => (index === at ? byte ^ 0xff : byte)),
            [1, 2],
          ),
        ),
      ).toBeUndefined();
  });

  test('of an office program is what it holds, wherever the names stand', () => {
    const known: [string, string][] = [
      ['wordprocessingml.document', 'word/document.xml'],
      ['spreadsheetml.sheet', 'xl/workbook.xml'],
      ['presentationml.presentation', 'ppt/presentation.xml'],
    ];
    for (const [type, name] of known) {
      expect(archiveType(zip(name))).toBe(`application/vnd.openxmlformats-officedocument.${type}`);
      expect(archiveType(zip('y'.repeat(200_000), name))).toBe(`application/vnd.openxmlformats-officedocument.${type}`);
    }
    expect(archiveType(zip('y'.repeat(100_000), 'xl/workbook.xml', 'y'.repeat(100_000)))).toBe('application/zip');
    expect(archiveType(zip('mimetypeapplication/vnd.oasis.opendocument.text'))).toBe(
      'application/vnd.oasis.opendocument.text',
    );
    expect(archiveType(zip('x', 'mimetypeapplication/vnd.oasis.opendocument.text'))).toBe('application/zip');
  });

  test('is a ZIP with entries or without any, and nothing else that begins with PK', () => {
    expect(archiveType(bytesOf('PK\u0003\u0004'))).toBe('application/zip');
    expect(archiveType(bytesOf('PK\u0005\u0006'))).toBe('application/zip');
    for (const other of ['PK\u0007\u0008', 'PX\u0003\u0004', 'XK\u0003\u0004', 'PK', ''])
      expect(archiveType(bytesOf(other))).toBeUndefined();
  });
});

describe('the type under which a file is kept', () => {
  test.each([
    ['text/plain', undefined, 'application/pdf', 'application/pdf'],
    ['application/pdf', undefined, 'text/html', 'application/octet-stream'],
    ['image/png', undefined, 'image/svg+xml', 'application/octet-stream'],
    ['text/xml', undefined, 'application/xml', 'application/octet-stream'],
    ['text/xml', undefined, 'application/xml-dtd', 'application/xml-dtd'],
    ['application/octet-stream', 'Domanda.P7M', undefined, 'application/pkcs7-mime'],
    ['application/octet-stream', 'domanda.p7m.exe', undefined, 'application/octet-stream'],
    ['text/xml', undefined, undefined, 'application/xml'],
    ['text/plain', 'a.txt', undefined, 'text/plain'],
    ['text/csv', undefined, undefined, 'text/csv'],
    ['text/calendar', undefined, undefined, 'text/calendar'],
    ['text/vcard', undefined, undefined, 'text/vcard'],
    ['message/rfc822', undefined, undefined, 'message/rfc822'],
    ['application/x-pkcs7-signature', undefined, undefined, 'application/x-pkcs7-signature'],
    ['application/json', undefined, undefined, 'application/json'],
    ['text/html', undefined, undefined, 'application/octet-stream'],
    ['x/text/plain', undefined, undefined, 'application/octet-stream'],
    ['text/plain2', undefined, undefined, 'application/octet-stream'],
  ])('of one declared as %s, named %s, found to be %s, is %s', (declared, name, found, kept) => {
    expect(keptType(declared, name, found)).toBe(kept);
  });
});
