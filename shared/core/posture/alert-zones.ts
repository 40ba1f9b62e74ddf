import type { Area } from '../../contracts/declaration.ts';
import data from './alert-zones.json' with { type: 'json' };

/**
 * An alert zone and the days (Europe/Rome) on which it exists: `from` is the first, `until` the first on which it no
 * longer does.
 */
export type AlertZone = { zone: string; name: string; from?: string; until?: string };

/** The alert zones of Italy over time, and the name of each region by the four letters that its zones begin with. */
export type AlertZones = { regions: Readonly<Record<string, string>>; zones: readonly AlertZone[] };

/** Zones as data: alert-zones.json, with its source and licence. */
export const italianAlertZones: AlertZones = data;

/** The zones that exist on a day `YYYY-MM-DD`. */
export function zonesOn(zones: AlertZones, day: string): AlertZone[] {
  return zones.zones.filter(({ from, until }) => (from ?? '') <= day && (until === undefined || day < until));
}

/**
 * The indexes in an area's list at which no zone is named that there is on a day `YYYY-MM-DD`: none of the list that
 * has not ended by then, and none of `areas` (proposals and acts, since a bulletin may name a zone before the list
 * does).
 */
export function unknownZones(zones: AlertZones, area: Area, areas: readonly Area[], day: string): number[] {
  if (area.kind === 'national') return [];
  const known = new Set(zones.zones.filter(({ until }) => until === undefined || day < until).map(({ zone }) => zone));
  for (const other of areas) if (other.kind === 'zones') for (const zone of other.zones) known.add(zone);
  return area.zones.flatMap((zone, place) => (known.has(zone) ? [] : [place]));
}

/**
 * The first day on which a zone of the list no longer is, with the zones that begin then in its place; undefined for
 * any other.
 */
export function endOf(zones: AlertZones, zone: string): { until: string; successors: string[] } | undefined {
  const until = zones.zones.find((each) => each.zone === zone)?.until;
  if (until === undefined) return undefined;
  const region = zone.split('-')[0] ?? zone;
  const begun = zones.zones.filter((each) => each.from === until && each.zone.startsWith(`${region}-`));
  const nearest = begun.filter((each) => each.zone.startsWith(zone));
  return { until, successors: (nearest.length > 0 ? nearest : begun).map((each) => each.zone) };
}

/** The region that a zone's code tells, or the code's beginning when no region is known for it. */
export function regionOf(zones: AlertZones, zone: string): string {
  const beginning = zone.split('-')[0] ?? zone;
  return zones.regions[beginning] ?? beginning;
}

/** True for text shaped like a zone's code: four letters of the region, a dash, letters or digits. */
export function isZoneCode(text: string): boolean {
  return /^[A-Z][A-Za-z]{3}-[A-Z0-9]{1,4}$/.test(text);
}

/**
 * Finds a zone's code by the name that a bulletin gives it. Accents get lost or mangled on the way (`Rhêmes` has been
 * seen as `Rh?mes` and `RhÃªmes`, `d'Aosta` as `d?Aosta`), so names are compared by their plain letters, with accented
 * ones dropped or without their accents.
 */
export function zoneFinder(zones: readonly AlertZone[]): (name: string) => string | undefined {
  const byKey = new Map<string, string>();
  for (const { zone, name } of zones) {
    for (const key of [...keysOf(name), ...keysOf(zone)]) byKey.set(key, zone);
  }
  return (name) => {
    for (const key of keysOf(name)) {
      const zone = byKey.get(key);
      if (zone !== undefined) return zone;
    }
    return undefined;
  };
}

function keysOf(name: string): string[] {
  const plain = name.replace(/&#?\w+;/g, '').toLowerCase();
  const withoutAccents = plain.normalize('NFD').replace(/\p{Diacritic}/gu, '');
  const letters = (text: string) => text.replace(/[^a-z0-9]/g, '');
  return [`folded ${letters(withoutAccents)}`, `dropped ${letters(plain)}`];
}
