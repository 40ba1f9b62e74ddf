import { environment } from '../../shared/shell/environment.ts';
import { readServices } from '../../shared/shell/services.ts';
import { callNext } from './call-staff.ts';

const { LEDGER_TABLE, CALL_OUTS_TABLE, URGENT_MAIL_QUEUE_URL, PORTAL_URL } = environment(
  'LEDGER_TABLE',
  'CALL_OUTS_TABLE',
  'URGENT_MAIL_QUEUE_URL',
  'PORTAL_URL',
);
const services = readServices().filter(({ roster }) => roster !== undefined);
const desk = {
  ledgerTable: LEDGER_TABLE,
  callOutsTable: CALL_OUTS_TABLE,
  mailQueueUrl: URGENT_MAIL_QUEUE_URL,
  portalUrl: PORTAL_URL,
};

/** Each minute: calls the next person where nobody answered in ten minutes, and ends the call-outs that are over. */
export async function handler(): Promise<void> {
  const now = new Date();
  for (const definition of services) await callNext(desk, definition, now);
}
