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
    ['severity', 'Extreme</cap:severity>', 'Huge</cap:severity>'],
    ['instant without offset', '2026-09-12T10:00:00+02:00', '2026-09-12T10:00:00'],
  ])('with an unknown %s is an alarm, not a message', (_what, good, bad) => {
    const { readings, findings } = read(message().replace(good, bad));
    expect(readings).toEqual([]);
    expect(findings[0]).toMatchObject({ code: 'unreadable-file', severity: 'alarm' });
  });

  test('with an unknown awareness level is an alarm and keeps its severity', () => {
    const { readings, findings } = read(message().replace('4; red; Extreme', '9; purple'));
    expect(findings.map(({ code }) => code)).toEqual(['unknown-level']);
    expect(readings[0]?.infos[0]).toMatchObject({ severity: 'Extreme' });
    expect(readings[0]?.infos[0]).not.toHaveProperty('colour');
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
    ['a field too few', amatrice.replace('|--', '')],
  ])('a line with %s is an alarm, and the other lines are read', (_what, line) => {
    const { readings, findings } = readQuakes(`${header}\n${line}\n${amatrice}`);
    expect(readings).toHaveLength(1);
    expect(findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['alarm unreadable-row']);
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
