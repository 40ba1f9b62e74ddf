/** What is mailed because of a form, and to whom it is counted; urgent receipts apart, so that no flood takes theirs. */
export type CountedMail = 'receipt' | 'urgent-receipt' | 'number';

/** One count that a mail needs room in: of what, how many it holds, and until when it is kept (epoch seconds). */
export type Allowance = { of: string; most: number; expiresAt: number };

/**
 * Cases of forms whose receipts one mailbox gets within an hour and within a day, of each sort. Whoever fills in a form
 * names the mailbox, and it need not be theirs: nobody is to be flooded by our mails. The numbers are ours: above what
 * an office sends that fills in forms for others, which has the receipts on the page besides.
 */
const windows = [
  { hours: 1, most: 10 },
  { hours: 24, most: 30 },
];

/**
 * A mailbox by one spelling: without the tag after `+`, which most providers deliver to the same, and without the dots
 * that Gmail does not read (support.google.com/mail/answer/7436150).
 */
export function mailboxOf(address: string): string {
  const [, local = '', domain = ''] = /^(.*)@([^@]*)$/.exec(address.trim().toLowerCase()) ?? [];
  const bare = local.replace(/\+.*$/, '');
  return `${/^(gmail|googlemail)\.com$/.test(domain) ? bare.replaceAll('.', '') : bare}@${domain}`;
}

/** The counts that a mail to a mailbox, told by its digest, needs room in at an instant. */
export const allowancesOf = (what: CountedMail, mailbox: string, now: Date): Allowance[] =>
  windows.map(({ hours, most }) => {
    const window = Math.floor(now.getTime() / (hours * 3_600_000));
    return {
      of: `mails of ${what} to ${mailbox} ${hours} h ${window}`,
      most,
      expiresAt: (window + 1) * hours * 3600,
    };
  });
