import { environment } from '../../shared/shell/environment.ts';
import type { CallOutWork } from './call-staff.ts';

/**
 * What staff are called with, from the environment (LEDGER_TABLE, CALL_OUTS_TABLE, RINGS_QUEUE_URL,
 * URGENT_MAIL_QUEUE_URL, PORTAL_URL).
 */
export function callOutWork(): CallOutWork {
  const env = environment('LEDGER_TABLE', 'CALL_OUTS_TABLE', 'RINGS_QUEUE_URL', 'URGENT_MAIL_QUEUE_URL', 'PORTAL_URL');
  return {
    ledgerTable: env.LEDGER_TABLE,
    callOutsTable: env.CALL_OUTS_TABLE,
    ringsQueueUrl: env.RINGS_QUEUE_URL,
    mailQueueUrl: env.URGENT_MAIL_QUEUE_URL,
    portalUrl: env.PORTAL_URL,
  };
}
