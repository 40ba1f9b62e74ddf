import { CallAttempt } from '../../shared/contracts/desk.ts';
import { attemptsAllowed } from '../../shared/core/cases/call-back.ts';
import { present } from '../../shared/core/present.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { actOn, seenVersion } from './act-on-case.ts';
import { codeOf, type Desk, type DeskRequest, invalid } from './desk.ts';
import { caseAfterAct } from './show-case.ts';

// An act on a case, after show-case.ts; the last attempt in vain goes on to citizen-mails/on-entry-told.ts.

/**
 * Keeps what became of an attempt to call back; the last one that reaches nobody gives the call-back up, and so does who
 * says why nobody calls back any more. Throws the Refusal `invalid` for a reason that is missing.
 */
export async function recordAttempt(desk: Desk, request: DeskRequest): Promise<Reply> {
  const code = codeOf(desk, request);
  const { outcome, note, settled } = await readAs(CallAttempt, request);
  const doer = { by: desk.officer.name, subject: desk.officer.subject };
  if (outcome === 'given-up') {
    if (note === undefined) throw invalid({ pointer: '/note', detail: 'must say why nobody calls back any more' });
    await actOn(desk, code, seenVersion(request), { type: 'GiveUpCallBack', ...doer, reason: note });
  } else {
    const tried = { type: 'RecordCallBackAttempt', ...doer, outcome, attemptsAllowed } as const;
    await actOn(desk, code, seenVersion(request), { ...tried, ...present({ note, settled }) });
  }
  return caseAfterAct(desk, code);
}
