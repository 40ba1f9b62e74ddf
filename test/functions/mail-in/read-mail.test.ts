import { describe, expect, test } from '@jest/globals';
import { readMail } from '../../../functions/mail-in/rules/read-mail.ts';

const read = (lines: readonly string[], end = '\r\n') => readMail(new TextEncoder().encode(lines.join(end)));
const head = ['From: Ada <ada@example.org>', 'Subject: Prova', 'Content-Type: text/plain'];
const body = (line: string, times: number) => ['', ...Array.from({ length: times }, () => line)];

describe('a message is read as MIME', () => {
  test('with as many lines that could begin a part as may be', async () => {
    expect((await read([...head, ...body('--x', 2000)])).readable).toBe(true);
  });

  test('with any number of lines that begin with one hyphen, or have one further in', async () => {
    expect((await read([...head, ...body('-x', 2001), ...body('x--', 2001)])).readable).toBe(true);
  });
});

describe('a message that is too much to be read as MIME', () => {
  test.each([
    ['one line that could begin a part too many', '--x', 2001],
    ['more lines than any mail has', '', 900_001],
  ])('%s: keeps its head', async (_what, line, times) => {
    const mail = await read([...head, ...body(line, times)], '\n');
    expect(mail).toMatchObject({ readable: false, subject: 'Prova', from: { address: 'ada@example.org' } });
  });

  test.each([
    ['\r\n', 'CRLF'],
    ['\n', 'LF'],
  ])('that ends its lines with %j: its words begin where its head ends', async (end) => {
    const mail = await read([...head, '', 'Aiuto', 'qui', ...body('--x', 2001)], end);
    expect(mail.readable).toBe(false);
    expect(mail.text.split('\n').slice(0, 4)).toEqual(['', 'Aiuto', 'qui', '']);
  });
});
