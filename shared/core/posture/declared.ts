import type { Area, DeclaredLevel, LedgerEvent, PostureLevel } from '../../contracts/declaration.ts';
import type { Translated } from '../../contracts/text.ts';
import type { HoursPeriod } from '../hours/calendar.ts';
import { instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import { type EventSeen, isSaying, isTracing, seenEvent, takesTracing } from './event-page.ts';
import { ledgerOf } from './ledger.ts';
import { hoursPeriods, postureAt } from './posture-at.ts';

/** What declarations make of a service, as known now; without any it is ordinary. */
export type Declared = {
  posture: PostureLevel;
  periods: readonly HoursPeriod[];
  notice?: Translated;
  /** When the first of the declarations ends if nobody acts. */
  until?: string;
  /** Each declaration in force with its own area and notice, and what is said of its event. */
  areas?: DeclaredArea[];
};
export type DeclaredArea = {
  declaration?: string;
  declaredAt?: string;
  area: Area;
  level: DeclaredLevel;
  notice: Translated;
  endsAt: string;
  event?: EventSeen;
  /** Whom people look for in it is taken in. */
  tracing?: true;
};
export const nothingDeclared: Declared = { posture: 'ordinary', periods: [] };

/**
 * What the acts of a service make of it at an ISO instant: posture, hours as known then, and the notice of the highest
 * declaration.
 */
export function declaredAt(events: readonly LedgerEvent[], at: string): Declared {
  if (events.length === 0) return nothingDeclared;
  const posture = postureAt(events, at);
  const highest = posture.declarations
    .filter(({ level }) => level === posture.level)
    .sort((one, other) => (one.declaredAt < other.declaredAt ? 1 : -1))[0];
  const notices = posture.declarations.map(({ declaration, declaredAt, area, level, notice, endsAt, said }) => ({
    ...{ declaration, declaredAt, area, level, notice, endsAt },
    ...present({ event: seenEvent(said, at), tracing: takesTracing(said) || undefined }),
  }));
  return {
    posture: posture.level,
    periods: hoursPeriods(events, at),
    ...present({
      notice: highest?.notice,
      until: posture.nextEndAt,
      areas: notices.length === 0 ? undefined : notices,
    }),
  };
}

/** How long a declaration that is over still counts, for the clocks of what came while it held: milliseconds. */
const countsFor = 30 * 86_400_000;

/**
 * The acts that posture and hours of any instant from thirty days before an ISO instant on depend on: those of
 * declarations that were not over by then.
 */
export function actsThatCount(events: readonly LedgerEvent[], at: string): LedgerEvent[] {
  const since = instantOf(at) - countsFor;
  const counting = Object.entries(ledgerOf(events).declarations).filter(
    ([, { endsAt, stoodDownAt }]) => instantOf(endsAt) >= since && instantOf(stoodDownAt ?? endsAt) >= since,
  );
  const names = new Set(counting.map(([name]) => name));
  // Of what was said of an event only what stands: a page that was corrected fifty times is kept once.
  const stands = new Set(
    [...Map.groupBy(events.filter(isSaying), ({ declaration }) => declaration).values()].flatMap((said) => {
      const [tracing, page] = [said.filter(isTracing), said.filter((one) => !isTracing(one))];
      const told = page.findLastIndex(({ type }) => type !== 'EventReviewed');
      const opened = tracing.findLastIndex(({ type }) => type === 'TracingOpened');
      return [...page.slice(Math.max(told, 0)), ...tracing.slice(Math.max(opened, 0))];
    }),
  );
  return events.filter((event) => names.has(event.declaration) && (!isSaying(event) || stands.has(event)));
}
