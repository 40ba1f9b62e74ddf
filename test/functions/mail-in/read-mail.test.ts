import { describe, expect, test } from '@jest/globals';
import { mailboxText, readMail } from '../../../functions/mail-in/rules/read-mail.ts';

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

describe('whom a mail is from', () => {
  const from = async (line: string, ...more: string[]) => read([line, ...more, 'Subject: x', '', 'Ciao']);

  test('is an address in small letters with the name before it, however a program writes it', async () => {
    expect((await from('From: "Ada  Bianchi" <ADA@Example.ORG>')).from).toEqual({
      address: 'ada@example.org',
      name: 'Ada Bianchi',
    });
    expect((await from('From: <mailto:ada@example.org>')).from?.address).toBe('ada@example.org');
    expect((await from('From: ada@example.org.')).from?.address).toBe('ada@example.org');
    expect((await from('From: ada@città.example')).from?.address).toBe('ada@xn--citt-3na.example');
  });

  test('is nobody where no address stands there: then what stands there is kept', async () => {
    const mail = await from('From: Ada Bianchi');
    expect([mail.from, mail.author]).toEqual([undefined, 'Ada Bianchi']);
    expect((await from('From: ada@example.org')).author).toBe('');
    for (const address of ['a@b@c.example', `${'a'.repeat(65)}@example.org`, 'a b@example.org'])
      expect((await from(`From: Ada <${address}>`)).from?.address).not.toBe(address);
    expect((await from(`From: ${'a'.repeat(64)}@example.org`)).from?.address).toBe(`${'a'.repeat(64)}@example.org`);
  });

  test('is whoever sent it where it names no author, and one author is told from several', async () => {
    const sent = await from('Sender: office@example.org');
    expect([sent.from?.address, sent.hasOneAuthor]).toEqual(['office@example.org', false]);
    expect((await from('From: ada@example.org')).hasOneAuthor).toBe(true);
    expect((await from('From: ada@example.org, bea@example.org')).hasOneAuthor).toBe(false);
    expect((await from('From: ada@example.org', 'From: bea@example.org')).hasOneAuthor).toBe(false);
    expect((await from('From: "x <bea@example.org>" <ada@example.org>')).hasOneAuthor).toBe(false);
  });

  test('and whom to answer is who says so', async () => {
    expect((await from('From: ada@example.org', 'Reply-To: Bea <Bea@example.org>')).replyTo).toEqual({
      address: 'bea@example.org',
      name: 'Bea',
    });
    expect((await from('From: ada@example.org')).replyTo).toBeUndefined();
  });

  test('is written as people write it', () => {
    expect(mailboxText({ name: 'Ada', address: 'a@b.it' })).toBe('Ada <a@b.it>');
    expect(mailboxText({ name: '', address: 'a@b.it' })).toBe('a@b.it');
  });
});

describe('whom a mail is for', () => {
  test('are all that it names, and whom the receiving server names, each once', async () => {
    const mail = await read([
      'Received: from a by b for <Sei@Example.org>; Mon, 1 Feb 2027 10:00:00 +0100',
      'Received: from c by d for sette@example.org; Mon, 1 Feb 2027 10:00:00 +0100',
      'Delivered-To: tre@example.org',
      'X-Original-To: quattro@example.org',
      'X-Forwarded-To: cinque@example.org',
      'Envelope-To: otto@example.org',
      'To: Uno <uno@example.org>, due@example.org',
      'Cc: UNO@example.org, Nove: nove@example.org;',
      'From: ada@example.org',
      '',
      'Ciao',
    ]);
    expect([...mail.to].sort()).toEqual(
      ['uno', 'due', 'tre', 'quattro', 'cinque', 'sei', 'sette', 'otto', 'nove']
        .map((name) => `${name}@example.org`)
        .sort(),
    );
  });
});

describe('which mails it follows', () => {
  const follows = async (...lines: string[]) => (await read([...head, ...lines, '', 'x'])).follows;

  test('are those it answers, then those before, the newest first and each once', async () => {
    expect(await follows('In-Reply-To: <c@x>', 'References: <a@x> <b@x> <c@x>')).toEqual(['c@x', 'b@x', 'a@x']);
    expect(await follows('References: <a@x>\r\n <b@x>')).toEqual(['b@x', 'a@x']);
    expect(await follows('In-Reply-To: bare@x')).toEqual(['bare@x']);
    expect(await follows('In-Reply-To: your mail of Monday')).toEqual([]);
    expect(await follows()).toEqual([]);
  });

  test('are fifty at most', async () => {
    const ids = Array.from({ length: 60 }, (_, number) => `<${number}@x>`);
    const found = await follows(`References: ${ids.join(' ')}`);
    expect([found.length, found[0], found[49]]).toEqual([50, '59@x', '10@x']);
  });

  test('and its own identifier is without brackets', async () => {
    expect((await read([...head, 'Message-ID: <own@x>', '', 'x'])).messageId).toBe('own@x');
    expect((await read([...head, '', 'x'])).messageId).toBeUndefined();
  });
});

