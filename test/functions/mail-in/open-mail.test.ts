import { describe, expect, test } from '@jest/globals';
import { openMail } from '../../../functions/mail-in/rules/open-mail.ts';

const open = (lines: readonly string[]) => openMail(new TextEncoder().encode(lines.join('\r\n')));
const part = (type: string, words: string, more: readonly string[] = []) => [
  '--x',
  `Content-Type: ${type}`,
  ...more,
  '',
  words,
];
const withParts = (...parts: readonly string[][]) =>
  open([
    'From: ada@example.org',
    'Subject: S',
    'Content-Type: multipart/mixed; boundary=x',
    '',
    ...parts.flat(),
    '--x--',
  ]);

describe('a mail without words', () => {
  test('says what is attached to it: a text, a page or a mail, by its type or else by its name', async () => {
    const words = async (type: string, said: string, more: readonly string[] = ['Content-Disposition: attachment']) =>
      (await withParts(part('image/png', 'x', ['Content-Disposition: attachment']), part(type, said, more))).text.words;
    const named = (name: string) => [`Content-Disposition: attachment; filename="${name}"`];
    expect(await words('text/plain', 'Aiuto')).toBe('Aiuto');
    expect(await words('text/html', '<p>Aiuto</p>')).toBe('Aiuto');
    expect(await words('application/octet-stream', 'Aiuto', named('a.TXT'))).toBe('Aiuto');
    expect(await words('application/octet-stream', '<p>Aiuto</p>', named('a.htm'))).toBe('Aiuto');
    expect(await words('message/rfc822', 'Subject: Frana\r\n\r\nAiuto')).toBe('Frana\n\nAiuto');
    expect(await words('application/octet-stream', 'Subject: Frana\r\n\r\nAiuto', named('a.eml'))).toBe(
      'Frana\n\nAiuto',
    );
    expect(await words('application/octet-stream', 'Aiuto', named('txt'))).toBe('');
  });

  test('keeps its own words where it has any', async () => {
    const attached = part('text/plain', 'Altro', ['Content-Disposition: attachment; filename="a.txt"']);
    expect((await withParts(part('text/plain', 'Aiuto'), attached)).text.words).toBe('Aiuto');
  });
});

describe('what is heard of a mail', () => {
  const text = (words: string) => part('text/plain', words, ['Content-Disposition: attachment; filename="a.txt"']);

  test('is its subject, its words, and five of the files that speak, apart from each other', async () => {
    const { sent } = await withParts(part('text/plain', 'Parole'), ...['1', '2', '3', '4', '5', '6'].map(text));
    expect(sent).toMatch(/^S\n\nParole\n\n+1\n\n+2\n\n+3\n\n+4\n\n+5\n*$/);
  });

  test('is a hundred thousand characters of it', async () => {
    const { sent } = await withParts(part('text/plain', 'a b '.repeat(24_000)), text('c d '.repeat(24_000)));
    expect(sent).toHaveLength(100_000);
  });
});

test('the files of a mail come before the pictures that stand between its words', async () => {
  const { files } = await withParts(
    part('text/plain', 'x'),
    part('image/png', 'x', ['Content-Disposition: inline; filename="foto.png"']),
    part('application/pdf', 'x', ['Content-Disposition: attachment; filename="piano.pdf"']),
  );
  expect(files.map(({ fileName }) => fileName)).toEqual(['piano.pdf', 'foto.png']);
});

describe('a head that stands below somebody’s words', () => {
  const letter = (subject: string, lines: readonly string[] = []) =>
    open([
      'From: ada@example.org',
      `Subject: ${subject}`,
      ...lines,
      '',
      'Grazie.',
      '',
      'Da: Ufficio <ufficio@example.org>',
      'A: Ada <ada@example.org>',
      'Oggetto: La strada',
      '',
      'La strada è chiusa.',
    ]);

  test('is a quote in an answer, and a letter’s own head in a mail that is new', async () => {
    for (const subject of ['Re: x', 'R: x', 'AW: x', 'I: x', 'Fwd: x', 'RE[2]: x', 'Inoltrato: x', 'TR : x'])
      expect((await letter(subject)).text.words).toBe('Grazie.');
    expect((await letter('x', ['In-Reply-To: <1@example.org>'])).text.words).toBe('Grazie.');
    for (const subject of ['x', 'Rex: y', 'Vorrei: x'])
      expect((await letter(subject)).text.words).toContain('La strada è chiusa.');
  });
});

describe('certified mail', () => {
  const carried = (sender: string, from: string) =>
    open([
      'From: "Per conto di: x@pec.example" <posta-certificata@pec.example>',
      'To: noi@pec.example',
      'Message-ID: <e@pec.example>',
      'X-Trasporto: posta-certificata',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      ...part('message/rfc822', `From: ${from}\r\nTo: loro@pec.example, noi@pec.example\r\n\r\nAiuto`, [
        'Content-Disposition: attachment; filename="postacert.eml"',
      ]),
      ...part(
        'application/xml',
        `<postacert tipo="posta-certificata"><i><mittente>${sender}</mittente></i></postacert>`,
        ['Content-Disposition: attachment; filename="daticert.xml"'],
      ),
      '--x--',
    ]);

  test('is from whom the provider says, who wrote it shown beside where that is another', async () => {
    expect((await carried('ada@pec.example', 'Ada <ada@pec.example>')).mail.from).toEqual({
      address: 'ada@pec.example',
      name: 'Ada',
    });
    expect((await carried('ada@pec.example', 'Eva <eva@pec.example>')).mail.from).toEqual({
      address: 'ada@pec.example',
      name: 'Eva <eva@pec.example>',
    });
  });

  test('is to all whom its writer and its provider name, each once', async () => {
    expect((await carried('ada@pec.example', 'ada@pec.example')).mail.to).toEqual([
      'loro@pec.example',
      'noi@pec.example',
    ]);
  });
});
