import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { WrittenMail } from '../contracts/mail.ts';

/** A file that a mail carries. */
export type CarriedFile = { filename: string; contentType: string; content: Buffer };

/** The mail as MIME bytes (RFC 5322, RFC 2045), with the files that it carries. */
export function mimeOf(
  mail: Omit<WrittenMail, 'html'> & { html?: string },
  date: Date,
  attachments: CarriedFile[] = [],
): Promise<Buffer> {
  const whole = { ...mail, attachments, date, disableFileAccess: true, disableUrlAccess: true };
  return new MailComposer(whole).compile().build();
}
