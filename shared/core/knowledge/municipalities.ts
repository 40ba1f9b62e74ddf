import { plainName } from './plain-name.ts';

/** The file of municipalities: each province with its own, `001Agliè|002Airasca…`; other names follow a slash. */
export type MunicipalitiesFile = { asOf: string; provinces: readonly (readonly string[])[] };

/** A municipality: its ISTAT code of six digits, its names, and the code of its province. */
export type Municipality = { code: string; name: string; province: string };

/** Every municipality of the file. */
export const municipalitiesOf = ({ provinces }: MunicipalitiesFile): Municipality[] =>
  provinces.flatMap(([province = '', all = '']) =>
    all.split('|').map((written) => ({ code: province + written.slice(0, 3), name: written.slice(3), province })),
  );

const namesOf = ({ name }: Municipality): string[] => name.split('/').map(plainName);

/** The municipalities that are called just so, by either name, accents and capitals apart: several, where names repeat. */
export function municipalitiesCalled(all: readonly Municipality[], name: string): Municipality[] {
  const sought = plainName(name);
  return sought === '' ? [] : all.filter((one) => namesOf(one).includes(sought));
}

/** The first municipalities whose name begins with what was typed, those that are called just so before the others. */
export function municipalitiesLike(all: readonly Municipality[], typed: string, most: number): Municipality[] {
  const sought = plainName(typed);
  if (sought.length < 2) return [];
  const called = municipalitiesCalled(all, typed);
  const others = all.filter((one) => !called.includes(one) && namesOf(one).some((name) => name.startsWith(sought)));
  return [...called, ...others].slice(0, most);
}
