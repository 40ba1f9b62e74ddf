import type { ContentEntry } from '../../../shared/contracts/content/entry.ts';
import type { ContentLine, ContentsView, ContentView } from '../../../shared/contracts/content/view.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { dayInRome, instantOf } from '../../../shared/core/hours/zone.ts';
import { type Content, contentOf, type Publication } from '../../../shared/core/knowledge/content-life.ts';
import { gulpease } from '../../../shared/core/knowledge/gulpease.ts';
import {
  type ListedContent,
  listedContent,
  partsOf,
  withoutBytes,
} from '../../../shared/core/knowledge/listed-content.ts';
import { seenAt, stateOf } from '../../../shared/core/knowledge/seen-content.ts';
import { present } from '../../../shared/core/present.ts';

/** The day on which somebody last looked: at a check, else as the document says, else when it was published. */
export function checkedOn({ at, checkedAt }: Pick<Publication, 'at' | 'checkedAt'>, saidOn: unknown): string {
  if (checkedAt === at && typeof saidOn === 'string') return saidOn;
  return dayInRome(instantOf(checkedAt));
}

function inLanguage(life: Content, language: Language, now: string) {
  const newest = life.written.findLast((words) => words.language === language);
  if (!newest) return undefined;
  const { state, waiting } = stateOf(life, language, now);
  const published = life.published[language]?.at(-1);
  return {
    state,
    title: String(newest.document['title'] ?? ''),
    ...present({ waiting }),
    ...(published &&
      state !== 'withdrawn' &&
      state !== 'renamed' && {
        publishedVersion: published.version,
        checkedOn: checkedOn(published, newest.document['checkedOn']),
        reviewBy: published.reviewBy,
        ...(state === 'urgent' && present({ urgentUntil: published.urgentUntil })),
      }),
  };
}

/** How easily the Italian words are read that citizens see now; undefined for what has none. */
function readabilityOf(own: ListedContent['public'], now: string): number | undefined {
  const seen = seenAt(own, 'it', now);
  const words = seen && (seen.document['languages'] as Record<string, Record<string, unknown>> | undefined)?.['it'];
  if (words === undefined) return undefined;
  const { phrases: _typed, ...read } = words;
  return Math.round(gulpease(Object.values(read).flat().join('\n')));
}

/** A content as one line of its editors' list. */
export function contentLine({ content, life, public: own }: ListedContent, now: string): ContentLine {
  const each = Object.fromEntries(
    languages.flatMap((language) => {
      const told = inLanguage(life, language, now);
      return told ? [[language, told]] : [];
    }),
  ) as ContentLine['languages'];
  const told = languages.flatMap((language) => each[language] ?? []);
  const states = told.map(({ state }) => state);
  const waits = told.some(({ waiting }) => waiting?.state === 'draft');
  const due = () => {
    if (states.includes('urgent')) return 'urgent-review' as const;
    if (waits) return 'review' as const;
    if (states.includes('over')) return 'over' as const;
    return states.includes('to-check') ? ('check' as const) : undefined;
  };
  const newest = life.written.at(-1)?.document;
  const text = (member: string) => (typeof newest?.[member] === 'string' ? newest[member] : undefined);
  return {
    content,
    ...partsOf(content),
    version: life.version,
    languages: each,
    ...present({ theme: text('theme'), owner: text('owner'), due: due(), readability: readabilityOf(own, now) }),
  };
}

const byDue = ['urgent-review', 'review', 'check', 'over'];
const rank = ({ due }: ContentLine) => (due === undefined ? byDue.length : byDue.indexOf(due));

/** All contents of a service for its editors: what is due first, then by name. */
export function contentsView(
  service: string,
  listed: readonly ListedContent[],
  { now, oneSuffices }: { now: string; oneSuffices: boolean },
): ContentsView {
  const contents = listed
    .map((one) => contentLine(one, now))
    .sort((one, other) => rank(one) - rank(other) || (one.content < other.content ? -1 : 1));
  return { service, asOf: now, oneSuffices, contents };
}

/** One content whole, as its entries tell it. */
export function contentView(
  service: string,
  content: string,
  entries: readonly ContentEntry[],
  now: string,
): ContentView {
  // The bytes of a picture come once, with what was written last.
  const newest = entries.findLastIndex(({ event }) => event.type === 'Written');
  const events = entries.map(({ event }, at) =>
    event.type === 'Written' && at !== newest ? { ...event, document: withoutBytes(event.document) } : event,
  );
  const line = contentLine(listedContent(content, contentOf(events)), now);
  return { service, content, version: entries.length, line, events };
}
