/**
 * What is mailed because of a form, and to whom it is counted; urgent receipts apart, so that no flood takes theirs. And
 * what supervisors are mailed of answers that wait for them.
 */
export type CountedMail = 'receipt' | 'urgent-receipt' | 'number' | 'held-answer';

/**
 * What a mail needs room in: the counts of one mailbox and day, each of which holds so many cases, kept until an instant
 * (epoch seconds).
 */
export type Allowance = { of: string; counts: readonly { name: string; most: number }[]; expiresAt: number };

/**
 * Cases of forms whose receipts one mailbox gets within an hour and within a day, of each sort. Whoever fills in a form
 * names the mailbox, and it need not be theirs: nobody is to be flooded by our mails. The numbers are ours: above what
 * an office sends that fills in forms for others, which has the receipts on the page besides.
 */
const [mostOfAnHour, mostOfADay] = [10, 30];
/** Mails of answers that wait, to supervisors: each minute of the reserve may hold one more. Ours. */
export const [heldOfAnHour, heldOfADay] = [6, 144];

/**
 * A mailbox by one spelling: without the tag after `+`, which most providers deliver to the same, and without the dots
 * that Gmail does not read (support.google.com/mail/answer/7436150).
 */
export function mailboxOf(address: string): string {
  const [, local = '', domain = ''] = /^(.*)@([^@]*)$/.exec(address.trim().toLowerCase()) ?? [];
  const bare = local.replace(/\+.*$/, '');
  return `${/^(gmail|googlemail)\.com$/.test(domain) ? bare.replaceAll('.', '') : bare}@${domain}`;
}

/** What a mail to a mailbox, told by its digest, needs room in at an instant: its day (UTC), and the hour of it. */
export function allowanceOf(what: CountedMail, mailbox: string, now: Date): Allowance {
  const hours = Math.floor(now.getTime() / 3_600_000);
  const day = Math.floor(hours / 24);
  const ofHeld = what === 'held-answer';
  return {
    of: `mails of ${what} to ${mailbox} ${day}`,
    counts: [
      { name: 'day', most: ofHeld ? heldOfADay : mostOfADay },
      { name: `hour${hours % 24}`, most: ofHeld ? heldOfAnHour : mostOfAnHour },
    ],
    expiresAt: (day + 1) * 86_400,
  };
}
