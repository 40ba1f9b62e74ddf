import type { ContentDocument } from '../../contracts/content/entry.ts';
import { type Language, languages } from '../../contracts/text.ts';
import { dayInRome, instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import type { Content, Gone, Publication, WrittenVersion } from './content-life.ts';

/** Words that citizens may come to see: a publication with its document, and the time in which it can be seen. */
export type Candidate = {
  version: number;
  document: ContentDocument;
  publishedAt: string;
  checkedAt: string;
  reviewBy: string;
  source?: string;
  validFrom?: string;
  validTo?: string;
  /** Nobody has reviewed it: it is seen no longer than until then. */
  urgentUntil?: string;
};

/** All of a content that citizens may ever see, as its table of published contents keeps it. */
export type Catalogued = {
  /** The version of the content that this was made of. */
  version: number;
  languages: Readonly<Partial<Record<Language, readonly Candidate[]>>>;
  gone?: Gone;
};

/** What citizens see of a content in one language at an instant. */
export type Seen =
  | (Omit<Candidate, 'validFrom'> & { state: 'shown'; language: Language; toCheck: boolean })
  | { state: 'over'; language: Language; validTo: string; document: ContentDocument };

function candidateOf(publication: Publication, words: WrittenVersion): Candidate {
  const { version, at, checkedAt, reviewBy, urgentUntil } = publication;
  const { document, source, validFrom, validTo, reviewed } = words;
  // A review that comes in time takes the end away; one that comes later asks for another publication.
  const inTime = urgentUntil !== undefined && reviewed !== undefined && instantOf(reviewed.at) < instantOf(urgentUntil);
  return {
    version,
    document,
    publishedAt: at,
    checkedAt,
    reviewBy,
    ...present({ source, validFrom, validTo, urgentUntil: inTime ? undefined : urgentUntil }),
  };
}

/** Whether nothing published before it can be seen any more. */
const settles = ({ publishedAt, validFrom, urgentUntil }: Candidate) =>
  urgentUntil === undefined && (validFrom === undefined || validFrom <= dayInRome(instantOf(publishedAt)));

/** What citizens may come to see of a content: nothing that was not published, nothing that cannot return. */
export function catalogued(content: Content): Catalogued {
  const of = (language: Language): Candidate[] => {
    const candidates = (content.published[language] ?? []).flatMap((publication) => {
      const words = content.written.find(({ version }) => version === publication.version);
      return words ? [candidateOf(publication, words)] : [];
    });
    return candidates.slice(Math.max(candidates.findLastIndex(settles), 0));
  };
  const each = languages.map((language) => [language, of(language)] as const);
  return {
    version: content.version,
    languages: Object.fromEntries(each.filter(([, candidates]) => candidates.length > 0)),
    ...present({ gone: content.gone }),
  };
}

/**
 * What citizens see of a content in one language at an instant: the publication that came last of those that have begun
 * and, where nobody reviewed them, have not yet lapsed. Over once its last day is past: what was published before it
 * does not come back then. Undefined where nothing is public in that language.
 */
export function seenAt({ languages: all }: Catalogued, language: Language, now: string): Seen | undefined {
  const instant = instantOf(now);
  const today = dayInRome(instant);
  const last = all[language]?.findLast(
    ({ validFrom, urgentUntil }) =>
      (validFrom === undefined || validFrom <= today) &&
      (urgentUntil === undefined || instant < instantOf(urgentUntil)),
  );
  if (!last) return undefined;
  const { validFrom: _begun, ...shown } = last;
  if (last.validTo !== undefined && last.validTo < today)
    return { state: 'over', language, validTo: last.validTo, document: last.document };
  return { state: 'shown', language, toCheck: last.reviewBy < today, ...shown };
}

/** What a reader of one language sees: in that language, else in Italian, else in whichever there is. */
export function seenBy(content: Catalogued, language: Language, now: string): Seen | undefined {
  for (const one of [language, ...languages]) {
    const seen = seenAt(content, one, now);
    if (seen) return seen;
  }
  return undefined;
}

/** Where a content stands in one language, as its editors see it. */
export type ContentState =
  | 'none'
  | 'draft'
  | 'reviewed'
  | 'published'
  | 'urgent'
  | 'to-check'
  | 'over'
  | 'withdrawn'
  | 'renamed';

/** Where a content stands in one language, and the newest version that waits to be reviewed or published. */
export function stateOf(
  content: Content,
  language: Language,
  now: string,
): { state: ContentState; waiting?: { version: number; state: 'draft' | 'reviewed' } } {
  const seen = seenAt(catalogued(content), language, now);
  const newest = content.written.findLast((words) => words.language === language);
  const published = content.published[language]?.at(-1)?.version ?? 0;
  const waiting =
    newest && newest.version > published && !isBeforeEnd(content, newest)
      ? ({ version: newest.version, state: newest.reviewed ? 'reviewed' : 'draft' } as const)
      : undefined;
  const state = (): ContentState => {
    if (content.gone && 'movedTo' in content.gone) return 'renamed';
    if (seen?.state === 'over') return 'over';
    if (seen?.urgentUntil !== undefined) return 'urgent';
    if (seen) return seen.toCheck ? 'to-check' : 'published';
    if (waiting) return waiting.state;
    return content.gone ? 'withdrawn' : 'none';
  };
  return { state: state(), ...present({ waiting }) };
}

const isBeforeEnd = ({ gone }: Content, { at }: WrittenVersion) =>
  gone !== undefined && instantOf(at) <= instantOf(gone.at);
