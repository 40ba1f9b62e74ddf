import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textOfHtml } from '../../../functions/mail-in/rules/html-text.ts';
import { separateText } from '../../../functions/mail-in/rules/quoted-text.ts';
import { arrive, corpus, message } from './arrive.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const head = 'From: Ada Bianchi <ada.bianchi@example.org>\r\nSubject: Prova\r\nMessage-ID: <h@example.org>\r\n';

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What holds of any contact, whoever wrote the mail. */
async function holds(bytes: Uint8Array) {
  const { accepted } = await arrive(bytes);
  const { message: words = '', quoted = '', signature = '', ...lines } = accepted.contact;
  for (const text of [words, quoted, signature]) expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  for (const text of textsIn({ ...lines, documents: accepted.documents })) {
    expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
  }
  const body = JSON.stringify(accepted);
  expect(body).not.toMatch(/\\ud[89a-f]/);
  expect(Buffer.byteLength(body)).toBeLessThan(200_000);
  return accepted;
}

describe('whatever arrives', () => {
  test('random bytes are a contact that can be kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => void (await holds(bytes))),
      { numRuns: 120 },
    );
  });

  test('random text after an honest head is a contact of its sender', async () => {
    const type = fc.constantFrom(
      'text/plain',
      'text/html; charset=utf-16',
      'multipart/mixed; boundary=x',
      'multipart/alternative; boundary="--"',
      'message/rfc822',
      'application/pkcs7-mime',
    );
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('\r\n--x\r\n', '\r\n--x--\r\n', '\r\n\r\n', 'Content-Type: ', '<p>', '=?utf-8?B?', '> ', '-- \n'),
    );
    await fc.assert(
      fc.asyncProperty(type, fc.array(piece, { maxLength: 12 }), async (contentType, pieces) => {
        const accepted = await holds(bytesOf(`${head}Content-Type: ${contentType}\r\n\r\n${pieces.join('')}`));
        expect(accepted.contact.email).toBe('ada.bianchi@example.org');
      }),
      { numRuns: 120 },
    );
  });

  test('messages put together of header lines, charsets and parts that contradict each other are contacts that can be kept', async () => {
    const raw = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
    const charset = fc.constantFrom(
      'utf-8',
      'utf-16',
      'utf-7',
      'iso-2022-kr',
      'replacement',
      'cp850',
      'made-up',
      '',
      '"',
    );
    const type = fc.constantFrom(
      'text/plain; format=flowed; delsp=yes',
      'text/html',
      'text',
      'text/calendar',
      'message/rfc822; name=postacert.eml',
      'application/xml; name=daticert.xml',
      'multipart/signed; boundary=x',
      'multipart/report; report-type=delivery-status; boundary=x',
    );
    const line = fc.oneof(
      fc
        .tuple(charset, raw)
        .map(([of, text]) => `Subject: =?${of}?B?${Buffer.from(text, 'latin1').toString('base64')}?=`),
      charset.map((of) => `Subject: <meta charset=${of}> \u00e8`),
      fc.tuple(type, charset).map(([of, named]) => `Content-Type: ${of}; charset=${named}`),
      charset.map((of) => `Content-Disposition: attachment; filename*=${of}''%ff%00`),
      raw.map((name) => `From: "${name.replace(/[\r\n]/g, '')}" <ada.bianchi@example.org>`),
      fc.constantFrom(
        'From: "Per conto di: a@b.it" <posta-certificata@pec.example>',
        'X-Trasporto: posta-certificata',
        'X-Ricevuta: accettazione',
        'Content-Transfer-Encoding: base64',
        'Content-Transfer-Encoding: quoted-printable',
        'To: <<<>>>',
      ),
    );
    const words = fc.oneof(
      raw,
      charset.map((of) => `<meta charset=${of}><p>\u00e8</p>`),
      fc.constantFrom('\u00fe\u00ff\0a', '> cita \n\nrisponde', '<postacert tipo="x"><a>&x;</a></postacert>'),
    );
    const block = fc
      .tuple(fc.array(line, { maxLength: 6 }), words)
      .map(([lines, text]) => [...lines, '', text].join('\r\n'));
    await fc.assert(
      fc.asyncProperty(fc.array(block, { minLength: 1, maxLength: 5 }), async (blocks) => {
        await holds(Uint8Array.from(Buffer.from(blocks.join('\r\n--x\r\n'), 'latin1')));
      }),
      { numRuns: 120 },
    );
  });

  test('messages of the corpus with bytes changed, taken out or cut off are contacts that can be kept', async () => {
    const change = fc.record({
      name: fc.constantFrom(...corpus.filter((name) => message(name).length < 10_000)),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(200),
      by: fc.uint8Array({ maxLength: 50 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ name, at, length, by }) => {
        const whole = message(name);
        const start = Math.floor(at * whole.length);
        const end = length > 180 ? whole.length : start + length;
        await holds(Uint8Array.from([...whole.subarray(0, start), ...by, ...whole.subarray(end)]));
      }),
      { numRuns: 120 },
    );
  });

  test('every message of the corpus is', async () => {
    for (const name of corpus) await holds(message(name));
  });
});

