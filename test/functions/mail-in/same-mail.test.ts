import { describe, expect, test } from '@jest/globals';
import { arrive, message } from './arrive.ts';

const decoder = new TextDecoder('latin1');
const changed = (name: string, from: string | RegExp, to: string) =>
  Uint8Array.from(Buffer.from(decoder.decode(message(name)).replace(from, to), 'latin1'));
const codeOf = async (bytes: Uint8Array, key?: string) => (await arrive(bytes, key ? { key } : {})).accepted.code;

describe('one mail is one contact', () => {
  test('however often it is delivered, and under whatever name it is kept', async () => {
    const first = await arrive(message('new-it'));
    const again = await arrive(message('new-it'), { key: 'incoming/other' });
    expect(again.accepted.code).toBe(first.accepted.code);
  });

  test('when servers on two ways added other headers to it', async () => {
    const other = changed(
      'several-of-ours',
      /^/,
      'Received: from elsewhere.example by b.example; Mon, 23 Nov 2026\r\n',
    );
    expect(await codeOf(other)).toBe(await codeOf(message('several-of-ours')));
  });

  test('with the names of its files the same, so that a retry keeps none twice', async () => {
    const [first, again] = [await arrive(message('files-of-all-kinds')), await arrive(message('files-of-all-kinds'))];
    expect(first.documents.map(({ document }) => document)).toEqual(again.documents.map(({ document }) => document));
    expect(new Set(first.documents.map(({ document }) => document.document)).size).toBe(first.documents.length);
  });

  test('when a program lists its files in another order', async () => {
    const parts = decoder.decode(message('files-of-all-kinds'));
    const [head, words, form, page, drawing, note, ...rest] = parts.split('\n--f');
    const turned = [head, words, note, page, drawing, form, ...rest].join('\n--f');
    expect(turned).not.toBe(parts);
    expect(await codeOf(Uint8Array.from(Buffer.from(turned, 'latin1')))).toBe(
      await codeOf(message('files-of-all-kinds')),
    );
  });

  test('without a Message-ID it is known by its bytes', async () => {
    const without = changed('new-it', /^Message-ID: .*\r\n/m, '');
    expect(await codeOf(without)).toBe(await codeOf(without, 'incoming/other'));
    expect(await codeOf(without)).not.toBe(await codeOf(message('new-it')));
  });
});

describe('another mail is another contact', () => {
  test('with the same Message-ID and other words', async () => {
    const other = changed('new-it', 'se serve un corso', 'quanto dura il corso');
    expect(await codeOf(other)).not.toBe(await codeOf(message('new-it')));
  });

  test('with the same Message-ID and words, and another file', async () => {
    const other = changed('files-of-all-kinds', 'Alcune note.', 'Altre note.');
    expect(await codeOf(other)).not.toBe(await codeOf(message('files-of-all-kinds')));
  });

  test('with the same Message-ID from somebody else', async () => {
    const other = changed('new-it', /ada\.bianchi@/g, 'mallory@');
    expect(await codeOf(other)).not.toBe(await codeOf(message('new-it')));
  });

  test('and its files are not those of the first, though they are the same bytes', async () => {
    const other = changed('files-of-all-kinds', 'Subject: Documenti', 'Subject: Di nuovo');
    const [first, second] = [await arrive(message('files-of-all-kinds')), await arrive(other)];
    const names = ({ documents }: typeof first) => documents.map(({ document }) => document.document);
    expect(names(first).filter((name) => names(second).includes(name))).toEqual([]);
  });
});
