import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { acceptMail, keepable, type LookedInto } from '../../../functions/mail-in/rules/mail-acceptance.ts';
import { openMail } from '../../../functions/mail-in/rules/open-mail.ts';
import type { MailFile } from '../../../functions/mail-in/rules/read-mail.ts';
import { ContactAccepted } from '../../../shared/contracts/contact.ts';
import { maximumTextLength } from '../../../shared/contracts/text.ts';
import { mailInTexts } from '../../../shared/texts/mails/mail-in.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { deafLists } from '../../fixtures/deaf-lists.ts';
import { own } from './arrive.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const ada = 'From: Ada Bianchi <ada@example.org>';

type Given = Partial<Parameters<typeof acceptMail>[0]>;
async function accept(lines: readonly string[], words: string, given: Given = {}) {
  const opened = await openMail(new TextEncoder().encode([...lines, '', words].join('\r\n')));
  const { accepted, documents } = acceptMail({
    opened,
    definition: protezioneCivile,
    own,
    rules: deafLists,
    periods: [],
    receivedAt: '2026-09-11T15:00:00.000Z',
    original: { key: 'mails/1', sha256: 'a'.repeat(64), bytes: 7 },
    kept: [],
    joins: undefined,
    answersUs: false,
    answerable: true,
    hmac,
    sha256,
    ...given,
  });
  return { ...accepted, opened, documents };
}
const mail = (subject: string, words = 'La strada è aperta?', given: Given = {}) =>
  accept([ada, `Subject: ${subject}`, 'Message-ID: <1@example.org>'], words, given);
const contactOf = async (...given: Parameters<typeof mail>) => (await mail(...given)).contact;

describe('a mail as a contact', () => {
  test('keeps the contract of the queue, with the mail that it is of', async () => {
    const { opened: _opened, documents, ...accepted } = await mail('Una domanda');
    expect(ContactAccepted.parse(accepted)).toEqual(accepted);
    expect(documents).toEqual([]);
    expect(accepted).toMatchObject({
      channel: 'email',
      mail: { original: 'mails/1', sha256: 'a'.repeat(64), bytes: 7 },
      contact: {
        kind: 'information',
        name: 'Ada Bianchi',
        email: 'ada@example.org',
        subject: 'Una domanda',
        message: 'La strada è aperta?',
        reference: '1@example.org',
      },
    });
    for (const member of ['documents', 'formal', 'joins']) expect(accepted).not.toHaveProperty(member);
    for (const member of ['signed', 'left', 'certified']) expect(accepted.mail).not.toHaveProperty(member);
  });

  test.each([
    ['Reclamo sul servizio', 'complaint'],
    ['Segnalazione di una frana', 'report'],
    ['Vi segnalo un reclamo', 'complaint'],
    ['Offriamo disponibilità', 'help-offer'],
    ['Wir haben ein Hilfsangebot', 'help-offer'],
    ['Unreclamo', 'information'],
    ['', 'information'],
  ])('about «%s» is of the kind %s', async (subject, kind) => {
    expect((await contactOf(subject)).kind).toBe(kind);
  });

  test('is of the first kind of a service that answers no questions, and of none that it does not take', async () => {
    const kinds = protezioneCivile.kinds.filter(({ kind }) => kind !== 'information' && kind !== 'complaint');
    const definition = { ...protezioneCivile, kinds };
    expect((await contactOf('Reclamo', 'x', { definition })).kind).toBe(kinds[0]?.kind);
  });

  test('is the same however often it comes, and another with other words, from another or under another name', async () => {
    const codeOf = async (...given: Parameters<typeof accept>) => (await accept(...given)).code;
    const head = [ada, 'Subject: S', 'Message-ID: <1@example.org>'];
    const code = await codeOf(head, 'uno');
    expect(await codeOf([...head, 'X-Other: x'], 'uno')).toBe(code);
    const others = [
      await codeOf(head, 'due'),
      await codeOf([ada, 'Subject: T', 'Message-ID: <1@example.org>'], 'uno'),
      await codeOf([ada, 'Subject: S', 'Message-ID: <2@example.org>'], 'uno'),
      await codeOf(['From: eva@example.org', 'Subject: S', 'Message-ID: <1@example.org>'], 'uno'),
    ];
    expect(new Set([code, ...others]).size).toBe(5);
    // Without an identifier of its own it is what its bytes are.
    const nameless = [ada, 'Subject: S'];
    expect(await codeOf(nameless, 'uno')).toBe(await codeOf(nameless, 'due'));
    const original = { key: 'x', sha256: 'b'.repeat(64), bytes: 7 };
    expect(await codeOf(nameless, 'uno', { original })).not.toBe(await codeOf(nameless, 'uno'));
  });

  test('has the address of its sender where an answer would reach a person, and else only shows it', async () => {
    expect(await contactOf('S', 'x', { answerable: false })).toMatchObject({ name: 'Ada Bianchi <ada@example.org>' });
    expect(await contactOf('S', 'x', { answerable: false })).not.toHaveProperty('email');
    expect((await accept([], 'x')).contact).not.toHaveProperty('name');
  });

  test('joins the case that it belongs to, and never itself', async () => {
    const { code } = await mail('S');
    expect((await mail('S', undefined, { joins: 'PC-7K3M-9QXT-4DHR-8WZA' })).joins).toBe('PC-7K3M-9QXT-4DHR-8WZA');
    expect(await mail('S', undefined, { joins: code })).not.toHaveProperty('joins');
  });
});

