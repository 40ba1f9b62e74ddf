import * as z from 'zod/mini';
import { maximumDocumentBytes } from './arrival.ts';
import { returns } from './desk-event.ts';
import { ServiceId } from './kind.ts';
import { Instant, line, maximumTextLength, prose } from './text.ts';

const text = (maximum: number) => z.string().check(z.maxLength(maximum));

/** What an administration does with what was referred to it. */
export const referralActs = ['acknowledge', 'answer', 'refuse', 'give-back'] as const;

/**
 * The body of `POST …/referrals`: the secret of the link that was mailed, in the body so that it stands in no log, or
 * the whole link as somebody pastes it; and what is done, where something is.
 */
export const ReferralAsked = z.strictObject({
  link: line(500),
  act: z.optional(z.enum(referralActs)),
  /** The answer, why it is refused, or why it is given back; only the last may be left out. */
  text: z.optional(prose(maximumTextLength)),
  /** Who is competent instead. */
  competent: z.optional(line(200)),
});
export type ReferralAsked = z.infer<typeof ReferralAsked>;

/** What an administration sees of a case that was referred to it: what was shared by then, while it owes something. */
export const ReferralView = z.strictObject({
  service: ServiceId,
  /** By it both sides name the referral on the phone; no receipt code. */
  reference: text(20),
  to: text(200),
  sentAt: Instant,
  state: z.enum(['sent', 'acknowledged', 'answered', 'refused', 'returned']),
  since: Instant,
  because: z.optional(z.enum(returns)),
  acknowledgeBy: z.optional(Instant),
  answerBy: z.optional(Instant),
  /** What the desk asks. */
  text: z.optional(text(maximumTextLength)),
  words: z.optional(z.array(z.strictObject({ at: Instant, text: text(maximumTextLength) })).check(z.maxLength(200))),
  name: z.optional(text(200)),
  email: z.optional(text(254)),
  phone: z.optional(text(40)),
  place: z.optional(z.strictObject({ address: z.optional(text(500)), municipality: z.optional(text(200)) })),
  /** Each with an address that downloads it for five minutes. */
  files: z.optional(
    z
      .array(
        z.strictObject({
          name: text(80),
          contentType: text(100),
          bytes: z.int().check(z.minimum(1), z.maximum(maximumDocumentBytes)),
          address: z.url().check(z.maxLength(4000)),
          addressEndsAt: Instant,
        }),
      )
      .check(z.maxLength(50)),
  ),
});
export type ReferralView = z.infer<typeof ReferralView>;
