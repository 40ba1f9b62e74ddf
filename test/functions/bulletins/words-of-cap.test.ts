import { describe, expect, test } from '@jest/globals';
import { isDoubtful, pollLines } from '../../../functions/bulletins/rules/poll-lines.ts';
import { LARGEST_CAP, linksIn, readCap } from '../../../functions/bulletins/rules/read-cap.ts';
import { readBulletinIndex } from '../../../functions/bulletins/rules/read-index.ts';
import { linesOfTopology } from '../../../functions/bulletins/rules/read-topology.ts';
import type { Finding } from '../../../shared/contracts/bulletin.ts';
import { noProposals } from '../../../shared/core/posture/episodes.ts';
import { bytesOf } from './bulletin-files.ts';

const info = (more: Record<string, string> = {}, inside = '') => {
  const said: Record<string, string> = {
    language: 'it-IT',
    event: 'Piena',
    urgency: 'Immediate',
    severity: 'Extreme',
    certainty: 'Observed',
    ...more,
  };
  return `<info>${Object.entries(said)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join('')}${inside}</info>`;
};
const alert = (inside: string, more: Record<string, string> = {}, version = '1.2') => {
  const said: Record<string, string> = {
    ...{ identifier: 'IT-1', sender: 'a@b.example', sent: '2026-09-12T10:00:00+02:00' },
    ...{ status: 'Actual', msgType: 'Alert', scope: 'Public', ...more },
  };
  const head = Object.entries(said)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join('');
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:${version}">${head}${inside}</alert>`;
};
const read = (xml: string) => readCap(bytesOf(xml), 'feed');
const infoOf = (more: Record<string, string>, inside?: string) => read(alert(info(more, inside))).readings[0]?.infos[0];
const details = (xml: string) => read(xml).findings.map(({ detail }) => detail);

describe('a block of a CAP message', () => {
  test.each([
    ...['Immediate', 'Expected', 'Future', 'Past', 'Unknown'].map((word) => ['urgency', word] as const),
    ...['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'].map((word) => ['severity', word] as const),
    ...['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'].map((word) => ['certainty', word] as const),
  ])('says of its %s that it is %s', (name, word) => {
    expect(infoOf({ [name]: word })).toMatchObject({ [name]: word });
    expect(details(alert(info({ [name]: word })))).toEqual([]);
    expect(infoOf({ [name]: word.toLowerCase() })).toMatchObject({ [name]: word });
    expect(details(alert(info({ [name]: word.toLowerCase() })))).toEqual([`IT-1: ${name} ${word.toLowerCase()}`]);
  });

  test('with a word that is none of the standard’s is taken for unknown, with an alarm; it hides nothing else', () => {
    expect(infoOf({ urgency: 'Soon' })).toMatchObject({ urgency: 'Unknown', severity: 'Extreme' });
    expect(details(alert(info({ urgency: 'Soon', expires: 'later' })))).toEqual(['IT-1: urgency Soon; expires later']);
  });

  test('without a language is in that of the standard, without a headline is called by its event', () => {
    expect(infoOf({ language: '' })).toMatchObject({ language: 'en-US', headline: 'Piena' });
    expect(infoOf({ headline: 'Piena del Lamone' })).toMatchObject({ event: 'Piena', headline: 'Piena del Lamone' });
  });

  test('holds from when to when it says, each by its own name', () => {
    const times = {
      effective: '2026-09-12T10:00:00+02:00',
      onset: '2026-09-12T11:00:00+02:00',
      expires: '2026-09-12T12:00:00+02:00',
    };
    expect(infoOf(times)).toMatchObject({
      ...{
        effective: '2026-09-12T08:00:00.000Z',
        onset: '2026-09-12T09:00:00.000Z',
        expires: '2026-09-12T10:00:00.000Z',
      },
    });
    expect(infoOf({})).not.toHaveProperty('expires');
  });

  test('names zones that are known, or of a region of ours, and no other code', () => {
    const area = (...codes: string[]) =>
      `<area><areaDesc>Romagna</areaDesc>${codes.map((code) => `<geocode><valueName>z</valueName><value>${code}</value></geocode>`).join('')}</area>`;
    expect(infoOf({}, area('Emil-B1', 'Emil-Z9', 'Xxxx-A', '12345'))?.areas).toEqual([
      { description: 'Romagna', zones: ['Emil-B1', 'Emil-Z9'] },
    ]);
  });
});

