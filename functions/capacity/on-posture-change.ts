import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import { desiredLimits } from '../../shared/core/capacity-plan.ts';
import { postureAt } from '../../shared/core/posture/posture-at.ts';
import { environment } from '../../shared/shell/environment.ts';
import { follow } from '../../shared/shell/follow-ledger.ts';
import { readServices } from '../../shared/shell/services/services.ts';
import { readStep } from '../../shared/shell/stores/capacity-steps.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { awsControlPlane, type CapacityTarget } from './control-plane.ts';
import { followPlan, type Outcome, type Wanted } from './follow-plan.ts';

const env = environment('LEDGER_TABLE', 'CAPACITY_TABLE', 'API_ID', 'STAGE_NAME', 'CAPACITY_TARGETS');
const services = readServices();
const targets = (): CapacityTarget[] => JSON.parse(env.CAPACITY_TARGETS);
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
 * Makes the limits of every service those of its posture and load, whatever woke it: an act, an end, a deployment, or
 * five minutes gone. Answers what it did. Throws when a ledger cannot be read: what is unknown lowers nothing.
 */
export async function handler(event: { 'detail-type'?: string; source?: string }): Promise<Outcome> {
  const now = new Date();
  const run = {
    function: 'capacity',
    alarm: 'CapacityNotApplied',
    wokenBy: event['detail-type'] ?? event.source,
    startedAt: now.getTime(),
    services: services.map(({ service }) => service),
  };
  return follow(run, async () => {
    plane ??= awsControlPlane({ apiId: env.API_ID, stageName: env.STAGE_NAME, targets: targets() });
    return followPlan(await Promise.all(services.map((each) => wantedOf(each, now))), plane, pause);
  });
}
