import { allServices, errorLine, logCount, logLine } from '../../shared/shell/log.ts';
import type { MailingWork } from './mailing-work.ts';
import { beyondReach, type Quota } from './rules/quota.ts';

/** How long what SES said of the quota, and the queues of their length, is gone by: milliseconds. */
const freshFor = 10_000;

/** What may be sent now: mails a second, and how many to keep at hand for it. */
export type Allowance = { rate: number; atHand: number };

/** Keeps count of what may be sent. */
export type Allowances = {
  /** What may be sent at this moment; undefined while SES does not say, or nothing is left of the quota. */
  now(): Promise<Allowance | undefined>;
  /** One mail leaves. */
  use(): void;
  /** Whether more mails wait than can leave within a day. */
  isTooSmall(): boolean;
  /** One of those that cannot leave waits no longer. */
  giveUpOne(): void;
};

/** What may be sent by SES's quota, what was sent since it was read, and the plans' rate. */
export function allowancesOf({ ses, queues, planRate, clock }: MailingWork): Allowances {
  let known: { quota: Quota; beyond: number; readAt: number } | undefined;

  async function read(): Promise<void> {
    const readAt = clock.now();
    const quota = await ses.quota();
    const waiting = await queues.waiting().catch((error) => {
      logLine({ level: 'warn', function: 'mail', ...errorLine(error) });
      return 0;
    });
    const beyond = beyondReach(waiting, Math.min(quota.perSecond, await planRate()), quota);
    if (beyond > 0) logCount('MailsBeyondQuota', allServices, beyond);
    known = { quota, beyond, readAt };
  }

  async function now(): Promise<Allowance | undefined> {
    if (known === undefined || known.quota.left < 1 || clock.now() - known.readAt >= freshFor) {
      await read().catch((error) => {
        logLine({ level: 'warn', function: 'mail', ...errorLine(error) });
        known = undefined;
      });
    }
    if (known === undefined || known.quota.left < 1) return undefined;
    const rate = Math.min(known.quota.perSecond, await planRate());
    return { rate, atHand: Math.max(10, rate / 2) };
  }

  return {
    now,
    use: () => {
      if (known !== undefined) known.quota.left -= 1;
    },
    isTooSmall: () => (known?.beyond ?? 0) > 0,
    giveUpOne: () => {
      if (known !== undefined) known.beyond -= 1;
    },
  };
}
