import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { Officer } from './declaration.ts';
import { ItemId } from './event-members.ts';
import { Channel, ServiceId } from './kind.ts';
import { Day, Instant } from './text.ts';

const text = (maximum: number) => z.string().check(z.maxLength(maximum));
const Digest = z.string().check(z.regex(/^[0-9a-f]{64}$/), z.maxLength(64));
/** 400 KB: DynamoDB keeps no larger item (Service Quotas). */
const maximumItemBytes = 409_600;
/** A thousand million: what no office assigns in a year. */
const maximumNumber = 999_999_999;
/** Year 0 holds one batch, which says in which year the protocol begins. */
const Year = z.int().check(z.minimum(0), z.maximum(9999));
const BatchNumber = z.int().check(z.minimum(1), z.maximum(maximumNumber));

/** A protocol number as it is written: the year, then seven digits at least (DPR 445/2000 art. 57). */
export const ProtocolNumber = z.string().check(z.regex(/^\d{4}-\d{7,9}$/), z.maxLength(14));

/**
 * One registration (DPR 445/2000 art. 53): number, date, parties, subject, the sender's own reference, digest of what
 * came.
 */
export const ProtocolEntry = z.object({
  number: ProtocolNumber,
  at: Instant,
  contact: ReceiptCode,
  caseId: ReceiptCode,
  /** The answer that went out, where it is no contact that came in: who sends and who receives are the other way round. */
  answer: z.optional(ItemId),
  channel: Channel,
  receivedAt: Instant,
  sender: z.object({
    name: z.optional(text(200)),
    surname: z.optional(text(200)),
    email: z.optional(text(254)),
    phone: z.optional(text(30)),
  }),
  recipient: text(200),
  subject: text(500),
  senderReference: z.optional(text(200)),
  /** Of the original mail or scan; of the register's entry where the contact has no other original. */
  sha256: Digest,
});
export type ProtocolEntry = z.infer<typeof ProtocolEntry>;

/**
 * One append to the protocol: the numbers `first` to `last` of a year, none where `last` is below `first`.
 * `entries` is the JSON text that the hash covers, byte for byte; `continuesIn` closes the year and names the next.
 */
export const ProtocolBatch = z.object({
  service: ServiceId,
  year: Year,
  batch: BatchNumber,
  first: z.int().check(z.minimum(1), z.maximum(maximumNumber)),
  last: z.int().check(z.minimum(0), z.maximum(maximumNumber)),
  at: Instant,
  entries: text(maximumItemBytes),
  continuesIn: z.optional(Year),
  prevHash: Digest,
  hash: Digest,
});
export type ProtocolBatch = z.infer<typeof ProtocolBatch>;

/** Why a number no longer counts; the registration itself stays as it is (DPR 445/2000 art. 54). */
export const ProtocolCancellation = z.object({
  number: ProtocolNumber,
  reason: text(2000),
  by: Officer,
  at: Instant,
});
export type ProtocolCancellation = z.infer<typeof ProtocolCancellation>;

/** What a supervisor sends to cancel a number: why. */
export const CancellationRequest = z.strictObject({
  reason: z
    .string()
    .check(z.trim(), z.minLength(3), z.maxLength(2000), z.regex(/^[^\u0000-\u0008\u000e-\u001f\u007f]*$/)),
});
export type CancellationRequest = z.infer<typeof CancellationRequest>;

/**
 * The register of one day as it was closed: which batches and numbers, what was cancelled, under one root chained to
 * the day before.
 */
export const ProtocolDay = z.object({
  service: ServiceId,
  day: Day,
  batches: z.object({ from: BatchNumber, to: z.int().check(z.minimum(0), z.maximum(maximumNumber)) }),
  first: z.optional(ProtocolNumber),
  last: z.optional(ProtocolNumber),
  count: z.int().check(z.minimum(0), z.maximum(maximumNumber)),
  cancelled: z.array(ProtocolNumber).check(z.maxLength(10_000)),
  root: Digest,
  previousRoot: Digest,
  closedAt: Instant,
});
export type ProtocolDay = z.infer<typeof ProtocolDay>;

/** A registration as staff see it, with its cancellation where there is one. */
export const ProtocolEntryView = z.object({
  ...ProtocolEntry.shape,
  cancelled: z.optional(z.object({ reason: text(2000), by: text(200), at: Instant })),
});
export type ProtocolEntryView = z.infer<typeof ProtocolEntryView>;

/**
 * The answer of `GET …/protocol?day=`: the day's registrations in order, a page at a time, and its seal once it is
 * closed.
 */
export const ProtocolDayView = z.strictObject({
  service: ServiceId,
  day: Day,
  entries: z.array(ProtocolEntryView).check(z.maxLength(1000)),
  /** There are more: ask again with `after` this number. */
  next: z.optional(ProtocolNumber),
  closed: z.optional(ProtocolDay),
});
export type ProtocolDayView = z.infer<typeof ProtocolDayView>;
