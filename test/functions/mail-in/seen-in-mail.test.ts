import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { textOfHtml } from '../../../functions/mail-in/rules/html-text.ts';
import { separateText } from '../../../functions/mail-in/rules/quoted-text.ts';
import { arrive } from './arrive.ts';

const folder = new URL('../../fixtures/mails/', import.meta.url).pathname;
const sent = (file: string) => arrive(readFileSync(join(folder, file)));

describe('whoever works on the case sees', () => {
  test.each([
    ['danger/k01-narrated-ha-scritto.eml', /^Buongiorno,\nIl 26\/11\/2026 l'ufficio tecnico[\s\S]*macerie/],
    ['danger/k02-letter-with-header-block.eml', /^Spett\.le[\s\S]*Mittente: Marta Gallo[\s\S]*bloccate in cantina/],
    ['danger/k04-words-below-phone-signature.eml', /^Buongiorno,\n\nL'acqua sale/],
    ['danger/k05-words-after-signature-div.eml', /accoglienza\.\n\nPS: mio padre/],
    ['danger/k121-greater-than-as-bullets.eml', /> due persone[\s\S]*Grazie$/],
    ['danger/k132-pec-letter-head.eml', /^Alla Protezione Civile[\s\S]*intrappolate/],
    ['no-danger/k131-long-letter-with-head.eml', /^Spett\.le[\s\S]*Punto 1:[\s\S]*Punto 123:[\s\S]*Punto 200:/],
    ['seen/k76-emoji.eml', /^Casa allagata 🆘$/],
    ['seen/k78b-mso-conditionals.eml', /uno\s+Testo due\s+Testo tre\s+Testo quattro\s+Testo cinque$/],
    ['seen/k94-form-from-date-subject.eml', /^Data: [\s\S]*Messaggio: la frana ha travolto/],
  ])('%s: all its words', async (file, words) => {
    const { accepted } = await sent(file);
    expect(accepted.contact.message).toMatch(words);
    expect(accepted.contact.quoted).toBeUndefined();
  });

  test.each([
    ['no-danger/k22-gmail-old-iso-date.eml', 'Grazie, ho capito.'],
    ['no-danger/k22-horde-ha-scritto-no-date.eml', 'Grazie, ho capito.'],
    ['no-danger/k22-hotmail-subject-first.eml', 'Grazie, ho capito.'],
    ['no-danger/k22-libero-mobile.eml', 'Grazie, ho capito.'],
    ['no-danger/k22-mailru-style.eml', 'Grazie, ho capito.'],
    ['no-danger/k22-sl-gmail.eml', 'Hvala.'],
    ['no-danger/k22-notes-it.eml', 'Grazie, ho capito.'],
    ['no-danger/k114-unknown-quote-style-thanks.eml', 'Grazie mille!'],
  ])('%s: the new words alone', async (file, words) => {
    expect((await sent(file)).accepted.contact.message).toBe(words);
  });

  test.each([
    ['seen/k27-calendar-reply-single.eml', '[Il messaggio è una voce di calendario: vedi l’allegato.]'],
    ['seen/k88-smime-encrypted.eml', '[Il messaggio è cifrato e qui nessuno può aprirlo.]'],
    ['seen/k89-pgp-mime-encrypted.eml', '[Il messaggio è cifrato e qui nessuno può aprirlo.]'],
  ])('%s: why there is nothing to read', async (file, words) => {
    expect((await sent(file)).accepted.contact.message).toBe(words);
  });

  test('points of a list that only dashes divide, and the signature below the last of them', async () => {
    const { message, signature } = (await sent('danger/k03-dashes-between-sections.eml')).accepted.contact;
    expect(message).toMatch(/^Buongiorno[\s\S]*\n--\n2\) Mia madre non respira[\s\S]*al 112\.$/);
    expect(signature).toBe('--\nGrazie, Marta');
    expect(separateText('Ciao\n--\n2) La strada è chiusa').words).toBe('Ciao\n--\n2) La strada è chiusa');
    expect(separateText('Ciao\n--\nAda Bianchi').signature).toBe('--\nAda Bianchi');
  });

  test('the parts of a mail that names two types, whichever stands first', async () => {
    const { accepted, documents } = await sent('seen/k09-two-content-types.eml');
    expect(accepted.contact.message).toBe('Dove sono le aree di attesa a Borgo?');
    expect(documents).toHaveLength(1);
    const written = readFileSync(join(folder, 'seen/k09-two-content-types.eml'), 'latin1');
    const [unused = '', used = ''] = written.match(/^Content-Type: multipart.*\n/gm) ?? [];
    const turned = written.replace(unused, '').replace(used, `${used}${unused}`);
    expect((await arrive(Buffer.from(turned, 'latin1'))).accepted.contact.message).toBe(accepted.contact.message);
  });

  test('letters that a program cut in two between encoded words', async () => {
    expect((await sent('seen/k19-encoded-words-odd.eml')).accepted.contact.subject).toBe(
      'Perché la strada è chiusa per città? giàoggi e domani',
    );
    const subject = async (encoded: string) =>
      (await arrive(Buffer.from(`From: a@example.org\nSubject: ${encoded}\nMessage-ID: <cut@example.org>\n\nx`)))
        .accepted.contact.subject;
    expect(await subject('=?utf-8?Q?citt=C3?= =?UTF-8?q?=A0_chiusa?=')).toBe('città chiusa');
    expect(await subject('=?utf-8?B?Y2l0dMM=?=\n =?utf-8?B?oCBjaGl1c2E=?=')).toBe('città chiusa');
    expect(await subject('=?utf-8?Q?citt=C3=A0?= e =?utf-8?Q?strada?=')).toBe('città e strada');
  });

  test('a thumb without the file in which Gmail says it again', async () => {
    const { accepted, documents } = await sent('seen/k101-gmail-reaction.eml');
    expect(accepted.contact.message).toMatch(/^👍\n\nCarlo Neri ha reagito/);
    expect(documents).toEqual([]);
  });

  test('our mail below an answer as quoted, and one sentence of it that a citizen repeats as theirs', async () => {
    const { quoted } = (await sent('no-danger/k114-unknown-quote-style-thanks.eml')).accepted.contact;
    expect(quoted).toMatch(/^Contact Center Protezione Civile, sab 28 nov 2026[\s\S]*Codice della richiesta/);
    const asks = 'Avete scritto:\n\nabbiamo ricevuto la tua richiesta: ieri\n\nMa la strada è ancora chiusa.';
    const answer = `From: a@example.org\nSubject: R: domanda\nMessage-ID: <asks@example.org>\n\n${asks}`;
    expect((await arrive(Buffer.from(answer))).accepted.contact.message).toBe(asks);
  });

  test('that a long quote goes on in the original', async () => {
    const text = `Ecco.\n\n-----Messaggio originale-----\n${'Una riga di prima.\n'.repeat(1000)}`;
    const { accepted } = await arrive(
      Buffer.from(`From: a@example.org\nSubject: R: domanda\nMessage-ID: <long@example.org>\n\n${text}`),
    );
    expect(accepted.contact.quoted).toMatch(/continua nel messaggio originale\.\]$/);
    expect(accepted.contact.quoted?.length).toBeLessThanOrEqual(10_000);
  });
});

