import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { raised } from './decide-call.ts';

/**
 * What becomes of a case of which somebody of the staff says whether there was danger to life. That there was puts an
 * open case outside the urgent lane into it; that there was none leaves it where it is, since it is being worked on.
 * Whoever changes their mind says so again.
 */
export function judgeDanger(command: CaseCommand<'JudgeDanger'>, state: KnownCase): Decision {
  const { by, judged, kind, reason } = command;
  if (state.erased) return { refused: 'erased' };
  const before = state.judged;
  if (before?.judged === judged && before.kind === kind) return { refused: 'nothing-new' };
  const personal = { dangerKind: kind, ...(reason !== undefined && { message: reason }) };
  const isRaised = judged === 'danger' && state.stage !== 'closed' && state.joinedTo === undefined;
  return [
    { type: 'DangerJudged', by, judged, inLane: before?.inLane ?? state.urgent, personal },
    ...raised(state, isRaised),
  ];
}