describe('what is too much', () => {
  const file = (bytes: number, name: string) =>
    `--x\r\nContent-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'QUJD'.repeat(19)}\r\n`.repeat(Math.ceil(bytes / 57))}`;
  const withFiles = (files: readonly string[]) =>
    bytesOf(
      `${head}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nEcco i file.\r\n${files.join('\r\n')}\r\n--x--\r\n`,
    );

  test('a mail of 10 MB is read, and its file kept', async () => {
    const bytes = withFiles([file(7_200_000, 'grande.bin')]);
    expect(bytes.length).toBeGreaterThan(9_500_000);
    const accepted = await holds(bytes);
    expect(accepted.contact.message).toBe('Ecco i file.');
    expect(accepted.documents?.map(({ fileName }) => fileName)).toEqual(['grande.bin']);
    expect(accepted.mail?.left).toBeUndefined();
  });

  test('a file over 10 MB and the 26th file stay in the original, and the contact says how many', async () => {
    const few = Array.from({ length: 27 }, (_, at) => file(57 * (at + 1), `${at}.bin`));
    const accepted = await holds(withFiles([file(11_000_000, 'enorme.bin'), ...few]));
    expect(accepted.documents).toHaveLength(25);
    expect(accepted.documents?.some(({ fileName }) => fileName === 'enorme.bin')).toBe(false);
    expect(accepted.mail?.left).toBe(3);
  });

  test('a very long text is kept to its bound, and says that it goes on in the original', async () => {
    const accepted = await holds(bytesOf(`${head}\r\n${'parola 𝒳 \ud83d\ude00 '.repeat(20_000)}`));
    expect(accepted.contact.message?.length).toBeLessThanOrEqual(20_000);
    expect(accepted.contact.message).toMatch(/\[Il testo continua nel messaggio originale\.\]$/);
  });

  test.each([
    ['forty million line ends', () => '\n'.repeat(40_000_000)],
    ['a hundred thousand parts', () => `Content-Type: multipart/mixed; boundary=x\n\n${'--x\n\na\n'.repeat(100_000)}`],
    ['a million headers', () => `${'a:\n'.repeat(1_000_000)}\nciao`],
    ['one header of ten million characters', () => `Subject: ${'=?utf-8?Q?a?= '.repeat(700_000)}\n\nciao`],
    ['thousands of addresses', () => `To: ${'a@b.it, '.repeat(30_000)}\n\nciao`],
    ['nested messages without end', () => `${'Content-Type: message/rfc822\n\n'.repeat(5000)}ciao`],
    ['quotes without end', () => `\n${`${'>'.repeat(500)} a\n`.repeat(5000)}`],
    ['lines that nearly are attributions', () => `\n${'Il 23/11/2026 10:02\n'.repeat(20_000)}`],
    ['lines that nearly are headers', () => `\n${'Da: x\n'.repeat(20_000)}`],
    ['flowed lines without end', () => `Content-Type: text/plain; format=flowed\n\n${'parola \n'.repeat(150_000)}`],
    ['accents in no charset', () => `\n${'\ufffd\u00e8 '.repeat(3_000_000)}`],
    ['what is nearly a code', () => `Subject: Re: x\n\n${'PC-7BYJ-77YQ-RX2T-WNNO '.repeat(50_000)}`],
    ['what is nearly an absence', () => `Subject: Re: x\n\n${'sono io sono fuori ufficio ich bin '.repeat(50_000)}`],
    ['headers that are none', () => `${'parole senza intestazione\n'.repeat(150_000)}`],
    ['one line of blanks', () => `\n${' '.repeat(5_000_000)}.`],
  ])('%s take a second or two, not an hour', async (_what, make) => {
    const bytes = bytesOf(make());
    const began = process.cpuUsage();
    await holds(bytes);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1e6).toBeLessThan(8);
  });

  test.each([
    '<a ',
    '<script>',
    '<a href=',
    '<blockquote>',
    '<!--',
    '<td>x',
    '<p class="',
    '</',
    '<1',
    '&amp',
    '<pre>\n',
  ])('HTML that repeats %j is read in time in proportion to its length', (piece) => {
    const began = process.cpuUsage();
    textOfHtml(piece.repeat(Math.ceil(1_000_000 / piece.length)));
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1e6).toBeLessThan(4);
  });
});

describe('separating', () => {
  test('loses no word of any text', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '> citato',
        'Il 23/11/2026 10:02, Ada <a@b.it> ha scritto:',
        'On Mon, Nov 23, 2026 at 10:02 AM A <a@b.it> wrote:',
        'Am 23.11.2026 um 10:02 schrieb A <a@b.it>:',
        '-- ',
        'Inviato da iPhone',
        'Da: Ada <a@b.it>',
        'Inviato: ieri',
        'Oggetto: prova',
        '-----Messaggio originale-----',
        'Begin forwarded message:',
        '',
      ),
      fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const { words, quoted, signature } = separateText(lines.join('\n'));
        const given = lines.join(' ').split(/\s+/).filter(Boolean).sort();
        const found = `${words} ${quoted} ${signature}`.replaceAll('[…]', ' ').split(/\s+/).filter(Boolean).sort();
        expect(found).toEqual(given);
      }),
      { numRuns: 1000 },
    );
  });
});
