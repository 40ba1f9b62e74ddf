import { describe, expect, test } from '@jest/globals';
import { withoutRepeated } from '../../../functions/mail-in/rules/repeated-mail.ts';
import { textsIn } from '../../../shared/texts/languages.ts';

const { follow, keep, doNotReply } = textsIn.it.mail;
const ours = [keep, follow].join('\n');
const split = (words: string, quoted = '') => {
  const text = withoutRepeated({ words, quoted, signature: 's' });
  return [text.words, text.quoted];
};

describe('our own mail that a program repeats without a mark', () => {
  test('is no new words, from its head on: who wrote it, when, to whom, about what, and its greeting', () => {
    const head = [
      'Da:',
      'contact-center@protezionecivile.example',
      'Inviato: 11/09/2026 10:02',
      'OGGETTO',
      'La richiesta PC-7K3M-9QXT-4DHR-8WZA',
      '11 settembre 2026',
      '=====',
      '',
      'Buongiorno Ada,',
    ].join('\n');
    expect(split(`Grazie.\n\n${head}\n${ours}`)).toEqual(['Grazie.', `${head}\n${ours}`]);
  });

  test('begins with its first line where what stands above is somebody’s words', () => {
    for (const line of ['La strada è chiusa.', 'Ho detto buongiorno a tutti,', `buongiorno ${'a'.repeat(90)},`])
      expect(split(`${line}\n${ours}`)).toEqual([line, ours]);
  });

  test('is looked for sixteen lines up, no further', () => {
    const head = (lines: number) => Array<string>(lines).fill('Da:').join('\n');
    expect(split(`Grazie.\n${head(16)}\n${ours}`)).toEqual(['Grazie.', `${head(16)}\n${ours}`]);
    expect(split(`Grazie.\n${head(17)}\n${ours}`)).toEqual(['Grazie.\nDa:', `${head(16)}\n${ours}`]);
  });

  test('is only known by two of its lines', () => {
    expect(split(`Grazie.\n${keep}`)).toEqual([`Grazie.\n${keep}`, '']);
    expect(split(`Grazie.\n${keep}\naltro\n${doNotReply}`)[0]).toBe('Grazie.');
  });

  test('stands before what was quoted with a mark, and takes no mail’s only words', () => {
    expect(split(`Grazie.\n${ours}`, 'prima')).toEqual(['Grazie.', `${ours}\n\nprima`]);
    expect(split(ours)).toEqual([ours, '']);
    expect(split(`\n\n${ours}`)).toEqual([`\n\n${ours}`, '']);
  });
});
