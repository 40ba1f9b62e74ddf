import { CaseHold, type HeldCase } from '../../shared/contracts/case-hold.ts';
import { holdAt } from '../../shared/core/cases/desk-facts.ts';
import { instantOf } from '../../shared/core/hours/zone.ts';
import { present } from '../../shared/core/present.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import { actRefused, codeOf, type Desk, type DeskRequest, demand, invalid, logAct } from './desk.ts';

/**
 * Keeps a case past its time because an authority wants it, or lifts that: neither retention nor erasure touches it, nor
 * what it was joined with, until then. Whoever does it sees nothing of the case. The same act sent again is done already.
 */
export async function holdCase(desk: Desk, request: DeskRequest): Promise<Reply> {
  demand(desk, 'hold-case');
  const code = codeOf(desk, request);
  const body = await readAs(CaseHold, request);
  const { register, officer, definition, now } = desk;
  const at = now.toISOString();
  if (body.do === 'hold' && instantOf(body.until) <= now.getTime())
    throw invalid({ pointer: '/until', detail: 'must be in the future' });
  const doer = { by: officer.name, subject: officer.subject };
  const { do: does, ...told } = body;
  const command =
    body.do === 'hold'
      ? ({ type: 'SetHold', ...doer, at, ...(told as Omit<Extract<CaseHold, { do: 'hold' }>, 'do'>) } as const)
      : ({ type: 'LiftHold', ...doer, act: body.act } as const);
  const outcome = await changeCase({ register, caseId: code, command, at });
  const refused = 'refused' in outcome ? outcome.refused : undefined;
  logAct(desk, does === 'hold' ? 'held by law' : 'hold lifted', { code, ...present({ refused }) });
  if (refused === 'unknown-case') throw new Refusal('conflict', ({ problems }) => problems.notYetRegistered);
  if (refused !== undefined && refused !== 'nothing-new') throw actRefused(refused);
  const { state } = await readCase(register, code);
  const hold = state.stage === 'none' ? undefined : holdAt(state, at);
  const answer: HeldCase = { service: definition.service, code, ...present({ hold }) };
  return { status: 201, body: answer };
}
