import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type { WrittenMail } from '../contracts/mail.ts';

/** The mail as MIME bytes (RFC 5322, RFC 2045). */
export function mimeOf(mail: Omit<WrittenMail, 'html'> & { html?: string }, date: Date): Promise<Buffer> {
  return new MailComposer({ ...mail, date, disableFileAccess: true, disableUrlAccess: true }).compile().build();
}
