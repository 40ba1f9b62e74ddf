import type { Colour } from '../../../shared/contracts/bulletin.ts';
import { italianAlertZones, zonesOn } from '../../../shared/core/posture/alert-zones.ts';

const titles =
  'data_pubblicazione,data_validita_inizio,data_validita_fine,zona_codice,avviso_criticita,avviso_idrogeologico,avviso_temporali,avviso_idraulico';

const written: Record<Colour, [whole: string, risk: string]> = {
  green: Array(2).fill('Assenza di fenomeni significativi prevedibili / NESSUNA ALLERTA') as [string, string],
  yellow: ['Ordinaria per rischio idrogeologico / ALLERTA GIALLA', 'Ordinaria / ALLERTA GIALLA'],
  orange: ['Moderata per rischio idrogeologico / ALLERTA ARANCIONE', 'Moderata / ALLERTA ARANCIONE'],
  red: ['Elevata per rischio idrogeologico / ALLERTA ROSSA', 'Elevata / ALLERTA ROSSA'],
};

/**
 * What a bulletin file is to say: local wall times of Europe/Rome with their offset, and the zones that are not green.
 */
export type Said = {
  publishedAt: string;
  from: string;
  to: string;
  zones?: Record<string, Colour>;
  without?: string[];
  besides?: Record<string, Colour>;
};

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The rows of the CSV edition, every zone of that day in them. */
export function rowsSaid({ publishedAt, from, to, zones = {}, without = [], besides = {} }: Said): string[] {
  const day = from.slice(0, 10);
  const all = zonesOn(italianAlertZones, day)
    .map(({ zone }) => zone)
    .filter((zone) => !without.includes(zone));
  const green = written.green[0];
  return [...all, ...Object.keys(besides)].map((zone) => {
    const [whole, risk] = written[zones[zone] ?? besides[zone] ?? 'green'];
    return [publishedAt, from, to, zone, whole, risk, green, green].join(',');
  });
}

export function csvSaid(said: Said): Uint8Array {
  return bytesOf(`${[titles, ...rowsSaid(said)].join('\n')}\n`);
}

/** "Today" of a publication at a local time such as `2024-09-18T15:18:59+02:00`: valid from then to the day's end. */
export function todayAt(publishedAt: string, zones: Record<string, Colour> = {}, more: Partial<Said> = {}): Uint8Array {
  const offset = publishedAt.slice(19);
  return csvSaid({
    publishedAt,
    from: publishedAt,
    to: `${publishedAt.slice(0, 10)}T23:59:59${offset}`,
    zones,
    ...more,
  });
}

/** "Tomorrow" of a publication; `offset` is that of the next day where clocks change in between. */
export function tomorrowAt(
  publishedAt: string,
  zones: Record<string, Colour> = {},
  more: Partial<Said> = {},
): Uint8Array {
  const offset = publishedAt.slice(19);
  const next = new Date(Date.parse(`${publishedAt.slice(0, 10)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return csvSaid({ publishedAt, from: `${next}T00:00:00${offset}`, to: `${next}T23:59:59${offset}`, zones, ...more });
}

/** The file name of the CSV edition for a publication. */
export function nameOf(publishedAt: string, horizon: 'oggi' | 'domani'): string {
  return `${publishedAt.slice(0, 10).replaceAll('-', '')}_${publishedAt.slice(11, 16).replace(':', '')}_${horizon}.csv`;
}

/** The official form: zones by name, levels in words, lists of municipalities, no code anywhere. */
export function topologySaid(zones: Record<string, Colour>): Uint8Array {
  const geometries = Object.entries(zones).map(([name, colour]) => ({
    type: 'Polygon',
    arcs: [[0]],
    properties: {
      'Rappresentata nella mappa': written[colour][0],
      'Per rischio idraulico': written.green[0],
      'Per rischio temporali': written.green[0],
      'Per rischio idrogeologico': written[colour][1],
      'Nome zona': name,
      Comuni: ['Uno', 'Due', 'Uno', 'Due'],
    },
  }));
  return bytesOf(
    JSON.stringify({ type: 'Topology', arcs: [], objects: { '20240918': { type: 'GeometryCollection', geometries } } }),
  );
}
