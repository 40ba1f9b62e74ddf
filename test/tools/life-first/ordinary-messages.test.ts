import { expect, test } from '@jest/globals';
import { findVariants } from '../../../tools/life-first/find-variants.ts';
import {
  filesNamed,
  readLines,
  readOrdinaryMessages,
  readRequestsOf2016,
} from '../../../tools/life-first/read-messages.ts';

const messages = readOrdinaryMessages();

test.each([
  ['it', 1_000],
  ['de', 250],
  ['en', 200],
])('there are ordinary messages enough in %s, at least %i', (language, least) => {
  expect(messages.filter((message) => message.language === language).length).toBeGreaterThanOrEqual(least);
});

test('no two ordinary messages share half of their word pairs', () => {
  const variants = findVariants(messages.map(({ text }) => text));
  expect(variants.map(([one, other]) => [messages[one]?.text, messages[other]?.text])).toEqual([]);
});

test('two variants of one sentence are found, two sentences of one subject are not', () => {
  const texts = [
    'Il lampione di via Roma è spento',
    'il lampione di Via Róma è rotto',
    'Via Roma è al buio da ieri sera',
  ];
  expect(findVariants(texts)).toEqual([[0, 1]]);
  expect(findVariants(['Orari?', 'orari', 'Orari di apertura'])).toEqual([[0, 1]]);
});

test('one third of each language is never trained on', () => {
  for (const language of ['it', 'de', 'en']) {
    const own = messages.filter((message) => message.language === language);
    const kept = own.filter(({ train }) => !train).length;
    expect(kept / own.length).toBeGreaterThan(0.32);
    expect(kept / own.length).toBeLessThan(0.34);
  }
});

test('every ordinary message has an id of its own, a source and a licence, and at most 600 characters', () => {
  expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
  for (const { text, origin, licence } of messages) {
    expect([origin, licence]).toEqual(['ours', 'EUPL-1.2']);
    expect(text.length).toBeLessThanOrEqual(600);
    expect(text.trim()).toBe(text);
  }
});

test('ordinary messages are as short and as long as what citizens write', () => {
  const lengths = messages.map(({ text }) => text.length).sort((one, other) => one - other);
  expect(lengths[Math.floor(lengths.length * 0.1)]).toBeLessThanOrEqual(50);
  expect(lengths.at(-50)).toBeGreaterThanOrEqual(300);
});

test('a file has one subject and 250 lines at most', () => {
  for (const file of filesNamed('ordinary-')) expect(readLines(file).length).toBeLessThanOrEqual(250);
});

test('the requests of 2016 are whole, and no telephone number or address is in them', () => {
  const requests = readRequestsOf2016();
  expect(requests).toHaveLength(218);
  for (const request of requests) expect(request).not.toMatch(/\+39|\b3\d{2}[ .-]?\d{6,7}\b|\S+@\S+\.\w+|https?:/);
});
