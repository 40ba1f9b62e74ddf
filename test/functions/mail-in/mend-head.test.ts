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

  test('says the first where no parts are there', () => {
    expect(mended(`${plain}${others}${parts}`, 'x --b 1')).toBe(`${plain}${others}`);
    expect(mended(`${plain}${plain}`)).toBe(plain);
  });

  test('is otherwise left as it is, to the byte', () => {
    const head = bytesOf(`${others}${parts}`);
    expect(mendedHead(head, bytesOf(''))).toBe(head);
  });
});
