import type { Parameter } from '../../../shared/contracts/content/parameter.ts';
import type { Source } from '../../../shared/contracts/content/source.ts';
import type { PublicContent, PublicLine } from '../../../shared/contracts/content/view.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { type ListedContent, partsOf } from '../../../shared/core/knowledge/listed-content.ts';
import { isPaged, type PagedKind } from '../../../shared/core/knowledge/paged-kinds.ts';
import { type Seen, seenAt, seenBy } from '../../../shared/core/knowledge/seen-content.ts';
import { present } from '../../../shared/core/present.ts';
import { checkedOn } from './content-view.ts';

/** The items of some kind that are public now, whole as they were written in Italian. */
export const itemsOf = <Item>(listed: readonly ListedContent[], kind: string, now: string): Item[] =>
  listed.flatMap(({ content, public: own }) => {
    const seen = content.startsWith(`${kind}/`) ? seenAt(own, 'it', now) : undefined;
    return seen?.state === 'shown' ? [seen.document as Item] : [];
  });

/** The dated figures of a service that are public now. */
export const parametersIn = (listed: readonly ListedContent[], now: string): Parameter[] =>
  itemsOf<Parameter>(listed, 'parameter', now);

/** Puts the figures of a day in place of their names, in one language. */
export type Fill = (text: string, language: Language) => string;

/** The members of an item that are its life and not its facts. */
const aside = new Set([
  'kind',
  'id',
  'service',
  'theme',
  'sources',
  'languages',
  'validFrom',
  'validTo',
  'checkedOn',
  'reviewBy',
  'owner',
  'checkWithAdministration',
]);

const isLanguage = (name: string): name is Language => languages.some((language) => language === name);

/** Words with their figures; those that stand in several languages have each its own way of writing them. */
function filled(value: unknown, language: Language, fill: Fill): unknown {
  if (typeof value === 'string') return fill(value, language);
  if (Array.isArray(value)) return value.map((one) => filled(one, language, fill));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, filled(one, isLanguage(name) ? name : language, fill)]),
  );
}

const textsOf = ({ language, document }: Pick<Seen, 'language' | 'document'>): Record<string, unknown> =>
  (document['languages'] as Record<string, Record<string, unknown>> | undefined)?.[language] ?? {};

/** The languages in which something can be seen of a content now. */
const languagesSeen = ({ public: seen }: ListedContent, now: string): Language[] =>
  languages.filter((language) => seenAt(seen, language, now) !== undefined);

/**
 * One content as citizens see it in their language, else in Italian; undefined where nothing of it is public. Once its
 * last day is past its words are gone, and its title stays with where to look. The facts are those of the Italian
 * version, and its last day counts for every language.
 */
export function publicContent(
  listed: ListedContent,
  language: Language,
  now: string,
  fill: Fill,
): PublicContent | undefined {
  const own = seenBy(listed.public, language, now);
  if (!own) return undefined;
  const base = seenAt(listed.public, 'it', now) ?? own;
  const seen = base.state === 'over' ? { ...base, language: own.language, document: own.document } : own;
  const { kind, id } = partsOf(listed.content);
  const { theme, service, sources, checkWithAdministration } = base.document;
  const texts = filled(textsOf(seen), seen.language, fill) as Record<string, unknown>;
  const always = {
    service: String(service),
    kind,
    id,
    theme: String(theme),
    language: seen.language,
    languages: languagesSeen(listed, now),
    title: String(texts['title'] ?? id),
    sources: (sources ?? []) as Source[],
    checkWithAdministration: checkWithAdministration === true,
  };
  if (seen.state === 'over') return { ...always, state: 'over', validTo: seen.validTo };
  const { publishedAt, reviewBy, validTo, urgentUntil } = seen;
  const members = Object.fromEntries(Object.entries(base.document).filter(([member]) => !aside.has(member)));
  const facts = filled(members, 'it', fill) as Record<string, unknown>;
  return {
    ...always,
    state: 'shown',
    texts,
    facts,
    version: seen.version,
    publishedAt,
    checkedOn: checkedOn({ at: publishedAt, checkedAt: seen.checkedAt }, seen.document['checkedOn']),
    reviewBy,
    ...present({ validTo, urgentUntil }),
  };
}

/** One content as a line of a list; undefined for what has no page, what is over, and what nobody published. */
export function publicLine(
  listed: ListedContent,
  language: Language,
  now: string,
  { fill, address }: { fill: Fill; address: (kind: PagedKind, id: string) => string },
): PublicLine | undefined {
  const { kind } = partsOf(listed.content);
  if (!isPaged(kind)) return undefined;
  const seen = publicContent(listed, language, now, fill);
  if (seen?.state !== 'shown') return undefined;
  const { id, theme, title, version } = seen;
  const summary = String(seen.texts?.['summary'] ?? '');
  return {
    kind,
    id,
    theme,
    language: seen.language,
    title,
    summary,
    address: address(kind, id),
    ...present({ version }),
  };
}
