import * as z from 'zod/mini';
import { Instant } from './text.ts';

/** A mail that is due: composed, waiting in a mail queue for its turn at the account's rate. */
export const MailDue = z.object({
  contract: z.literal('mail-due.v1'),
  caseId: z.string(),
  service: z.string(),
  to: z.email(),
  composedAt: Instant,
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
