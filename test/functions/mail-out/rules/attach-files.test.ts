import { expect, test } from '@jest/globals';
import PostalMime from 'postal-mime';
import { type FileOfMail, withFiles } from '../../../../functions/mail-out/rules/attach-files.ts';
import { mimeOf } from '../../../../shared/shell/mime.ts';

const written = {
  from: { name: 'Linea Famiglia', address: 'noi@example.org' },
  to: 'ada@example.org',
  subject: 'Risposta: è pronto il modulo, con i documenti che servono per la domanda di assegno unico',
  text: 'Il modulo è qui.\n\nSaluti',
  html: '<p>Il modulo è qui.</p>',
  messageId: '<LF-1.answer-3f2b8f6f1f7c41d0@example.org>',
  headers: { 'Reply-To': 'noi+x@example.org', 'Content-Language': 'it' },
};
const now = new Date('2026-11-29T10:00:00Z');
const pdf: FileOfMail = {
  name: 'modulo “à” (2).pdf',
  contentType: 'application/pdf',
  bytes: Buffer.from(Array.from({ length: 5000 }, (_, place) => (place * 7) % 256)),
};
const picture: FileOfMail = { name: 'foto.png', contentType: 'image/png', bytes: Buffer.from('png') };

test('a mail with files says what it said, has its headers, and carries each file byte for byte by its name', async () => {
  const raw = await mimeOf(written, now);
  const message = withFiles(raw, [pdf, picture], '=_edge');
  const read = await PostalMime.parse(message);
  expect(read).toMatchObject({ subject: written.subject, messageId: written.messageId });
  expect(read.text?.trim()).toBe(written.text);
  expect(read.html).toContain('Il modulo è qui.');
  expect(read.headers).toEqual(expect.arrayContaining([expect.objectContaining({ key: 'reply-to' })]));
  expect(read.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
    [pdf.name, 'application/pdf'],
    ['foto.png', 'image/png'],
  ]);
  expect(Buffer.from(read.attachments[0]?.content as ArrayBuffer)).toEqual(Buffer.from(pdf.bytes));
  const headers = message.subarray(0, message.indexOf('\r\n\r\n')).toString();
  expect(headers.match(/^Content-Type:/gim)).toHaveLength(1);
  expect(headers.match(/^MIME-Version:/gim)).toHaveLength(1);
  for (const line of message.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
});

test('a name or a type cannot begin a header of its own', async () => {
  const raw = await mimeOf(written, now);
  const hostile = { ...picture, name: 'a"\r\nBcc: x@example.org', contentType: 'image/png\r\nX-A: b' };
  const text = withFiles(raw, [hostile], '=_edge').toString('latin1');
  expect(text).not.toMatch(/^(?:Bcc|X-A):/m);
});

test('without files it is the mail as it was, and what has no headers is no mail', () => {
  const raw = Buffer.from('Subject: a\r\n\r\nb');
  expect(withFiles(raw, [], 'x')).toBe(raw);
  expect(() => withFiles(Buffer.from('b'), [picture], 'x')).toThrow(TypeError);
});
