import { describe, expect, test } from '@jest/globals';
import { mendedHead } from '../../../functions/mail-in/rules/mend-head.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const mended = (head: string, body = '') => Buffer.from(mendedHead(bytesOf(head), bytesOf(body))).toString('latin1');
const plain = 'Content-Type: text/plain\n';
const parts = 'content-type : multipart/mixed;\n boundary="b 1"\n';
const others = 'Subject: x\nX-Content-Type: text/html\n';

describe('a head that says twice of what type its message is', () => {
  test('says of both the one whose parts are there, folded or not', () => {
    expect(mended(`${plain}${others}${parts}`, 'x\n--b 1\n')).toBe(`${others}${parts}`);
    expect(mended(`${plain}${others}${parts}`, '--b 1\n')).toBe(`${others}${parts}`);
    expect(mended(`${plain}Content-Type: multipart/mixed; boundary=c\n`, '\n--c\n')).toBe(
      'Content-Type: multipart/mixed; boundary=c\n',
    );
  });

  test('says the first of two whose parts are there', () => {
    const other = 'Content-Type: multipart/alternative; boundary=c\n';
    expect(mended(`${parts}${other}`, '\n--b 1\n\n--c\n')).toBe(parts);
    expect(mended(`${other}${parts}`, '\n--b 1\n\n--c\n')).toBe(other);
  });

  test('says the first where no parts are there', () => {
    expect(mended(`${plain}${others}${parts}`, 'x --b 1')).toBe(`${plain}${others}`);
    expect(mended(`${plain}${plain}`)).toBe(plain);
  });

  test('is otherwise left as it is, to the byte', () => {
    const head = bytesOf(`${others}${parts}`);
    expect(mendedHead(head, bytesOf(''))).toBe(head);
  });
});

describe('encoded words that stand beside each other', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const bytes = Buffer.from('Perché così');
  const cut = (at: number) =>
    [bytes.subarray(0, at), bytes.subarray(at)].map((part) => `=?UTF-8?B?${part.toString('base64')}?=`);

  test('are one word, though a letter was cut between them', () => {
    for (let at = 1; at < bytes.length; at += 1)
      expect(mended(`Subject: ${cut(at).join('\n ')}\n`)).toBe(`Subject: =?utf-8?B?${bytes.toString('base64')}?=\n`);
    expect(mended('Subject: =?utf-8?q?Perch=C3?= =?UTF-8*it?Q?=A9_no?=\n')).toBe(
      'Subject: =?utf-8?Q?Perch=C3=A9_no?=\n',
    );
  });

  test('are one, though base64 itself was cut between them, without a sign of its end', () => {
    const whole = base64('una frana sulla strada');
    for (const at of [1, 2, 3, 5, 7, 10])
      expect(mended(`=?utf-8?B?${whole.slice(0, at)}?= =?utf-8?B?${whole.slice(at)}?=`)).toBe(`=?utf-8?B?${whole}?=`);
    const three = [whole.slice(0, 5), whole.slice(5, 6), whole.slice(6)].map((said) => `=?utf-8?B?${said}?=`);
    expect(mended(three.join(' '))).toBe(`=?utf-8?B?${whole}?=`);
  });

  test('stay as they are where charset, encoding or a word between parts them', () => {
    for (const head of [
      '=?utf-8?Q?a?= =?iso-8859-1?Q?b?=',
      '=?utf-8?Q?a?= =?utf-8?B?YQ==?=',
      '=?utf-8?Q?a?= e =?utf-8?Q?b?=',
      '=?utf-8?Q?a?==?utf-8?Q?b?=',
      '=?utf-8?Q?a?=',
    ])
      expect(mended(head)).toBe(head);
  });

  test('keep what stands around them, each run by itself', () => {
    const run = (one: string, other: string) => `=?utf-8?Q?${one}?= =?utf-8?Q?${other}?=`;
    expect(mended(`A: ${run('a', 'b')} x\nB: ${run('c', 'd')}\n`)).toBe('A: =?utf-8?Q?ab?= x\nB: =?utf-8?Q?cd?=\n');
  });
});
