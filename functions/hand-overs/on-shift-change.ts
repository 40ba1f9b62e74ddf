import type { PreparedService } from '../../shared/contracts/service.ts';
import { openPoints } from '../../shared/core/posture/open-points.ts';
import { environment } from '../../shared/shell/environment.ts';
import { logLine } from '../../shared/shell/log.ts';
import { queueStaffMails } from '../../shared/shell/queues/staff-mail.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { readHandOvers } from '../../shared/shell/stores/hand-overs.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { readProposals } from '../../shared/shell/stores/proposals.ts';
import { shiftMail } from '../../shared/texts/mails/staff-mail.ts';

const env = environment('LEDGER_TABLE', 'PROPOSALS_TABLE', 'HAND_OVERS_TABLE', 'URGENT_MAIL_QUEUE_URL', 'PORTAL_URL');
const services = readServices();

async function mailShift(definition: PreparedService, now: Date): Promise<void> {
  const { service, roster = [] } = definition;
  if (roster.length === 0) return;
  const at = now.toISOString();
  const [entries, { state }, notes] = await Promise.all([
    readLedger(env.LEDGER_TABLE, service),
    readProposals(env.PROPOSALS_TABLE, service),
    readHandOvers(env.HAND_OVERS_TABLE, service),
  ]);
  const events = entries.map(({ event }) => event);
  const points = openPoints({ events, proposals: Object.values(state.proposals), notes, now: at });
  const facts = { points, at, consoleAddress: `${env.PORTAL_URL}/console/` };
  const mails = roster.map((person) => shiftMail(facts, person, definition));
  await queueStaffMails(env.URGENT_MAIL_QUEUE_URL, service, mails, now);
  const { level: posture, declarations, proposals, note } = points;
  const open = { declarations: declarations.length, proposals: proposals.length, note: note !== undefined };
  logLine({ level: 'info', function: 'shift-change', service, posture, ...open, mails: mails.length });
}

/**
 * At 8 and 20 in Rome: tells those whose shift begins or ends what is open. Throws after all when one service could not
 * be told.
 */
export async function handler(): Promise<void> {
  const now = new Date();
  const outcomes = await Promise.allSettled(services.map((definition) => mailShift(definition, now)));
  const failed = outcomes.find((each) => each.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
