import type { Area, DeclaredLevel, PostureLevel } from '../../../shared/contracts/declaration.ts';
import {
  type AlertZone,
  type AlertZones,
  italianAlertZones,
  regionOf,
  zonesOn,
} from '../../../shared/core/posture/alert-zones.ts';
import { higherLevel } from '../../../shared/core/posture/posture-at.ts';

/** A region and its alert zones; `key` is what the zones' codes begin with, empty for zones without a code. */
export type Region = { key: string; name: string; zones: AlertZone[] };

const keyOf = (zone: string) => {
  const key = zone.split('-')[0] ?? '';
  return key in italianAlertZones.regions ? key : '';
};

/** The regions with the zones that exist on a day `YYYY-MM-DD`, by name. */
export function regionsOn(day: string, zones: AlertZones = italianAlertZones): Region[] {
  const existing = zonesOn(zones, day);
  return Object.entries(zones.regions)
    .map(([key, name]) => ({ key, name, zones: existing.filter(({ zone }) => keyOf(zone) === key) }))
    .sort((one, other) => one.name.localeCompare(other.name, 'it'));
}

/** Without capitals and accents, and with the apostrophe of a keyboard instead of a phone's. */
const plain = (text: string) =>
  text
    .replaceAll('’', "'")
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '');

/**
 * The regions and zones that somebody looks for, by any words of a region's name or of a zone's code and name. Zones
 * are named after the land, not after towns: of a longer word the last vowel counts for nothing, so that `Bologna`
 * finds `Pianura bolognese`.
 */
export function regionsFound(regions: readonly Region[], search: string): Region[] {
  const words = plain(search)
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => (word.length > 4 ? word.replace(/[aeiou]$/, '') : word));
  const found = (text: string) => words.every((word) => plain(text).includes(word));
  return regions
    .map((region) => ({
      ...region,
      zones: found(region.name)
        ? region.zones
        : region.zones.filter(({ zone, name }) => found(`${region.name} ${zone} ${name}`)),
    }))
    .filter(({ zones }) => zones.length > 0);
}

/** Zones by region, in the order of the regions' names; zones without a known code come last, under an empty name. */
export function byRegion(zones: readonly string[]): { key: string; name: string; zones: string[] }[] {
  const groups = Map.groupBy(zones, keyOf);
  return [...groups]
    .map(([key, inside]) => ({ key, name: key === '' ? '' : regionOf(italianAlertZones, key), zones: inside.sort() }))
    .sort((one, other) => (one.name === '' ? 1 : other.name === '' ? -1 : one.name.localeCompare(other.name, 'it')));
}

/** The level of every zone that something is declared for; the whole country's own level is apart. */
export function levelsByZone(declarations: readonly { area: Area; level: DeclaredLevel }[]): {
  national: PostureLevel;
  zones: Map<string, DeclaredLevel>;
} {
  let national: PostureLevel = 'ordinary';
  const zones = new Map<string, DeclaredLevel>();
  for (const { area, level } of declarations) {
    if (area.kind === 'national') national = higherLevel<PostureLevel>(national, level);
    else for (const zone of area.zones) zones.set(zone, higherLevel(zones.get(zone) ?? level, level));
  }
  return { national, zones };
}

/** Where each region stands in a drawing of Italy made of equal squares: column and row, from the north-west. */
export const squares: Readonly<Record<string, readonly [number, number]>> = {
  Tren: [3, 1],
  Friu: [4, 1],
  VDAo: [1, 2],
  Lomb: [2, 2],
  Vene: [3, 2],
  Piem: [1, 3],
  Emil: [2, 3],
  Ligu: [1, 4],
  Tosc: [2, 4],
  Umbr: [3, 4],
  Marc: [4, 4],
  Lazi: [3, 5],
  Abru: [4, 5],
  Sard: [1, 6],
  Camp: [3, 6],
  Moli: [4, 6],
  Pugl: [5, 6],
  Basi: [4, 7],
  Cala: [4, 8],
  Sici: [3, 9],
};
