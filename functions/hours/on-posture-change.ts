import { setTimeout as pause } from 'node:timers/promises';
import { oneOffSchedules, weekHolds, weeklySchedules } from '../../shared/core/posture/schedules.ts';
import { environment } from '../../shared/shell/environment.ts';
import { readLedger } from '../../shared/shell/ledger.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { awsSchedules } from '../../shared/shell/schedules.ts';
import { readServices } from '../../shared/shell/services.ts';
import { followSchedules, type SchedulesOutcome } from './follow-schedules.ts';

const { LEDGER_TABLE, SCHEDULE_GROUP, SCHEDULE_ROLE_ARN, BUS_ARN } = environment(
  'LEDGER_TABLE',
  'SCHEDULE_GROUP',
  'SCHEDULE_ROLE_ARN',
  'BUS_ARN',
);
const services = readServices();
const plane = awsSchedules({ group: SCHEDULE_GROUP, busArn: BUS_ARN, roleArn: SCHEDULE_ROLE_ARN });

/**
 * Makes the schedules those that the ledgers call for, whatever woke it: ends and reminders of what is declared, and the
 * week's openings and closings off while hours are widened. They only wake others; hours themselves are worked out from
 * the ledger at each request.
 */
export async function handler(event: { 'detail-type'?: string; source?: string }): Promise<SchedulesOutcome> {
  const startedAt = Date.now();
  const now = new Date(startedAt).toISOString();
  const each = await Promise.all(
    services.map(async (definition) => {
      const events = (await readLedger(LEDGER_TABLE, definition.service)).map((entry) => entry.event);
      const on = weekHolds(events, now);
      return {
        oneOff: oneOffSchedules(definition.service, events, now),
        weekly: weeklySchedules(definition).map(({ name }) => [name, on] as const),
      };
    }),
  );
  const wanted = {
    oneOff: each.flatMap(({ oneOff }) => oneOff),
    weekly: Object.fromEntries(each.flatMap(({ weekly }) => weekly)),
  };
  const outcome = await followSchedules(wanted, now, plane, pause);
  for (const line of outcome.told) {
    logLine({ level: line.because === undefined ? 'info' : 'error', function: 'hours', ...line });
  }
  if (outcome.left.length > 0) {
    logLine({ level: 'error', function: 'hours', left: outcome.left });
    logCount('SchedulesNotApplied', 'all', outcome.left.length);
  }
  logLine({
    level: 'info',
    function: 'hours',
    wokenBy: event['detail-type'] ?? event.source ?? 'hand',
    changed: outcome.told.length,
    left: outcome.left.length,
    milliseconds: Date.now() - startedAt,
  });
  return outcome;
}
