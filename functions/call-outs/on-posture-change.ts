import * as z from 'zod/mini';
import { busNames, PostureChanged, ScheduledMoment } from '../../shared/contracts/posture-changed.ts';
import { environment } from '../../shared/shell/environment.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { dynamodbReserve } from '../../shared/shell/stores/reserve.ts';
import { dynamodbReserveAsks } from '../../shared/shell/stores/reserve-asks.ts';
import { askReserve, askReserveMissed } from './ask-reserve.ts';
import { callOutWork } from './call-out-work.ts';
import { callOutMissed, callOutStaff, eventsOf, remindOfEnd } from './call-staff.ts';

const services = readServices();
const work = callOutWork();
/** The table of each service in which its reserve stands. */
const tables = z.record(z.string(), z.string()).parse(JSON.parse(environment('SHIFTS_TABLES').SHIFTS_TABLES));
const asking = (service: string) => ({
  ...work,
  reserve: dynamodbReserve(tables[service] ?? ''),
  asks: dynamodbReserveAsks(tables[service] ?? ''),
});

/**
 * Calls staff to their posts when posture rises, asks the reserve where the act says so, and reminds of the end; every
 * five minutes, whoever was forgotten.
 */
export async function handler(event: { 'detail-type'?: string; detail?: unknown }): Promise<void> {
  const now = new Date();
  const name = event['detail-type'];
  if (name !== busNames.postureChanged && name !== busNames.renewal) {
    for (const definition of services) {
      if (definition.roster) await callOutMissed(work, definition, now);
      await askReserveMissed(asking(definition.service), definition, await eventsOf(work, definition.service), now);
    }
    return;
  }
  const news = name === busNames.renewal ? ScheduledMoment.parse(event.detail) : PostureChanged.parse(event.detail);
  const definition = services.find(({ service }) => service === news.service);
  if (definition === undefined) return;
  if (!('version' in news)) return remindOfEnd(work, definition, news, now);
  await callOutStaff(work, definition, news.version, now);
  const { service } = definition;
  await askReserve(asking(service), definition, { events: await eventsOf(work, service), version: news.version }, now);
}
