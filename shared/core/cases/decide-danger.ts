import type { CaseEvent } from '../../contracts/case-event.ts';
import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';

/** That later words speak of danger to life, unless that is known of the case already. */
export const raised = ({ urgent }: Pick<KnownCase, 'urgent'>, speaksOfDanger: boolean): CaseEvent[] =>
  speaksOfDanger && !urgent ? [{ type: 'UrgencyRaised' }] : [];

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

/**
 * Whether a danger to life that was heard of a case is still somebody's to settle: nobody told the rescue services, and
 * no two persons found that there was none.
 */
export const isDangerOpen = ({
  urgent,
  rescue,
  judged,
}: {
  urgent: boolean;
  rescue?: unknown;
  judged?: { judged: 'danger' | 'none'; agreed?: unknown } | undefined;
}): boolean => urgent && rescue === undefined && !(judged?.judged === 'none' && judged.agreed !== undefined);

/** What becomes of a case whose danger somebody handed over to the rescue services. */
export function handToRescue(command: CaseCommand<'HandToRescue'>, state: KnownCase): Decision {
  const { by, subject, to, at, spokeTo, reference } = command;
  if (state.erased) return { refused: 'erased' };
  const personal = { spokeTo, ...present({ reference }) };
  return [{ type: 'HandedToRescue', by, ...present({ subject }), to, at, personal }];
}

/** What becomes of a case of which a second person agrees that there was no danger. */
export function agreeNoDanger({ by, subject }: CaseCommand<'AgreeNoDanger'>, { judged }: KnownCase): Decision {
  if (judged?.judged !== 'none') return { refused: 'not-judged' };
  if (judged.agreed !== undefined) return { refused: 'nothing-new' };
  if (judged.by === (subject ?? by)) return { refused: 'needs-another-person' };
  return [{ type: 'NoDangerAgreed', by, ...present({ subject }) }];
}
