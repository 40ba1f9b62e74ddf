import type { ContentItem, ServiceContent } from '../../../shared/contracts/content/content.ts';
import type { IndexFile } from '../../../shared/contracts/content/index-file.ts';
import type { PublicLine } from '../../../shared/contracts/content/view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import type { ListedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { buildIndex, openIndex } from '../../../shared/core/knowledge/search/article-index.ts';
import { seenAt } from '../../../shared/core/knowledge/seen-content.ts';

/** What a question finds in one language: names of contents, the best first. */
export type Search = (question: string) => string[];

/** Results of one search at most. */
const most = 20;

/**
 * The index of a service in one language over what is public at an instant: its words where it has any in that
 * language, else the Italian ones.
 */
export function indexOver(
  listed: readonly ListedContent[],
  { synonyms }: Pick<ServiceContent, 'synonyms'>,
  language: Language,
  now: string,
): IndexFile {
  const items = listed.flatMap(({ public: own }) => {
    const italian = seenAt(own, 'it', now);
    const seen = seenAt(own, language, now) ?? italian;
    if (seen?.state !== 'shown' || italian?.state === 'over') return [];
    const words = (seen.document['languages'] as Partial<Record<Language, unknown>> | undefined)?.[seen.language];
    return words === undefined
      ? []
      : [{ ...seen.document, languages: { [language]: words } } as unknown as ContentItem];
  });
  return buildIndex({ items, synonyms }, language);
}

/** The search by an index: the names of what a question finds. */
export function searchBy(index: IndexFile): Search {
  const search = openIndex(index);
  return (question) => search(question, most).map(({ kind, id }) => `${kind}/${id}`);
}

/** The lines of the contents that a search names, in its order. */
export function linesFound(lines: readonly PublicLine[], found: readonly string[]): PublicLine[] {
  const byName = new Map(lines.map((line) => [`${line.kind}/${line.id}`, line]));
  return found.flatMap((name) => byName.get(name) ?? []);
}
