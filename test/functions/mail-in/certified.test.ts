import { describe, expect, test } from '@jest/globals';
import { certifiedMail, filesFor, isSignedDocument, isSignedMail } from '../../../functions/mail-in/rules/certified.ts';
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

describe('a provider says of a message in its subject', () => {
  const of = (subject: string) => told(`Subject: ${subject}`, [message('nostra', 'postacert.eml')]);

  test.each([
    ['Accettazione: x', 'accettazione'],
    ['Non accettazione: x', 'non-accettazione'],
    ['NON ACCETTAZIONE PER VIRUS: x', 'non-accettazione'],
    ['Consegna: x', 'avvenuta-consegna'],
    ['Avvenuta consegna: x', 'avvenuta-consegna'],
    ['Mancata consegna: x', 'errore-consegna'],
    ['Avviso di mancata consegna: x', 'errore-consegna'],
    ['Avviso di preavviso mancata consegna: x', 'errore-consegna'],
    ['Preavviso di mancata consegna: x', 'errore-consegna'],
    ['Presa in carico: x', 'presa-in-carico'],
    ['Rilevazione virus: x', 'rilevazione-virus'],
    ['Problema di sicurezza: x', 'rilevazione-virus'],
    ['Avviso di sicurezza: x', 'rilevazione-virus'],
  ])('%s', async (subject, receipt) => {
    expect(await of(subject)).toMatchObject({ is: 'receipt', receipt });
  });

  test('that it was not certified', async () => {
    const mail = await of('Anomalia messaggio: x');
    expect(mail).toMatchObject({ is: 'anomaly', carried: expect.stringMatching(/nostra$/) });
  });

  test('nothing where the word does not begin it, or is another', async () => {
    for (const subject of [
      'Re: Accettazione: x',
      'Accettazione della domanda',
      'Riconsegna: x',
      'La presa in carico: x',
    ])
      expect(await of(subject)).toBeUndefined();
  });
});

describe('a mail is a provider’s', () => {
  const from = async (sender: string) => {
    const lines = [
      `From: ${sender}`,
      'X-Ricevuta: accettazione',
      'Subject: x',
      'Content-Type: text/plain',
      '',
      'Il messaggio è stato accettato.',
    ];
    return certifiedMail(await readMail(new TextEncoder().encode(lines.join('\r\n'))));
  };

  test('by its address or because it writes for somebody, and by no address that only has it inside', async () => {
    expect(await from('posta-certificata@pec.example')).toMatchObject({ is: 'receipt' });
    expect(await from('PostaCertificata@pec.example')).toMatchObject({ is: 'receipt' });
    expect(await from('"Per conto di: ada@pec.example" <x@pec.example>')).toMatchObject({ is: 'receipt' });
    expect(await from('non-posta-certificata@pec.example')).toBeUndefined();
    expect(await from('ada@pec.example')).toBeUndefined();
  });
});

describe('certification data', () => {
  const data = async (words: string) => {
    const file = { name: 'daticert.xml', type: 'application/xml', words };
    const mail = await told(transport, [attached, file]);
    return { sender: mail?.sender, identifier: mail?.identifier };
  };
  const unread = { sender: undefined, identifier: 'envelope@pec.example' };
  const wrapped = (inner: string) => `<postacert tipo="posta-certificata">${inner}</postacert>`;
  const identifier = '<identificativo>opec1</identificativo>';

  test('are read, be it in CDATA, and the first of an element counts', async () => {
    expect(await data(wrapped(`${identifier}<identificativo>opec2</identificativo>`))).toMatchObject({
      identifier: 'opec1',
    });
    expect(await data(wrapped('<identificativo><![CDATA[opec3]]></identificativo>'))).toMatchObject({
      identifier: 'opec3',
    });
    expect(
      await data(wrapped('<identificativo> </identificativo><x><identificativo>opec4</identificativo></x>')),
    ).toMatchObject({ identifier: 'opec4' });
    expect(await data(wrapped(`<mittente>Ada@pec.example</mittente>${identifier}`))).toEqual({
      sender: 'ada@pec.example',
      identifier: 'opec1',
    });
  });

  test('that name no mailbox name no sender', async () => {
    expect(await data(wrapped('<mittente>Ada</mittente>'))).toMatchObject({ sender: undefined });
    expect(await data(wrapped('<mittente>a@b@c</mittente>'))).toMatchObject({ sender: undefined });
    expect(await data(wrapped(`<mittente>${'a'.repeat(65)}@pec.example</mittente>`))).toMatchObject({
      sender: undefined,
    });
    expect(await data(wrapped(`<mittente>${'a'.repeat(64)}@pec.example</mittente>`))).toMatchObject({
      sender: `${'a'.repeat(64)}@pec.example`,
    });
  });

  test('say nothing where they are no XML, declare something, or are more than any provider writes', async () => {
    expect(await data(`<!DOCTYPE postacert>${wrapped(identifier)}`)).toEqual(unread);
    expect(await data(wrapped(`${identifier}<x>`))).toEqual(unread);
    expect(await data(wrapped(`${identifier}&unknown;`))).toEqual(unread);
    const deep = (levels: number) => '<y>'.repeat(levels) + '</y>'.repeat(levels);
    expect(await data(wrapped(identifier + deep(16)))).toMatchObject({ identifier: 'opec1' });
    expect(await data(wrapped(identifier + deep(17)))).toEqual(unread);
    const many = (count: number) => Array.from({ length: count }, (_, number) => `<n${number}>x</n${number}>`).join('');
    expect(await data(wrapped(identifier + many(498)))).toMatchObject({ identifier: 'opec1' });
    expect(await data(wrapped(identifier + many(501)))).toEqual(unread);
    const long = (bytes: number) => wrapped(identifier + '\n'.repeat(bytes));
    expect(await data(long(200_000))).toMatchObject({ identifier: 'opec1' });
    expect(await data(long(256 * 1024))).toEqual(unread);
  });
});

