import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { textOfDocument, withDocumentsHeard } from '../../../functions/mail-in/hear-documents.ts';
import { dangerInMail } from '../../../functions/mail-in/rules/heard-in-mail.ts';
import { openMail } from '../../../functions/mail-in/rules/open-mail.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

/** A ZIP archive of one entry, packed or not, after another one of no interest. */
function archive(name: string, content: string | Buffer, method: 0 | 8 = 8): Buffer {
  const entries = [
    { name: '[Content_Types].xml', packed: Buffer.from('<Types/>'), method: 0 },
    { name, packed: method === 8 ? deflateRawSync(content) : Buffer.from(content), method },
  ];
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name: called, packed, method: by } of entries) {
    const local = Buffer.alloc(30);
    local.write('PK\u0003\u0004', 'latin1');
    local.writeUInt16LE(called.length, 26);
    const listed = Buffer.alloc(46);
    listed.write('PK\u0001\u0002', 'latin1');
    listed.writeUInt16LE(by, 10);
    listed.writeUInt32LE(packed.length, 20);
    listed.writeUInt16LE(called.length, 28);
    listed.writeUInt32LE(at, 42);
    const whole = Buffer.concat([local, Buffer.from(called), packed]);
    at += whole.length;
    locals.push(whole);
    central.push(listed, Buffer.from(called));
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...central, end]);
}

const word = (...paragraphs: string[]) =>
  `<w:document><w:body>${paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`;
const letters: [string, Buffer][] = [
  ['Word', archive('word/document.xml', word('Buongiorno,', 'siamo bloccati in can</w:t></w:r><w:r><w:t>tina'))],
  ['Word, not packed', archive('word/document.xml', word('siamo bloccati in cantina'), 0)],
  ['OpenDocument', archive('content.xml', '<text:p>Siamo bloccati<text:line-break/>in cantina</text:p>')],
  [
    'rich text',
    Buffer.from("{\\rtf1\\ansi{\\fonttbl\\f0 Times;}\\f0 Perch\\'e9 \\par siamo bloccati in cantina\\par}"),
  ],
];

describe('danger in a letter of an office program', () => {
  test.each(letters)('is heard, whatever the mail calls it: %s', async (_program, bytes) => {
    const mail = [
      'From: Ada Bianchi <ada@example.org>',
      'Subject: Lettera',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b\nContent-Type: text/plain; charset=utf-8\n\nIn allegato la lettera.',
      `--b\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="a"\n\n${bytes.toString('base64')}`,
      '--b--',
    ].join('\n');
    const opened = await openMail(new TextEncoder().encode(mail));
    const levelOf = (heard: typeof opened) =>
      dangerInMail(heard, lifeFirst, false, protezioneCivile.emergencyStatement).level;
    expect([levelOf(opened), levelOf(withDocumentsHeard(opened))]).toEqual(['none', 'lane']);
  });
});

test('the words of a letter keep their accents, signs and lines', () => {
  expect(textOfDocument(archive('word/document.xml', word('Perché &amp; come', 'due')))?.trim()).toBe(
    'Perché & come\ndue',
  );
  expect(textOfDocument(Buffer.from("{\\rtf1 Citt\\'e0 \\u232?\\par due}"))?.trim()).toBe('Città è\ndue');
});

test.each([
  ['a picture', Buffer.from('\u0089PNG', 'latin1')],
  ['an archive without a letter', archive('xl/workbook.xml', '<x/>')],
  ['an archive that is cut off', archive('content.xml', 'a').subarray(0, 60)],
  [
    'an archive whose places lie outside it',
    Buffer.from(`PK${'\u00ff'.repeat(200)}PK\u0005\u0006${'\u00ff'.repeat(18)}`, 'latin1'),
  ],
  ['a bomb', archive('word/document.xml', Buffer.alloc(50_000_000, 'a'))],
])('nothing is heard in %s, and nothing fails', (_what, bytes) => {
  expect(textOfDocument(bytes)).toBeUndefined();
});

test('a letter of nothing but signs is read in time in proportion to its length', () => {
  const of = (piece: string) => textOfDocument(archive('word/document.xml', piece.repeat(3_900_000 / piece.length)));
  for (const piece of ['<', '<w:br ', '&', '>', '</w:p>']) expect(of(piece)).toBeDefined();
  for (const piece of ['\\', "\\'", '{', '\\u1'])
    expect(textOfDocument(Buffer.from(`{\\rtf1 ${piece.repeat(3_900_000 / piece.length)}`))).toBeDefined();
}, 20_000);
