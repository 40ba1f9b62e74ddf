import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linksInText } from '../../../shared/core/links-in-text.ts';

test.each([
  ['Vedi https://sportello.example/it/a/. Grazie', ['https://sportello.example/it/a/']],
  ['(https://inps.it/assegno?x=1&y=2), poi', ['https://inps.it/assegno?x=1&y=2']],
  ['«https://a.example/b»; HTTP://C.example!', ['https://a.example/b', 'HTTP://C.example']],
  ['javascript:alert(1) e ftp://x.example', []],
  ['https:// e basta', []],
])('in %j the addresses that open are %j', (text, links) => {
  expect(linksInText(text).flatMap(({ link }) => link ?? [])).toEqual(links);
});

test('put together the pieces are the text, and every link is an address without a blank or a quote', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.webUrl())), (parts) => {
      const text = parts.join(' ');
      const pieces = linksInText(text);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const { link } of pieces) if (link !== undefined) expect(link).toMatch(/^https?:\/\/[^\s<>"']+$/i);
    }),
  );
});
