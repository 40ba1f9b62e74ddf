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

  test('that a long quote goes on in the original', async () => {
    const text = `Ecco.\n\n-----Messaggio originale-----\n${'Una riga di prima.\n'.repeat(1000)}`;
    const { accepted } = await arrive(
      Buffer.from(`From: a@example.org\nSubject: R: domanda\nMessage-ID: <long@example.org>\n\n${text}`),
    );
    expect(accepted.contact.quoted).toMatch(/continua nel messaggio originale\.\]$/);
    expect(accepted.contact.quoted?.length).toBeLessThanOrEqual(10_000);
  });
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
