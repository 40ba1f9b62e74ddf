import { expect, test } from '@jest/globals';
import { askedPage } from '../../../functions/desk/rules/asked-page.ts';
import { fileNameOf } from '../../../shared/core/cases/file-name.ts';
import { cursorOf } from '../../../shared/core/cases/worklist.ts';

const lanes = ['urgent', 'information'];
const now = '2026-09-12T10:00:00.000Z';
const place = { lane: 'information', after: '2026-09-12T08:00:00.000Z#PC-1' };

test('fifty cases of every lane are shown when nothing else is asked for', () => {
  expect(askedPage({}, lanes, now)).toEqual({ lanes, limit: 50, filter: {}, mine: false });
});

test('one lane, a page of any size up to a hundred, and the place to go on from', () => {
  expect(askedPage({ lane: 'information', limit: '100', cursor: cursorOf(place) }, lanes, now)).toEqual({
    lane: 'information',
    lanes: ['information'],
    from: place,
    limit: 100,
    filter: {},
    mine: false,
  });
  expect(askedPage({ cursor: cursorOf(place) }, lanes, now)).toEqual({
    lanes,
    from: place,
    limit: 50,
    filter: {},
    mine: false,
  });
});

test('a filter by kind, channel, language, by whom it waits for, and by what is overdue now', () => {
  const query = {
    kind: 'report',
    channel: 'phone',
    language: 'de',
    region: '08',
    'waits-for': 'citizen',
    overdue: 'true',
  };
  expect(askedPage(query, lanes, now)).toMatchObject({
    filter: { kind: 'report', channel: 'phone', language: 'de', region: '08', waitsFor: 'citizen', overdueAt: now },
  });
  expect(askedPage({ overdue: 'false' }, lanes, now)).toMatchObject({ filter: {}, mine: false });
});

test('what waits for the desk, for a call, or for somebody else', () => {
  for (const waitsFor of ['desk', 'call-back', 'citizen', 'expert', 'administration'])
    expect(askedPage({ 'waits-for': waitsFor }, lanes, now)).toMatchObject({ filter: { waitsFor } });
});

test('what is wrong says how to mend it', () => {
  const details = (query: Record<string, string>) => {
    const asked = askedPage(query, lanes, now);
    return 'errors' in asked && asked.errors.map(({ detail }) => detail);
  };
  expect(details({ lane: 'ideas', limit: '0', cursor: 'x' })).toEqual([
    'must be one of urgent, information',
    'must be a whole number from 1 to 100',
    'must be the cursor of the page before, of the same lane',
  ]);
  expect(details({ mine: 'x' })).toEqual(['must be one of true, false']);
});

test.each(['1', '100'])('a page of %s cases is the shortest or the longest', (limit) => {
  expect(askedPage({ limit }, lanes, now)).toMatchObject({ limit: Number(limit) });
});

test.each([
  [{ lane: 'ideas' }, '/lane'],
  [{ limit: '0' }, '/limit'],
  [{ limit: '101' }, '/limit'],
  [{ limit: '1.5' }, '/limit'],
  [{ limit: 'all' }, '/limit'],
  [{ limit: '' }, '/limit'],
  [{ cursor: 'x' }, '/cursor'],
  [{ cursor: cursorOf({ lane: 'ideas' }) }, '/cursor'],
  [{ lane: 'urgent', cursor: cursorOf(place) }, '/cursor'],
  [{ kind: 'question' }, '/kind'],
  [{ channel: 'telegram' }, '/channel'],
  [{ language: 'fr' }, '/language'],
  [{ region: '21' }, '/region'],
  [{ 'waits-for': 'me' }, '/waits-for'],
  [{ overdue: 'yes' }, '/overdue'],
  [{ mine: 'yes' }, '/mine'],
  [{ mine: 'true', cursor: cursorOf(place) }, '/cursor'],
  [{ incident: 'x' }, '/incident'],
  [{ incident: '00000000000000a1', cursor: cursorOf({ lane: '=00000000000000a2', after: 'x' }) }, '/cursor'],
])('%j is refused, and %s is named', (query, pointer) => {
  const asked = askedPage(query, lanes, now);
  expect('errors' in asked && asked.errors.map((wrong) => wrong.pointer)).toEqual([pointer]);
});

test('a document is downloaded under the name of its case, never under one that somebody gave it', () => {
  expect(fileNameOf('PC-1', 1, 'application/pdf')).toBe('PC-1-1.pdf');
  expect(fileNameOf('PC-1', 2, 'image/jpeg; charset=x')).toBe('PC-1-2.jpeg');
  for (const type of ['', 'text', 'message/rfc822-x', 'a/"b"', 'image/vnd.ms-photo', 'a/../../b'])
    expect(fileNameOf('PC-1', 3, type)).toBe('PC-1-3.bin');
});
