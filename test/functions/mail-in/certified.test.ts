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
    'Subject: Prova',
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
const certificate = (kind: string): Attached => ({
  name: 'daticert.xml',
  type: 'application/xml',
  words: `<postacert tipo="${kind}"><intestazione><mittente>ada@pec.example</mittente></intestazione></postacert>`,
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
