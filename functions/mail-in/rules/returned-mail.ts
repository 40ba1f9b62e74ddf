import type { AnswerNews } from '../../../shared/contracts/handed-on.ts';
import { present } from '../../../shared/core/present.ts';
import type { OpenedMail } from './open-mail.ts';

type Reason = Extract<AnswerNews, { news: 'returned' }>['reason'];

/** What a report of failed delivery says of the mail that came back. */
export type ReturnedMail = { is: 'receipt' } | { is: 'perhaps-answer'; answer?: string; reason: Reason };

/** Which of the enhanced status codes (RFC 3463) means what to whoever answers. */
const reasons: readonly [RegExp, Reason][] = [
  [/^5\.(?:1\.[0-68]|1\.10|2\.1)$/, 'mailbox-unknown'],
  [/^[45]\.2\.2$/, 'mailbox-full'],
  [/^5\.7\.\d{1,3}$/, 'refused'],
];

const latin1 = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes.subarray(0, 16_384));

/**
 * Reads which of our mails came back and why: from the Message-ID in what the report returns, and its status (RFC 3464).
 * A mail of ours that was no answer is a receipt; where the report does not say which it was, it may have been one.
 */
export function returnedMail({ mail }: Pick<OpenedMail, 'mail'>): ReturnedMail {
  const heads = mail.files
    .filter(({ declared }) => /^(?:message\/|text\/rfc822)/.test(declared))
    .map(({ bytes }) => latin1(bytes));
  const name = heads
    .map((head) => /^(?:original-)?message-id:\s*<[A-Z0-9-]{1,30}\.([a-z0-9-]{1,40})@/im.exec(head)?.[1])
    .find((found) => found !== undefined);
  const status = heads.map((head) => /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(head)?.[1]).find(Boolean) ?? '';
  const reason = reasons.find(([pattern]) => pattern.test(status))?.[1] ?? 'other';
  const answer = /^answer-([0-9a-f]{16})$/.exec(name ?? '')?.[1];
  if (name !== undefined && answer === undefined) return { is: 'receipt' };
  return { is: 'perhaps-answer', reason, ...present({ answer }) };
}
