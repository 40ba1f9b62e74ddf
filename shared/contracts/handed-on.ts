import * as z from 'zod/mini';
import { ManyTexts, manyAtOnce, SeenCase } from './answer-to-many.ts';
import { ReceiptCode } from './contact.ts';
import { bounces } from './desk-event.ts';
import { GivenText, ItemId, Party } from './event-members.ts';
import { ServiceId } from './kind.ts';
import { Instant } from './text.ts';

/** What the registrar leaves for whoever checks uploads: a case whose contact offers some. */
export const AttachmentsOffered = z.object({
  contract: z.literal('attachments-offered.v1'),
  service: ServiceId,
  caseId: ReceiptCode,
});
export type AttachmentsOffered = z.infer<typeof AttachmentsOffered>;

/**
 * What is left for the protocol: a formal contact that is registered and has no number yet; or, where `answer` is named,
 * that answer to it, `contact` then being the case's own.
 */
export const FormalContact = z.object({
  contract: z.literal('formal-contact.v1'),
  service: ServiceId,
  caseId: ReceiptCode,
  contact: ReceiptCode,
  receivedAt: Instant,
  answer: z.optional(ItemId),
});
export type FormalContact = z.infer<typeof FormalContact>;

/** An answer that leaves once its time has come, unless it was withheld by then. */
const AnswerDue = z.object({
  contract: z.literal('answer-news.v1'),
  news: z.literal('due'),
  service: ServiceId,
  caseId: ReceiptCode,
  answer: ItemId,
});
/** A mail about a case did not reach its citizen; `answer` is missing where the news does not say which one. */
const AnswerReturned = z.object({
  contract: z.literal('answer-news.v1'),
  news: z.literal('returned'),
  service: ServiceId,
  caseId: ReceiptCode,
  answer: z.optional(ItemId),
  reason: z.enum(bounces),
});

/**
 * The provider of certified mail has said what became of an answer: the one that is named, or else the only one of its
 * case that is sent to this address.
 */
const AnswerReceipt = z.object({
  contract: z.literal('answer-news.v1'),
  news: z.literal('receipt'),
  service: ServiceId,
  caseId: ReceiptCode,
  answer: z.optional(ItemId),
  to: z.optional(z.string().check(z.maxLength(300))),
  says: z.enum(['accepted', 'delivered', 'undelivered']),
  /** Why it was not delivered. */
  reason: z.optional(z.enum(bounces)),
  /** What the provider calls the message. */
  identifier: z.string().check(z.maxLength(300)),
});

/** A part of one answer to many that is to be given, on the versions that were frozen. */
const AnswerToGive = z.object({
  contract: z.literal('answer-news.v1'),
  news: z.literal('many'),
  service: ServiceId,
  batch: ItemId,
  by: Party,
  subject: z.string().check(z.maxLength(200)),
  texts: ManyTexts,
  final: z.boolean(),
  leavesAt: Instant,
  /** What those on the list were given, and holds no longer; by when whoever has only a number is called. */
  corrects: z.optional(z.object({ text: GivenText, callsDueAt: Instant })),
  cases: z.array(SeenCase).check(z.minLength(1), z.maxLength(manyAtOnce)),
});
/** A part of one answer to many that is to be taken back, where it has not left. */
const AnswerToTakeBack = z.object({
  contract: z.literal('answer-news.v1'),
  news: z.literal('many-back'),
  service: ServiceId,
  batch: ItemId,
  by: Party,
  subject: z.string().check(z.maxLength(200)),
  cases: z.array(SeenCase).check(z.minLength(1), z.maxLength(manyAtOnce)),
});

/** What becomes of the answers of a service, in one queue: what is due, what came back, and what many are given. */
export const AnswerNews = z.discriminatedUnion('news', [
  AnswerDue,
  AnswerReturned,
  AnswerReceipt,
  AnswerToGive,
  AnswerToTakeBack,
]);
export type AnswerNews = z.infer<typeof AnswerNews>;