describe('what is signed', () => {
  const mail = (type: string) =>
    readMail(new TextEncoder().encode(['From: a@b.example', `Content-Type: ${type}`, '', 'x'].join('\r\n')));
  const bytesOf = (words: string) => Uint8Array.from(words, (symbol) => symbol.charCodeAt(0));
  const file = (fileName: string | undefined, words: string, declared = 'application/octet-stream') => ({
    fileName,
    declared,
    bytes: bytesOf(words),
    inline: false,
  });

  test('is a mail by its own S/MIME, and none that is only locked or signed by other means', async () => {
    const signed = async (type: string) => isSignedMail(await mail(type));
    expect(await signed('multipart/signed; protocol="application/pkcs7-signature"; boundary=x')).toBe(true);
    expect(await signed('multipart/signed; protocol="application/pgp-signature"; boundary=x')).toBe(false);
    expect(await signed('application/pkcs7-mime; smime-type=signed-data')).toBe(true);
    expect(await signed('application/x-pkcs7-mime')).toBe(true);
    expect(await signed('application/pkcs7-mime; smime-type=enveloped-data')).toBe(false);
    expect(await signed('application/pkcs7-mime; smime-type="authenveloped-data"')).toBe(false);
    expect(await signed('text/plain')).toBe(false);
  });

  test('of a signed mail its signature is no file; of another every part is', async () => {
    const files = [
      file('a.pdf', 'x'),
      file('smime.p7s', 'x', 'application/pkcs7-signature'),
      file('b', 'x', 'application/pgp-signature'),
    ];
    const bare = await mail('text/plain');
    expect(filesFor({ ...bare, contentType: 'multipart/signed', files })).toEqual([files[0]]);
    expect(filesFor({ ...bare, files })).toEqual(files);
  });

  test.each([
    ['a container, as DER', file('a.pdf.p7m', '0\u0082'), true],
    ['a container, in base64', file('a.p7m', `MI${'A'.repeat(20)}`), true],
    ['too little base64', file('a.p7m', `MI${'A'.repeat(19)}`), false],
    ['base64 after a mark and blank lines', file('a.p7s', `\u00ef\u00bb\u00bf\r\n MI${'A'.repeat(20)}`), true],
    ['a container between lines that say so', file('a.p7m', '-----BEGIN PKCS7-----'), true],
    ['a container of CMS', file('a.p7m', '-----BEGIN CMS SIGNED DATA-----'), true],
    ['something else under that name', file('a.p7m', 'ciao'), false],
    ['a container by its type', file(undefined, '0\u0082', 'application/x-pkcs7-mime'), true],
    ['a signature by its type', file(undefined, '0\u0082', 'application/pkcs7-signature'), true],
    ['a container under any other name', file('a.bin', '0\u0082'), false],
    ['the signature of the mail', file('smime.p7s', '0\u0082'), false],
    [
      'certification data',
      file('DatiCert.xml', 'http://uri.etsi.org/01903/ http://www.w3.org/2000/09/xmldsig#'),
      false,
    ],
    ['a PDF with a signature', file('a.pdf', '%PDF-1.7 /ByteRange [0] /SubFilter /ETSI.CAdES.detached'), true],
    ['a PDF with one of Adobe', file(undefined, '\n%PDF-1.7 /ByteRange /SubFilter/adbe.pkcs7.detached'), true],
    ['a PDF with a place for one', file('a.pdf', '%PDF-1.7 /SubFilter /ETSI.CAdES.detached'), false],
    ['a PDF without', file('a.pdf', '%PDF-1.7 /ByteRange'), false],
    [
      'what begins as no PDF',
      file('a.pdf', `${' x'.repeat(1000)}%PDF-1.7 /ByteRange /SubFilter /ETSI.CAdES.detached`),
      false,
    ],
    ['signed XML', file('a.xml', '<x>http://uri.etsi.org/01903/ http://www.w3.org/2000/09/xmldsig#</x>'), true],
    [
      'signed XML by its type',
      file('a', '<x>http://uri.etsi.org/01903/ http://www.w3.org/2000/09/xmldsig#', 'text/xml'),
      true,
    ],
    [
      'signed XML by its beginning',
      file('a', '<?xml ?>http://uri.etsi.org/01903/ http://www.w3.org/2000/09/xmldsig#'),
      true,
    ],
    ['XML with a plain signature', file('a.xml', '<x>http://www.w3.org/2000/09/xmldsig#</x>'), false],
    ['XML that only speaks of one', file('a.xsig', '<x>http://uri.etsi.org/01903/</x>'), false],
    ['words', file('a.txt', 'http://uri.etsi.org/01903/ http://www.w3.org/2000/09/xmldsig#'), false],
  ])('%s: %#', (_what, document, signed) => {
    expect(isSignedDocument(document)).toBe(signed);
  });
});
