import * as z from 'zod/mini';
import { Email } from '../contact.ts';
import { Instant, Language } from '../text.ts';
import { Slug, Title } from './item.ts';

/** Days after which somebody is asked whether they got what a guide found for them. */
export const daysUntilAsked = 60;

/** Whether somebody got a measure; `not-asked`: they did not apply. */
export const obtained = ['yes', 'no', 'not-asked'] as const;
export type Obtained = (typeof obtained)[number];

/** Why somebody did not get it: from a list, so that nobody writes who they are. */
export const notObtainedReasons = ['refused', 'waiting', 'too-hard', 'too-late', 'other'] as const;
export type NotObtainedReason = (typeof notObtainedReasons)[number];

/** What the link in the mail is known by: 128 random bits. */
export const FollowUpId = z.string().check(z.regex(/^[0-9a-f]{32}$/), z.maxLength(32));

/** The most measures that somebody is asked about at once: as many as the widest guide leads to, and some to spare. */
export const maximumFollowed = 20;

/**
 * The body of `POST …/follow-ups`: somebody agrees to be asked, answers for one measure (the reason comes after a no, by
 * itself), or takes back that they agreed.
 */
export const FollowUpAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('agree'),
    guide: Slug,
    measures: z.array(Slug).check(z.minLength(1), z.maxLength(maximumFollowed)),
    email: Email,
    agreed: z.literal(true),
  }),
  z.strictObject({
    act: z.literal('answer'),
    followUp: FollowUpId,
    measure: Slug,
    obtained: z.enum(obtained),
    reason: z.optional(z.enum(notObtainedReasons)),
  }),
  z.strictObject({ act: z.literal('withdraw'), followUp: FollowUpId }),
]);
export type FollowUpAct = z.infer<typeof FollowUpAct>;

/** What stands behind the link of one who agreed: the measures, what was answered, when the question comes. */
export const FollowUpView = z.strictObject({
  followUp: FollowUpId,
  language: Language,
  dueAt: Instant,
  measures: z
    .array(
      z.strictObject({
        measure: Slug,
        title: Title,
        obtained: z.optional(z.enum(obtained)),
        reason: z.optional(z.enum(notObtainedReasons)),
      }),
    )
    .check(z.maxLength(maximumFollowed)),
});
export type FollowUpView = z.infer<typeof FollowUpView>;
