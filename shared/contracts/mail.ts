import * as z from 'zod/mini';
import { AttachmentId } from './arrival.ts';
import { ItemId } from './event-members.ts';
import { ServiceId } from './kind.ts';
import { Instant } from './text.ts';

/**
 * Bytes that the files of one answer have together at most, 4 MB: as text of a mail they are 5.9 MB, which stays below
 * the 6 MB that Lambda answers with (a certified mail as a file) and the 10 MB that SES's first API takes.
 */
export const maximumFilesBytes = 4_194_304;

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
  /** Files that go with it: whoever sends it takes them from where the service keeps them, unless they were erased. */
  files: z.optional(
    z.object({
      bucket: z.string().check(z.minLength(3), z.maxLength(63)),
      kept: z
        .array(
          z.object({
            document: AttachmentId,
            name: z.string().check(z.maxLength(300)),
            contentType: z.string().check(z.maxLength(100)),
            bytes: z.int().check(z.minimum(1), z.maximum(maximumFilesBytes)),
          }),
        )
        .check(z.minLength(1), z.maxLength(20)),
    }),
  ),
  /** The MIME message, base64, without those files: SES sends it as it is. */
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
