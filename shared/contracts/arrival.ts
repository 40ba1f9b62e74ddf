import * as z from 'zod/mini';
import { HeardInWords } from './danger.ts';
import { GuideWalk } from './guide-walk.ts';
import { Identifier } from './kind.ts';
import { SafeContact } from './safe-contact.ts';
import { Instant, Language, maximumTextLength } from './text.ts';

const text = (maximum: number) => z.string().check(z.maxLength(maximum));
const Sha256Hex = z.string().check(z.regex(/^[0-9a-f]{64}$/), z.maxLength(64));
/** A day of telephone: no call lasts longer. */
const Seconds = z.int().check(z.minimum(0), z.maximum(86_400));

export const AttachmentId = z.string().check(z.regex(/^[0-9a-f]{32}$/), z.maxLength(32));

/** 40 MB: the largest mail that SES receives (SES quotas), so no file of a mail or scan is larger. */
export const maximumDocumentBytes = 41_943_040;

/** A file that is kept with a case: where (`kept/<document>`), what it is by its content, how large, and its digest. */
export const Document = z.object({
  document: AttachmentId,
  contentType: text(100),
  bytes: z.int().check(z.minimum(1), z.maximum(maximumDocumentBytes)),
  sha256: Sha256Hex,
  fileName: z.optional(text(200)),
});
export type Document = z.infer<typeof Document>;

/**
 * What a contact tells of a person and in a person's words, whichever channel it came through: the personal part of a
 * case.
 */
export const toldMembers = {
  name: z.optional(text(200)),
  surname: z.optional(text(200)),
  email: z.optional(text(254)),
  phone: z.optional(text(30)),
  subject: z.optional(text(500)),
  message: z.optional(text(maximumTextLength)),
  place: z.optional(
    z.object({
      address: z.optional(text(500)),
      municipality: z.optional(text(200)),
      latitude: z.optional(z.number().check(z.minimum(-90), z.maximum(90))),
      longitude: z.optional(z.number().check(z.minimum(-180), z.maximum(180))),
    }),
  ),
  /** What the sender quoted or signed with, kept apart from the words that are new. */
  quoted: z.optional(text(maximumTextLength)),
  signature: z.optional(text(2000)),
  /** The sender's own name for the contact: a Message-ID, a call's id. */
  reference: z.optional(text(300)),
  /** Where the recording or the voicemail of a call is kept: exchanges write the caller's number into its name. */
  recording: z.optional(text(500)),
  /** How its sender may be reached without risk. */
  safeContact: z.optional(SafeContact),
  /** How far its sender got in a guide, so that whoever answers goes on there. */
  walk: z.optional(GuideWalk),
  /** What danger to life was heard in it: data on health or violence (GDPR art. 9), erased with the words. */
  danger: z.optional(HeardInWords),
};

/**
 * How a call ended, as far as is known: `in-progress` until a later record says more; `diverted` was passed on to a
 * number that is not ours.
 */
export const callOutcomes = [
  'in-progress',
  'answered',
  'abandoned',
  'busy',
  'diverted',
  'voicemail',
  'call-back-asked',
  'not-connected',
] as const;

/**
 * What is known of a call without naming anybody; of two records of one call the one with the later `asOf`, then
 * `sequence`, is newer (core/call.ts).
 */
export const CallFacts = z.object({
  source: Identifier,
  externalId: z.string().check(z.minLength(1), z.maxLength(200)),
  asOf: Instant,
  sequence: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000_000))),
  outcome: z.enum(callOutcomes),
  startedAt: Instant,
  answeredAt: z.optional(Instant),
  endedAt: z.optional(Instant),
  waitSeconds: z.optional(Seconds),
  talkSeconds: z.optional(Seconds),
  dialled: z.optional(text(30)),
  queue: z.optional(text(100)),
  menuChoices: z.optional(z.array(text(40)).check(z.maxLength(20))),
  /** The language that the caller chose. */
  language: z.optional(Language),
  /** Of entries that are older than the personal part's `recording`. */
  recording: z.optional(text(500)),
});
export type CallFacts = z.infer<typeof CallFacts>;

/**
 * What is known of a mail without its words: where it is kept whole, what certifies it, what SES and we think of it.
 */
export const MailFacts = z.object({
  /** Key of the whole message in the bucket of mails. */
  original: text(200),
  sha256: Sha256Hex,
  bytes: z.int().check(z.minimum(1), z.maximum(maximumDocumentBytes)),
  sentAt: z.optional(Instant),
  /** Certified mail: identifier of the message and of its certifying provider (DPR 68/2005). */
  certified: z.optional(z.object({ identifier: text(300), provider: z.optional(text(200)) })),
  signed: z.optional(z.boolean()),
  /** Files that were left in the whole message because they are too many or too large. */
  left: z.optional(z.int().check(z.minimum(0), z.maximum(10_000))),
});
export type MailFacts = z.infer<typeof MailFacts>;

/** What is known of a fax, a letter or a visit: who wrote it down, whether somebody has still to read it. */
export const PaperFacts = z.object({
  /** True until staff have typed what the scan says. */
  toBeRead: z.boolean(),
  pages: z.optional(z.int().check(z.minimum(1), z.maximum(10_000))),
  /** Date and protocol number that the sender's own office gave it (DPR 445/2000 art. 53 e). */
  senderReference: z.optional(text(200)),
  /** Why it was recorded later than it was received. */
  lateBecause: z.optional(text(500)),
  /** Text that the file itself carries, as its maker wrote it: an aid for whoever reads, not the reading. */
  textLayer: z.optional(z.boolean()),
});
export type PaperFacts = z.infer<typeof PaperFacts>;
