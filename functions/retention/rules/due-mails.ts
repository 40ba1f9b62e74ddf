import type { HeldBox, HeldMail } from '../../../shared/contracts/held-mail.ts';

/**
 * For how many days mails are kept that became no contact: nobody's decision yet, or discarded and told by machines.
 */
export type DaysAside = { held: number; discarded: number };

/**
 * Whether a mail that was laid aside goes at `now` (epoch milliseconds), counted from its decision or its arrival; one
 * that was let go on is part of its case, and goes with it.
 */
export function isMailDue({ box, mail }: { box: HeldBox; mail: HeldMail }, days: DaysAside, now: number): boolean {
  if (mail.decided?.decision === 'release') return false;
  const kept = box === 'held' ? days.held : days.discarded;
  return Date.parse(mail.decided?.at ?? mail.arrivedAt) + kept * 86_400_000 <= now;
}
