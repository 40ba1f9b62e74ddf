import { expect, test } from '@jest/globals';
import { readServices } from '../../cdk/house/services.ts';
import { readBulletin } from '../../functions/bulletins/rules/read-bulletin.ts';
import { LARGEST_CAP, linksIn, readCap } from '../../functions/bulletins/rules/read-cap.ts';
import { readQuakes } from '../../functions/bulletins/rules/read-quakes.ts';
import { type AdapterName, readBodyOf, readRecords } from '../../functions/calls/rules/read-records.ts';
import { contactOfForm, readContact } from '../../functions/intake/rules/read-contact.ts';
import { unflowed } from '../../functions/mail-in/rules/flowed-text.ts';
import { textOfHtml } from '../../functions/mail-in/rules/html-text.ts';
import { namedCodes } from '../../functions/mail-in/rules/named-codes.ts';
import { openMail } from '../../functions/mail-in/rules/open-mail.ts';
import { separateText } from '../../functions/mail-in/rules/quoted-text.ts';
import { returnedMail } from '../../functions/mail-in/rules/returned-mail.ts';
import { hasTooManyLines } from '../../functions/mail-in/rules/short-lines.ts';
import { readSidecar } from '../../functions/scans/rules/read-sidecar.ts';
import { readForm } from '../../local/emulators/upload-form.ts';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import { dangerToLife } from '../../shared/core/cases/triage.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { readBody } from '../../shared/shell/http/body.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { type Issue, mendAll } from '../../shared/texts/mend.ts';

// Every reader of what others send is given the most it takes, of what is worst for it. Each row is read in time in
// proportion to its length; a reader that looks at what it has again for each piece needs minutes for it, and is over
// the limit of a test.

const [service] = readServices(['shared/services']) as [ServiceDefinition];
const formBytes = 65_536;
const mailBytes = 2_000_000;

/** As many of a piece as `length` characters hold. */
const filled = (piece: string, length: number) => piece.repeat(Math.floor(length / piece.length));
/** Pieces that are told apart by a number, up to `length` characters. */
function numbered(piece: (at: number) => string, length: number): string {
  const pieces: string[] = [];
  for (let at = 0, size = 0; size < length; at += 1) {
    pieces.push(piece(at));
    size += (pieces.at(-1) as string).length;
  }
  return pieces.join('').slice(0, length);
}

function intake(contentType: string, body: string): unknown {
  try {
    const sent = { body: body.slice(0, formBytes), isBase64Encoded: false, headers: { 'content-type': contentType } };
    const { from, content } = readBody(sent, formBytes);
    const given = from === 'form' ? contactOfForm(content as Record<string, unknown>) : content;
    const reading = readContact(given, service);
    return 'issues' in reading ? mendAll(reading.issues as Issue[], given, textsIn.it) : reading;
  } catch (refused) {
    return refused;
  }
}
const form = (body: string) => intake('application/x-www-form-urlencoded', body);
const json = (body: string) => intake('application/json', body);
const mail = (head: string, body: string) =>
  openMail(Buffer.from(`From: ada@example.org\r\nTo: x@example.org\r\n${head}\r\n\r\n${body}`));
const codes = async (text: string) =>
  namedCodes(await mail('Content-Type: text/plain', text), {
    addresses: ['x@example.org'],
    domain: 'example.org',
    prefix: 'PC',
    hmac: hmacWith('a secret of the hostile'),
  });
/** Fifty reports of failed delivery in one mail. */
const reports = (report: string) =>
  mail(
    'Content-Type: multipart/report; boundary=b',
    `${`--b\r\nContent-Type: message/delivery-status\r\n\r\n${report.slice(0, 20_000)}\r\n`.repeat(50)}--b--`,
  );
const records = (name: AdapterName, body: string, mediaType = 'application/json') => {
  const read = readBodyOf(mediaType, body);
  return typeof read === 'string'
    ? read
    : readRecords(read.content, name, { source: 'x', timeZone: 'Europe/Rome', now: '2026-11-28T10:00:00.000Z' });
};
const cap = (body: string) => readCap(Buffer.from(body.slice(0, LARGEST_CAP)));
const html = (piece: string) => textOfHtml(filled(piece, mailBytes));
const recordBytes = 262_144;

