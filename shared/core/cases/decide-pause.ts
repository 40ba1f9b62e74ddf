import type { CaseEvent } from '../../contracts/case-event.ts';
import { longestPauseDays } from '../hours/clocks.ts';
import { instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { isHeldByAnother } from './decide-ownership.ts';
import { runningPauses } from './desk-facts.ts';

const day = 86_400_000;

/** What becomes of a case of which a clock is stopped, until an instant that has to be named. */
export function pauseClock(command: CaseCommand<'PauseClock'>, state: KnownCase): Decision {
  const { by, subject, clock, reason, until, at, note } = command;
  const length = instantOf(until) - instantOf(at);
  if (length <= 0 || length > longestPauseDays * day) return { refused: 'paused-too-long' };
  if (runningPauses(state).some((pause) => pause.clock === clock)) return { refused: 'nothing-new' };
  const isSecond = clock === 'legal-term' && state.pauses.some((pause) => pause.clock === clock);
  if (isSecond) return { refused: 'paused-too-long' };
  const personal = note === undefined ? {} : { personal: { message: note } };
  return [{ type: 'ClockPaused', by, ...present({ subject }), clock, reason, until, ...personal }];
}

/** What becomes of a case of which a clock runs again. */
export function resumeClock(command: CaseCommand<'ResumeClock'>, state: KnownCase): Decision {
  const { by, subject, clock, because } = command;
  if (isHeldByAnother(state, command)) return { refused: 'held-by-another' };
  if (!runningPauses(state).some((pause) => pause.clock === clock)) return { refused: 'not-paused' };
  return [{ type: 'ClockResumed', ...present({ by, subject }), clock, because }];
}

/** Whatever waited for the citizen runs again once they have spoken. */
export const resumedByCitizen = (state: KnownCase): CaseEvent[] =>
  runningPauses(state)
    .filter(({ reason }) => reason === 'citizen-asked' || reason === 'documents-awaited')
    .map(({ clock }) => ({ type: 'ClockResumed', clock, because: 'citizen' }));