test('a mailbox whose domain has accents can be answered, by the name that it has in the DNS', async () => {
  expect((await sent('seen/k21h-from.eml')).accepted.contact.email).toBe('marta21h@xn--citt-3na.example');
});

describe('the line of who wrote what is quoted', () => {
  test.each([
    'Contact Center <contact-center@protezionecivile.example>\nschrieb am Sa., 28. Nov. 2026, 15:34:\n\nGuten Tag',
    'Citando Contact Center:\n> Buongiorno',
    'V sob., 28. nov. 2026 ob 15:34 je oseba Contact Center <a@example.org>\nnapisala:\n> Dober dan',
  ])('goes with the quote: %s', (quote) => {
    expect(separateText(`Grazie.\n\n${quote}`)).toEqual({ words: 'Grazie.', quoted: quote, signature: '' });
  });

  test('is none where nothing is quoted below it', () => {
    const text = 'Ho scritto a Ada Bianchi <ada@example.org>:\nnon risponde.';
    expect(separateText(text).words).toBe(text);
  });
});

describe('a page says', () => {
  test('what stands after comments that end early, as browsers show it', () => {
    expect(textOfHtml('<p>a<!-->b<!--->c<!-- x --!>d<!-- y -->e</p>').trim()).toBe('abcde');
  });

  test('letters of our neighbours by their names', () => {
    expect(textOfHtml('&Scaron;tefan &zcaron;eli: 3 &le; 5 &rarr; da')).toBe('Štefan želi: 3 ≤ 5 → da');
  });
});

test('machines that say in words alone that they are one are looked at by a person, and not answered', async () => {
  for (const file of ['seen/k96-02-no-header-machine.eml', 'seen/k96-09-no-header-machine.eml'])
    expect((await sent(file)).verdict).toEqual({ is: 'held', because: 'machine' });
});

test('an address that a program wrote as a link can be answered', async () => {
  const { accepted } = await sent('seen/k21c-from.eml');
  expect(accepted.contact.email).toBe('marta21c@example.org');
});
