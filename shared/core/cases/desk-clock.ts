import { instantOf, isoOf } from '../hours/zone.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand } from './commands.ts';
import { openAsks, openReferrals, type Referral, runningPauses } from './desk-facts.ts';

// What time does to a case by itself. A lease needs no clock: whoever is handed the case looks at it (ADR 27).

/** By when somebody has to have said something of a referral: that they have it, or what they answer. */
const owedAt = ({ state, acknowledgeBy, answerBy }: Referral): string | undefined =>
  state === 'sent' ? (acknowledgeBy ?? answerBy) : answerBy;

/** Everything that waits for a time, with the command that the time is for. */
function waiting(state: KnownCase, at: string): { at: string; command: CaseCommand }[] {
  if (state.stage === 'closed') return [];
  const asks = openAsks(state).flatMap(({ ask, dueAt, overdue }) =>
    dueAt === undefined || overdue ? [] : [{ at: dueAt, command: { type: 'MarkAskOverdue', ask, at } as const }],
  );
  const referrals = openReferrals(state).flatMap((known) => {
    const owed = owedAt(known);
    if (owed === undefined) return [];
    const because = known.state === 'sent' ? 'no-acknowledgement' : 'expired';
    return [{ at: owed, command: { type: 'ReturnReferral', referral: known.referral, because } as const }];
  });
  const pauses = runningPauses(state).map(({ clock, until }) => ({
    at: until,
    command: { type: 'ResumeClock', clock, because: 'timer' } as const,
  }));
  return [...asks, ...referrals, ...pauses];
}

const isPast = (instant: string, at: string) => instantOf(instant) < instantOf(at);

/**
 * What time does to a case by an ISO instant: an expert is late, a referral that nobody acknowledged or answered comes
 * back to the desk, a pause is over. Each once: done, it is not due any more.
 */
export const dueByTime = (state: KnownCase, at: string): CaseCommand[] =>
  waiting(state, at)
    .filter((due) => isPast(due.at, at))
    .map(({ command }) => command);

/** The ISO instant in UTC after which time does something to a case; undefined where nothing waits for one. */
export function nextByTime(state: KnownCase): string | undefined {
  const instants = waiting(state, '').map(({ at }) => instantOf(at));
  return instants.length === 0 ? undefined : isoOf(Math.min(...instants));
}
