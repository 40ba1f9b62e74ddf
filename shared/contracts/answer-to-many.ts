import * as z from 'zod/mini';
import { maximumVersion } from './case-event.ts';
import { ReceiptCode } from './contact.ts';
import { GivenText, ItemId } from './event-members.ts';
import { GivenAnswer } from './given-text.ts';
import { Kind } from './kind.ts';
import { Instant, Language, maximumTextLength } from './text.ts';
import { Region } from './worklist.ts';

const text = (maximum: number) => z.string().check(z.maxLength(maximum));
const Words = z.optional(
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(maximumTextLength),
      z.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/),
    ),
);

/** Cases that one answer goes to at most. */
export const maximumMany = 1000;
/** Cases that one message of the queue holds, and one look. */
export const manyAtOnce = 100;

/** A case as it was when somebody looked at the list: nothing is done to one that changed since. */
export const SeenCase = z.strictObject({
  code: ReceiptCode,
  version: z.int().check(z.minimum(1), z.maximum(maximumVersion)),
});
export type SeenCase = z.infer<typeof SeenCase>;

/** The words of one answer to many, in each language in which it is given. */
export const ManyTexts = z.strictObject({ it: Words, en: Words, de: Words });

/** Where the next page of those who were given a text begins; it means nothing to whoever hands it on. */
const GivenCursor = z.string().check(z.regex(/^[0-9A-Za-z:.#-]{1,120}$/), z.maxLength(120));

/** The body of `POST …/answers-to-many`: find cases about one thing, answer those of the list, look, take it back. */
export const AnswerToMany = z.discriminatedUnion('do', [
  /** Cases like the one to three that are named, or of their incident. */
  z.strictObject({
    do: z.literal('find'),
    picked: z.array(ReceiptCode).check(z.minLength(1), z.maxLength(3)),
    by: z._default(z.enum(['words', 'incident']), 'words'),
  }),
  /** Who was given a version of a page or template: all, or those of some kinds and regions, in some time. */
  z.strictObject({
    do: z.literal('given'),
    text: GivenText,
    kinds: z.optional(z.array(Kind).check(z.minLength(1), z.maxLength(10))),
    /** Regions by their codes (ISTAT); `unknown`: those of which nothing tells. */
    regions: z.optional(z.array(z.union([Region, z.literal('unknown')])).check(z.minLength(1), z.maxLength(21))),
    from: z.optional(Instant),
    until: z.optional(Instant),
    after: z.optional(GivenCursor),
  }),
  z.strictObject({
    do: z.literal('send'),
    texts: ManyTexts,
    final: z._default(z.boolean(), true),
    /** What was said before was dangerous: it leaves at once. */
    safety: z._default(z.boolean(), false),
    /** Those on the list were given this, and it holds no longer: whom no mail reaches is to be called. */
    corrects: z.optional(GivenText),
    cases: z.array(SeenCase).check(z.minLength(1), z.maxLength(maximumMany)),
  }),
  z.strictObject({
    do: z.literal('look'),
    batch: ItemId,
    texts: ManyTexts,
    corrects: z.optional(GivenText),
    cases: z.array(SeenCase).check(z.minLength(1), z.maxLength(manyAtOnce)),
  }),
  z.strictObject({
    do: z.literal('take-back'),
    batch: ItemId,
    cases: z.array(SeenCase).check(z.minLength(1), z.maxLength(maximumMany)),
  }),
]);
export type AnswerToMany = z.infer<typeof AnswerToMany>;

/** Why a case of the list is given no answer. */
export const manySkips = [
  'changed',
  'closed',
  'danger',
  'complaint',
  'held-by-another',
  'no-language',
  'no-way',
  'erased',
  /** It was not given what is corrected, or what it was given has been corrected. */
  'told-already',
] as const;
export type ManySkip = (typeof manySkips)[number];

/** What was found, or what became of each case. */
export const ManyView = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('found'),
    cases: z
      .array(
        z.strictObject({
          ...SeenCase.shape,
          kind: Kind,
          language: Language,
          receivedAt: Instant,
          subject: z.optional(text(120)),
          words: z.optional(text(160)),
          /** Why it is proposed. */
          because: z.strictObject({
            picked: z.optional(z.literal(true)),
            incident: z.optional(z.literal(true)),
            words: z.array(text(80)).check(z.maxLength(20)),
            place: z.optional(text(120)),
            hours: z.int().check(z.minimum(0), z.maximum(1_000_000)),
          }),
        }),
      )
      .check(z.maxLength(maximumMany)),
    /** More are open than were looked at. */
    more: z.boolean(),
  }),
  z.strictObject({
    is: z.literal('given'),
    /** One for each answer in which it was given, the first given first. */
    cases: z.array(GivenAnswer).check(z.maxLength(maximumMany)),
    next: z.optional(GivenCursor),
  }),
  z.strictObject({
    is: z.literal('sent'),
    batch: ItemId,
    /** Until then it can be taken back. */
    leavesAt: Instant,
    count: z.int().check(z.minimum(1), z.maximum(maximumMany)),
  }),
  z.strictObject({
    is: z.literal('looked'),
    cases: z
      .array(
        z.strictObject({
          code: ReceiptCode,
          state: z.enum([
            'waiting',
            'to-leave',
            'sent',
            'withheld',
            'bounced',
            'skipped',
            'call-owed',
            'called',
            'given-up',
          ]),
          because: z.optional(z.enum(manySkips)),
        }),
      )
      .check(z.maxLength(manyAtOnce)),
  }),
  z.strictObject({ is: z.literal('taken-back'), count: z.int().check(z.minimum(1), z.maximum(maximumMany)) }),
]);
export type ManyView = z.infer<typeof ManyView>;
