import * as z from 'zod/mini';
import { environment } from '../../shared/shell/environment.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { wakeStaff } from './wake-staff.ts';

const env = environment(
  'WAKES_TABLE',
  'RINGS_QUEUE_URL',
  'URGENT_MAIL_QUEUE_URL',
  'PORTAL_URL',
  'LEDGER_TABLE',
  'PROPOSALS_TABLE',
  'WORKLIST_TABLES',
);
/** The worklist of each service. */
const worklists = z.record(z.string(), z.string()).parse(JSON.parse(env.WORKLIST_TABLES));
const services = readServices();

/**
 * Each minute: rings the first of the shift for what waits and nobody reads, and the next one three minutes later.
 * Throws after all when one service could not be looked at.
 */
export async function handler(): Promise<void> {
  const now = new Date();
  const outcomes = await Promise.allSettled(
    services.map((definition) =>
      wakeStaff(
        {
          wakesTable: env.WAKES_TABLE,
          ringsQueueUrl: env.RINGS_QUEUE_URL,
          mailQueueUrl: env.URGENT_MAIL_QUEUE_URL,
          portalUrl: env.PORTAL_URL,
          ledgerTable: env.LEDGER_TABLE,
          proposalsTable: env.PROPOSALS_TABLE,
          worklistTable: worklists[definition.service] ?? '',
        },
        definition,
        now,
      ),
    ),
  );
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
  for (const { reason } of failed) logLine({ level: 'error', function: 'wake', ...errorLine(reason) });
  if (failed[0] !== undefined) throw failed[0].reason;
}
