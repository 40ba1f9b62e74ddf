/** What the account may send: mails a second, mails in any 24 hours, and how many of these are left now. */
export type Quota = { perSecond: number; perDay: number; left: number };

const day = 86_400_000;

/** How long a mail may wait in its queue before it is set aside: two days before SQS drops it after fourteen. */
const longestWait = 12 * day;

/**
 * How many of the mails that wait would not leave within a day: at `rate` mails a second, and at the account's quota of
 * 24 hours.
 */
export function beyondReach(waiting: number, rate: number, { perDay }: Pick<Quota, 'perDay'>): number {
  return Math.max(0, Math.ceil(waiting - Math.min(rate * 86_400, perDay)));
}

/** Whether a mail queued at an instant (epoch milliseconds) is about to be dropped by its queue, unseen. */
export function isAboutToExpire(queuedAt: number, now: number): boolean {
  return now - queuedAt >= longestWait;
}

/** Whether the old ones are to be looked for among mails that wait: in the first minute of an hour. */
export function looksForOld(now: number): boolean {
  return now % 3_600_000 < 60_000;
}
