import * as z from 'zod/mini';
import { ItemId } from './event-members.ts';
import { ServiceId } from './kind.ts';
import { Instant } from './text.ts';

/** A mail that is due: composed, waiting in a mail queue for its turn at the account's rate. */
export const MailDue = z.object({
  contract: z.literal('mail-due.v1'),
  /** The case that a citizen's mail is about; mails to staff are about none. */
  caseId: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  service: ServiceId,
  to: z.email().check(z.maxLength(254)),
  composedAt: Instant,
  /** True where a page has shown the citizen all of it: the first to be left when the quota does not reach for all. */
  onPage: z.optional(z.literal(true)),
  /** Whether it is the receipt of a canary: whoever sends it notes that it has left. */
  canary: z.optional(z.literal(true)),
  /** The answer that it carries, and the queue that is told when SES will not take it. */
  answer: z.optional(z.object({ id: ItemId, news: z.string().check(z.maxLength(500)) })),
  /** The whole MIME message, base64: SES sends it as it is. */
  raw: z.string().check(z.maxLength(400_000)),
});
export type MailDue = z.infer<typeof MailDue>;

/** A mail in words, before it is MIME: plain text and HTML say the same. */
export type WrittenMail = {
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  headers: Record<string, string>;
};
