import { setTimeout as pause } from 'node:timers/promises';
import { postureAt } from '../../shared/core/posture/posture-at.ts';
import { readStep } from '../../shared/shell/capacity-steps.ts';
import { awsControlPlane, type CapacityTarget } from '../../shared/shell/control-plane.ts';
import { environment } from '../../shared/shell/environment.ts';
import { readLedger } from '../../shared/shell/ledger.ts';
import { errorLine, logCount, logLine } from '../../shared/shell/log.ts';
import { readServices } from '../../shared/shell/services.ts';
import { followPlan, type Outcome, type Wanted } from './follow-plan.ts';
import { desiredLimits } from './plan.ts';

const { LEDGER_TABLE, CAPACITY_TABLE, API_ID, STAGE_NAME, CAPACITY_TARGETS } = environment(
  'LEDGER_TABLE',
  'CAPACITY_TABLE',
  'API_ID',
  'STAGE_NAME',
  'CAPACITY_TARGETS',
);
const services = readServices();
const targets = (): CapacityTarget[] => JSON.parse(CAPACITY_TARGETS);
let plane: ReturnType<typeof awsControlPlane> | undefined;

/**
 * Makes the limits of every service those of its posture and load, whatever woke it: an act, an end, a deployment, or
 * five minutes gone. Answers what it did. Throws when a ledger cannot be read: what is unknown lowers nothing.
 */
export async function handler(event: { 'detail-type'?: string; source?: string }): Promise<Outcome> {
  const startedAt = Date.now();
  const now = new Date(startedAt);
  plane ??= awsControlPlane({ apiId: API_ID, stageName: STAGE_NAME, targets: targets() });
  const wanted = await Promise.all(
    services.map(async (definition): Promise<Wanted> => {
      const { service } = definition;
      const [entries, step] = await Promise.all([
        readLedger(LEDGER_TABLE, service),
        readStep(CAPACITY_TABLE, service, now),
      ]);
      const { level } = postureAt(
        entries.map((entry) => entry.event),
        now.toISOString(),
      );
      return { service, limits: desiredLimits(definition, level, step) };
    }),
  );
  const outcome = await followPlan(wanted, plane, pause).catch((error) => {
    logLine({ level: 'error', function: 'capacity', ...errorLine(error) });
    for (const { service } of wanted) logCount('CapacityNotApplied', service);
    throw error;
  });
  const { told, left } = outcome;
  for (const { applied, ...line } of told) {
    logLine({ level: applied ? 'info' : 'error', function: 'capacity', applied, ...line });
  }
  for (const { service, what } of left) {
    logLine({ level: 'error', function: 'capacity', service, left: what });
    logCount('CapacityNotApplied', service);
  }
  logLine({
    level: 'info',
    function: 'capacity',
    wokenBy: event['detail-type'] ?? event.source ?? 'hand',
    changed: told.length,
    left: left.length,
    milliseconds: Date.now() - startedAt,
  });
  return outcome;
}