describe('the words of a mail', () => {
  const texts = mailInTexts.it;

  test('are kept up to what a contact may say, and then that they go on in the original', async () => {
    const room = maximumTextLength - 200;
    expect((await contactOf('S', 'a'.repeat(room))).message).toBe('a'.repeat(room));
    const { message } = await contactOf('Una domanda', 'a'.repeat(room + 1));
    expect(message).toBe(`${'a'.repeat(room)}\n\n${texts.rest}`);
  });

  test('are that there are none, where nothing speaks', async () => {
    expect((await contactOf('Una domanda', '')).message).toBe(texts.empty);
    const quoted = 'Il giorno 11 set 2026 alle 10:00 Eva <eva@example.org> ha scritto:\r\n> dove?';
    expect((await contactOf('Re: Una domanda', quoted)).message).toBe(texts.onlyQuoted);
  });

  test('are that nobody here can open it, or that it is an entry of a calendar', async () => {
    const typed = async (type: string) =>
      (await accept([ada, 'Subject: Una domanda', `Content-Type: ${type}`], 'AAAA')).contact.message ?? '';
    expect(await typed('application/pkcs7-mime; smime-type=enveloped-data')).toContain(texts.encrypted);
    expect(await typed('application/pkcs7-mime; smime-type=signed-data')).not.toContain(texts.encrypted);
    const inline = '-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----';
    const between = await accept([ada, 'Subject: Una domanda'], `Buongiorno,\r\n\r\n${inline}`);
    expect(between.contact.message ?? '').toMatch(/^Buongiorno,/);
    expect(between.contact.message ?? '').toContain(texts.encrypted);
    const calendar = await accept([ada, 'Subject: Una domanda', 'Content-Type: text/calendar'], 'BEGIN:VCALENDAR');
    expect(calendar.contact.message ?? '').toContain(texts.calendar);
  });

  test('that it quotes are kept up to ten thousand characters, a signature up to two thousand', async () => {
    const head = 'Ecco.\r\n\r\nIl giorno 11 set 2026 alle 10:00 Eva <eva@example.org> ha scritto:\r\n> ';
    const { quoted = '' } = await contactOf('Re: Una domanda', `${head}${'a b '.repeat(3000)}`);
    expect(quoted.length).toBeLessThanOrEqual(10_000);
    expect(quoted.endsWith(`\n\n${texts.rest}`)).toBe(true);
    expect((await contactOf('Re: Una domanda', `${head}corto`)).quoted).not.toContain(texts.rest);
  });
});

describe('the files of a mail', () => {
  const file = (length: number, fileName = 'a.pdf'): MailFile =>
    ({ fileName, declared: 'application/pdf', bytes: new Uint8Array(length), inline: false }) as MailFile;
  const looked = (sha: string, fileName?: string): LookedInto => ({
    file: { ...file(3), ...(fileName ? { fileName } : { fileName: undefined }) } as MailFile,
    type: 'application/pdf',
    sha256: sha.repeat(64),
  });

  test('that can be kept have something in them, and ten megabytes at most; twenty-five of them', () => {
    const [empty, largest, larger] = [file(0), file(10_485_760), file(10_485_761)];
    expect(keepable([empty, largest, larger])).toEqual([largest]);
    const many = Array.from({ length: 26 }, (_, at) => file(1, `${at}.pdf`));
    expect(keepable(many)).toEqual(many.slice(0, 25));
  });

  test('are kept once each, under names of this case, with the name that somebody gave them', async () => {
    const kept = [looked('1', 'piano.pdf'), looked('1', 'copia.pdf'), looked('2')];
    const {
      code,
      documents,
      documents: [first, second],
    } = await mail('S', undefined, { kept });
    expect(documents).toHaveLength(2);
    expect(first?.document).toEqual({
      document: sha256(`${code}|${'1'.repeat(64)}`).slice(0, 32),
      contentType: 'application/pdf',
      bytes: 3,
      sha256: '1'.repeat(64),
      fileName: 'piano.pdf',
    });
    expect(second?.document).not.toHaveProperty('fileName');
    // In another order it is the same mail.
    expect((await mail('S', undefined, { kept: kept.toReversed() })).code).toBe(code);
    expect((await mail('S')).code).not.toBe(code);
  });

  test('that were not kept are counted', async () => {
    const parts = ['a', 'b'].flatMap((name) => [
      '--x',
      `Content-Type: application/pdf; name="${name}.pdf"`,
      `Content-Disposition: attachment; filename="${name}.pdf"`,
      '',
      '%PDF-1.4',
    ]);
    const head = [ada, 'Subject: S', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=x'];
    const body = ['--x', 'Content-Type: text/plain', '', 'Ecco.', ...parts, '--x--'].join('\r\n');
    expect((await accept(head, body)).mail).toMatchObject({ left: 2 });
    expect((await accept(head, body, { kept: [looked('1')] })).mail).toMatchObject({ left: 1 });
    const none = body.replace('Ecco.', '');
    expect((await accept(head, none)).contact).not.toHaveProperty('message');
  });
});
