import { plainName } from './plain-name.ts';

/** The first names whose beginning, either language's, was typed; none before two letters. */
export function namesLike(names: readonly string[], typed: string, most: number): string[] {
  const sought = plainName(typed);
  if (sought.length < 2) return [];
  return names.filter((name) => name.split('/').some((each) => plainName(each).startsWith(sought))).slice(0, most);
}
