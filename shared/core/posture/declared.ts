import type { LedgerEvent } from '../../shared/contracts/declaration.ts';
import { hoursPeriods, postureAt } from '../../shared/core/posture/posture-at.ts';
import type { Declared } from './service-state.ts';

/** What the acts of a service make of it at an ISO instant: posture, hours as known then, and the notice of the highest declaration. */
export function declaredAt(events: readonly LedgerEvent[], at: string): Declared {
  if (events.length === 0) return { posture: 'ordinary', periods: [] };
  const posture = postureAt(events, at);
  const highest = posture.declarations
    .filter(({ level }) => level === posture.level)
    .sort((one, other) => (one.declaredAt < other.declaredAt ? 1 : -1))[0];
  const notices = posture.declarations.map(({ area, level, notice, endsAt }) => ({ area, level, notice, endsAt }));
  return {
    posture: posture.level,
    periods: hoursPeriods(events, at),
    ...(highest === undefined ? {} : { notice: highest.notice }),
    ...(posture.nextEndAt === undefined ? {} : { until: posture.nextEndAt }),
    ...(notices.length === 0 ? {} : { areas: notices }),
  };
}
