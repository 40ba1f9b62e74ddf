import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { withPdfsHeard } from '../../../functions/mail-in/hear-pdfs.ts';
import { dangerInMail } from '../../../functions/mail-in/rules/heard-in-mail.ts';
import { openMail } from '../../../functions/mail-in/rules/open-mail.ts';
import { rowsIn, withoutRows } from '../../../functions/mail-in/rules/our-sentences.ts';
import { textLayerOf } from '../../../shared/shell/text-layer.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { letterPdf } from '../../fixtures/pdfs.ts';

const folder = new URL('../../fixtures/mails/', import.meta.url);
const filesOf = (kind: string) => readdirSync(new URL(kind, folder)).map((file) => `${kind}/${file}`);
const levelOf = async (bytes: Uint8Array, answersUs: boolean) =>
  dangerInMail(await openMail(bytes), lifeFirst, answersUs, protezioneCivile.emergencyStatement).level;
const read = (file: string) => readFileSync(new URL(file, folder));

describe('danger to life in a mail', () => {
  test.each(filesOf('danger'))('is heard wherever it stands: %s', async (file) => {
    const bytes = read(file);
    expect(await levelOf(bytes, false)).toBe('lane');
  });

  test.each(filesOf('danger').filter((file) => !file.includes('k121')))(
    'is heard in an answer to us: %s',
    async (file) => {
      expect(await levelOf(read(file), true)).toBe('lane');
    },
  );

  test.each(filesOf('no-danger'))('is not heard in what we say ourselves or others advise: %s', async (file) => {
    const bytes = read(file);
    expect(await levelOf(bytes, false)).not.toBe('lane');
    expect(await levelOf(bytes, true)).not.toBe('lane');
  });

  const parts = (type: string, name: string, content: string) =>
    new TextEncoder().encode(
      [
        'From: Ada Bianchi <ada@example.org>',
        'Subject: Inoltro',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b\nContent-Type: text/plain; charset=utf-8\n\nVi giro quanto ricevuto, cordiali saluti.',
        `--b\nContent-Type: ${type}\nContent-Disposition: attachment; filename="${name}"\n\n${content}`,
        '--b--',
      ].join('\n'),
    );

  test('is heard in an attached mail and an attached text, whatever the words above say', async () => {
    const mail =
      'From: zia@example.org\nSubject: aiuto\nContent-Type: text/plain; charset=utf-8\n\nSiamo bloccati in cantina.';
    expect(await levelOf(parts('message/rfc822', 'zia.eml', mail), false)).toBe('lane');
    expect(await levelOf(parts('application/octet-stream', 'zia.eml', mail), false)).toBe('lane');
    expect(await levelOf(parts('text/plain; charset=utf-8', 'nota.txt', 'La casa brucia!'), false)).toBe('lane');
    expect(await levelOf(parts('text/plain; charset=utf-8', 'nota.txt', 'La casa è in ordine.'), false)).toBe('none');
  });

  test('is heard in what is attached to an attached mail, three mails deep', async () => {
    const around = (content: string, boundary: string) =>
      [
        'From: x@example.org\nSubject: inoltro',
        `Content-Type: multipart/mixed; boundary=${boundary}\n`,
        `--${boundary}\nContent-Type: text/plain\n\nvedi allegato`,
        `--${boundary}\nContent-Type: message/rfc822\n\n${content}`,
        `--${boundary}--`,
      ].join('\n');
    const cry = 'From: zia@example.org\nSubject: aiuto\n\nSiamo bloccati in cantina.';
    expect(await levelOf(parts('message/rfc822', 'a.eml', around(cry, 'c')), false)).toBe('lane');
    expect(await levelOf(parts('message/rfc822', 'a.eml', around(around(cry, 'd'), 'c')), false)).toBe('lane');
  });

  test('is heard in an appointment whose lines are broken within words, in a table and in any other text', async () => {
    const appointment =
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDESCRIPTION:mio padre è sotto le mac\r\n erie\r\nEND:VEVENT\r\nEND:VCALENDAR';
    expect(await levelOf(parts('text/calendar; charset=utf-8', 'invito.ics', appointment), false)).toBe('lane');
    expect(await levelOf(parts('application/octet-stream', 'invito.ics', appointment), false)).toBe('lane');
    expect(await levelOf(parts('text/csv; charset=utf-8', 'righe.csv', 'piano;chi\n2;La casa brucia'), false)).toBe(
      'lane',
    );
    expect(await levelOf(parts('text/markdown; charset=utf-8', 'nota.md', '# La casa brucia!'), false)).toBe('lane');
  });

  test.each([
    'Studio medico\nPer urgenze e pericolo di vita chiamare il 112.',
    'In caso di pericolo di vita non scrivete a questo indirizzo ma chiamate il 112 o il 118: la casella non è presidiata.',
    'Arztpraxis\nIm Notfall wählen Sie 112. Bei Lebensgefahr sofort 112 rufen.',
    'Ich bin bis 7.12. im Urlaub. In dringenden Notfällen rufen Sie bitte 112 an.',
    'Dr Lee\nIf this is an emergency or a life is at risk, call 112 immediately.',
  ])('is no urgent one in the advice under a mail: %s', async (advice) => {
    const mail = `From: a@example.org\nSubject: Orari\nContent-Type: text/plain; charset=utf-8\n\nA che ora aprite?\n\n-- \n${advice}`;
    expect(await levelOf(new TextEncoder().encode(mail), false)).not.toBe('lane');
  });
});

