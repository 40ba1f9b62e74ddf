import type { MoveSkip } from '../../../shared/contracts/board.ts';
import type { Case, KnownCase } from '../../../shared/core/cases/case.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { isHeldByAnother } from '../../../shared/core/cases/decide-ownership.ts';

// What becomes of one case of those that a supervisor moves together: the acts that the desk has, or why it stays.

/** Where cases go: a colleague by name, who may be there now, or a lane (the case's own where none is named). */
export type Destination =
  | { to: 'colleague'; subject: string; name: string; isThere: boolean }
  | { to: 'lane'; lane: string }
  | { to: 'list' };

/** One move of many cases, as far as it is the same for all. */
export type Move = { by: string; subject: string; at: string; reason: string; to: Destination };

const isUrgent = ({ urgent, lane }: KnownCase) => urgent || lane === 'urgent';

/** Taken over from whoever has it, changed, and given back to the list: each a fact of the register with its doer. */
function backToList(state: KnownCase, { by, subject, at, reason, to }: Move): CaseCommand[] {
  const doer = { by, subject };
  const lane = to.to === 'lane' && to.lane !== state.lane ? to.lane : undefined;
  const take: CaseCommand = { type: 'TakeInCharge', ...doer, how: 'chosen', at, over: reason };
  return [
    ...(isHeldByAnother(state, doer) ? [take] : []),
    ...(lane === undefined ? [] : [{ type: 'Resort', ...doer, lane, reason } as const]),
    ...(state.owner === undefined ? [] : [{ type: 'Release', ...doer, because: 'given-back', at } as const]),
  ];
}

/**
 * The commands that move a case, one after the other, or why it is passed by: it is another than was seen (`version` is
 * its own now), closed, already there, or a danger to life that would be left without a person.
 */
export function moveOf(
  state: Case,
  { version, seen }: { version: number; seen: number },
  move: Move,
): { commands: CaseCommand[] } | { skipped: MoveSkip } {
  if (state.stage === 'none' || version !== seen) return { skipped: 'changed' };
  if (state.stage === 'closed') return { skipped: 'closed' };
  const { by, subject, reason, to } = move;
  if (isUrgent(state) && !(to.to === 'colleague' && to.isThere)) return { skipped: 'danger' };
  if (to.to === 'colleague') {
    if (state.owner?.subject === to.subject) return { skipped: 'same' };
    const person = { by: to.name, subject: to.subject };
    return { commands: [{ type: 'Give', by, subject, to: person, anybodys: true, reason }] };
  }
  const commands = backToList(state, move);
  return commands.length === 0 ? { skipped: 'same' } : { commands };
}
