import { placeName } from './competence.ts';
import type { Municipality } from './municipalities.ts';
import { plainName } from './plain-name.ts';

/** A municipality as it is chosen: its name with its province, since names repeat. */
export const writtenName = ({ name, province }: Pick<Municipality, 'name' | 'province'>): string =>
  `${name} (${placeName(province) ?? province})`;

/**
 * The municipalities as they are chosen, by the letter a to z that one of their names begins with, accents apart: what a
 * page fetches of them tells one letter.
 */
export function municipalitiesByLetter(all: readonly Municipality[]): Map<string, string[]> {
  const byLetter = new Map<string, string[]>();
  for (const one of all)
    for (const letter of new Set(one.name.split('/').map((name) => plainName(name)[0] ?? '')))
      if (/^[a-z]$/.test(letter)) byLetter.set(letter, [...(byLetter.get(letter) ?? []), writtenName(one)]);
  return byLetter;
}
