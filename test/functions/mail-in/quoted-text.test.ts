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
