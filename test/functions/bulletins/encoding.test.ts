import { expect, test } from '@jest/globals';
import { textOf, wideEncodingOf, xmlTextOf } from '../../../functions/bulletins/rules/encoding.ts';

const wide = (text: string, order: 'le' | 'be') => {
  const bytes = new Uint8Array(Buffer.from(text, 'utf16le'));
  return order === 'le' ? bytes : new Uint8Array(Buffer.from(bytes).swap16());
};
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const utf8 = (text: string) => new TextEncoder().encode(text);

test('two bytes a letter are known by their mark, or by the zeros of plain letters', () => {
  for (const [order, name] of [
    ['le', 'utf-16le'],
    ['be', 'utf-16be'],
  ] as const) {
    expect(wideEncodingOf(wide('\ufeffà', order))).toBe(name);
    expect(wideEncodingOf(wide('ab', order))).toBe(name);
    expect(textOf(wide('allerta è', order))).toEqual({ text: 'allerta è', damaged: false });
    expect(xmlTextOf(wide('<a>è</a>', order))).toEqual({ text: '<a>è</a>', damaged: false });
  }
  for (const bytes of [
    [],
    [0],
    [97],
    [0xff],
    [0xfe, 0xfe],
    [97, 98, 99, 100],
    [0, 0, 0, 0],
    [97, 0, 98, 99],
    [0, 97, 98, 99],
  ])
    expect(wideEncodingOf(new Uint8Array(bytes))).toBeUndefined();
});

test('a text is UTF-8, and of another what can be made out, told to be damaged', () => {
  expect(textOf(utf8('zona è rossa'))).toEqual({ text: 'zona è rossa', damaged: false });
  expect(textOf(latin1('zona è rossa'))).toEqual({ text: 'zona \ufffd rossa', damaged: true });
});

test('a document is read as its declaration says, as UTF-8 where that names nothing known, else letter by letter', () => {
  const said = (encoding: string) => `<?xml version="1.0" encoding='${encoding}'?><a>è</a>`;
  expect(xmlTextOf(latin1(said('iso-8859-1')))).toEqual({ text: said('iso-8859-1'), damaged: false });
  expect(xmlTextOf(utf8(said('x-unknown')))).toEqual({ text: said('x-unknown'), damaged: false });
  expect(xmlTextOf(utf8('<a>è</a>'))).toEqual({ text: '<a>è</a>', damaged: false });
  expect(xmlTextOf(latin1(said('utf-8')))).toEqual({ text: said('utf-8'), damaged: true });
  expect(xmlTextOf(latin1(`x ${said('iso-8859-1')}`)).damaged).toBe(true);
});
