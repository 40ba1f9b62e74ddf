import type { Colour } from '../shared/contracts/bulletin.ts';
import { DAY, dateOf, instantOf, MINUTE, rome } from '../shared/core/hours/zone.ts';
import { italianAlertZones, zonesOn } from '../shared/core/posture/alert-zones.ts';
import { mark } from './scenario.ts';

/** A file that an exercise puts among the alerts. */
export type AlertFile = { name: string; text: string };

const levels: Record<Colour, readonly [string, string]> = {
  green: ['Assenza di fenomeni significativi prevedibili', 'NESSUNA ALLERTA'],
  yellow: ['Ordinaria', 'ALLERTA GIALLA'],
  orange: ['Moderata', 'ALLERTA ARANCIONE'],
  red: ['Elevata', 'ALLERTA ROSSA'],
};

/** `2026-09-18T15:18:59+02:00`: an instant as the CSV edition writes it. */
function written(instant: number): string {
  const offset = rome.offsetAt(instant);
  const hours = String(offset / (60 * MINUTE)).padStart(2, '0');
  return `${new Date(instant + offset).toISOString().slice(0, 19)}+${hours}:00`;
}

/**
 * One horizon of a criticality bulletin in the CSV edition (opendatasicilia), with every zone of its day: those of
 * `zones` in their colour, codes that no list has included, the rest in `others`, none of `without`.
 */
export function bulletinFile(given: {
  published: string;
  horizon: 'oggi' | 'domani';
  labelled?: string | undefined;
  zones: Readonly<Record<string, Colour>>;
  others: Colour;
  without?: readonly string[] | undefined;
}): AlertFile {
  const published = instantOf(given.published);
  const today = rome.dayAt(published);
  const labelled = given.labelled === undefined ? undefined : Date.parse(`${given.labelled}T00:00:00Z`) / DAY;
  const day = labelled ?? (given.horizon === 'oggi' ? today : today + 1);
  const from = day === today ? published : rome.instantAt(day, 0);
  const to = rome.instantAt(day + 1, 0) - 1000;
  const known = zonesOn(italianAlertZones, dateOf(day)).map(({ zone }) => zone);
  const codes = [...new Set([...known, ...Object.keys(given.zones)])].filter((zone) => !given.without?.includes(zone));
  const rows = codes.map((zone) => {
    const colour = given.zones[zone] ?? given.others;
    const [words, alert] = levels[colour];
    const [none, noAlert] = levels.green;
    const whole = colour === 'green' ? `${none} / ${noAlert}` : `${words} per rischio idraulico / ${alert}`;
    const cells = [whole, `${words} / ${alert}`, `${none} / ${noAlert}`, `${words} / ${alert}`];
    return [written(published), written(from), written(to), zone, ...cells].join(',');
  });
  const head =
    'data_pubblicazione,data_validita_inizio,data_validita_fine,zona_codice,avviso_criticita,avviso_idrogeologico,avviso_temporali,avviso_idraulico';
  const stamp = written(published).slice(0, 16).replace('T', '_').replace(/[-:]/g, '');
  return { name: `${stamp}_${given.horizon}.csv`, text: `${[head, ...rows].join('\n')}\n` };
}

/** One earthquake as the event service of INGV writes it (FDSN text form), its place marked as an exercise. */
export function quakeFile(given: {
  id: string;
  at: number;
  magnitude: number;
  latitude: number;
  longitude: number;
  place: string;
}): AlertFile {
  const head =
    '#EventID|Time|Latitude|Longitude|Depth/Km|Author|Catalog|Contributor|ContributorID|MagType|Magnitude|MagAuthor|EventLocationName|EventType';
  const time = new Date(given.at).toISOString().replace('Z', '000');
  const row = [given.id, time, given.latitude, given.longitude, '8.1', mark, '', '', '', 'Mw', given.magnitude, '--'];
  return {
    name: `${given.id}.txt`,
    text: `${head}\n${[...row, `${mark} ${given.place}`, 'earthquake'].join('|')}\n`,
  };
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A CAP 1.2 message, its headline marked as an exercise whatever its status says. */
export function capFile(given: {
  identifier: string;
  sender: string;
  sent: number;
  status: string;
  msgType: string;
  severity: string;
  event: string;
  area: string;
}): AlertFile {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>${escaped(given.identifier)}</identifier>
  <sender>${escaped(given.sender)}</sender>
  <sent>${written(given.sent)}</sent>
  <status>${escaped(given.status)}</status>
  <msgType>${escaped(given.msgType)}</msgType>
  <scope>Public</scope>
  <info>
    <language>it-IT</language>
    <category>Met</category>
    <event>${escaped(given.event)}</event>
    <urgency>Immediate</urgency>
    <severity>${escaped(given.severity)}</severity>
    <certainty>Observed</certainty>
    <headline>${mark}. ${escaped(given.event)}</headline>
    <area><areaDesc>${escaped(given.area)}</areaDesc></area>
  </info>
</alert>
`;
  return { name: `${given.identifier.replace(/[^\w-]+/g, '-')}.xml`, text };
}
