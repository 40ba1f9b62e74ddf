import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { Officer } from './declaration.ts';
import { ServiceId } from './kind.ts';
import { Instant } from './text.ts';

const text = (maximum: number) => z.string().check(z.maxLength(maximum));

/**
 * Where a mail lies that did not become a contact: waiting for a person, noted as news of our own mails, or decided on.
 */
export const heldBoxes = ['held', 'recorded', 'decided'] as const;
export type HeldBox = (typeof heldBoxes)[number];

/** Why a mail was held or recorded. */
export const heldBecause = [
  'virus',
  'spam',
  'machine',
  'loop',
  'too-large',
  'bounce',
  'auto-reply',
  'certified-receipt',
] as const;

/** Name of a held mail in addresses: when it arrived and a digest, nothing personal. */
export const HeldMailName = z
  .string()
  .check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z_[0-9a-f]{32}$/), z.maxLength(60));

const decision = z.enum(['release', 'discard']);

/** What a person decides on a mail, and why. */
export const HeldMailDecision = z.strictObject({
  decision,
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
});
export type HeldMailDecision = z.infer<typeof HeldMailDecision>;

/** A mail that was not made a contact; the whole of it is kept in the bucket of mails whatever is decided. */
export const HeldMail = z.object({
  mail: HeldMailName,
  service: ServiceId,
  because: z.enum(heldBecause),
  arrivedAt: Instant,
  from: z.optional(text(254)),
  subject: z.optional(text(500)),
  /** The case whose receipt it is about, where that is certain. */
  code: z.optional(ReceiptCode),
  /** What a receipt of certified mail says, in the provider's word. */
  receipt: z.optional(text(60)),
  /** Whether its words speak of danger to life: it is to be looked at now. */
  urgent: z.boolean(),
  files: z.int().check(z.minimum(0)),
  bytes: z.int().check(z.minimum(0)),
  /** Key of the whole message in the bucket of mails. */
  original: text(200),
  decided: z.optional(z.object({ decision, reason: text(500), by: Officer, at: Instant })),
});
export type HeldMail = z.infer<typeof HeldMail>;

/** A page of one box, oldest first; `next` is where the next page begins. */
export const HeldMailsView = z.object({
  service: ServiceId,
  box: z.enum(heldBoxes),
  mails: z.array(HeldMail).check(z.maxLength(50)),
  next: z.optional(HeldMailName),
});
export type HeldMailsView = z.infer<typeof HeldMailsView>;

/**
 * The message that a held mail is to be taken in after all: `released` is the key of the whole message, `by` the
 * subject of who decided.
 */
export const MailReleased = z.object({
  contract: z.literal('mail-released.v1'),
  released: text(200),
  by: text(200),
  arrivedAt: Instant,
  because: z.enum(heldBecause),
});
export type MailReleased = z.infer<typeof MailReleased>;
