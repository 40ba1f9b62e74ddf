import type { ListFilter } from './list-filter.ts';
import type { Row } from './worklist-pages.ts';

/** Where somebody was in a list: whoever comes back from a case finds the same rows at the same height. */
export type KeptList = { rows: Row[]; more: boolean; pages: number; scrollY: number; opened?: string };

/** In the memory of this tab only: rows hold names and words. */
const lists = new Map<string, KeptList>();
const chosen = new Map<string, ListFilter>();

const nameOf = (subject: string, service: string, ...more: unknown[]) => JSON.stringify([subject, service, ...more]);

export const keptLists = {
  find: (...name: Parameters<typeof nameOf>): KeptList | undefined => lists.get(nameOf(...name)),
  keep: (list: KeptList, ...name: Parameters<typeof nameOf>) => void lists.set(nameOf(...name), list),
};

/** The filter that somebody last chose for a service. */
export const chosenFilter = {
  find: (subject: string, service: string): ListFilter | undefined => chosen.get(nameOf(subject, service)),
  keep: (filter: ListFilter, subject: string, service: string) => void chosen.set(nameOf(subject, service), filter),
};
