import { setTimeout as pause } from 'node:timers/promises';
import { busNames } from '../../shared/contracts/posture-changed.ts';
import type { FeltQuake } from '../../shared/contracts/service-state.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { serviceState, withQuakes } from '../../shared/core/posture/service-state.ts';
import { follow } from '../../shared/shell/follow-ledger.ts';
import { logLine } from '../../shared/shell/log.ts';
import { tellBus } from '../../shared/shell/queues/bus.ts';
import { followSchedules, type SchedulePlane, type SchedulesOutcome } from './follow-schedules.ts';
import { stateNews, type Wake } from './rules/state-news.ts';
import { type ServiceActs, wantedSchedules } from './rules/wanted-schedules.ts';
import { type PagesPlane, serveUntilStill } from './serve-notices.ts';

/** Where schedules, pages and news go: planes that a test may take the place of, and the name of the bus. */
export type PostureFollowers = {
  schedules: SchedulePlane;
  pages: PagesPlane;
  busName: string;
  /** The acts of every service as they are now. */
  acts: () => Promise<readonly ServiceActs[]>;
  /** The shocks of a service that nobody has decided on, as they are now. */
  quakes: (service: string) => Promise<readonly FeltQuake[]>;
};

/**
 * Makes schedules, pages and the bus say what the ledgers say at an instant in epoch milliseconds. Neither schedules nor
 * pages wait for the other, nor fail with it; throws the first's failure once both are over.
 */
export async function followPosture(
  event: Wake,
  { schedules: plane, pages, busName, acts, quakes }: PostureFollowers,
  startedAt: number,
): Promise<SchedulesOutcome> {
  const now = new Date(startedAt).toISOString();
  const each = await acts();
  const run = { function: 'hours', wokenBy: event['detail-type'] ?? event.source, startedAt, services: ['all'] };
  const services = each.map(({ definition }) => definition);
  const statesOf = (all: readonly ServiceActs[], at: string) =>
    Promise.all(
      all.map(async ({ definition, events }) =>
        withQuakes(serviceState(definition, declaredAt(events, at), at), await quakes(definition.service)),
      ),
    );
  let first: readonly ServiceActs[] | undefined = each;
  const states = async () => {
    const known = first ?? (await acts());
    first = undefined;
    return statesOf(known, new Date().toISOString());
  };
  const [schedules, notices] = await Promise.allSettled([
    follow({ ...run, alarm: 'SchedulesNotApplied' }, async () => {
      const news = stateNews(event, each, now);
      if (news !== undefined) {
        await tellBus(busName, busNames.serviceState, news);
        const { contract: _contract, at: _at, ...line } = news;
        logLine({ level: 'info', function: 'hours', ...line });
      }
      return followSchedules(wantedSchedules(each, now), now, plane, pause);
    }),
    follow({ ...run, alarm: 'NoticesNotServed' }, () => serveUntilStill(services, states, pages, pause)),
  ]);
  if (schedules.status === 'rejected') throw schedules.reason;
  if (notices.status === 'rejected') throw notices.reason;
  return schedules.value;
}
