import { feltQuakes } from '../../shared/core/posture/felt-quakes.ts';
import { environment } from '../../shared/shell/environment.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { readProposals } from '../../shared/shell/stores/proposals.ts';
import { awsSchedules } from './aws-schedules.ts';
import { followPosture, type PostureFollowers } from './follow-posture.ts';
import type { SchedulesOutcome } from './follow-schedules.ts';
import { portalPages } from './portal-pages.ts';
import type { Wake } from './rules/state-news.ts';
import type { ServiceActs } from './rules/wanted-schedules.ts';

const env = environment(
  'LEDGER_TABLE',
  'PROPOSALS_TABLE',
  'SCHEDULE_GROUP',
  'SCHEDULE_ROLE_ARN',
  'DEAD_LETTERS_ARN',
  'BUS_ARN',
  'BUS_NAME',
  'PAGES_BUCKET',
  'PORTAL_URL',
);
const services = readServices();
const actsOf = async (definition: ServiceActs['definition']): Promise<ServiceActs> => ({
  definition,
  events: (await readLedger(env.LEDGER_TABLE, definition.service)).map(({ event }) => event),
});
const followers: PostureFollowers = {
  schedules: awsSchedules({
    group: env.SCHEDULE_GROUP,
    busArn: env.BUS_ARN,
    roleArn: env.SCHEDULE_ROLE_ARN,
    deadLettersArn: env.DEAD_LETTERS_ARN,
  }),
  pages: portalPages(env.PAGES_BUCKET, env.PORTAL_URL),
  busName: env.BUS_NAME,
  acts: () => Promise.all(services.map(actsOf)),
  // Read each time, and not as requests do: a page that is written stays as it is until something changes.
  quakes: async (service) => {
    try {
      return feltQuakes((await readProposals(env.PROPOSALS_TABLE, service)).state, new Date().toISOString());
    } catch (error) {
      // What is declared is served whatever becomes of this; the next run puts it back.
      logLine({ level: 'error', function: 'hours', service, what: 'proposals unreachable', ...errorLine(error) });
      return [];
    }
  },
};

/**
 * Makes the schedules those that the ledgers call for and the portal's pages those that say what is declared, whatever
 * woke it, and tells the bus the state of a service whose posture or hours turn. Schedules only wake others; hours
 * themselves are worked out from the ledger at each request. Neither waits for the other, nor fails with it.
 */
export async function handler(event: Wake): Promise<SchedulesOutcome> {
  return followPosture(event, followers, Date.now());
}
