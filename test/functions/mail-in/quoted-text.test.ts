import { describe, expect, test } from '@jest/globals';
import { separateText } from '../../../functions/mail-in/rules/quoted-text.ts';

describe('what follows a signature’s mark', () => {
  // The delimiter counts as three of the 1,500 characters.
  test('is a signature up to 1,500 characters, and words above that', () => {
    const signed = 'x'.repeat(1497);
    expect(separateText(`Ciao\n-- \n${signed}`)).toEqual({ words: 'Ciao', quoted: '', signature: `-- \n${signed}` });
    expect(separateText(`Ciao\n-- \n${signed}x`)).toEqual({
      words: `Ciao\n-- \n${signed}x`,
      quoted: '',
      signature: '',
    });
  });

  test('is counted over its lines together, not by the longest', () => {
    const lines = Array.from({ length: 10 }, () => 'x'.repeat(200));
    expect(separateText(`Ciao\n-- \n${lines.join('\n')}`).signature).toBe('');
  });

  test('is a signature up to fifteen lines; lines of nothing but blanks do not count', () => {
    const lines = Array.from({ length: 15 }, (_, line) => `riga ${line + 1}`);
    expect(separateText(`Ciao\n-- \n${lines.join('\n   \n')}`).words).toBe('Ciao');
    expect(separateText(`Ciao\n-- \n${[...lines, 'riga 16'].join('\n')}`).words).toContain('riga 16');
  });

  test('is what the mail says where it says nothing else: an appeal under a mark is not lost', () => {
    const appeal = '-- \nAiuto, la strada è chiusa';
    expect(separateText(appeal)).toEqual({ words: appeal, quoted: '', signature: '' });
  });

  test('stays a signature where the mail also quotes', () => {
    expect(separateText('-- \nAda\n\n> La strada è aperta?')).toEqual({
      words: '',
      quoted: '> La strada è aperta?',
      signature: '-- \nAda',
    });
  });
});

describe('a line of a telephone', () => {
  test('takes nothing with it: people go on writing below', () => {
    const { words, signature } = separateText('Ciao\nInviato da iPhone\nAda\nRoma\nItalia');
    expect([words, signature]).toEqual(['Ciao\n\nAda\nRoma\nItalia', 'Inviato da iPhone']);
    expect(separateText('Ciao\nInviato da iPhone\nIl ponte\nè crollato\ne siamo\nisolati').words).toContain('isolati');
  });
});

describe('who wrote what follows', () => {
  test.each([
    ['Ada Bianchi <ada@example.org> schrieb am Mo., 23. Nov. 2026, 10:02:'],
    ['Il giorno lun 23 nov 2026 alle ore 10:02 Ada Bianchi <ada@example.org> ha scritto:'],
    ['On Mon, Nov 23, 2026 at 10:02 AM Ada Bianchi <ada@example.org> wrote:'],
    ['Am 23.11.2026 um 10:02 schrieb Ada Bianchi <ada@example.org>:'],
  ])('is said in one line, and what follows is hers, marked or not: %s', (line) => {
    for (const hers of ['> La strada è aperta?', 'La strada è aperta?'])
      expect(separateText(`No, è chiusa.\n\n${line}\n${hers}`)).toEqual({
        words: 'No, è chiusa.',
        quoted: `${line}\n${hers}`,
        signature: '',
      });
  });

  test('is not said without a date: a sentence of one’s own stays', () => {
    const text = 'Il sindaco <sindaco@example.org> ha scritto:\nla strada è chiusa';
    expect(separateText(text).words).toBe(text);
  });
});

