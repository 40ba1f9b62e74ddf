import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LARGEST_CAP, readCap } from '../../../functions/bulletins/rules/read-cap.ts';
import { readQuakes } from '../../../functions/bulletins/rules/read-quakes.ts';
import { CapReading } from '../../../shared/contracts/bulletin.ts';
import { bytesOf } from './bulletin-files.ts';

const message = (inside = '', head = '') => `<?xml version="1.0" encoding="UTF-8"?>${head}
<cap:alert xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2">
  <cap:identifier>IT-1</cap:identifier><cap:sender>alerts@example.it</cap:sender>
  <cap:sent>2026-09-12T10:00:00+02:00</cap:sent><cap:status>Actual</cap:status><cap:msgType>Update</cap:msgType>
  <cap:scope>Public</cap:scope>
  <cap:references>alerts@example.it,IT-0,2026-09-12T09:00:00+02:00</cap:references>
  <cap:info><cap:language>it-IT</cap:language><cap:category>Met</cap:category><cap:event>Piena &amp; frane</cap:event>
    <cap:urgency>Immediate</cap:urgency><cap:severity>Extreme</cap:severity><cap:certainty>Observed</cap:certainty>
    <cap:expires>2026-09-13T00:00:00+02:00</cap:expires>
    <cap:parameter><cap:valueName>awareness_level</cap:valueName><cap:value>4; red; Extreme</cap:value></cap:parameter>
    <cap:area><cap:areaDesc>Romagna</cap:areaDesc>
      <cap:geocode><cap:valueName>zona</cap:valueName><cap:value>Emil-B1</cap:value></cap:geocode></cap:area>${inside}
  </cap:info>
</cap:alert>`;
const read = (xml: string) => readCap(bytesOf(xml), 'feed');

