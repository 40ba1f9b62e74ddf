import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import { desiredLimits, sharedThrottle } from '../../shared/core/capacity-plan.ts';
import { postureAt } from '../../shared/core/posture/posture-at.ts';
import { environment } from '../../shared/shell/environment.ts';
import { follow } from '../../shared/shell/follow-ledger.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { readStep } from '../../shared/shell/stores/capacity-steps.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { awsControlPlane, type CapacityTarget } from './control-plane.ts';
import { followPlan, type Outcome, type Wanted } from './follow-plan.ts';
import { withoutShares } from './without-shares.ts';

const env = environment('LEDGER_TABLE', 'CAPACITY_TABLE', 'API_ID', 'STAGE_NAME', 'CAPACITY_TARGETS');
const all = readServices();
let plane: ReturnType<typeof awsControlPlane> | undefined;

async function wantedOf(definition: ServiceDefinition, now: Date): Promise<Wanted> {
  const { service } = definition;
  const [entries, step] = await Promise.all([
    readLedger(env.LEDGER_TABLE, service),
    readStep(env.CAPACITY_TABLE, service, now),
  ]);
  const events = entries.map(({ event }) => event);
  return { service, limits: desiredLimits(definition, postureAt(events, now.toISOString()).level, step) };
}

/**
 * Makes the limits of an API those of the posture and load of the service whose it is, or of all where it is nobody's,
 * whatever woke it: an act, an end, a deployment, or five minutes gone. Answers what it did. Throws when a ledger cannot
 * be read: what is unknown lowers nothing.
 */
export async function handler(event: { 'detail-type'?: string; source?: string }): Promise<Outcome> {
  const now = new Date();
  const targets: CapacityTarget[] = JSON.parse(env.CAPACITY_TARGETS);
  const own = targets.map(({ service }) => service);
  const services = all.filter(({ service }) => own.length === 0 || own.includes(service));
  const run = {
    function: 'capacity',
    alarm: 'CapacityNotApplied',
    wokenBy: event['detail-type'] ?? event.source,
    startedAt: now.getTime(),
    services: own.length === 0 ? ['shared'] : own,
  };
  return follow(run, async () => {
    plane ??= awsControlPlane({ apiId: env.API_ID, stageName: env.STAGE_NAME, targets });
    const wanted = await Promise.all(services.map((each) => wantedOf(each, now)));
    const rest = { service: own[0] ?? 'shared', throttle: sharedThrottle(wanted.map(({ limits }) => limits)) };
    const shareless = targets.filter(({ keeps }) => keeps === false).map(({ service }) => service);
    const governed = withoutShares(plane, wanted, shareless);
    return followPlan({ wanted: own.length === 0 ? [] : wanted, rest }, governed, pause);
  });
}
