import type { LedgerEvent } from '../../../shared/contracts/declaration.ts';
import type { ScheduledMoment } from '../../../shared/contracts/posture-changed.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { isOpen, nextChangeAt } from '../../../shared/core/hours/calendar.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import { nextEventChange } from '../../../shared/core/posture/event-page.ts';
import { hoursPeriods, postureAt } from '../../../shared/core/posture/posture-at.ts';
import {
  type OneOffSchedule,
  onceAt,
  oneOffSchedules,
  type scheduleChanges,
  weekHolds,
  weeklySchedules,
} from '../../../shared/core/posture/schedules.ts';
import { hoursRules } from '../../../shared/core/posture/service-state.ts';

/** A service with the acts of its ledger, oldest first. */
export type ServiceActs = { definition: PreparedService; events: readonly LedgerEvent[] };

/**
 * The schedules that the ledgers call for at an ISO instant: ends and reminders of what is declared; the week's
 * openings and closings, off while hours are widened; and in their place the next opening or closing that the
 * declarations make.
 */
export function wantedSchedules(each: readonly ServiceActs[], at: string): Parameters<typeof scheduleChanges>[0] {
  return {
    oneOff: each.flatMap(({ definition, events }) => [
      ...oneOffSchedules(definition.service, events, at),
      ...nextTurn(definition, events, at),
      ...nextTellings(definition, events, at),
    ]),
    weekly: Object.fromEntries(
      each.flatMap(({ definition, events }) =>
        weeklySchedules(definition).map(({ name }) => [name, weekHolds(events, at)]),
      ),
    ),
  };
}

/** When the word of the hour begins or ends by itself, for each event: pages as served have to follow then. */
function nextTellings({ service }: PreparedService, events: readonly LedgerEvent[], at: string): OneOffSchedule[] {
  return postureAt(events, at).declarations.flatMap(({ declaration, said }) => {
    const dueAt = nextEventChange(said, at);
    if (dueAt === undefined) return [];
    const about = declaration.replace(/[^\w.-]/g, '_').slice(0, 36);
    return [onceAt(dueAt, about, { contract: 'scheduled-moment.v1', service, what: 'telling', declaration, dueAt })];
  });
}

/**
 * The next opening or closing while the week's are off; none when a declaration's end comes first, for then its own
 * schedule fires.
 */
function nextTurn(definition: PreparedService, events: readonly LedgerEvent[], at: string): OneOffSchedule[] {
  if (weekHolds(events, at)) return [];
  const { service } = definition;
  const rules = hoursRules(definition);
  const periods = hoursPeriods(events, at);
  const turn = nextChangeAt(rules, periods, at);
  const { nextEndAt } = postureAt(events, at);
  if (turn === undefined || (nextEndAt !== undefined && instantOf(nextEndAt) <= instantOf(turn))) return [];
  const what = isOpen(rules, periods, turn) ? 'opening' : 'closing';
  const moment: ScheduledMoment = { contract: 'scheduled-moment.v1', service, what, dueAt: turn };
  return [onceAt(turn, service, moment)];
}