describe('when a mail was sent', () => {
  test.each([
    ['Mon, 01 Feb 2027 10:00:00 +0100', '2027-02-01T09:00:00.000Z'],
    ['Mon, 01 Jan 1970 00:00:00 +0000', undefined],
    ['Mon, 01 Jan 2300 00:00:00 +0000', undefined],
    ['yesterday', undefined],
  ])('%s is %s', async (date, at) => {
    expect((await read([...head, `Date: ${date}`, '', 'x'])).sentAt).toBe(at);
  });
});

describe('what a mail says', () => {
  const both = (text: string, page: string) =>
    read([
      'From: ada@example.org',
      'Content-Type: multipart/alternative; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      text,
      '--x',
      'Content-Type: text/html',
      '',
      `<p>${page}</p>`,
      '--x--',
    ]);

  test('is its text, with its page beside it', async () => {
    const mail = await both('Brucia il bosco sopra Accumoli', 'Brucia il bosco sopra Accumoli');
    expect([mail.text.trim(), mail.page?.trim()]).toEqual([
      'Brucia il bosco sopra Accumoli',
      'Brucia il bosco sopra Accumoli',
    ]);
    expect((await read([...head, '', 'Ciao'])).page).toBeUndefined();
  });

  test('is its page where the text only says where to read it, or says nothing', async () => {
    const page = 'Brucia il bosco sopra Accumoli, ci sono persone in casa e nessuno risponde';
    for (const text of ['Open this mail elsewhere', '']) {
      const mail = await both(text, page);
      expect(mail.text.trim()).toBe(page);
      expect(mail.page?.trim() ?? '').toBe(text);
    }
    // As many words as a stub never has are somebody's own.
    const own = Array.from({ length: 31 }, (_, number) => `parola${number}`).join(' ');
    expect((await both(own, `${page} ${page} ${page}`)).text.trim()).toBe(own);
    // A page that says hardly more leaves the text what it is.
    expect((await both('Aiuto subito qui', 'Altro ancora detto')).text.trim()).toBe('Aiuto subito qui');
  });

  test('is both where text and page say something else, however short the page is', async () => {
    const stub = 'Your email client does not support HTML messages.';
    const page = 'La strada per Sommati è chiusa da una frana';
    expect((await both(stub, page)).text.trim()).toBe(`${stub}\n\n${page}`);
    expect((await both('Ada Bianchi', 'Ada Bianchi da Amatrice dice')).text.trim()).toBe('Ada Bianchi');
  });

  test('is none of a thumb that a program sends beside its mail', async () => {
    const mail = await read([
      'From: ada@example.org',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'Ciao',
      '--x',
      'Content-Type: text/vnd.google.email-reaction+json',
      '',
      '{"emoji":"x"}',
      '--x',
      'Content-Type: IMAGE/PNG; name="/srv/ada/casa.png"',
      'Content-Disposition: inline; filename="/srv/ada/casa.png"',
      '',
      'x',
      '--x--',
    ]);
    expect(mail.files).toMatchObject([{ fileName: 'casa.png', declared: 'image/png', inline: true }]);
  });
});

describe('what cannot be read as MIME', () => {
  test('without a head is all words', async () => {
    const mail = await read(['Aiuto, brucia', 'tutto qui']);
    expect(mail.text).toContain('Aiuto, brucia');
  });

  test('after blank lines and a mark of its encoding is read as if they were not there', async () => {
    const mail = await read(['\ufeff', '', ...head, '', 'Ciao']);
    expect(mail).toMatchObject({ subject: 'Prova', from: { address: 'ada@example.org' } });
  });

  test('with line ends of old is read by them', async () => {
    expect(await read([...head, '', 'Ciao'], '\r')).toMatchObject({ subject: 'Prova', readable: true });
  });
});

describe('a mail of which something is missing', () => {
  test('is text where it says nothing of its type, whatever stands behind that', async () => {
    expect((await read(['From: a@example.org', '', 'x'])).contentType).toBe('text/plain');
    expect((await read(['Content-Type: TEXT/Plain ; charset=utf-8', '', 'x'])).contentType).toBe('text/plain');
  });

  test('has the words that stand among its headers, where nothing but blanks stands below them', async () => {
    for (const end of [[''], ['', ' \t'], ['', '', '']])
      expect((await read([...head, 'Aiuto, la strada è chiusa', ...end])).text).toContain('Aiuto, la strada');
    expect((await read([...head, 'Aiuto', '', 'Sotto'])).text.trim()).toBe('Sotto');
  });

  test('was sent at no time that no mail has', async () => {
    const sent = async (date: string) => (await read([`Date: ${date}`, ...head, '', 'x'])).sentAt;
    expect(await sent('Sun, 29 Nov 2026 10:00:00 +0100')).toBe('2026-11-29T09:00:00.000Z');
    expect(await sent('Mon, 1 Jan 1990 00:00:00 +0000')).toBeUndefined();
    expect(await sent('Mon, 1 Jan 1990 00:00:01 +0000')).toBe('1990-01-01T00:00:01.000Z');
    expect(await sent('Wed, 1 Jan 2200 00:00:00 +0000')).toBeUndefined();
    expect(await sent('ieri')).toBeUndefined();
  });
});