describe('a CAP 1.2 message', () => {
  test('is reduced to what a rule looks at, whatever prefix its names have', () => {
    const { readings, findings } = read(message());
    expect(findings).toEqual([]);
    expect(readings).toEqual([
      {
        kind: 'cap',
        source: 'feed',
        identifier: 'IT-1',
        sender: 'alerts@example.it',
        sent: '2026-09-12T08:00:00.000Z',
        status: 'Actual',
        msgType: 'Update',
        scope: 'Public',
        references: [{ sender: 'alerts@example.it', identifier: 'IT-0', sent: '2026-09-12T07:00:00.000Z' }],
        infos: [
          {
            language: 'it-IT',
            event: 'Piena & frane',
            headline: 'Piena & frane',
            urgency: 'Immediate',
            severity: 'Extreme',
            certainty: 'Observed',
            colour: 'red',
            expires: '2026-09-12T22:00:00.000Z',
            areas: [{ description: 'Romagna', zones: ['Emil-B1'] }],
          },
        ],
      },
    ]);
  });

  test('inside the entries of an Atom feed is read, and entries that only point to a message tell where', () => {
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><link type="application/cap+xml" href="self.xml"/>
      <entry><link type="application/cap+xml" href="embedded.xml"/>
      <content type="text/xml">${message().replace(/<\?xml.*?\?>/, '')}</content></entry>
      <entry><link rel="alternate" type="text/html" href="https://example.it/1.html"/>
      <link type="application/cap+xml" href="https://example.it/1.xml"/></entry>
      <entry><link type="application/common-alerting-protocol+xml; charset=utf-8" href="../messages/2.xml"/></entry></feed>`;
    const { readings, links, findings } = read(feed);
    expect(readings.map(({ identifier }) => identifier)).toEqual(['IT-1']);
    expect(links).toEqual(['https://example.it/1.xml', '../messages/2.xml']);
    expect(findings).toEqual([]);
  });

  test.each([
    ['its own words of an alert', '<cap:event xmlns:cap="urn:oasis:names:tc:emergency:cap:1.1">Flood</cap:event>', 'x'],
    ['an address that ends in .cap', '', 'alerts/x.cap'],
  ])('is pointed to by a link without a type in an entry with %s', (_what, words, href) => {
    const entry = `<entry><id>urn:1</id><link href="${href}"/><link rel="self" href="self.cap"/>${words}</entry>`;
    const { links, findings } = read(`<feed xmlns="http://www.w3.org/2005/Atom">${entry}</feed>`);
    expect(links).toEqual([href]);
    expect(findings).toEqual([]);
  });

  test.each([
    ['ISO-8859-1', (xml: string) => Buffer.from(xml.replace('UTF-8', 'ISO-8859-1'), 'latin1')],
    ['UTF-16 with its mark', (xml: string) => Buffer.from(`\uFEFF${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le')],
    ['UTF-16 without a mark', (xml: string) => Buffer.from(xml.replace('UTF-8', 'UTF-16'), 'utf16le')],
    ['an encoding that nobody knows, and UTF-8 in fact', (xml: string) => Buffer.from(xml.replace('UTF-8', 'utf8mb4'))],
  ])('is read in %s', (_what, bytesIn) => {
    const { readings, findings } = readCap(new Uint8Array(bytesIn(message().replace('Romagna', 'Forlì'))));
    expect(readings[0]?.infos[0]?.areas[0]?.description).toBe('Forlì');
    expect(findings).toEqual([]);
  });

  test('with letters that are not of its encoding is read with an alarm', () => {
    const { readings, findings } = readCap(
      new Uint8Array(Buffer.from(message().replace('Romagna', 'Forlì'), 'latin1')),
    );
    expect(readings[0]?.infos[0]?.areas[0]?.description).toBe('Forlì');
    expect(findings).toMatchObject([{ code: 'unreadable-row', severity: 'alarm' }]);
  });

  test('names a zone that the list does not have yet, if it is of a region of ours', () => {
    const zones = (value: string) =>
      read(message().replace('<cap:value>Emil-B1', `<cap:value>${value}`)).readings[0]?.infos[0]?.areas[0]?.zones;
    expect(zones('Emil-Z9')).toEqual(['Emil-Z9']);
    expect(zones('Abcd-Z9')).toEqual([]);
  });

  test('goes on until the event ends where a parameter says so, never shorter', () => {
    const ending = (at: string) =>
      read(
        message(
          `<cap:parameter><cap:valueName>eventEndingTime</cap:valueName><cap:value>${at}</cap:value></cap:parameter>`,
        ),
      ).readings[0]?.infos[0]?.expires;
    expect(ending('2026-09-14T00:00:00+02:00')).toBe('2026-09-13T22:00:00.000Z');
    expect(ending('2026-09-12T12:00:00+02:00')).toBe('2026-09-12T22:00:00.000Z');
    expect(ending('tomorrow')).toBe('2026-09-12T22:00:00.000Z');
  });

  test('with more text, blocks, areas or references than anybody sends is read as far as that goes, with an alarm where some are left out', () => {
    const long = read(message().replace('Piena', 'P'.repeat(50_000)).replace('Romagna', 'R'.repeat(50_000)));
    expect(long.readings[0]?.infos[0]?.event).toHaveLength(1_000);
    expect(long.readings[0]?.infos[0]?.areas[0]?.description).toHaveLength(1_000);
    const many = read(message().replace('</cap:info>', `</cap:info>${'<cap:info/>'.repeat(200_000)}`));
    expect(many.findings.map(({ code }) => code)).toContain('unreadable-row');
    const areas = read(message('<cap:area><cap:areaDesc>x</cap:areaDesc></cap:area>'.repeat(2_000)));
    expect(areas.readings[0]?.infos[0]?.areas).toHaveLength(1_000);
    expect(areas.findings).toMatchObject([{ code: 'unreadable-row', severity: 'alarm' }]);
    const references = read(
      message().replace('alerts@example.it,IT-0', `${'x '.repeat(100_000)}alerts@example.it,IT-0`),
    );
    expect(references.findings).toHaveLength(1);
  });

  test('is missed in an entry of a feed that neither holds one nor points to one', () => {
    const feed = (entries: string) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>Allerte</title>${entries}</feed>`;
    expect(read(feed('')).findings).toEqual([]);
    expect(read(feed('<entry><id>urn:1</id><link href="https://example.it/1"/></entry>')).findings).toMatchObject([
      { code: 'unreadable-file', severity: 'alarm', detail: 'urn:1: an entry without a CAP message' },
    ]);
  });

  test.each([
    [
      'an external entity',
      message('', '<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>').replace('Romagna', '&x;'),
    ],
    ['an external document type', message('', '<!DOCTYPE alert SYSTEM "https://example.org/evil.dtd">')],
    [
      'entities that grow',
      message('', '<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;">]>').replace('Romagna', '&m;'),
    ],
    ['an entity that nobody declared', message().replace('Romagna', '&nbsp;')],
    ['an end that is missing', message().slice(0, -20)],
    ['two roots', `${message()}<more/>`],
    ['nesting without end', `${'<a>'.repeat(100)}${'</a>'.repeat(100)}`],
    ['nothing', ''],
    ['no XML', 'hello'],
    ['another vocabulary', '<alert xmlns="urn:example">x</alert>'],
  ])('is refused whole for %s, with an alarm and no content of the file in it', (_what, xml) => {
    const { readings, findings } = read(xml);
    expect(readings).toEqual([]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ code: 'unreadable-file', severity: 'alarm' });
    expect(findings[0]?.detail).not.toMatch(/root:|lollol/);
  });

  test.each([
    ['status', 'Actual', 'Real'],
    ['message type', 'Update', 'Revoke'],
    ['instant without offset', '2026-09-12T10:00:00+02:00', '2026-09-12T10:00:00'],
  ])('with an unknown %s is an alarm, not a message', (_what, good, bad) => {
    const { readings, findings } = read(message().replace(good, bad));
    expect(readings).toEqual([]);
    expect(findings[0]).toMatchObject({ code: 'unreadable-file', severity: 'alarm' });
  });

  test.each([
    ['urgency', 'Immediate', 'Now'],
    ['severity', 'Extreme</cap:severity>', 'Huge</cap:severity>'],
    ['instant of its end', '2026-09-13T00:00:00+02:00', 'tomorrow'],
  ])('with an unknown %s in one block is an alarm, and what else it says counts', (_what, good, bad) => {
    const { readings, findings } = read(message().replace(good, bad));
    expect(readings[0]?.infos[0]).toMatchObject({ colour: 'red', areas: [{ zones: ['Emil-B1'] }] });
    expect(findings).toMatchObject([{ code: 'unknown-level', severity: 'alarm' }]);
  });

  test('with an empty block beside a full one says what the full one says, and something unknown', () => {
    const { readings } = read(message().replace('</cap:info>', '</cap:info><cap:info/>'));
    expect(readings[0]?.infos).toMatchObject([{ severity: 'Extreme' }, { severity: 'Unknown' }]);
  });

  test('with an unknown awareness level is an alarm and keeps its severity', () => {
    const { readings, findings } = read(message().replace('4; red; Extreme', '9; purple'));
    expect(findings.map(({ code }) => code)).toEqual(['unknown-level']);
    expect(readings[0]?.infos[0]).toMatchObject({ severity: 'Extreme' });
    expect(readings[0]?.infos[0]).not.toHaveProperty('colour');
  });

  test.each([
    ['2; red; Extreme', 'red'],
    ['4; yellow; Moderate', 'red'],
    ['2; yellow; Severe', 'orange'],
    [
      '2; yellow; Moderate</cap:value></cap:parameter><cap:parameter><cap:valueName>awareness_level</cap:valueName><cap:value>4; red; Extreme',
      'red',
    ],
    ['red; see the map', 'red'],
  ])('whose awareness level contradicts itself (%s) is an alarm, and the worse counts', (level, colour) => {
    const { readings, findings } = read(message().replace('4; red; Extreme', level));
    expect(findings).toMatchObject([{ code: 'unknown-level', severity: 'alarm' }]);
    expect(readings[0]?.infos[0]).toMatchObject({ colour });
  });

  test('in small letters says the same, with an alarm', () => {
    const { readings, findings } = read(
      message().replace('Extreme</cap:sev', 'extreme</cap:sev').replace('Actual', 'actual'),
    );
    expect(findings).toMatchObject([{ code: 'unknown-level', severity: 'alarm' }]);
    expect(readings).toMatchObject([{ status: 'Actual', infos: [{ severity: 'Extreme' }] }]);
  });

  test('of any size or noise never throws', () => {
    expect(readCap(new Uint8Array(LARGEST_CAP + 1)).findings[0]).toMatchObject({ code: 'unreadable-file' });
    const good = bytesOf(message());
    const damaged = fc
      .record({ from: fc.nat(good.length - 1), bytes: fc.uint8Array({ maxLength: 20 }) })
      .map(({ from, bytes }) => {
        const copy = good.slice();
        copy.set(bytes.slice(0, good.length - from), from);
        return copy;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), (bytes) => {
        const { readings, findings } = readCap(bytes);
        for (const reading of readings) CapReading.parse(reading);
        expect(readings.length + findings.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

const samples = new URL('../../../../shared/data/cap/', import.meta.url);
const present = existsSync(samples);

(present ? describe : describe.skip)('real messages (skipped where the shared data folder is absent)', () => {
  test('of the German weather service and of the American quake service are read', () => {
    const german = readCap(readFileSync(new URL('dwd-with-meteoalarm-parameters.cap.xml', samples)));
    expect(german.findings).toEqual([]);
    expect(german.readings[0]).toMatchObject({ sender: 'CAP@dwd.de', status: 'Actual' });
    expect(german.readings[0]?.infos[0]).toMatchObject({ colour: 'yellow', severity: 'Minor', event: 'WINDBÖEN' });
    const quake = readCap(readFileSync(new URL('earthquake.cap', samples)));
    expect(quake.findings).toEqual([]);
    expect(quake.readings[0]?.infos[0]).toMatchObject({ severity: 'Unknown', urgency: 'Past' });
  });
});

const header =
  '#EventID|Time|Latitude|Longitude|Depth/Km|Author|Catalog|Contributor|ContributorID|MagType|Magnitude|MagAuthor|EventLocationName|EventType';
const amatrice =
  '7073641|2016-08-24T01:36:32.000000|42.6983|13.2335|8.1|BULLETIN-SISPICK||||Mw|6.0|--|1 km W Accumoli (RI)|earthquake';

describe('the text form of the event service', () => {
  test('gives one quake a line, its time in UTC', () => {
    expect(readQuakes(`${header}\n${amatrice}\n`)).toEqual({
      readings: [
        {
          kind: 'quake',
          source: 'ingv',
          eventId: '7073641',
          at: '2016-08-24T01:36:32.000Z',
          latitude: 42.6983,
          longitude: 13.2335,
          depthKm: 8.1,
          magnitude: 6,
          magnitudeType: 'Mw',
          place: '1 km W Accumoli (RI)',
          type: 'earthquake',
        },
      ],
      findings: [],
    });
  });

  test('without the last column, as the older service gives it, is a quake all the same', () => {
    const older = (line: string) => line.split('|').slice(0, -1).join('|');
    expect(readQuakes(`${older(header)}\n${older(amatrice)}`).readings[0]).toMatchObject({ type: 'earthquake' });
  });

  test('with nothing in it is no event and no alarm', () => {
    expect(readQuakes('')).toEqual({ readings: [], findings: [] });
    expect(readQuakes(`${header}\n`)).toEqual({ readings: [], findings: [] });
  });

  test.each([
    ['a magnitude that is no number', amatrice.replace('|6.0|', '|strong|')],
    ['no magnitude', amatrice.replace('|6.0|', '||')],
    ['a latitude off the globe', amatrice.replace('42.6983', '142.6983')],
    ['no time', amatrice.replace('2016-08-24T01:36:32.000000', '')],
  ])('a line with %s is an alarm, and the other lines are read', (_what, line) => {
    const { readings, findings } = readQuakes(`${header}\n${line}\n${amatrice}`);
    expect(readings).toHaveLength(1);
    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['alarm unreadable-row']);
  });

  test('a line that ends early is an alarm, and its shock counts all the same', () => {
    const { readings, findings } = readQuakes(`${header}\n${amatrice.split('|').slice(0, 12).join('|')}`);
    expect(readings).toMatchObject([{ eventId: '7073641', magnitude: 6, type: 'earthquake' }]);
    expect(findings).toMatchObject([{ code: 'unreadable-row', severity: 'alarm' }]);
  });

  test('a bar in the name of the place hides nothing, and the name is whole', () => {
    const { readings, findings } = readQuakes(
      `${header}\n${amatrice.replace('Accumoli', 'Accumoli | Illica | Grisciano')}`,
    );
    expect(readings).toMatchObject([
      { magnitude: 6, place: '1 km W Accumoli | Illica | Grisciano (RI)', type: 'earthquake' },
    ]);
    expect(findings).toEqual([]);
  });

  test('a name without end is kept as far as a proposal may show it', () => {
    const { readings } = readQuakes(`${header}\n${amatrice.replace('Accumoli', 'A'.repeat(5_000))}`);
    expect(readings[0]?.place).toHaveLength(1_000);
  });

  test.each([
    ['an error page', '<html>503</html>'],
    ['lines without titles', amatrice],
    ['titles without a magnitude', `${header.replace('|Magnitude', '|Size')}\n${amatrice}`],
  ])('%s is an alarm', (_what, text) => {
    expect(readQuakes(text)).toMatchObject({
      readings: [],
      findings: [{ code: 'unreadable-file', severity: 'alarm' }],
    });
  });
});