describe('danger that only a PDF of a mail tells of', () => {
  const withPdf = (...lines: string[]) =>
    new TextEncoder().encode(
      [
        'From: Ada Bianchi <ada@example.org>',
        'Subject: Lettera',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b\nContent-Type: text/plain; charset=utf-8\n\nIn allegato la lettera.',
        `--b\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="a"\n\n${letterPdf(...lines).toString('base64')}`,
        '--b--',
      ].join('\n'),
    );
  const heardIn = async (bytes: Uint8Array, read: typeof textLayerOf) =>
    dangerInMail(
      await withPdfsHeard(await openMail(bytes), read),
      lifeFirst,
      false,
      protezioneCivile.emergencyStatement,
    );

  test('is heard by its content, whatever the mail calls it, with its kind and its sentence', async () => {
    expect(await heardIn(withPdf('Buongiorno.', 'Mio marito mi picchia.'), textLayerOf)).toMatchObject({
      level: 'lane',
      kind: 'violence',
      evidence: 'Mio marito mi picchia',
    });
    expect(await heardIn(withPdf('Buongiorno.', 'Allego il modulo.'), textLayerOf)).toEqual({ level: 'none' });
  });

  test('is not heard in a PDF that nobody can read, and the mail is heard all the same', async () => {
    expect(await heardIn(withPdf('Mio marito mi picchia.'), async () => undefined)).toEqual({ level: 'none' });
  });
});

describe('what the service says itself', () => {
  const statement = 'Se qualcuno è in pericolo, chiama subito il 112, il 115 o il 118.';
  const rows = rowsIn([statement]);

  test('is left out however it is quoted and broken', () => {
    expect(
      withoutRows(`Grazie.\n> Se qualcuno è in\n> pericolo, chiama subito il 112,\n> il 115 o il 118.`, rows),
    ).not.toContain('pericolo');
    expect(withoutRows('SE QUALCUNO E IN PERICOLO, CHIAMA SUBITO IL 112', rows)).not.toContain('PERICOLO');
  });

  test('leaves what somebody adds to it', () => {
    expect(withoutRows(`${statement} Mio padre è in pericolo`, rows)).toContain('Mio padre è in pericolo');
    expect(withoutRows('Qualcuno è in pericolo', rows)).toBe('Qualcuno è in pericolo');
  });
});
