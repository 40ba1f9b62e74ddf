import * as z from 'zod/mini';
import { AttachmentId } from './arrival.ts';
import { ReceiptCode } from './contact.ts';
import {
  answerChannels,
  caseClocks,
  holdMembers,
  maximumLinks,
  outcomes,
  pauseReasons,
  rescuers,
  resumptions,
  returns,
  sharedParts,
  withholdings,
} from './desk-event.ts';
import { GivenText, ItemId } from './event-members.ts';
import { Identifier } from './kind.ts';
import { ProtocolNumber } from './protocol.ts';
import { Instant, maximumTextLength } from './text.ts';

const text = (maximum: number) => z.string().check(z.maxLength(maximum));
const Words = z.optional(text(maximumTextLength));
const many = 1000;
const Somebody = z.strictObject({ by: text(200), subject: z.optional(text(200)), at: Instant });

/** What the desk knows and does about a case, beside the stage that its citizen sees. */
export const DeskState = z.strictObject({
  /** Who has it, and until when unless they do something with it. */
  owner: z.optional(
    z.strictObject({
      by: text(200),
      subject: z.optional(text(200)),
      since: Instant,
      until: z.optional(Instant),
      /** Who gave it to them, until they do something with it. */
      given: z.optional(text(200)),
    }),
  ),
  /** What the desk is to do with it. */
  state: z.enum(['free', 'held', 'waiting', 'answered', 'closed']),
  /** For whom it waits, while it waits. */
  waitsFor: z.optional(z.enum(['citizen', 'expert', 'administration'])),
  /** Since when the citizen has spoken and nobody has answered. */
  spokeSince: z.optional(Instant),
  asks: z
    .array(
      z.strictObject({
        ask: ItemId,
        to: text(200),
        ...Somebody.shape,
        dueAt: z.optional(Instant),
        direct: z.boolean(),
        state: z.enum(['open', 'answered', 'withdrawn']),
        overdue: z.boolean(),
        text: Words,
        answered: z.optional(z.strictObject({ ...Somebody.shape, text: Words })),
      }),
    )
    .check(z.maxLength(many)),
  referrals: z
    .array(
      z.strictObject({
        referral: ItemId,
        to: text(200),
        office: z.optional(text(20)),
        ...Somebody.shape,
        acknowledgeBy: z.optional(Instant),
        answerBy: z.optional(Instant),
        shares: z.array(z.enum(sharedParts)).check(z.maxLength(sharedParts.length)),
        state: z.enum(['sent', 'acknowledged', 'answered', 'refused', 'returned']),
        since: Instant,
        competent: z.optional(text(200)),
        because: z.optional(z.enum(returns)),
        /** Which link opens it to the administration, and until when, once the first was renewed. */
        link: z.optional(z.int().check(z.minimum(2), z.maximum(maximumLinks))),
        linkEndsAt: z.optional(Instant),
        email: z.optional(text(254)),
        text: Words,
        answer: Words,
      }),
    )
    .check(z.maxLength(many)),
  answers: z
    .array(
      z.strictObject({
        answer: ItemId,
        ...Somebody.shape,
        channel: z.enum(answerChannels),
        final: z.boolean(),
        state: z.enum(['to-leave', 'sent', 'withheld', 'bounced']),
        /** Why it did not leave, where it was withheld. */
        because: z.optional(z.enum(withholdings)),
        leavesAt: z.optional(Instant),
        /** It waits for a supervisor to read it. */
        held: z.optional(z.literal(true)),
        sentAt: z.optional(Instant),
        batch: z.optional(ItemId),
        /** Its outgoing protocol number. */
        protocol: z.optional(ProtocolNumber),
        attachments: z.array(AttachmentId).check(z.maxLength(20)),
        /** Pages that were put into it, each as `kind/id@version`. */
        articles: z.optional(z.array(text(80)).check(z.maxLength(20))),
        /** The template that it was begun with. */
        template: z.optional(z.object({ id: Identifier, version: z.int().check(z.minimum(1), z.maximum(1_000_000)) })),
        /** The version, given before, that it says to hold no longer. */
        corrects: z.optional(GivenText),
        /** The address that it goes to. */
        to: z.optional(text(254)),
        text: Words,
      }),
    )
    .check(z.maxLength(many)),
  /** Words for colleagues, the oldest first. */
  notes: z
    .array(
      z.strictObject({
        ...Somebody.shape,
        /** What a second person found of the answer, where the note is their review. */
        review: z.optional(z.enum(['right', 'to-correct'])),
        text: Words,
        mentions: z.optional(z.array(text(200)).check(z.maxLength(20))),
      }),
    )
    .check(z.maxLength(many)),
  pauses: z
    .array(
      z.strictObject({
        clock: z.enum(caseClocks),
        reason: z.enum(pauseReasons),
        by: text(200),
        from: Instant,
        until: Instant,
        to: z.optional(Instant),
        because: z.optional(z.enum(resumptions)),
      }),
    )
    .check(z.maxLength(many)),
  closedAt: z.optional(Instant),
  outcome: z.optional(z.enum(outcomes)),
  incident: z.optional(ItemId),
  /** The household of an event whose page it stands on. */
  household: z.optional(z.strictObject({ household: ItemId, called: z.optional(text(120)) })),
  /** By what act of an authority it is kept, whatever retention or erasure would have of it. */
  hold: z.optional(z.strictObject({ ...holdMembers, by: text(200), at: Instant })),
  /** The closed case that it goes on from, or the one it was part of. */
  follows: z.optional(ReceiptCode),
  /** The case that goes on from it, where its citizen spoke after the term in which it is opened again. */
  followedBy: z.optional(ReceiptCode),
  splitOff: z.array(z.strictObject({ contact: ReceiptCode, to: ReceiptCode, at: Instant })).check(z.maxLength(many)),
  rescue: z.optional(z.strictObject({ to: z.enum(rescuers), ...Somebody.shape })),
  /** Whether its citizen allows that question and answer are published; absent where nobody said so. */
  publication: z.optional(z.boolean()),
  /** Whether a danger to life was heard that nobody handed over and no two persons found to be none. */
  dangerOpen: z.boolean(),
});
export type DeskState = z.infer<typeof DeskState>;
