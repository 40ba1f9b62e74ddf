import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { textLayerOf } from '../../../shared/shell/text-layer.ts';
import { bombPdf, letterPdf, pdfWith } from '../../fixtures/pdfs.ts';

const cut = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share));

describe('the text layer of a PDF', () => {
  test('is its lines in their order, with accents', async () => {
    expect(await textLayerOf(letterPdf('Spettabile Ufficio,', 'perché (forse) no?'))).toEqual({
      text: expect.stringMatching(/^Spettabile Ufficio,\nperché \(forse\) no\?\s*$/),
      pages: 1,
    });
  });

  test('is empty where the page is only a picture', async () => {
    const layer = await textLayerOf(pdfWith('q 595 0 0 842 0 0 cm /Im0 Do Q'));
    expect(layer).toEqual({ text: expect.stringMatching(/^\s*$/), pages: 1 });
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['what only says that it is one', Buffer.from('%PDF-1.7\n')],
    ['chance behind the right beginning', Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(20_000)])],
    [
      'one whose pages are each other',
      Buffer.from(
        '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>',
      ),
    ],
    [
      'one that is encrypted',
      Buffer.from(
        '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n6 0 obj<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -4>>endobj\ntrailer<</Root 1 0 R/Encrypt 6 0 R/ID[(a)(a)]>>',
      ),
    ],
  ])('of %s is not there', async (_what, bytes) => {
    const layer = await textLayerOf(bytes);
    expect(layer?.text.trim() ?? '').toBe('');
  });

  test('of a letter cut off anywhere, or with any byte changed, is something or nothing, but never an error', async () => {
    const letter = letterPdf('una riga', 'e un’altra'.replace('’', "'"));
    const broken = [0.2, 0.5, 0.9, 0.99].map((share) => cut(letter, share));
    for (let at = 10; at < letter.length; at += 60) {
      const changed = Buffer.from(letter);
      changed[at] = (changed[at] ?? 0) ^ 0x15;
      broken.push(changed);
    }
    for (const bytes of broken) {
      const layer = await textLayerOf(bytes);
      expect(typeof (layer?.text ?? '')).toBe('string');
    }
  }, 60_000);

  test('of a bomb is given up before it takes the memory of its function', async () => {
    const bomb = bombPdf();
    const before = process.memoryUsage.rss();
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss() - before);
    }, 5);
    expect(await textLayerOf(bomb)).toBeUndefined();
    clearInterval(watch);
    expect(most).toBeLessThan(1_200_000_000);
  }, 60_000);

  test('of a file that takes too long is given up in time', async () => {
    const slow = pdfWith(deflateSync(`BT /F1 12 Tf ${'(a) Tj '.repeat(3_000_000)}ET`), '/Filter/FlateDecode');
    expect(await textLayerOf(slow, { milliseconds: 200, memoryBytes: 1_000_000_000 })).toBeUndefined();
  }, 20_000);
});
