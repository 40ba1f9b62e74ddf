import type { Contribution, Owed } from '../../shared/core/contributions/contribution.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { mailDue } from '../../shared/shell/queues/mail-due.ts';
import { tellsNobody } from '../../shared/texts/danger/advice.ts';
import { addresses } from '../../web/pages/addresses.ts';
import type { ContributionsWork } from './contributions-work.ts';
import { contributionMail } from './rules/contribution-mail.ts';

// After each act, and by the hour for what was owed and did not leave (on-clock-due).

type Telling = Pick<ContributionsWork, 'definition' | 'contributions' | 'mail' | 'portalUrl'>;

/** Leaves the mail that an author is owed in the queue, and notes that it is on its way. Throws what the queue says. */
export async function tellAuthor(
  { definition, contributions, mail, portalUrl }: Telling,
  one: Contribution,
  owed: Owed,
  now: Date,
): Promise<boolean> {
  const { service } = definition;
  const link = `${portalUrl}${addresses.contributions(one.language, service, { kind: one.kind })}`;
  const written = tellsNobody(one.danger) ? undefined : contributionMail(one, owed, { definition, link });
  if (written !== undefined) await mail(JSON.stringify(await mailDue(service, written, now)));
  await contributions.settle(one.id, owed);
  return written !== undefined;
}

/** Tells an author after an act; where the queue refuses, the act holds and the mail leaves within the hour. */
export async function tellSoon(telling: Telling, one: Contribution, owed: Owed | undefined, now: Date): Promise<void> {
  if (owed === undefined) return;
  try {
    await tellAuthor(telling, one, owed, now);
  } catch (error) {
    logLine({ level: 'warn', function: 'contributions', owed, ...errorLine(error) });
  }
}
