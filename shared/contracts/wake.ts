import * as z from 'zod/mini';
import { ServiceId } from './kind.ts';
import { Instant, Language } from './text.ts';

const Name = z.string().check(z.minLength(1), z.maxLength(80));
const Address = z.string().check(z.minLength(1), z.maxLength(500));

/** A telephone number of staff as networks everywhere take it (ITU-T E.164). */
export const StaffNumber = z.string().check(z.regex(/^\+[1-9]\d{6,14}$/), z.maxLength(16));

/** How somebody is woken, besides the mail that always goes: the order is the order of trying. */
export const wakingWays = ['call', 'sms', 'push'] as const;

/** A key of the telephone, and where pressing it is posted to. */
const Key = z.strictObject({ digit: z.string().check(z.regex(/^[0-9]$/), z.maxLength(1)), address: Address });

/** One ring of one person in one way, as it waits in the queue; each is tried again by itself. */
export const Ring = z.strictObject({
  contract: z.literal('ring.v1'),
  /** The same for the same ring however often it is sent: whoever gets it twice can tell. */
  id: z.string().check(z.regex(/^[A-Za-z0-9._-]{1,200}$/), z.maxLength(200)),
  service: ServiceId,
  way: z.enum(wakingWays),
  /** A number, or the address that pushes go to. */
  to: Address,
  language: Language,
  /** What is spoken, or written; nobody's name and nobody's words. */
  words: z.string().check(z.minLength(1), z.maxLength(1000)),
  /** Where this person, and nobody else, says that they have heard. */
  answerAddress: Address,
  /** Further keys of a call, each with an address of its own. */
  more: z.optional(z.array(Key).check(z.maxLength(8))),
  /** When it was decided, and until when it is of use: then the next person is rung. */
  at: Instant,
  until: Instant,
});
export type Ring = z.infer<typeof Ring>;

/**
 * What a telephone exchange is posted, signed as Standard Webhooks: whom to call, what to say, and where an answer
 * goes.
 */
export const SpokenCall = z.strictObject({
  type: z.literal('staff.call'),
  timestamp: Instant,
  data: z.strictObject({
    service: ServiceId,
    /** The number to call, and the one to show. */
    to: StaffNumber,
    from: z.optional(StaffNumber),
    language: Language,
    /** To be spoken, twice at least. */
    text: z.string().check(z.minLength(1), z.maxLength(1000)),
    /** When this key is pressed: a POST without a body to this address. */
    answer: Key,
    /** Further keys that answer otherwise, each in the same way. */
    more: z.optional(z.array(Key).check(z.maxLength(8))),
    /** After this instant the call is of no use any more: the next person is being called. */
    until: Instant,
  }),
});
export type SpokenCall = z.infer<typeof SpokenCall>;

/** What waits for somebody to look: counts and instants, nothing of anybody's. */
export const Waiting = z.object({
  /** Cases in the urgent lane that nobody has heard of; `more` when there are more than were counted. */
  urgent: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  more: z.boolean(),
  /** Since when the oldest of them waits. */
  oldest: z.optional(Instant),
  /** Proposals that ask an officer. */
  proposals: z.int().check(z.minimum(0), z.maximum(10_000)),
});
export type Waiting = z.infer<typeof Waiting>;

/** One occasion for which staff of a service are rung, one after the other, until one of them has heard. */
export const Wake = z.object({
  service: ServiceId,
  /** Milliseconds of the instant at which it began: one occasion after the other. */
  occasion: z.int().check(z.minimum(1), z.maximum(9_999_999_999_999)),
  openedAt: Instant,
  /** 128 random bits as hex: with them each person's own address for the answer is made. */
  secret: z.string().check(z.regex(/^[0-9a-f]{32}$/), z.maxLength(32)),
  /** What waited when somebody was last rung. */
  waiting: Waiting,
  /** Until when everything had been heard of before this occasion; undefined when nobody ever answered. */
  heardUntil: z.optional(Instant),
  /** Who was rung, in order; the latest two hundred. */
  rings: z
    .array(z.object({ name: Name, email: z.email().check(z.maxLength(254)), at: Instant }))
    .check(z.maxLength(200)),
  acknowledged: z.optional(z.object({ at: Instant, by: Name })),
  /** Nothing waited any more: somebody at a desk was quicker. */
  closed: z.optional(z.object({ at: Instant })),
  revision: z.int().check(z.minimum(1), z.maximum(1_000_000)),
});
export type Wake = z.infer<typeof Wake>;

/** What whoever was rung sees of it. */
export const WakeView = z.strictObject({
  service: ServiceId,
  since: Instant,
  urgent: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  oldest: z.optional(Instant),
  proposals: z.int().check(z.minimum(0), z.maximum(10_000)),
  state: z.enum(['open', 'acknowledged', 'over']),
  acknowledgedAt: z.optional(Instant),
  acknowledgedBy: z.optional(Name),
});
export type WakeView = z.infer<typeof WakeView>;