describe('a mail of nothing but marks is read in time in proportion to its length', () => {
  // Each of them takes minutes where all that follows a mark is looked at again for each mark.
  test.each([
    ['marks of a signature', '--\n'.repeat(200_000)],
    ['lines that a telephone adds', 'Inviato da iPhone\n'.repeat(50_000)],
    ['marks among blank lines', '-- \n\n\n'.repeat(100_000)],
    ['blank lines between words', `Aiuto\n${'\n'.repeat(400_000)}qui`],
    ['attributions', 'Il 23/11/2026 10:02 Ada <a@b.it> ha scritto:\n> ciao\n'.repeat(20_000)],
  ])('%s', (_what, text) => {
    const { words, quoted, signature } = separateText(text);
    expect(words.length + quoted.length + signature.length).toBeGreaterThan(0);
  });
});

describe('who wrote what follows', () => {
  const earlier = 'La strada è aperta?';
  test.each([
    ['Il giorno sab 28 nov 2026 alle ore 15:34 Ada <ada@example.org> ha scritto:'],
    ['On Sat, 28 Nov 2026 at 15:34, Ada <ada@example.org> wrote:'],
    ['Am 28.11.2026 um 15:34 schrieb Ada <ada@example.org>:'],
    ['Le 28/11/2026 à 15:34, Ada <ada@example.org> a écrit :'],
    ['El 28/11/2026 15:34, Ada <ada@example.org> escribió:'],
    ['Ada <ada@example.org> schrieb am Sa., 28. Nov. 2026, 15:34:'],
    ['sabato, 28 novembre 2026, 15:34 +01:00 da Ada <ada@example.org>:'],
    ['Sabato 28 novembre 2026, 15:34 +01:00 DA ada@example.org:'],
    ['---- Messaggio originale ----'],
    ['-----Original Message-----'],
    ['Da: Ada <ada@example.org>\nInviato: sabato 28 novembre 2026\nA: Ufficio'],
    ['Von: Ada\nGesendet: Samstag\nBetreff: Strasse'],
    ['Oggetto: la strada\nDa: Ada\nData: 28/11/2026\nA: Ufficio'],
  ])('is known by %j, and nothing of it is a new word', (said) => {
    const { words, quoted } = separateText(`Grazie.\n\n${said}\n${earlier}`);
    expect(words).toBe('Grazie.');
    expect(quoted).toBe(`${said}\n${earlier}`);
  });

  test.each([
    ['sabato, 28 novembre 2026, 15:34 arrivano da noi con ada@example.org'],
    ['oggi, 28 novembre 2026, 15:34 da Ada <ada@example.org>:'],
    ['sabato, 28 novembre 2026, 15:34 con Ada <ada@example.org>:'],
    ['sabato, 28 novembre 2026, 15:34 da Ada:'],
    ['Oggetto: la strada\nDa: Ada'],
    ['Il sindaco ha scritto:'],
  ])('is not said by %j', (said) => {
    expect(separateText(`Grazie.\n\n${said}\n${earlier}`)).toMatchObject({ quoted: '' });
  });

  test('stands right above lines that are marked, over one line or two', () => {
    for (const said of ['Citando Ada:', 'Ada <ada@example.org> napisala:', 'Ada <ada@example.org>\n28/11/2026 15:34:'])
      expect(separateText(`Grazie.\n\n${said}\n> ${earlier}\n\nDomani.`)).toEqual({
        words: 'Grazie.\n\n[…]\n\nDomani.',
        quoted: `${said}\n> ${earlier}`,
        signature: '',
      });
  });

  test('in a new letter is a quote only below a rule that a program draws, up to two blank lines above it', () => {
    const head = 'Da: Ada\nData: 28/11/2026\nA: Ufficio\nChiedo aiuto.';
    const asNew = (text: string) => separateText(text, { isNew: true });
    expect(asNew(head).words).toBe(head);
    for (const rule of ['_____', '  -----  ', '=====\n', '*****\n\n'])
      expect(asNew(`Grazie.\n${rule}\n${head}`)).toMatchObject({
        words: 'Grazie.',
        quoted: expect.stringContaining(head),
      });
    for (const no of ['____', 'a _____', '_____ a', '_____\n\n\n'])
      expect(asNew(`Grazie.\n${no}\n${head}`).words).toContain(head);
  });
});
