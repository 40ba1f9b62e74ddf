import { setTimeout as pause } from 'node:timers/promises';
import { busNames } from '../../shared/contracts/posture-changed.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { serviceState } from '../../shared/core/posture/service-state.ts';
import { environment } from '../../shared/shell/environment.ts';
import { follow } from '../../shared/shell/follow-ledger.ts';
import { logLine } from '../../shared/shell/log.ts';
import { tellBus } from '../../shared/shell/queues/bus.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { awsSchedules } from './aws-schedules.ts';
import { followSchedules, type SchedulesOutcome } from './follow-schedules.ts';
import { portalPages } from './portal-pages.ts';
import { stateNews, type Wake } from './rules/state-news.ts';
import { type ServiceActs, wantedSchedules } from './rules/wanted-schedules.ts';
import { serveNotices } from './serve-notices.ts';

const env = environment(
  'LEDGER_TABLE',
  'SCHEDULE_GROUP',
  'SCHEDULE_ROLE_ARN',
  'DEAD_LETTERS_ARN',
  'BUS_ARN',
  'BUS_NAME',
  'PAGES_BUCKET',
);
const services = readServices();
const plane = awsSchedules({
  group: env.SCHEDULE_GROUP,
  busArn: env.BUS_ARN,
  roleArn: env.SCHEDULE_ROLE_ARN,
  deadLettersArn: env.DEAD_LETTERS_ARN,
});
const pages = portalPages(env.PAGES_BUCKET);

const actsOf = async (definition: ServiceActs['definition']): Promise<ServiceActs> => ({
  definition,
  events: (await readLedger(env.LEDGER_TABLE, definition.service)).map(({ event }) => event),
});

/**
 * Makes the schedules those that the ledgers call for and the portal's pages those that say what is declared, whatever
 * woke it, and tells the bus the state of a service whose posture or hours turn. Schedules only wake others; hours
 * themselves are worked out from the ledger at each request. Neither waits for the other, nor fails with it.
 */
export async function handler(event: Wake): Promise<SchedulesOutcome> {
  const startedAt = Date.now();
  const now = new Date(startedAt).toISOString();
  const wokenBy = event['detail-type'] ?? event.source;
  const run = { function: 'hours', wokenBy, startedAt, services: ['all'] };
  const each = await Promise.all(services.map(actsOf));
  const states = each.map(({ definition, events }) => serviceState(definition, declaredAt(events, now), now));
  const [schedules, notices] = await Promise.allSettled([
    follow({ ...run, alarm: 'SchedulesNotApplied' }, async () => {
      const news = stateNews(event, each, now);
      if (news !== undefined) {
        await tellBus(env.BUS_NAME, busNames.serviceState, news);
        const { contract: _contract, at: _at, ...line } = news;
        logLine({ level: 'info', function: 'hours', ...line });
      }
      return followSchedules(wantedSchedules(each, now), now, plane, pause);
    }),
    follow({ ...run, alarm: 'NoticesNotServed' }, () => serveNotices(services, states, pages, pause)),
  ]);
  if (schedules.status === 'rejected') throw schedules.reason;
  if (notices.status === 'rejected') throw notices.reason;
  return schedules.value;
}
