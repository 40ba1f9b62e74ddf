import { busNames, PostureChanged, ScheduledMoment } from '../../shared/contracts/posture-changed.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { callOutWork } from './call-out-work.ts';
import { callOutMissed, callOutStaff, remindOfEnd } from './call-staff.ts';

const services = readServices();
const work = callOutWork();

/**
 * Calls staff to their posts when posture rises, and reminds them before it ends; every five minutes, whoever was
 * forgotten.
 */
export async function handler(event: { 'detail-type'?: string; detail?: unknown }): Promise<void> {
  const now = new Date();
  const name = event['detail-type'];
  if (name !== busNames.postureChanged && name !== busNames.renewal) {
    for (const definition of services) if (definition.roster) await callOutMissed(work, definition, now);
    return;
  }
  const news = name === busNames.renewal ? ScheduledMoment.parse(event.detail) : PostureChanged.parse(event.detail);
  const definition = services.find(({ service }) => service === news.service);
  if (definition === undefined) return;
  if ('version' in news) await callOutStaff(work, definition, news.version, now);
  else await remindOfEnd(work, definition, news, now);
}
