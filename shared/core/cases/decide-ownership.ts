import { instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import type { Doer } from './desk-commands.ts';
import { isExpertLate, isSamePerson } from './desk-facts.ts';

/** Who is named where the clock does it. */
export const clockwork = 'sportello';

/** Whether somebody else than who acts has the case; what nobody of the staff does is in nobody's way. */
export const isHeldByAnother = ({ owner }: KnownCase, { by, subject }: Doer): boolean =>
  owner !== undefined && by !== undefined && by !== clockwork && !isSamePerson(owner, { by, subject });

/** What decides a command that a closed case takes no more. */
export function whileOpen<C>(decide: (command: C, state: KnownCase) => Decision) {
  return (command: C, state: KnownCase): Decision =>
    state.stage === 'closed' ? { refused: 'closed' } : decide(command, state);
}

/** What decides a command on an open case that only whoever has it may do; what nobody has, anybody may. */
export function byHolder<C extends Doer>(decide: (command: C, state: KnownCase) => Decision) {
  return whileOpen<C>((command, state) =>
    isHeldByAnother(state, command) ? { refused: 'held-by-another' } : decide(command, state),
  );
}

/** Whether it is the desk's turn: nobody outside is waited for, and the citizen has not been answered. */
function isOursToDo(state: KnownCase): boolean {
  if (state.callBack?.state === 'due' || state.toBeRead || isExpertLate(state)) return true;
  if (state.stage === 'answered') return state.spokeSince !== undefined;
  return state.stage === 'registered' || state.stage === 'taken-in-charge';
}

/**
 * What becomes of a case that somebody takes. One that another has is theirs, unless its time is over at `at`, or it is
 * taken `over` with a reason; so of two who press at once the second is refused.
 */
export function takeInCharge(command: CaseCommand<'TakeInCharge'>, state: KnownCase): Decision {
  const { by, subject, how, until, at, over } = command;
  const { owner } = state;
  if (owner !== undefined && isSamePerson(owner, command)) return { refused: 'nothing-new' };
  // The list that named it may be a moment old.
  if (how === 'next' && !isOursToDo(state)) return { refused: 'nothing-new' };
  const isOver = owner?.until !== undefined && at !== undefined && instantOf(owner.until) <= instantOf(at);
  if (owner !== undefined && !isOver && over === undefined) return { refused: 'held-by-another' };
  return [
    {
      type: 'TakenInCharge',
      by,
      ...present({ subject, how, until }),
      ...(owner !== undefined && { over: { by: owner.by, ...present({ subject: owner.subject }) } }),
      ...(owner !== undefined && over !== undefined && { personal: { message: over } }),
    },
  ];
}

/** What becomes of a case that is given back: by whoever has it, or by the clock once its time or their shift is over. */
export function release(command: CaseCommand<'Release'>, { owner }: KnownCase): Decision {
  const { by = clockwork, subject, because, at, of } = command;
  if (owner === undefined) return { refused: 'nothing-new' };
  if (because === 'lease-over') {
    const isOver = owner.until !== undefined && at !== undefined && instantOf(owner.until) <= instantOf(at);
    if (!isOver) return { refused: 'held-by-another' };
  } else if (because === 'shift-over' && of !== undefined) {
    if (owner.subject !== of) return { refused: 'nothing-new' };
  } else if (!isSamePerson(owner, { by, subject })) {
    return { refused: 'not-yours' };
  }
  return [{ type: 'Released', by, ...present({ subject }), because }];
}

/** What becomes of a case that is given to a colleague, by whoever has it or by somebody who may move `anybodys`. */
export function give(command: CaseCommand<'Give'>, state: KnownCase): Decision {
  const { by, subject, to, reason, anybodys = false } = command;
  const { owner } = state;
  if (owner !== undefined && isSamePerson(owner, to)) return { refused: 'nothing-new' };
  if (!anybodys && owner !== undefined && !isSamePerson(owner, command)) return { refused: 'not-yours' };
  const personal = reason === undefined ? {} : { personal: { message: reason } };
  return [
    {
      type: 'Released',
      by,
      ...present({ subject }),
      because: 'moved',
      to: { by: to.by, ...present({ subject: to.subject }) },
      ...personal,
    },
  ];
}
