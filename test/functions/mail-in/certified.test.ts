import { describe, expect, test } from '@jest/globals';
import { certifiedMail } from '../../../functions/mail-in/rules/certified.ts';
import { readMail } from '../../../functions/mail-in/rules/read-mail.ts';

type Attached = { name?: string; type: string; words: string };

const attachment = ({ name, type, words }: Attached) => [
  '--x',
  `Content-Type: ${type}${name === undefined ? '' : `; name="${name}"`}`,
  `Content-Disposition: attachment${name === undefined ? '' : `; filename="${name}"`}`,
  '',
  words,
];

/** What is told of a message that a provider of certified mail wrote. */
async function told(header: string, attached: readonly Attached[], type = 'multipart/mixed') {
  const lines = [
    'From: "Per conto di: ada@pec.example" <posta-certificata@pec.example>',
    'Message-ID: <envelope@pec.example>',
    header,
    `Content-Type: ${type}; boundary=x`,
    '',
    ...attached.flatMap(attachment),
    '--x--',
  ];
  const mail = certifiedMail(await readMail(new TextEncoder().encode(lines.join('\r\n'))));
  return mail && { ...mail, carried: mail.carried && new TextDecoder().decode(mail.carried.bytes).trim() };
}

const message = (words: string, name?: string): Attached => ({
  type: 'message/rfc822',
  words: `Subject: ${words}\r\n\r\n${words}`,
  ...(name === undefined ? {} : { name }),
});
const picture: Attached = { name: 'foto.png', type: 'image/png', words: 'x' };
const certificate = (kind: string, more = ''): Attached => ({
  name: 'daticert.xml',
  type: 'application/xml',
  words: `<postacert tipo="${kind}"><intestazione><mittente>Ada@pec.example</mittente></intestazione>${more}</postacert>`,
});
const transport = 'X-Trasporto: posta-certificata';

describe('a certified transport carries', () => {
  test('the mail under the name that the technical rules give it, whatever else is attached', async () => {
    const mail = await told(transport, [message('altra'), message('questa', 'POSTACERT.EML')]);
    expect(mail?.carried).toMatch(/questa$/);
  });

  test('the first mail that is attached, where none has that name', async () => {
    const mail = await told(transport, [picture, message('questa', 'una.eml'), message('altra', 'due.eml')]);
    expect(mail).toMatchObject({ is: 'transport', carried: expect.stringMatching(/questa$/) });
  });

  test('nobody’s message, and is no certified mail, where no mail is attached', async () => {
    expect(await told(transport, [picture, certificate('posta-certificata')])).toBeUndefined();
  });
});

describe('a receipt', () => {
  test('carries nothing, though the mail that it is about is attached', async () => {
    const mail = await told('X-Ricevuta: accettazione', [message('nostra', 'postacert.eml')]);
    expect(mail).toMatchObject({ is: 'receipt', receipt: 'accettazione', carried: undefined });
  });

  test('is none where its data speak of something else', async () => {
    expect(await told('X-Ricevuta: accettazione', [certificate('accettazione')])).toMatchObject({ is: 'receipt' });
    expect(await told('X-Ricevuta: accettazione', [certificate('errore-consegna')])).toBeUndefined();
  });
});

test('a word in a header alone makes no mail a certified one', async () => {
  expect(await told(transport, [picture])).toBeUndefined();
});

const attached = message('questa', 'postacert.eml');

describe('what a message of a provider is', () => {
  test.each([
    ['its headers', 'X-Trasporto: Posta-Certificata', [attached], { is: 'transport' }],
    ['its headers, for one that was not certified', 'X-Trasporto: errore', [attached], { is: 'anomaly' }],
    ['its headers, for a receipt', 'X-Ricevuta: Accettazione', [attached], { is: 'receipt', receipt: 'accettazione' }],
    ['its headers, for a receipt of an anomaly', 'X-Ricevuta: anomalia', [attached], { is: 'anomaly' }],
    [
      'its data, where a gateway took the headers',
      'Subject: x',
      [attached, certificate('Posta-Certificata')],
      { is: 'transport' },
    ],
    [
      'its data, for a receipt',
      'Subject: x',
      [certificate('accettazione')],
      { is: 'receipt', receipt: 'accettazione' },
    ],
    ['its subject, where there are no data', 'Subject: POSTA CERTIFICATA: x', [attached], { is: 'transport' }],
    ['its subject, for a receipt', 'Subject: ACCETTAZIONE: x', [attached], { is: 'receipt', receipt: 'accettazione' }],
  ])('is told by %s', async (_what, header, files, is) => {
    expect(await told(header, files)).toMatchObject(is);
  });

  test('is not told by a mail that says nothing of it', async () => {
    expect(await told('Subject: Prova', [attached])).toBeUndefined();
  });
});

describe('a certified mail names', () => {
  const toldOf = (header: string, more = '', type?: string) =>
    told(
      `${transport}\r\nReply-To: Bea@pec.example\r\n${header}`,
      [attached, certificate('posta-certificata', more)],
      type,
    );

  test('its sender as the provider knows, in small letters', async () => {
    expect(await toldOf('Subject: x')).toMatchObject({ sender: 'ada@pec.example' });
  });

  test('whom to answer as its sender, where it has no data', async () => {
    const mail = await told(`${transport}\r\nReply-To: Bea@pec.example`, [attached]);
    expect(mail).toMatchObject({ sender: 'bea@pec.example' });
  });

  test.each([
    [
      'by the header of the provider',
      'X-Riferimento-Message-ID: <one@example>',
      '<msgid>&lt;two@example&gt;</msgid>',
      'one@example',
    ],
    ['by the data', 'In-Reply-To: <three@example>', '<msgid>&lt;two@example&gt;</msgid>', 'two@example'],
    ['by what it answers', 'In-Reply-To: <three@example>', '', 'three@example'],
    ['without brackets', 'X-Riferimento-Message-ID: one@example', '', 'one@example'],
    ['cut to what can be kept', `X-Riferimento-Message-ID: ${'a'.repeat(301)}`, '', 'a'.repeat(300)],
  ])('the message that it is about %s', async (_what, header, data, about) => {
    expect((await toldOf(header, data))?.about).toBe(about);
  });

  test('its provider, and itself by the data or else by its own identifier', async () => {
    const data = '<gestore-emittente>PEC Srl</gestore-emittente><identificativo>opec1</identificativo>';
    expect(await toldOf('Subject: x', data)).toMatchObject({ provider: 'PEC Srl', identifier: 'opec1' });
    expect((await toldOf('Subject: x'))?.identifier).toMatch(/^<?envelope@pec\.example>?$/);
  });
});
