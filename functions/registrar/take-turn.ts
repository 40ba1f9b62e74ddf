import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import { isCallBackDue, mayShareTurn } from '../../shared/core/cases/decide-call-back.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';

// Called by register-contact for a case that stands with its call-back. Four conditional writes, in an order that
// leaves a call owed wherever a worker dies between two of them: the own case asks, the turn is taken or found taken,
// the case that has it takes this one in, and only then is this one closed. test/models/call-back-turn.pml proves the
// order.

/** Who is to be called back by which case, and about what: one turn for a caller, a kind and a category. */
export type Caller = { caseId: string; phone: string; kind: string; category?: string | undefined };

/** The case that has the turn to call this caller back; it is taken for the caller's own where nobody is due. */
export type TurnOf = (caller: Caller) => Promise<string>;

/** The turn may change hands while it is asked for: whoever had it is reached, another takes it. */
const tries = 3;

/**
 * Takes the turn to call back for a contact's own case, or shares the turn of the case that calls the same person
 * already. A case whose caller was reached or given up, or that joined another, is done: its message comes once more.
 */
export async function takeTurn(
  { register, accepted, at }: { register: Register; accepted: ContactAccepted; at: string },
  turnOf: TurnOf,
): Promise<void> {
  const { code, callBackDueAt: dueAt, contact } = accepted;
  const change = (caseId: string, command: Parameters<typeof changeCase>[0]['command']) =>
    changeCase({ register, caseId, command, at });
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const { state } = await readCase(register, code);
    if (state.stage === 'none') return;
    if (state.callBack === undefined && state.joinedTo === undefined && dueAt !== undefined) {
      // It stands without the call that its receipt promises: a version before this one was stopped half-way.
      const asked = await change(code, { type: 'AskCallBack', contact: code, dueAt });
      if ('refused' in asked) return;
      continue;
    }
    const { phone } = state.contactPoints;
    if (phone === undefined || !isCallBackDue(state)) return;
    const holder = await turnOf({ caseId: code, phone, kind: state.kind, category: contact.category });
    if (holder === code || !mayShareTurn(state)) return;
    const takenIn = await change(holder, { type: 'JoinCase', caseId: code, by: 'sportello', inTurn: true });
    // Its call was made meanwhile: the turn is free again.
    if ('refused' in takenIn && takenIn.refused !== 'nothing-new') continue;
    const reason = 'the call-back is due already';
    await change(code, { type: 'JoinTo', caseId: holder, by: 'sportello', reason, calledBackThere: true });
    return;
  }
  throw new Error(`the turn to call back changed hands ${tries} times`);
}
