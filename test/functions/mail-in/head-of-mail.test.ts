import { describe, expect, test } from '@jest/globals';
import { mailboxText, readMail } from '../../../functions/mail-in/rules/read-mail.ts';

const read = (lines: readonly string[], words = 'x') =>
  readMail(new TextEncoder().encode([...lines, '', words].join('\r\n')));

describe('who a mail is from', () => {
  const from = async (value: string) => (await read([`From: ${value}`])).from;

  test('is an address as the DNS has it, without what programs and people put around it', async () => {
    expect(await from('Ada <mailto:Ada@Example.org>')).toEqual({ address: 'ada@example.org', name: 'Ada' });
    expect(await from('ada@example.org.')).toEqual({ address: 'ada@example.org', name: '' });
    expect((await from('ada@città.example'))?.address).toBe('ada@xn--citt-3na.example');
    expect((await from('Ufficio: ada@example.org;'))?.address).toBe('ada@example.org');
  });

  test('is written as people write it', () => {
    expect(mailboxText({ name: 'Ada', address: 'ada@example.org' })).toBe('Ada <ada@example.org>');
    expect(mailboxText({ name: '', address: 'ada@example.org' })).toBe('ada@example.org');
  });

  test('has a name of two hundred letters at most, and a local part of sixty-four', async () => {
    expect((await from(`${'a'.repeat(201)} <ada@example.org>`))?.name).toHaveLength(200);
    expect((await from(`${'a'.repeat(64)}@example.org`))?.address).toHaveLength(76);
    expect(await from(`${'a'.repeat(65)}@example.org`)).toBeUndefined();
  });

  test('is one author only where one is named, once', async () => {
    const one = async (...lines: string[]) => (await read(lines)).hasOneAuthor;
    expect(await one('From: Ada <ada@example.org>')).toBe(true);
    expect(await one('From: ada@example.org, eva@example.org')).toBe(false);
    expect(await one('From: ada@example.org', 'From: ada@example.org')).toBe(false);
    expect(await one('From: <a@example.org> <b@example.org>')).toBe(false);
    expect(await one('Subject: x')).toBe(false);
  });

  test('is what stands there where it is nobody’s address', async () => {
    const { author, from: nobody } = await read([`From: ${'a'.repeat(300)}`]);
    expect([author.length, nobody]).toEqual([200, undefined]);
    expect((await read(['From: ada@example.org'])).author).toBe('');
  });
});

describe('what else the head of a mail says', () => {
  test('is its type in small letters, without parameters, and text where it says none', async () => {
    const typed = async (...lines: string[]) => (await read(lines)).contentType;
    expect(await typed('Content-Type: TEXT/Plain ; charset=utf-8')).toBe('text/plain');
    expect(await typed('Content-Type: application/pkcs7-mime; smime-type=signed-data')).toBe('application/pkcs7-mime');
    expect(await typed('Subject: x')).toBe('text/plain');
  });

  test('is kept of each line up to four thousand characters, and of a hundred lines of one name', async () => {
    const { headers } = await read([
      ...Array.from({ length: 101 }, (_, at) => `X-A: ${at}`),
      `X-B: ${'b'.repeat(4001)}`,
    ]);
    expect(headers.get('x-a')).toHaveLength(100);
    expect(headers.get('x-b')?.[0]).toHaveLength(4000);
  });

  test('is a subject of five hundred characters on one line', async () => {
    expect((await read([`Subject: ${'s'.repeat(501)}`])).subject).toBe('s'.repeat(500));
    expect((await read(['Subject: uno', '\tdue'])).subject).toBe('uno due');
  });

  test('is whom it is addressed to by any line that names them, a hundred at most', async () => {
    const names = ['To', 'Cc', 'Delivered-To', 'X-Original-To', 'X-Forwarded-To', 'Envelope-To'];
    const lines = names.map((name, at) => `${name}: <${at}@Example.org>`);
    const received = 'Received: from a by b for <Last@example.org>; Fri, 11 Sep 2026 15:04:05 +0000';
    expect((await read([...lines, received])).to).toEqual([
      ...names.map((_, at) => `${at}@example.org`),
      'last@example.org',
    ]);
    const many = Array.from({ length: 101 }, (_, at) => `a${at}@example.org`);
    expect((await read([`To: ${many.join(', ')}`])).to).toHaveLength(100);
  });

  test('is a message of before by its identifier, in brackets or as a bare word', async () => {
    const follows = async (value: string) => (await read([`In-Reply-To: ${value}`])).follows;
    expect(await follows('<1@example.org> (x)')).toEqual(['1@example.org']);
    expect(await follows('1@example.org')).toEqual(['1@example.org']);
    expect(await follows('your mail of Friday')).toEqual([]);
    expect((await follows('a'.repeat(301)))[0]).toHaveLength(300);
  });
});

describe('a file of a mail', () => {
  const fileOf = async (name: string, more: readonly string[] = ['Content-Disposition: attachment']) => {
    const [disposition, ...others] = more;
    const mail = await read(
      ['Content-Type: multipart/mixed; boundary=x'],
      [
        '--x',
        'Content-Type: text/plain',
        '',
        'x',
        '--x',
        'Content-Type: Application/PDF',
        `${disposition}; filename="${name}"`,
        ...others,
        '',
        'x',
        '--x--',
      ].join('\r\n'),
    );
    return mail.files[0];
  };

  test('has the last part of its path as its name, two hundred characters at most', async () => {
    expect((await fileOf('C:/Documenti/piano.pdf'))?.fileName).toBe('piano.pdf');
    expect((await fileOf('a'.repeat(201)))?.fileName).toHaveLength(200);
    expect((await fileOf('cartella/'))?.fileName).toBeUndefined();
  });

  test('is of the type that it says, in small letters, and stands between the words where it says so', async () => {
    expect(await fileOf('a.pdf')).toMatchObject({ declared: 'application/pdf', inline: false });
    expect(await fileOf('a.pdf', ['Content-Disposition: inline'])).toMatchObject({ inline: true });
  });
});
