import type { ContentAct, ContentDocument, ContentEvent, ContentId } from '../../contracts/content/entry.ts';
import type { Officer } from '../../contracts/declaration.ts';
import { type Language, languages } from '../../contracts/text.ts';
import { refusedPhrases } from '../danger/refused-phrases.ts';
import { dateOf, dayInRome, dayOf, instantOf, isoOf } from '../hours/zone.ts';
import { present } from '../present.ts';

const HOUR = 3_600_000;
/** How long words that nobody reviewed may be seen while something is declared: 72 hours, in milliseconds. */
export const urgentLength = 72 * HOUR;
/** How long the link of an administration opens its entry: sixty days, in milliseconds. */
const linkLength = 60 * 24 * HOUR;
/** Links of one administration, ever. */
const maximumLinks = 9_999;
/** Days after which somebody has to look again, where no day was named. */
const daysToReview = 365;

/** Words as somebody wrote them: a version of the content in one language. */
export type WrittenVersion = {
  version: number;
  language: Language;
  document: ContentDocument;
  by: Officer;
  at: string;
  change: string;
  source?: string;
  fromCase?: string;
  validFrom?: string;
  validTo?: string;
  reviewed?: { by: Officer; at: string };
};

/** A version that was made public, and when somebody last found that it holds. */
export type Publication = {
  version: number;
  by: Officer;
  at: string;
  reviewBy: string;
  checkedAt: string;
  urgentUntil?: string;
};

/** Why a content is at its address no more. */
export type Gone = { at: string; reason: string; leadsTo?: ContentId } | { at: string; movedTo: ContentId };

/** A content: its version (number of events), all that was written, and what was made public in which language. */
export type Content = {
  version: number;
  lastAt: string | undefined;
  written: readonly WrittenVersion[];
  published: Readonly<Partial<Record<Language, readonly Publication[]>>>;
  gone?: Gone;
  /** The last link by which an administration proposes what its entry says, and until when; `ended` by an editor. */
  link?: { link: number; endsAt: string; ended?: true };
  /** The case whose answer it was first made of. */
  fromCase?: string;
};

/** The content that nobody has written yet. */
export const emptyContent: Content = { version: 0, lastAt: undefined, written: [], published: {} };

/** An act with all that the core may not find out by itself. */
export type ContentCommand = {
  act: ContentAct;
  by: Officer;
  at: string;
  /** Whether something is declared or proposed for the service: one person suffices then. */
  declared: boolean;
  /** Words that nothing published may hold. */
  forbidden: readonly string[];
};

/** Why an act is not carried out. */
export type ContentRefusal =
  | { refused: 'no-such-version'; version: number }
  | { refused: 'own-words'; version: number }
  | { refused: 'reviewed-already'; version: number }
  | { refused: 'not-reviewed'; version: number }
  | { refused: 'nothing-declared' }
  | { refused: 'published-already'; version: number }
  | { refused: 'older-than-published'; version: number; published: number }
  | { refused: 'no-source' }
  | { refused: 'review-in-the-past'; reviewBy: string }
  | { refused: 'refused-phrases'; phrases: readonly string[] }
  | { refused: 'not-public'; language?: Language }
  | { refused: 'no-link' }
  | { refused: 'renamed'; to: ContentId };

export type ContentDecision = { event: ContentEvent } | ContentRefusal;

const dayIn = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined);

/** The days that a document says of itself: `validFrom` and `validTo`, where they are days. */
const validityIn = (document: ContentDocument) =>
  present({ validFrom: dayIn(document['validFrom']), validTo: dayIn(document['validTo']) });

/** Whether somebody says where a document is from, and when it was read there; what names no sources needs none. */
function hasSource({ sources }: ContentDocument): boolean {
  if (!Array.isArray(sources)) return true;
  return sources.some((source: { consultedOn?: unknown }) => dayIn(source.consultedOn) !== undefined);
}

/**
 * What an act makes of a content: its event, or the refusal. An act's instant is never before the newest event's, so
 * that a clock that is behind cannot change what was already so.
 */
export function decideContent(
  { act, by, at: asked, declared, forbidden }: ContentCommand,
  content: Content,
): ContentDecision {
  const now = Math.max(instantOf(asked), content.lastAt === undefined ? -Infinity : instantOf(content.lastAt));
  const at = isoOf(now);
  const today = dayInRome(now);
  if (content.gone && 'movedTo' in content.gone) return { refused: 'renamed', to: content.gone.movedTo };
  switch (act.act) {
    case 'write': {
      const { act: _act, ...written } = act;
      return { event: { type: 'Written', at, by, ...written, ...validityIn(act.document) } };
    }
    case 'review': {
      const words = content.written.find(({ version }) => version === act.version);
      if (!words) return { refused: 'no-such-version', version: act.version };
      if (words.reviewed) return { refused: 'reviewed-already', version: act.version };
      if (words.by.subject === by.subject) return { refused: 'own-words', version: act.version };
      return { event: { type: 'Reviewed', at, by, version: act.version } };
    }
    case 'publish':
      return publish(act, { by, at, today, declared, forbidden }, content);
    case 'check': {
      const { language } = act;
      if (lastOf(content, language) === undefined) return { refused: 'not-public', language };
      const reviewBy = act.reviewBy ?? yearAfter(today);
      if (reviewBy <= today) return { refused: 'review-in-the-past', reviewBy };
      return { event: { type: 'Checked', at, by, language, reviewBy } };
    }
    case 'withdraw':
      if (!isPublic(content)) return { refused: 'not-public' };
      return { event: { type: 'Withdrawn', at, by, reason: act.reason, ...present({ leadsTo: act.leadsTo }) } };
    case 'rename':
      return { event: { type: 'Renamed', at, by, to: act.to } };
    case 'give-link': {
      if (!isPublic(content)) return { refused: 'not-public' };
      const link = (content.link?.link ?? 0) + 1;
      if (link > maximumLinks) return { refused: 'no-link' };
      return { event: { type: 'LinkGiven', at, by, link, endsAt: isoOf(now + linkLength) } };
    }
    case 'end-link':
      return isLinkGood(content, content.link?.link, at)
        ? { event: { type: 'LinkEnded', at, by } }
        : { refused: 'no-link' };
  }
}

