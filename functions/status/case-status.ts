import type { CaseStatus, Conversation } from '../../shared/contracts/case-status.ts';
import type { Case } from '../../shared/core/case.ts';

/** A few minutes: an accepted contact that the register has not seen for longer is missing, not late. Milliseconds. */
export const missingAfter = 180_000;

/** What anybody with the code may see: stages and dates; a genuine code that the register does not know yet is accepted. */
export function caseStatus(code: string, service: string, state: Case): CaseStatus {
  if (state.stage === 'none') return { code, service, stage: 'accepted', history: [] };
  const { stage, receivedAt, firstAnswerDueAt, history } = state;
  return {
    code,
    service,
    stage,
    receivedAt,
    ...(firstAnswerDueAt === undefined ? {} : { firstAnswerDueAt }),
    history: history.slice(-500),
  };
}

/** What the citizen with the second fact may read. */
export function conversationOf(code: string, service: string, state: Exclude<Case, { stage: 'none' }>): Conversation {
  return { code, service, stage: state.stage, messages: state.messages.slice(-1000) };
}
