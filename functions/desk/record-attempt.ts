import { CallAttempt } from '../../shared/contracts/desk.ts';
import { attemptsAllowed } from '../../shared/core/cases/call-back.ts';
import { present } from '../../shared/core/present.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { actOn, seenVersion } from './act-on-case.ts';
import { codeOf, type Desk, type DeskRequest } from './desk.ts';
import { caseAfterAct } from './show-case.ts';

// An act on a case, after show-case.ts; the last attempt in vain goes on to citizen-mails/on-entry-told.ts.

/** Keeps what became of an attempt to call back; the last one that reaches nobody gives the call-back up. */
export async function recordAttempt(desk: Desk, request: DeskRequest): Promise<Reply> {
  const code = codeOf(desk, request);
  const { outcome, note } = await readAs(CallAttempt, request);
  await actOn(desk, code, seenVersion(request), {
    type: 'RecordCallBackAttempt',
    by: desk.officer.name,
    subject: desk.officer.subject,
    outcome,
    attemptsAllowed,
    ...present({ note }),
  });
  return caseAfterAct(desk, code);
}
