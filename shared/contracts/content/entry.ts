import * as z from 'zod/mini';
import { ReceiptCode } from '../contact.ts';
import { Officer } from '../declaration.ts';
import { Day, Instant, Language, noControl } from '../text.ts';
import type { ContentItem } from './content.ts';

/** Everything that has versions, by its kind: pages of their own, and what stands in them. */
export const contentKinds = [
  'article',
  'question-and-answer',
  'material',
  'guide',
  'measure',
  'life-event',
  'administration',
  'practice',
  'question',
  'parameter',
  'picture',
] as const satisfies ContentItem['kind'][];
export const ContentKind = z.enum(contentKinds);
export type ContentKind = z.infer<typeof ContentKind>;

/** The name of a content within its service: its kind and its slug, as `article/bonus-asilo-nido`. */
export const ContentId = z
  .string()
  .check(z.maxLength(90), z.regex(new RegExp(`^(?:${contentKinds.join('|')})/[a-z0-9]+(?:-[a-z0-9]+)*$`)));
export type ContentId = z.infer<typeof ContentId>;

/** The most members of an item of content: shapes of contents have some thirty. */
export const maximumMembers = 100;

/**
 * An item of content with its words in one language alone: `languages` holds that one. Italian has also what is the
 * same in every language, such as conditions.
 */
export const ContentDocument = z
  .record(z.string().check(z.maxLength(80)), z.unknown())
  .check(
    z.refine((document) => Object.keys(document).length <= maximumMembers, { error: 'too many members for a content' }),
  );
export type ContentDocument = z.infer<typeof ContentDocument>;

/** One to 2,000 characters that somebody wrote to be read by colleagues or citizens. */
const Words = z.string().check(z.minLength(3), z.maxLength(2000), z.regex(/\S/), noControl);
/** The entry in which words were written: a version of the content, from 1. */
const Version = z.int().check(z.minimum(1), z.maximum(1_000_000));

/** Someone writes or corrects: what the document is, what changed, and where it is from. */
const Write = z.strictObject({
  act: z.literal('write'),
  language: Language,
  document: ContentDocument,
  change: Words,
  source: z.optional(Words),
  /** The case whose answer it is made of: who asked there has to allow that it is published. */
  fromCase: z.optional(ReceiptCode),
});
const Review = z.strictObject({ act: z.literal('review'), version: Version });
const Publish = z.strictObject({
  act: z.literal('publish'),
  version: Version,
  /** The day by which somebody has to look again; a year from now when left out. */
  reviewBy: z.optional(Day),
  /** Without another person's review, while something is declared: at most 72 hours, marked so. */
  urgent: z.optional(z.literal(true)),
});
/** Someone looked and found that it still holds: from now its age counts anew. */
const Check = z.strictObject({ act: z.literal('check'), language: Language, reviewBy: z.optional(Day) });
const Withdraw = z.strictObject({ act: z.literal('withdraw'), reason: Words, leadsTo: z.optional(ContentId) });
const Rename = z.strictObject({ act: z.literal('rename'), to: ContentId });

/** An administration is mailed a link by which it proposes what its own entry says; the link of before is dead. */
const GiveLink = z.strictObject({
  act: z.literal('give-link'),
  to: z.email().check(z.maxLength(254)),
  language: Language,
});
const EndLink = z.strictObject({ act: z.literal('end-link') });

/** One act on a content, as the API takes it. */
export const ContentAct = z.discriminatedUnion('act', [
  Write,
  Review,
  Publish,
  Check,
  Withdraw,
  Rename,
  GiveLink,
  EndLink,
]);
export type ContentAct = z.infer<typeof ContentAct>;

const done = { at: Instant, by: Officer };
const Written = z.object({
  type: z.literal('Written'),
  ...done,
  language: Language,
  document: ContentDocument,
  change: z.string().check(z.maxLength(2000)),
  source: z.optional(z.string().check(z.maxLength(2000))),
  fromCase: z.optional(ReceiptCode),
  /** The days between which the document holds, both included, as it says itself. */
  validFrom: z.optional(Day),
  validTo: z.optional(Day),
});
const Reviewed = z.object({ type: z.literal('Reviewed'), ...done, version: Version });
const Published = z.object({
  type: z.literal('Published'),
  ...done,
  version: Version,
  reviewBy: Day,
  /** There where nobody has reviewed it: it ends then, unless somebody does meanwhile. */
  urgentUntil: z.optional(Instant),
});
const Checked = z.object({ type: z.literal('Checked'), ...done, language: Language, reviewBy: Day });
const Withdrawn = z.object({
  type: z.literal('Withdrawn'),
  ...done,
  reason: z.string().check(z.maxLength(2000)),
  leadsTo: z.optional(ContentId),
});
const Renamed = z.object({ type: z.literal('Renamed'), ...done, to: ContentId });

/** The link of that number opens the entry until its end; whom it was mailed to is kept nowhere. */
const LinkGiven = z.object({
  type: z.literal('LinkGiven'),
  ...done,
  link: z.int().check(z.minimum(1), z.maximum(9999)),
  endsAt: Instant,
});
const LinkEnded = z.object({ type: z.literal('LinkEnded'), ...done });

/** What happened to a content: facts in the past tense, in the order in which they came to be. */
export const ContentEvent = z.discriminatedUnion('type', [
  Written,
  Reviewed,
  Published,
  Checked,
  Withdrawn,
  Renamed,
  LinkGiven,
  LinkEnded,
]);
export type ContentEvent = z.infer<typeof ContentEvent>;

/**
 * One entry of a content as stored: append-only and hash-chained like the register; version 1 is the first. `content`
 * is its name within the service.
 */
export const ContentEntry = z.object({
  content: ContentId,
  version: Version,
  at: Instant,
  event: ContentEvent,
  prevHash: z.string().check(z.maxLength(64)),
  hash: z.string().check(z.maxLength(64)),
});
export type ContentEntry = z.infer<typeof ContentEntry>;
