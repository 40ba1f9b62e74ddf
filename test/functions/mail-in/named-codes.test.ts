import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeOfOurId, codeOfReport, namedCodes } from '../../../functions/mail-in/rules/named-codes.ts';
import { openMail } from '../../../functions/mail-in/rules/open-mail.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { replyAddress } from '../../../shared/core/cases/reply-address.ts';
import { given, hmac, own } from './arrive.ts';

const [one, two, three, four] = ['one', 'two', 'three', 'four'].map((name) => mintCode('PC', name, hmac)) as [
  string,
  string,
  string,
  string,
];
const { domain } = given;
const mail = async (head: readonly string[], words = 'Una domanda.') =>
  openMail(new TextEncoder().encode(['From: ada@example.org', ...head, '', words].join('\r\n')));
const named = async (head: readonly string[], words?: string) => namedCodes(await mail(head, words), given);

describe('the Message-ID of one of our mails', () => {
  test('tells its case', () => {
    for (const name of ['receipt', 'answer-3f2b8f6f1f7c41d0', 'x'.repeat(40)])
      expect(codeOfOurId(`${one}.${name}@${domain}`, domain, 'PC', hmac)).toBe(one);
  });

  test.each([
    ['of another domain', `${one}.receipt@example.org`],
    ['of a domain that only ends like ours', `${one}.receipt@x.${domain}`.replace('@x.', '@x')],
    ['of another service', mintCode('FL', 'one', hmac)],
    ['that nobody minted', `PC-0000-0000-0000-0000.receipt@${domain}`],
    ['with no name of a mail', `${one}@${domain}`],
    ['with a name too long', `${one}.${'x'.repeat(41)}@${domain}`],
    ['with something before', `x ${one}.receipt@${domain}`],
  ])('is none %s', (_what, id) => expect(codeOfOurId(id, domain, 'PC', hmac)).toBeUndefined());
});

describe('a mail names', () => {
  test('what it answers, then its subject, its words and what it quotes; each once, three at most', async () => {
    const answers = `In-Reply-To: <${four}.receipt@${domain}>`;
    const words = `Anche ${three}.\r\n\r\n> vostro codice ${two}`;
    expect((await named([`Subject: Re: ${one}`], words)).named).toEqual([one, three, two]);
    expect((await named([answers, `Subject: ${one} e ${one}`], words)).named).toEqual([four, one, three]);
    expect((await named([answers], `Per ${four}`)).named).toEqual([four]);
  });

  test('a code by whose signed address it was sent to, and no other address of ours', async () => {
    const signed = replyAddress(own.addresses[0] ?? '', one, hmac);
    expect(await named([`To: urp@example.org, ${signed}`])).toEqual({ held: one, named: [] });
    expect(await named([`To: ${own.addresses[0]}`])).toEqual({ held: undefined, named: [] });
    const forged = signed.replace(/\.[a-z0-9]{10}@/, '.0000000000@');
    expect((await named([`To: ${forged}`])).held).toBeUndefined();
  });

  test('a code however it is parted, in capitals or not', async () => {
    const groups = one.split('-');
    for (const between of ['', ' ', '–', ' - ', '\r\n', '_', '.'])
      expect((await named([], `Il codice è ${groups.join(between)}, grazie`)).named).toEqual([one]);
    expect((await named([], `pratica ${one.toLowerCase()}!`)).named).toEqual([one]);
  });

  test('no code that is part of something longer, wrong by a letter, or of another service', async () => {
    const last = one.endsWith('0') ? '1' : '0';
    for (const words of [`x${one}`, `${one}7`, `${one.slice(0, -1)}${last}`, mintCode('FL', 'one', hmac)])
      expect((await named([], `Codice ${words} qui`)).named).toEqual([]);
  });

  test('nothing by chance: words without our codes name none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 60 }), async (words) => {
        expect((await named([], words.replace(/PC/gi, ''))).named).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a mail that came back is about', () => {
  const report = (returned: string, more: readonly string[] = [], type = 'message/rfc822') =>
    mail(
      ['Subject: Undelivered', 'MIME-Version: 1.0', 'Content-Type: multipart/report; boundary=b', ...more],
      `--b\r\nContent-Type: text/plain\r\n\r\nNo.\r\n--b\r\nContent-Type: ${type}\r\n\r\n${returned}\r\n\r\nx\r\n--b--`,
    );
  const id = (code: string, at = domain) => `Message-ID: <${code}.receipt@${at}>`;

  test('the case of the mail that it returns, before any code it names', async () => {
    expect(codeOfReport(await report(id(one), [`In-Reply-To: <${two}.receipt@${domain}>`]), given)).toBe(one);
    expect(codeOfReport(await report(`Subject: x\r\n${id(one)}`), given)).toBe(one);
    expect(codeOfReport(await report(`Original-${id(one)}`, [], 'message/delivery-status'), given)).toBe(one);
    expect(codeOfReport(await report(id(one), [], 'text/rfc822-headers'), given)).toBe(one);
  });

  test('the case that it names, where what it returns is no mail of ours or no mail', async () => {
    const answers = [`In-Reply-To: <${two}.receipt@${domain}>`];
    expect(codeOfReport(await report(id(one, 'example.org'), answers), given)).toBe(two);
    expect(codeOfReport(await report(id(one), answers, 'application/pdf'), given)).toBe(two);
    expect(codeOfReport(await report('X: 1'), given)).toBeUndefined();
    const signed = replyAddress(own.addresses[0] ?? '', three, hmac);
    expect(codeOfReport(await report('X: 1', [...answers, `To: ${signed}`]), given)).toBe(three);
  });
});
