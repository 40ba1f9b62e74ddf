import type { PublicLine } from '../../../shared/contracts/content/view.ts';
import { type ListedContent, partsOf } from '../../../shared/core/knowledge/listed-content.ts';
import { seenAt } from '../../../shared/core/knowledge/seen-content.ts';

/** Pages that lead on from one, by what they are to it. */
export type LeadsOn = { title: 'more' | 'partOf' | 'narrower'; lines: PublicLine[] }[];

const slugs = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

/**
 * What leads on from a content: from a life event its articles, guides and measures, its broader event and its narrower
 * ones; from a measure its article and its events; from anything else the measures and guides that name it.
 */
export function leadsOn(
  one: ListedContent,
  listed: readonly ListedContent[],
  now: string,
  lines: (names: readonly string[]) => PublicLine[],
): LeadsOn {
  const { kind, id } = partsOf(one.content);
  const document = (other: ListedContent) => seenAt(other.public, 'it', now)?.document ?? {};
  const own = document(one);
  const named = (sort: string, member: unknown) => slugs(member).map((slug) => `${sort}/${slug}`);
  /** The contents of a kind whose member names this one. */
  const naming = (sort: string, member: string) =>
    listed
      .filter((other) => other.content.startsWith(`${sort}/`) && slugs(document(other)[member]).includes(id))
      .map(({ content }) => content);
  switch (kind) {
    case 'life-event':
      return [
        { title: 'partOf', lines: lines(named('life-event', own['broader'])) },
        { title: 'narrower', lines: lines(naming('life-event', 'broader')) },
        {
          title: 'more',
          lines: lines([
            ...named('guide', own['guides']),
            ...naming('measure', 'lifeEvents'),
            ...named('article', own['articles']),
          ]),
        },
      ];
    case 'measure':
      return [
        { title: 'partOf', lines: lines(named('life-event', own['lifeEvents'])) },
        { title: 'more', lines: lines(named('article', own['article'])) },
      ];
    case 'guide':
      return [{ title: 'partOf', lines: lines(naming('life-event', 'guides')) }];
    default:
      return [
        { title: 'partOf', lines: lines(naming('life-event', 'articles')) },
        { title: 'more', lines: lines(naming('measure', 'article')) },
      ];
  }
}