describe('a CAP message', () => {
  test('of an older version is read, of any other namespace is none', () => {
    for (const version of ['1.0', '1.1', '1.2']) expect(read(alert(info(), {}, version)).readings).toHaveLength(1);
    expect(read(alert(info(), {}, '1.3')).readings).toHaveLength(0);
    expect(read(alert(info(), {}, '1.22')).readings).toHaveLength(0);
    expect(read(alert(info()).replace('urn:oasis', 'x-urn:oasis')).readings).toHaveLength(0);
  });

  test('is what it says in whatever letters, and refers to those before it, the last five hundred', () => {
    expect(read(alert(info(), { status: 'ACTUAL', msgType: 'update' })).readings[0]).toMatchObject({
      status: 'Actual',
      msgType: 'Update',
    });
    const references = Array.from({ length: 501 }, (_none, place) => `a@b,IT-${place},2026-09-12T09:00:00+02:00`).join(
      ' ',
    );
    const [reading] = read(alert(info(), { references })).readings;
    expect(reading?.references).toHaveLength(500);
    expect(reading?.references[0]).toEqual({ sender: 'a@b', identifier: 'IT-1', sent: '2026-09-12T07:00:00.000Z' });
  });

  test('that is larger than any, broken or deep is refused with an alarm', () => {
    const large = new Uint8Array(LARGEST_CAP + 1).fill(0x20);
    expect(readCap(large).findings).toMatchObject([
      { code: 'unreadable-file', severity: 'alarm', detail: `${LARGEST_CAP + 1} bytes` },
    ]);
    for (const broken of ['<a>', '<a>&unknown;</a>', '', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`, '<!DOCTYPE a><a/>'])
      expect(read(broken).findings).toMatchObject([{ code: 'unreadable-file', severity: 'alarm' }]);
    expect(details(alert(info(), { identifier: 'x'.repeat(2_000), sent: 'then' }))[0]?.length).toBeLessThanOrEqual(500);
  });
});

describe('an entry of a feed leads to its message', () => {
  const feed = (link: string, more = '') =>
    linksIn(bytesOf(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>one</id>${link}${more}</entry></feed>`));

  test('by the type of its link before any other, however that is called', () => {
    for (const type of ['application/cap+xml', 'APPLICATION/common-alerting-protocol+xml; charset=utf-8'])
      expect(feed(`<link href="/page.xml"/><link type="${type}" href=" /one "/>`)).toEqual(['/one']);
    expect(feed('<link type="text/html" href="/page.xml"/>')).toEqual([]);
    expect(feed('<link type="application/cap+xml"/>')).toEqual([]);
  });

  test('without a type by its address, or where the entry speaks of an alert; never to something else about it', () => {
    expect(feed('<link href="/one.CAP"/>')).toEqual(['/one.CAP']);
    expect(feed('<link rel="alternate" href="/one.xml"/>')).toEqual(['/one.xml']);
    expect(feed('<link rel="self" href="/one.xml"/>')).toEqual([]);
    expect(feed('<link href="/one.html"/>')).toEqual([]);
    const cap = '<status xmlns="urn:oasis:names:tc:emergency:cap:1.2">Actual</status>';
    expect(feed('<link href="/one"/>', cap)).toEqual(['/one']);
  });
});

describe('the index of a publication', () => {
  const index = (more: object = {}) =>
    readBulletinIndex(
      bytesOf(
        JSON.stringify({
          ...{ type: 'first', name: 'Bollettino del 18 settembre 2024, ore 15:18' },
          ...{
            today: { html_description: 'oggi 18 settembre 2024' },
            tomorrow: { html_descrition: 'domani 19 settembre 2024' },
          },
          ...more,
        }),
      ),
    );

  test('states its instant in Rome and both days', () => {
    expect(index()).toEqual({
      ...{ publishedAt: '2024-09-18T13:18:00.000Z', today: '2024-09-18', tomorrow: '2024-09-19', correction: false },
    });
  });

  test('is of a correction by its type or its name', () => {
    expect(index({ type: 'second' })?.correction).toBe(true);
    expect(index({ name: 'ERRATA CORRIGE del 18 settembre 2024, ore 15.18' })?.correction).toBe(true);
    expect(index({ type: undefined })?.correction).toBe(false);
  });

  test.each('gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(' '))(
    'knows %s',
    (month) => {
      const today = { html_description: `1° ${month.toUpperCase()} 2025` };
      expect(index({ today })?.today).toMatch(/^2025-(?:0[1-9]|1[0-2])-01$/);
      expect(index({ today: { html_description: `1 ${month}x 2025` } })).toBeUndefined();
    },
  );

  test('that does not state all of it states nothing', () => {
    for (const lack of [
      { name: 'Bollettino' },
      { name: 'del 18 settembre 2024' },
      { today: {} },
      { tomorrow: undefined },
    ])
      expect(index(lack)).toBeUndefined();
    expect(index({ today: { html_description: '118 settembre 2024' } })).toBeUndefined();
    for (const nothing of ['null', '7', '{', '[]']) expect(readBulletinIndex(bytesOf(nothing))).toBeUndefined();
  });
});

describe('a topology', () => {
  const topology = (...geometries: object[]) => JSON.stringify({ type: 'Topology', objects: { a: { geometries } } });

  test('is a line for each of its geometries, whatever else they say', () => {
    const said = {
      'Nome zona': ' Emil-B1 ',
      'Rappresentata nella mappa': 'ROSSA',
      'Per rischio temporali': 'GIALLA',
      altro: 7,
    };
    expect(linesOfTopology(topology({ properties: said }, {}))).toEqual([
      { where: 'geometry 1', zone: 'Emil-B1', whole: 'ROSSA', risks: ['', 'GIALLA', ''], place: undefined },
      { where: 'geometry 2', zone: '', whole: '', risks: ['', '', ''], place: undefined },
    ]);
    const risks = { 'Per rischio idrogeologico': 'a', 'Per rischio idraulico': 'b' };
    expect(linesOfTopology(topology({ properties: risks }))[0]?.risks).toEqual(['a', '', 'b']);
  });

  test.each([
    'null',
    '{}',
    '{"type":"Topology"}',
    '{"type":"Other","objects":{}}',
    '{"type":"Topology","objects":{"a":{}}}',
    '{',
  ])('is none in %s', (text) => expect(() => linesOfTopology(text)).toThrow());
});

describe('a poll', () => {
  const finding = (severity: 'alarm' | 'note'): Finding => ({ code: 'ignored', severity, source: 'x', detail: 'x' });
  const proposal = {
    id: 'p1',
    level: 'alert',
    cause: 'cap',
    revision: 2,
    asks: true,
    validFrom: 'a',
    validTo: 'b',
    area: 'secret',
  };
  const proposed = (more: object = {}) =>
    ({ changed: [proposal], findings: [], state: noProposals('protezione-civile'), ...more }) as never;

  test('tells what it proposes once that is kept, its doubts as warnings, and the sum', () => {
    const lines = (kept: string) =>
      pollLines('protezione-civile', {
        ...{ read: 3, silent: [{ address: 'a', error: 'b' }], kept },
        proposed: proposed({ findings: [finding('alarm'), finding('note')] }),
      });
    expect(lines('kept').map(({ level }) => level)).toEqual(['info', 'warn', 'info', 'warn', 'info']);
    expect(lines('kept')[0]).toEqual({
      ...{
        level: 'info',
        function: 'bulletin',
        service: 'protezione-civile',
        id: 'p1',
        proposes: 'alert',
        cause: 'cap',
      },
      ...{ revision: 2, asks: true, validFrom: 'a', validTo: 'b' },
    });
    expect(lines('kept').at(-1)).toMatchObject({ read: 3, changed: 1, kept: 'kept' });
    expect(lines('lost')).toHaveLength(4);
  });

  test('wakes somebody for a silent source or an alarm, and for no note', () => {
    expect(isDoubtful(proposed(), [])).toBe(false);
    expect(isDoubtful(proposed({ findings: [finding('note')] }), [])).toBe(false);
    expect(isDoubtful(proposed({ findings: [finding('alarm')] }), [])).toBe(true);
    expect(isDoubtful(proposed(), [{ address: 'a', error: 'b' }])).toBe(true);
  });
});
