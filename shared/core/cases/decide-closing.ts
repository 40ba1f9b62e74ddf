import type { CaseEvent } from '../../contracts/case-event.ts';
import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { isDangerOpen } from './decide-danger.ts';
import { clockwork } from './decide-ownership.ts';
import type { Doer } from './desk-commands.ts';
import { openAsks, openReferrals, runningPauses, unsentAnswers } from './desk-facts.ts';

/**
 * What a case that ends leaves open ends with it: what experts and administrations were asked, and clocks that stand
 * still. A referral that was acknowledged goes on where the case ends as `referred`.
 */
export function endings(state: KnownCase, { by = clockwork, subject }: Doer, isReferred = false): CaseEvent[] {
  const doer = { by, ...present({ subject }) };
  return [
    ...openAsks(state).map(({ ask }) => ({ type: 'AskWithdrawn', ...doer, ask }) as const),
    ...openReferrals(state)
      .filter((referral) => !(isReferred && referral.state === 'acknowledged'))
      .map(({ referral }) => ({ type: 'ReferralReturned', ...doer, referral, because: 'withdrawn' }) as const),
    ...runningPauses(state).map(({ clock }) => ({ type: 'ClockResumed', ...doer, clock, because: 'closed' }) as const),
  ];
}

/**
 * What becomes of a case that is closed: not while an answer has not left, nor while a danger to life that was heard of
 * it was neither handed over nor found to be none by two persons.
 */
export function close(command: CaseCommand<'Close'>, state: KnownCase): Decision {
  const { by, subject, outcome, firstContact, note, reason = outcome ?? '' } = command;
  if (isDangerOpen(state)) return { refused: 'danger-not-handed-over' };
  if (unsentAnswers(state).length > 0) return { refused: 'answer-unsent' };
  const isReferred = outcome === 'referred';
  const hasTaker = state.referrals.some((referral) => ['acknowledged', 'answered'].includes(referral.state));
  if (isReferred && state.referrals.length > 0 && !hasTaker) return { refused: 'not-acknowledged' };
  return [
    ...endings(state, { ...present({ by, subject }) }, isReferred),
    {
      type: 'Closed',
      ...present({ by, subject }),
      reason,
      ...present({ outcome, firstContact }),
      ...(note !== undefined && { personal: { message: note } }),
    },
  ];
}

/** What becomes of a case that staff open again, at any time. */
export function reopen(command: CaseCommand<'Reopen'>, { stage, joinedTo, erased }: KnownCase): Decision {
  const { by, subject, reason, because, note } = command;
  if (stage !== 'closed') return { refused: 'not-closed' };
  if (by !== undefined && erased) return { refused: 'erased' };
  if (by !== undefined && joinedTo !== undefined) return { refused: 'joined-elsewhere' };
  const personal = note === undefined ? {} : { personal: { message: note } };
  return [{ type: 'Reopened', ...present({ by, subject }), reason, ...present({ because }), ...personal }];
}
