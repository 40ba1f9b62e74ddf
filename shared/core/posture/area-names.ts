import type { Area } from '../../contracts/declaration.ts';
import type { Language, Translated } from '../../contracts/text.ts';
import { type AlertZones, italianAlertZones, regionOf } from './alert-zones.ts';

const everywhere: Translated = { it: 'tutta Italia', en: 'the whole of Italy', de: 'ganz Italien' };
const zonesOf: Record<Language, (count: number) => string> = {
  it: (count) => `${count} zone`,
  en: (count) => `${count} zones`,
  de: (count) => `${count} Gebiete`,
};
const andMore: Record<Language, (count: number) => string> = {
  it: (count) => `e altre ${count} zone`,
  en: (count) => `and ${count} more zones`,
  de: (count) => `und ${count} weitere Gebiete`,
};

/** Zones that are told by their names; of more, only how many they are. */
const toldByName = 12;

/**
 * An area as people call it: regions, and in brackets the zones where not all of a region is meant. Zones bear Italian
 * names in every language; one that is not known is told as it is written.
 */
export function areaName(area: Area, zones: AlertZones = italianAlertZones): Translated {
  if (area.kind === 'national') return everywhere;
  const known = new Map(zones.zones.map((zone) => [zone.zone, zone]));
  const byRegion = Map.groupBy(
    area.zones.filter((zone) => known.has(zone)),
    (zone) => regionOf(zones, zone),
  );
  const strangers = area.zones.filter((zone) => !known.has(zone));
  const told = (language: Language) => {
    const regions = [...byRegion].map(([region, named]) => {
      const present = zones.zones.filter(({ zone, until }) => until === undefined && regionOf(zones, zone) === region);
      if (present.length > 1 && present.every(({ zone }) => named.includes(zone))) return region;
      const names = named.map((zone) => known.get(zone)?.name ?? zone);
      const inside =
        area.zones.length > toldByName && names.length > 1
          ? zonesOf[language](names.length)
          : names.join(names.some((name) => name.includes(',')) ? '; ' : ', ');
      return inside === region ? region : `${region} (${inside})`;
    });
    const others = strangers.slice(0, toldByName).map((zone) => zone.slice(0, 100));
    const left = strangers.length - others.length;
    return [...regions, ...others, ...(left > 0 ? [andMore[language](left)] : [])].join('; ');
  };
  return { it: told('it'), en: told('en'), de: told('de') };
}