/** Whether the link of a number opens an administration's entry at an ISO instant: the last one does, until its end. */
export const isLinkGood = ({ link, gone }: Content, number: number | undefined, at: string): boolean =>
  link !== undefined &&
  gone === undefined &&
  link.link === number &&
  link.ended === undefined &&
  instantOf(at) < instantOf(link.endsAt);

function publish(
  act: Extract<ContentAct, { act: 'publish' }>,
  { by, at, today, declared, forbidden }: Omit<ContentCommand, 'act'> & { today: string },
  content: Content,
): ContentDecision {
  const { version } = act;
  const words = content.written.find((written) => written.version === version);
  if (!words) return { refused: 'no-such-version', version };
  const phrases = refusedPhrases(words.document, forbidden);
  if (phrases.length > 0) return { refused: 'refused-phrases', phrases };
  const last = lastOf(content, words.language);
  if (last && last.version > version) return { refused: 'older-than-published', version, published: last.version };
  // Urgent words are published again once they are reviewed, or while they hold on: not for another 72 hours unread.
  if (last?.version === version && (last.urgentUntil === undefined || !words.reviewed))
    return { refused: 'published-already', version };
  if (!hasSource(words.document)) return { refused: 'no-source' };
  if (act.reviewBy !== undefined && act.reviewBy <= today)
    return { refused: 'review-in-the-past', reviewBy: act.reviewBy };
  const reviewBy = act.reviewBy ?? dayIn(words.document['reviewBy']) ?? yearAfter(today);
  const published = { type: 'Published', at, by, version, reviewBy } as const;
  if (words.reviewed) return { event: published };
  if (!act.urgent) return { refused: 'not-reviewed', version };
  if (!declared) return { refused: 'nothing-declared' };
  return { event: { ...published, urgentUntil: isoOf(instantOf(at) + urgentLength) } };
}

const yearAfter = (day: string) => dateOf(dayOf(day) + daysToReview);
const lastOf = ({ published }: Content, language: Language) => published[language]?.at(-1);
/** Whether anything of a content is public, or will be. */
export const isPublic = ({ published }: Content) =>
  languages.some((language) => (published[language]?.length ?? 0) > 0);

/** What an event makes of a content. */
export function evolveContent(content: Content, event: ContentEvent): Content {
  const version = content.version + 1;
  const moved = { ...content, version, lastAt: event.at };
  switch (event.type) {
    case 'Written': {
      const { type: _type, ...written } = event;
      const fromCase = content.fromCase ?? event.fromCase;
      return { ...moved, ...present({ fromCase }), written: [...content.written, present({ version, ...written })] };
    }
    case 'Reviewed': {
      const { by, at } = event;
      const read = (one: WrittenVersion): WrittenVersion =>
        one.version === event.version ? { ...one, reviewed: { by, at } } : one;
      return { ...moved, written: content.written.map(read) };
    }
    case 'Published': {
      const { type: _type, ...publication } = event;
      const language = content.written.find((one) => one.version === event.version)?.language;
      if (language === undefined) return moved;
      const { gone: _gone, ...back } = moved;
      const before = content.published[language] ?? [];
      return {
        ...back,
        published: { ...content.published, [language]: [...before, present({ ...publication, checkedAt: event.at })] },
      };
    }
    case 'Checked': {
      const before = content.published[event.language] ?? [];
      const last = before.at(-1);
      if (!last) return moved;
      const checked = { ...last, checkedAt: event.at, reviewBy: event.reviewBy };
      return { ...moved, published: { ...content.published, [event.language]: [...before.slice(0, -1), checked] } };
    }
    case 'Withdrawn': {
      const { at, reason, leadsTo } = event;
      return { ...moved, published: {}, gone: { at, reason, ...present({ leadsTo }) } };
    }
    case 'LinkGiven':
      return { ...moved, link: { link: event.link, endsAt: event.endsAt } };
    case 'LinkEnded':
      return content.link === undefined ? moved : { ...moved, link: { ...content.link, ended: true } };
    case 'Renamed':
      return { ...moved, published: {}, gone: { at: event.at, movedTo: event.to } };
  }
}

/** A content as its events make it, oldest first. */
export const contentOf = (events: readonly ContentEvent[]): Content => events.reduce(evolveContent, emptyContent);
