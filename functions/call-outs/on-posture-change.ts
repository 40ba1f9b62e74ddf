import { busNames, PostureChanged, ScheduledMoment } from '../../shared/contracts/posture-changed.ts';
import { environment } from '../../shared/shell/environment.ts';
import { readServices } from '../../shared/shell/services.ts';
import { callOutMissed, callOutStaff, remindOfEnd } from './call-staff.ts';

const { LEDGER_TABLE, CALL_OUTS_TABLE, URGENT_MAIL_QUEUE_URL, PORTAL_URL } = environment(
  'LEDGER_TABLE',
  'CALL_OUTS_TABLE',
  'URGENT_MAIL_QUEUE_URL',
  'PORTAL_URL',
);
const services = readServices();
const desk = {
  ledgerTable: LEDGER_TABLE,
  callOutsTable: CALL_OUTS_TABLE,
  mailQueueUrl: URGENT_MAIL_QUEUE_URL,
  portalUrl: PORTAL_URL,
};

/** Calls staff to their posts when posture rises, and reminds them before it ends; every five minutes, whoever was forgotten. */
export async function handler(event: { 'detail-type'?: string; detail?: unknown }): Promise<void> {
  const now = new Date();
  const name = event['detail-type'];
  if (name !== busNames.postureChanged && name !== busNames.renewal) {
    for (const definition of services) if (definition.roster) await callOutMissed(desk, definition, now);
    return;
  }
  const news = name === busNames.renewal ? ScheduledMoment.parse(event.detail) : PostureChanged.parse(event.detail);
  const definition = services.find(({ service }) => service === news.service);
  if (definition === undefined) return;
  if ('version' in news) await callOutStaff(desk, definition, news.version, now);
  else await remindOfEnd(desk, definition, news, now);
}
