import type { Language } from '../../../shared/contracts/text.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import type { ListedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { partsOf } from '../../../shared/core/knowledge/listed-content.ts';
import { isPaged, pagedKinds } from '../../../shared/core/knowledge/paged-kinds.ts';
import { seenAt } from '../../../shared/core/knowledge/seen-content.ts';
import { type Fill, publicContent } from './public-content.ts';

/** One page as feed readers see it: `updated` is when somebody last published or checked it. */
export type FeedEntry = {
  content: string;
  sort: (typeof pagedKinds)[keyof typeof pagedKinds];
  id: string;
  theme: string;
  title: string;
  summary: string;
  updated: string;
};

/** Entries that a feed has at most: whoever reads it once a month misses nothing that a service may publish in one. */
const most = 100;

const newest = (instants: readonly string[]): string | undefined =>
  instants.toSorted((one, other) => instantOf(other) - instantOf(one))[0];

/**
 * What is told of the pages of one language, of a theme or of all, the newest first, and when that last changed; a
 * withdrawal is a change too. A feed is copied where nobody can take it back: pages that a citizen's answer was made
 * into are not told, because the citizen may withdraw them.
 */
export function feedEntries(
  listed: readonly ListedContent[],
  { language, now, theme, fill }: { language: Language; now: string; theme: string | undefined; fill: Fill },
): { entries: FeedEntry[]; updated: string | undefined } {
  const entries = listed.flatMap((one): FeedEntry[] => {
    const { kind, id } = partsOf(one.content);
    const seen = seenAt(one.public, language, now);
    if (!isPaged(kind) || one.life.fromCase !== undefined || seen?.state !== 'shown') return [];
    const shown = publicContent(one, language, now, fill);
    if (shown?.state !== 'shown' || (theme !== undefined && shown.theme !== theme)) return [];
    const { title, texts } = shown;
    const updated = instantOf(seen.checkedAt) > instantOf(seen.publishedAt) ? seen.checkedAt : seen.publishedAt;
    const summary = String(texts?.['summary'] ?? '');
    return [{ content: one.content, sort: pagedKinds[kind], id, theme: shown.theme, title, summary, updated }];
  });
  const withdrawn = listed.flatMap(({ public: { gone } }) => (gone === undefined ? [] : [gone.at]));
  entries.sort(
    (one, other) => instantOf(other.updated) - instantOf(one.updated) || (one.content < other.content ? -1 : 1),
  );
  return { entries: entries.slice(0, most), updated: newest([...entries.map(({ updated }) => updated), ...withdrawn]) };
}
