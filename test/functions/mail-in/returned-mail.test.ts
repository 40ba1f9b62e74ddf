import { describe, expect, test } from '@jest/globals';
import { openMail } from '../../../functions/mail-in/rules/open-mail.ts';
import { returnedMail } from '../../../functions/mail-in/rules/returned-mail.ts';

const report = (status: string, head: string) =>
  Buffer.from(
    `From: MAILER-DAEMON@mx.example\r\nTo: contact-center@protezionecivile.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nNo.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ada@example.org\r\nAction: failed\r\nStatus: ${status}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${head}\r\nSubject: x\r\n\r\nx\r\n--b--\r\n`,
  );
const read = async (status: string, head = 'X-Nothing: 1') => returnedMail(await openMail(report(status, head)));
const named = (name: string) => `Message-ID: <PC-7K3M-9QXT-4DHR-8WZA.${name}@protezionecivile.example>`;

describe('a mail that came back', () => {
  test('says which answer it was', async () => {
    expect(await read('5.1.1', named('answer-3f2b8f6f1f7c41d0'))).toEqual({
      is: 'perhaps-answer',
      answer: '3f2b8f6f1f7c41d0',
      reason: 'mailbox-unknown',
    });
  });

  test('was no answer where its Message-ID is of another mail', async () => {
    expect(await read('5.1.1', named('receipt'))).toEqual({ is: 'receipt' });
  });

  test.each([
    ['5.1.1', 'mailbox-unknown'],
    ['5.1.10', 'mailbox-unknown'],
    ['4.2.2', 'mailbox-full'],
    ['5.7.1', 'refused'],
    ['5.0.0', 'other'],
  ])('with status %s is %s', async (status, reason) => {
    expect(await read(status)).toEqual({ is: 'perhaps-answer', reason });
  });
});

test('of several that a report tells of, the first status counts, and a name that is no answer’s is a receipt', async () => {
  const head = named('answer-3f2b8f6f1f7c41d0');
  const both = `${head}\r\nX: 1\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nStatus: 5.7.1`;
  expect(await read('5.2.1', both)).toMatchObject({ reason: 'mailbox-unknown', answer: '3f2b8f6f1f7c41d0' });
  expect(await read('5.1.1', named('answer-3f2b'))).toEqual({ is: 'receipt' });
});
