import type { PreparedService } from '../../shared/contracts/service.ts';
import { logLine } from '../../shared/shell/log.ts';
import { mailDue } from '../../shared/shell/queues/mail-due.ts';
import { queueMails } from '../../shared/shell/queues/mail-queue.ts';
import type { FollowUps } from '../../shared/shell/stores/follow-ups.ts';
import { addresses } from '../../web/pages/addresses.ts';
import { followUpMail } from './rules/follow-up-mail.ts';

// Called by on-consents-due: the one question, to who agreed to it sixty days ago.

/** Questions that leave in one turn; five minutes later the next. */
const atOnce = 100;

/**
 * Asks everybody whose day has come, and tells how many. The address is forgotten before the mail is queued: where the
 * queue refuses, that person is never asked, sooner than twice.
 */
export async function askDue(
  asking: { definition: PreparedService; followUps: FollowUps; mailQueue: string; portalUrl: string },
  now: Date,
): Promise<number> {
  const { definition, followUps, mailQueue, portalUrl } = asking;
  const { service } = definition;
  let asked = 0;
  for (const agreed of await followUps.due(now, atOnce)) {
    if (!(await followUps.markAsked(agreed.followUp, now))) continue;
    const link = `${portalUrl}${addresses.followUp(agreed.language, service, agreed.followUp)}`;
    const mail = followUpMail(agreed, { definition, link });
    await queueMails(mailQueue, [JSON.stringify(await mailDue(service, mail, now))]);
    asked += 1;
  }
  if (asked > 0) logLine({ level: 'info', function: 'follow-ups', service, asked });
  return asked;
}
