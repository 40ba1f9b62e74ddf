import type { ServiceContent } from '../../shared/contracts/content/content.ts';
import type { IndexFile } from '../../shared/contracts/content/index-file.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import type { ListedContent } from '../../shared/core/knowledge/listed-content.ts';
import { indexOver, type Search, searchBy } from './rules/find-contents.ts';

/** What is searched by in one language: as a file for pages, and as a search for whoever has no script. */
export type ServiceIndex = { file: IndexFile; search: Search };

/**
 * The index of each language, built anew once the contents or the day are others: over some hundred of them that takes
 * milliseconds.
 */
export function followingIndexes(
  content: Pick<ServiceContent, 'synonyms'>,
): (listed: readonly ListedContent[], language: Language, now: Date) => ServiceIndex {
  const known = new Map<Language, { listed: readonly ListedContent[]; day: string; index: ServiceIndex }>();
  return (listed, language, now) => {
    const day = dayInRome(now.getTime());
    const before = known.get(language);
    if (before && before.listed === listed && before.day === day) return before.index;
    const file = indexOver(listed, content, language, now.toISOString());
    const index = { file, search: searchBy(file) };
    known.set(language, { listed, day, index });
    return index;
  };
}
