import { describe, expect, test } from '@jest/globals';
import { isSignedDocument } from '../../../functions/mail-in/rules/certified.ts';
import { textOfHtml } from '../../../functions/mail-in/rules/html-text.ts';
import { separateText } from '../../../functions/mail-in/rules/quoted-text.ts';
import { readMail } from '../../../functions/mail-in/rules/read-mail.ts';
import { withoutRepeated } from '../../../functions/mail-in/rules/repeated-mail.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { caseAnswerTexts } from '../../../shared/texts/mails/case-answer.ts';

const read = (type: string, words: string) =>
  readMail(new TextEncoder().encode(['From: a@b.example', `Content-Type: ${type}`, '', words].join('\r\n')));

describe('flowed text', () => {
  const flowed = 'La strada \r\nè chiusa.';

  test('is joined where its program says that it flows, by whatever letters', async () => {
    for (const format of ['flowed', 'Flowed'])
      expect((await read(`text/plain; charset=utf-8; format=${format}`, flowed)).text.trim()).toBe(
        'La strada è chiusa.',
      );
    for (const delsp of ['yes', 'YES']) {
      const { text } = await read(`text/plain; charset=utf-8; format=flowed; delsp=${delsp}`, flowed);
      expect(text.trim()).toBe('La stradaè chiusa.');
    }
  });

  test('is left as it is where it does not, or says something else', async () => {
    for (const format of ['fixed', 'not-flowed', 'flowed2'])
      expect((await read(`text/plain; charset=utf-8; format=${format}`, flowed)).text.trim()).toContain('\n');
    expect((await read('text/plain; charset=utf-8; format=flowed; delsp=no', flowed)).text.trim()).toBe(
      'La strada è chiusa.',
    );
  });
});

test.each(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg', 'object', 'iframe', 'select'])(
  'nobody is meant to read what stands in <%s>',
  (name) => expect(textOfHtml(`<p>Ciao</p><${name}>segreto</${name}><p>Ada</p>`)).not.toContain('segreto'),
);

test.each(
  'p div table tr ul ol dl dt dd section article header footer main aside nav form fieldset pre address center h1 h2 h3 h4 h5 h6'.split(
    ' ',
  ),
)('<%s> stands on lines of its own', (name) =>
  expect(textOfHtml(`uno<${name}>due</${name}>tre`).split(/\s+/)).toEqual(['uno', 'due', 'tre']),
);

describe('two hyphens on a line', () => {
  test('begin a signature, which is no new word', () => {
    expect(separateText('La strada è chiusa.\n-- \nAda Bianchi\nvia Roma')).toMatchObject({
      ...{ words: 'La strada è chiusa.', signature: expect.stringContaining('Ada Bianchi') },
    });
  });

  test('only part words where the next point of a list follows, or another signature', () => {
    const list = separateText('1. La strada è chiusa.\n--\n2) Il ponte anche.');
    expect(list.words).toContain('Il ponte anche.');
    const twice = separateText('Prima parte.\n--\nSeconda parte.\n-- \nAda');
    expect(twice.words).toContain('Seconda parte.');
    expect(twice.words).not.toMatch(/Ada/);
  });
});

describe('a mail of ours that a program repeats without a mark', () => {
  const text = (words: string) => withoutRepeated({ words, quoted: '', signature: '' });
  const { neutral, onPage } = caseAnswerTexts.it;
  const { mail } = textsIn.it;

  test('is quoted, be it an answer or a receipt, with the lines above it that say whose it was', () => {
    for (const [one, other] of [
      [neutral, onPage],
      [mail.follow, mail.keep],
    ]) {
      const told = text(`Grazie mille.\n\nDa: contact-center@x.example\nData: 11/09/2026\n${one}\n\n${other}`);
      expect(told.words).toBe('Grazie mille.');
      expect(told.quoted).toContain(one);
      expect(told.quoted).toMatch(/^Da:/);
    }
  });

  test('stays where a line alone is ours, or nothing else is said', () => {
    expect(text(`Grazie.\n${mail.follow}`).words).toContain(mail.follow);
    expect(text(`${mail.follow}\n${mail.keep}`).quoted).toBe('');
  });
});

test('a PDF is signed by a kind of signature that there is, and by no longer word', () => {
  const pdf = (name: string) => ({
    ...{ fileName: 'a.pdf', declared: 'application/pdf', inline: false },
    bytes: new TextEncoder().encode(`%PDF-1.7 /ByteRange [0] /SubFilter /${name} `),
  });
  for (const name of [
    'ETSI.CAdES.detached',
    'adbe.pkcs7.detached',
    'adbe.pkcs7.sha1',
    'adbe.x509.rsa_sha1',
    'adbe.pkcs7.det#61ched',
  ])
    expect(isSignedDocument(pdf(name))).toBe(true);
  for (const name of ['ETSI.CAdES.detached2', 'x.ETSI.CAdES.detached', 'adbe.pkcs7', 'ETSI.RFC3161'])
    expect(isSignedDocument(pdf(name))).toBe(false);
});