const rows: [string, () => unknown][] = [
  ['a form of names with a dot', () => form(numbered((at) => `p.a${at}=1&`, formBytes))],
  ['a form of one name', () => form(filled('a=1&', formBytes))],
  ['a form without names', () => form(filled('=1&', formBytes))],
  ['a form of percent signs', () => form(filled('%', formBytes))],
  ['a form of plus signs', () => form(`message=${filled('+', formBytes)}`)],
  ['JSON of unknown members', () => json(`{${numbered((at) => `"a${at}":1,`, formBytes - 20)}"z":1}`)],
  ['JSON of one list in the other', () => json(filled('[', formBytes / 2) + filled(']', formBytes / 2))],
  ['JSON of attachments', () => json(`{"attachments":[${filled('"a",', formBytes - 40)}"a"]}`)],
  ['a message of blanks', () => json(JSON.stringify({ message: filled(' ', 60_000) }))],
  ['an address of signs', () => json(JSON.stringify({ email: filled('a.', 60_000), phone: filled('+ ', 200) }))],
  ['words of danger', () => dangerToLife(filled('c’è gente non non ', 60_000), lifeFirst)],
  ['one word', () => dangerToLife(filled('a', 60_000), lifeFirst)],

  [
    'quakes that cannot be read',
    () =>
      readQuakes(
        `#EventID|Time|Latitude|Longitude|Depth/Km|MagType|Magnitude|EventLocationName\n${filled('x\n', mailBytes)}`,
      ),
  ],
  [
    'signs of a base64 that ends and goes on',
    () => mail('Content-Type: text/plain\r\nContent-Transfer-Encoding: base64', filled('A=', mailBytes)),
  ],

  ['flowed lines', () => unflowed(filled('a \n', mailBytes), true)],
  ['flowed blanks', () => unflowed(filled(' \n', mailBytes), true)],
  ['flowed quotes', () => unflowed(filled('>> a \n', mailBytes), false)],
  ['marks of signatures', () => separateText(filled('--\n', 600_000))],
  ['lines of a telephone', () => separateText(filled('Inviato da iPhone\n', 600_000))],
  ['attributions', () => separateText(filled('Il 1/2/2026 10:02 A <a@b.it> ha scritto:\n> x\n', 600_000))],
  ['attributions without an end', () => separateText(filled('Il 1/2/2026 10:02 A <a@b.it> ha\n', 600_000))],
  ['headers of Outlook', () => separateText(filled('Da: a\nx\n', 600_000))],
  ['rules', () => separateText(filled('-----\n', 600_000))],
  ['blanks and one word', () => separateText(`${filled('\n', 600_000)}x${filled(' ', 600_000)}x`)],
  ['tags that nobody closed', () => html('<a ')],
  ['signs of tags', () => html('<')],
  ['tags in quotes', () => html('<a href="')],
  ['scripts without an end', () => html('<script>')],
  ['comments without an end', () => html('<!--')],
  ['deep quotes', () => html('<blockquote>')],
  ['entities', () => html('&#x41;&')],
  [
    'a mail of flowed lines',
    () => mail('Content-Type: text/plain; format=flowed; delsp=yes', filled('a \r\n', 390_000)),
  ],
  ['a mail of marks', () => mail('Content-Type: text/plain', filled('--\r\n', mailBytes / 4))],
  ['a mail of headers', () => mail(numbered((at) => `X-A${at}: b\r\n`, 500_000).trimEnd(), 'x')],
  ['a header of many lines', () => mail(`Subject: a${filled('\r\n b', 500_000)}`, 'x')],
  ['a header of encoded words', () => mail(`Subject: ${filled('=?utf-8?q?=41?= ', 200_000)}`, 'x')],
  ['a header of addresses', () => mail(`Cc: ${filled('<a@b.it>, ', 200_000)}c@d.it`, 'x')],
  [
    'a header of words cut in two',
    () => mail(`Subject: ${filled('=?utf-8?b?w?= ', 200_000)}${filled('=?utf-8?q?=C3?= ', 50_000)}`, 'x'),
  ],
  ['a header of words that never end', () => mail(`Subject: ${filled('=?utf-8?b?', 200_000)}`, 'x')],
  [
    'types without their parts',
    () => mail(numbered((at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n`, 200_000).trimEnd(), 'x'),
  ],
  [
    'an answer of our sentences',
    () => mail('Subject: R: x', filled('abbiamo ricevuto la tua richiesta: ieri\r\nBuongiorno,\r\n', 400_000)),
  ],
  ['points of a list', () => separateText(filled('--\n2) a\n', 600_000))],
  ['codes that are none', () => codes(filled('PC-AAAA-AAAA-AAAA-AAAA ', 200_000))],
  ['codes without an end', () => codes(filled('PC-', 200_000))],
  [
    'reports of mails that came back',
    async () => returnedMail(await reports(filled('Message-ID: <A\r\nStatus: 5\r\n', 400_000))),
  ],
  ['references', () => mail(`References: ${filled('<a@b> ', 200_000)}`, 'x')],
  [
    'parts',
    () =>
      mail(
        'Content-Type: multipart/mixed; boundary=b',
        `${filled('--b\r\nContent-Type: text/plain\r\n\r\nx\r\n', 200_000)}--b--`,
      ),
  ],
  [
    'parts in parts',
    () =>
      mail(
        'Content-Type: multipart/mixed; boundary=b0',
        numbered((at) => `--b${at}\r\nContent-Type: multipart/mixed; boundary=b${at + 1}\r\n\r\n`, 200_000),
      ),
  ],

  [
    'an alert of infos',
    () => cap(`<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">${filled('<info/>', 1_400_000)}</alert>`),
  ],
  [
    'an alert of areas',
    () => cap(`<alert><info>${filled('<area><areaDesc>a</areaDesc></area>', 1_400_000)}</info></alert>`),
  ],
  ['an alert in an alert', () => cap(filled('<alert>', 400_000))],
  ['an alert of attributes', () => cap(`<alert ${numbered((at) => `a${at}="1" `, 400_000)}/>`)],
  ['an alert of entities', () => cap(`<alert>${filled('&amp;', 1_400_000)}</alert>`)],
  ['an alert of comments', () => cap(filled('<!--', 1_400_000))],
  ['a feed of links', () => linksIn(Buffer.from(`<feed>${filled('<link href="https://a.it/b"/>', 1_000_000)}</feed>`))],
  [
    'a bulletin of rows',
    () => readBulletin(Buffer.from(filled('Vene-A;x;GIALLA;;;\n', 2_000_000)), '20261128-bollettino-oggi-zone.csv'),
  ],
  [
    'a bulletin of quotes',
    () => readBulletin(Buffer.from(filled('"', 2_000_000)), '20261128-bollettino-oggi-zone.csv'),
  ],
  [
    'a bulletin of separators',
    () => readBulletin(Buffer.from(filled(';', 2_000_000)), '20261128-bollettino-oggi-zone.csv'),
  ],
  ['a map of lists', () => readBulletin(Buffer.from(filled('[', 2_000_000)), '20261128_1530_today.json')],
  ['quakes', () => readQuakes(filled('1|2026-11-28T10:00:00|42|13|10|a|b|c|d|ML|5|e|f\n', 1_000_000))],
  ['quakes of separators', () => readQuakes(filled('|', 1_000_000))],

  [
    'a sidecar of members',
    () => readSidecar(`{${numbered((at) => `"a${at}":1,`, 60_000)}"z":1}`, service, '2026-11-28T10:00:00.000Z'),
  ],
  ['a sidecar of lists', () => readSidecar(filled('[', 60_000), service, '2026-11-28T10:00:00.000Z')],
  ...(['canonical', 'asterisk', 'freeswitch', 'connect', 'twilio'] as const).flatMap(
    (name): [string, () => unknown][] => [
      [`records of ${name}, empty`, () => records(name, `[${filled('{},', recordBytes - 4)}{}]`)],
      [
        `records of ${name}, of members`,
        () => records(name, `{${numbered((at) => `"a${at}":"1",`, recordBytes)}"z":1}`),
      ],
      [
        `a form of ${name}`,
        () =>
          records(
            name,
            numbered((at) => `a${at}=1&`, recordBytes),
            'application/x-www-form-urlencoded',
          ),
      ],
      [
        `an encoded form of ${name}`,
        () => records(name, `cdr=${filled('%', recordBytes)}`, 'application/x-www-form-base64-encoded'),
      ],
    ],
  ),
  [
    'a form with files',
    () =>
      readForm(
        Buffer.from(filled('--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n', mailBytes)),
        'multipart/form-data; boundary=b',
      ),
  ],
  [
    'a form with files without an end',
    () => readForm(Buffer.from(filled('--b\r\n', mailBytes)), 'multipart/form-data; boundary=b'),
  ],
];

test.each(rows)(
  '%s: the most that is taken is read in time',
  async (_what, read) => {
    const outcome = await read();
    // The test's own limit is noticed when the reader has let go.
    await new Promise((resolve) => setImmediate(resolve));
    expect(outcome).toBeDefined();
  },
  20_000,
);

test('a mail of more lines than can be read in time is for a person to look at, a scan of forty megabytes is not', () => {
  expect(hasTooManyLines(Buffer.from(filled('a \r\n', 400_000)))).toBe(false);
  expect(hasTooManyLines(Buffer.from(filled('a \r\n', 400_005)))).toBe(true);
  expect(hasTooManyLines(Buffer.from(filled(`${'A'.repeat(76)}\r\n`, 40_000_000)))).toBe(false);
});
