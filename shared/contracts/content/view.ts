import * as z from 'zod/mini';
import { Advice } from '../contact.ts';
import { Identifier, ServiceId } from '../kind.ts';
import { Day, Instant, Language } from '../text.ts';
import { Territory } from './administration.ts';
import { ContentDocument, ContentEvent, ContentId, ContentKind } from './entry.ts';
import { Source } from './source.ts';
import { ReaderCounts } from './usefulness.ts';

/** Where a content stands in one language: `none` where nobody has written it. */
export const ContentState = z.enum([
  'none',
  'draft',
  'reviewed',
  'published',
  'urgent',
  'to-check',
  'over',
  'withdrawn',
  'renamed',
]);

const Version = z.int().check(z.minimum(1), z.maximum(1_000_000));
const InLanguage = z.strictObject({
  state: ContentState,
  title: z.string().check(z.maxLength(200)),
  /** The newest version that waits to be reviewed or published. */
  waiting: z.optional(z.strictObject({ version: Version, state: z.enum(['draft', 'reviewed']) })),
  publishedVersion: z.optional(Version),
  checkedOn: z.optional(Day),
  reviewBy: z.optional(Day),
  urgentUntil: z.optional(Instant),
});
const inEach = z.strictObject({
  it: z.optional(InLanguage),
  en: z.optional(InLanguage),
  de: z.optional(InLanguage),
});

/** One content as its editors see it in their list; `due` tells that somebody owes it a review or a check. */
export const ContentLine = z.strictObject({
  content: ContentId,
  kind: ContentKind,
  id: z.string().check(z.maxLength(60)),
  version: Version,
  theme: z.optional(Identifier),
  owner: z.optional(Identifier),
  due: z.optional(z.enum(['urgent-review', 'review', 'check', 'over'])),
  languages: inEach,
  /** How easily the published Italian words are read, 0 to 100 (Gulpease). */
  readability: z.optional(z.int().check(z.minimum(0), z.maximum(100))),
});
export type ContentLine = z.infer<typeof ContentLine>;

/** All contents of a service for its editors, what is due first; `oneSuffices` while one person may publish alone. */
export const ContentsView = z.strictObject({
  service: ServiceId,
  asOf: Instant,
  oneSuffices: z.boolean(),
  readers: z.optional(ReaderCounts),
  contents: z.array(ContentLine).check(z.maxLength(5000)),
});
export type ContentsView = z.infer<typeof ContentsView>;

/** One content whole, with every act since its first, oldest first. */
export const ContentView = z.strictObject({
  service: ServiceId,
  content: ContentId,
  version: Version,
  line: ContentLine,
  events: z.array(ContentEvent).check(z.maxLength(10_000)),
});
export type ContentView = z.infer<typeof ContentView>;

/** One line of a list or a search, in the language in which it was found. */
export const PublicLine = z.strictObject({
  kind: ContentKind,
  id: z.string().check(z.maxLength(60)),
  theme: Identifier,
  language: Language,
  title: z.string().check(z.maxLength(200)),
  summary: z.string().check(z.maxLength(2000)),
  address: z.string().check(z.maxLength(300)),
  /** The version whose words these are: what an answer quotes is kept by it. */
  version: z.optional(Version),
});
export type PublicLine = z.infer<typeof PublicLine>;

/**
 * Who is competent for a theme at a place: one administration, or `hole` where nobody is known; then whoever orients
 * there. `which` where a municipality was asked for by a name that several have, or none: those to choose from.
 */
export const Competence = z.strictObject({
  theme: Identifier,
  place: z.optional(Territory),
  municipality: z.optional(z.string().check(z.maxLength(200))),
  which: z.optional(
    z.array(z.strictObject({ place: Territory, name: z.string().check(z.maxLength(200)) })).check(z.maxLength(50)),
  ),
  competent: z.optional(PublicLine),
  hole: z.optional(z.literal(true)),
  orients: z.optional(PublicLine),
});
export type Competence = z.infer<typeof Competence>;

/**
 * What a service tells its citizens of one kind, or what a search found, the best first. `advice` is there when the
 * words that were searched for speak of danger to life.
 */
export const PublicContents = z.strictObject({
  service: ServiceId,
  language: Language,
  query: z.optional(z.string().check(z.maxLength(200))),
  advice: z.optional(Advice),
  competence: z.optional(Competence),
  /** With the network of administrations: the themes that they can be asked for by. */
  themes: z.optional(
    z.array(z.strictObject({ theme: Identifier, name: z.string().check(z.maxLength(200)) })).check(z.maxLength(50)),
  ),
  contents: z.array(PublicLine).check(z.maxLength(2000)),
});
export type PublicContents = z.infer<typeof PublicContents>;

/**
 * One published content in one language: `texts` are its words, `facts` what is the same in every language. Over once
 * its last day is past: then neither is there.
 */
export const PublicContent = z.strictObject({
  service: ServiceId,
  kind: ContentKind,
  id: z.string().check(z.maxLength(60)),
  theme: Identifier,
  state: z.enum(['shown', 'over']),
  language: Language,
  languages: z.array(Language).check(z.maxLength(3)),
  title: z.string().check(z.maxLength(200)),
  texts: z.optional(ContentDocument),
  facts: z.optional(ContentDocument),
  sources: z.array(Source).check(z.maxLength(20)),
  version: z.optional(Version),
  publishedAt: z.optional(Instant),
  checkedOn: z.optional(Day),
  reviewBy: z.optional(Day),
  validTo: z.optional(Day),
  /** There while nobody has reviewed it: it was published alone, in an urgent hour. */
  urgentUntil: z.optional(Instant),
  checkWithAdministration: z.boolean(),
});
export type PublicContent = z.infer<typeof PublicContent>;
