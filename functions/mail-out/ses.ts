import { GetSendQuotaCommand, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Quota } from './rules/quota.ts';

const ses = new SESClient({
  maxAttempts: 1,
  // As many connections as send-mails keeps mails in flight; the client's own fifty would be its ceiling.
  requestHandler: {
    httpAgent: { maxSockets: 200 },
    httpsAgent: { maxSockets: 200 },
    connectionTimeout: 1000,
    requestTimeout: 10_000,
    throwOnRequestTimeout: true,
  },
});

/** What the account may send, and what is left of the last 24 hours' quota. */
export async function sendQuota(): Promise<Quota> {
  const { MaxSendRate = 1, Max24HourSend = 0, SentLast24Hours = 0 } = await ses.send(new GetSendQuotaCommand({}));
  // SES says -1 for an account without a daily limit.
  const perDay = Max24HourSend < 0 ? Number.POSITIVE_INFINITY : Max24HourSend;
  return { perSecond: MaxSendRate, perDay, left: perDay - SentLast24Hours };
}

/** Hands a whole MIME message to SES; rejects with SES's own error when it is not taken. */
export async function sendRaw(raw: Uint8Array): Promise<void> {
  await ses.send(new SendRawEmailCommand({ RawMessage: { Data: raw } }));
}

/** Errors of SES that no retry will mend: the mail itself is refused. */
export const isRefusedMail = (error: unknown): boolean =>
  error instanceof Error &&
  ['MessageRejected', 'InvalidParameterValue', 'MailFromDomainNotVerifiedException', 'ValidationError'].includes(
    error.name,
  );

/**
 * Errors after which SES may have the mail all the same: it was asked, and no answer came. A connection that was never
 * made asked nothing.
 */
export function isUnansweredMail(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: unknown };
  if (code === 'ECONNRESET' || code === 'EPIPE') return true;
  return error.name === 'TimeoutError' && !/establish/i.test(error.message);
}
