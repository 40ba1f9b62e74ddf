import type { Administration } from '../../contracts/content/administration.ts';
import territory from './territory.json' with { type: 'json' };

type Competence = Pick<Administration, 'themes' | 'territory' | 'orients'>;

/**
 * Who is competent for a theme at a place: one administration, or none that anybody knows of; then whoever orients there
 * may tell. A hole is said, never guessed.
 */
export type WhoIsCompetent<One> = { competent: One } | { competent: undefined; orients: One | undefined };

const regionOf = new Map(territory.provinces.map(([province, , region]) => [province as string, region as string]));
const regions = new Set(territory.regions.map(([region]) => region as string));

/** Provinces with their region, as they are chosen from: code, name and region's name, by name. */
export const provincesByName: readonly { code: string; name: string; region: string }[] = territory.provinces
  .map(([code = '', name = '', region = '']) => ({
    code,
    name,
    region: territory.regions.find(([known]) => known === region)?.[1] ?? '',
  }))
  .sort((one, other) => (one.name.localeCompare(other.name, 'it') < 0 ? -1 : 1));

const names = new Map(
  [...territory.regions, ...territory.provinces].map(([code, name]) => [code as string, name as string]),
);

/** What a region or a province is called; undefined for any other code. */
export const placeName = (code: string): string | undefined => names.get(code);

/**
 * The codes that a place lies in, the narrowest first: municipality, province, region. Undefined for a code that is
 * none, or whose province or region is unknown.
 */
export function placesAround(place: string): string[] | undefined {
  if (place.length === 2) return regions.has(place) ? [place] : undefined;
  const province = place.slice(0, 3);
  const region = regionOf.get(province);
  if (region === undefined || (place.length !== 3 && place.length !== 6) || !/^\d+$/.test(place)) return undefined;
  return place.length === 3 ? [province, region] : [place, province, region];
}

/** How near an administration's territory is to a place, 0 nearest, the country last; undefined where it is elsewhere. */
function nearness({ territory: own }: Competence, around: readonly string[]): number | undefined {
  if (own === undefined) return around.length;
  const at = around.findIndex((code) => own.includes(code));
  return at < 0 ? undefined : at;
}

/** The nearest of some administrations, then the one of fewest themes, then the first that is listed. */
function nearest<One extends Competence>(some: readonly One[], around: readonly string[]): One | undefined {
  let best: { one: One; near: number } | undefined;
  for (const one of some) {
    const near = nearness(one, around);
    if (near === undefined || (best && best.near < near)) continue;
    if (best === undefined || near < best.near || one.themes.length < best.one.themes.length) best = { one, near };
  }
  return best?.one;
}

/**
 * Who of a network is competent for a theme at a place: the longest territory that holds it wins, then whoever has fewer
 * themes. Without a place only those of the whole country are asked. Undefined for a place that is none.
 */
export function whoIsCompetent<One extends Competence>(
  network: readonly One[],
  theme: string,
  place?: string,
): WhoIsCompetent<One> | undefined {
  const around = place === undefined ? [] : placesAround(place);
  if (around === undefined) return undefined;
  const competent = nearest(
    network.filter((one) => one.orients === undefined && one.themes.includes(theme)),
    around,
  );
  if (competent !== undefined) return { competent };
  return {
    competent: undefined,
    orients: nearest(
      network.filter((one) => one.orients),
      around,
    ),
  };
}
