import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import { isCallBackDue, mayShareTurn } from '../../shared/core/cases/decide-call-back.ts';
import { isOnlyMissed, lastMissedAt } from '../../shared/core/cases/missed-calls.ts';
import { isoOf } from '../../shared/core/hours/zone.ts';
import { present } from '../../shared/core/present.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';

// Called by register-contact for a case that stands with its call-back. Four conditional writes, in an order that
// leaves a call owed wherever a worker dies between two of them: the own case asks, the turn is taken or found taken,
// the case that has it takes this one in, and only then is this one closed. test/models/call-back-turn.pml proves the
// order. Calls in vain share the turn of any call that is owed to the same number (ADR 45).

/** Who is to be called back by which case, and about what: one turn for a caller, a kind and a category. */
export type Caller = { caseId: string; phone: string; kind: string; category?: string | undefined };

/** Whose turn it is to be called back, and who was answered meanwhile. */
export type Turns = {
  /** The case that calls this caller back about this: the caller's own, unless the call of another one is due already. */
  turnOf(caller: Caller): Promise<string>;
  /** The case that calls this number back, about whatever: the caller's own, unless another call is due to it. */
  numberTurnOf(caller: Pick<Caller, 'caseId' | 'phone'>): Promise<string>;
  /** Keeps that somebody of this number was answered at an ISO instant; gives the case that was to call it back. */
  noteServed(served: { phone: string; at: string }): Promise<string | undefined>;
  /** When somebody of this number was last answered, as an ISO instant. */
  servedAt(phone: string): Promise<string | undefined>;
};

type Work = { register: Register; accepted: ContactAccepted; at: string };

/** The turn may change hands while it is asked for: whoever had it is reached, another takes it. */
const tries = 3;

/**
 * Takes the turn to call back for a contact's own case, or shares the turn of the case that calls the same person
 * already. A case whose caller was reached or given up, or that joined another, is done: its message comes once more.
 */
export async function takeTurn(work: Work, turns: Turns): Promise<void> {
  const { register, accepted, at } = work;
  const { code, callBackDueAt: dueAt, contact } = accepted;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const { state } = await readCase(register, code);
    if (state.stage === 'none') return;
    if (state.callBack === undefined && state.joinedTo === undefined && dueAt !== undefined) {
      // It stands without the call that its receipt promises: a version before this one was stopped half-way.
      const command = { type: 'AskCallBack', contact: code, dueAt } as const;
      const asked = await changeCase({ register, caseId: code, command, at });
      if ('refused' in asked) return;
      continue;
    }
    const { phone } = state.contactPoints;
    if (phone === undefined || !isCallBackDue(state)) return;
    const holder = await turns.turnOf({ caseId: code, phone, kind: state.kind, category: contact.category });
    if (holder === code) return shareNumber(work, { caseId: code, phone }, turns);
    if (!mayShareTurn(state)) return;
    // Its call may have been made meanwhile: the turn is free again.
    if ((await share(work, code, holder)) === 'shared') return;
  }
  throw new Error(`the turn to call back changed hands ${tries} times`);
}

/**
 * Has one case call back for another too, which is closed for it; `free` where the call of the one was made meanwhile,
 * `kept` where the other is in somebody's hands.
 */
async function share({ register, at }: Work, leaving: string, staying: string): Promise<'shared' | 'kept' | 'free'> {
  const { state } = await readCase(register, leaving);
  if (!mayShareTurn(state)) return 'kept';
  const missedAt = isOnlyMissed(state) ? lastMissedAt(state) : undefined;
  const takeIn = {
    type: 'JoinCase',
    caseId: leaving,
    by: 'sportello',
    inTurn: true,
    ...present({ missedAt }),
  } as const;
  const takenIn = await changeCase({ register, caseId: staying, command: takeIn, at });
  if ('refused' in takenIn && takenIn.refused !== 'nothing-new') return 'free';
  const reason = 'the call-back is due already';
  const join = { type: 'JoinTo', caseId: staying, by: 'sportello', reason, calledBackThere: true } as const;
  await changeCase({ register, caseId: leaving, command: join, at });
  return 'shared';
}

/**
 * Of two cases that are to call one number, one that is nothing but calls in vain is called back by the other; one that
 * stays is over where the number was answered since.
 */
async function shareNumber(work: Work, own: { caseId: string; phone: string }, turns: Turns): Promise<void> {
  const { register, at } = work;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const other = await turns.numberTurnOf(own);
    const isOwn = other === own.caseId;
    const [{ state }, { state: others }] = await Promise.all([
      readCase(register, own.caseId),
      readCase(register, isOwn ? own.caseId : other),
    ]);
    if (state.stage === 'none' || !isCallBackDue(state)) return;
    const mayLeave = isOnlyMissed(state) && mayShareTurn(state);
    if (isOwn) {
      const servedAt = isOnlyMissed(state) ? await turns.servedAt(own.phone) : undefined;
      if (servedAt === undefined) return;
      await changeCase({ register, caseId: own.caseId, command: { type: 'NoteCallerServed', at: servedAt }, at });
      return;
    }
    if (mayLeave) {
      if ((await share(work, own.caseId, other)) !== 'free') return;
    } else {
      const isLesser = others.stage !== 'none' && isOnlyMissed(others) && mayShareTurn(others);
      if (!isLesser || (await share(work, other, own.caseId)) !== 'shared') return;
    }
  }
  throw new Error(`the turn to call a number back changed hands ${tries} times`);
}

/** When a contact was answered as it came, by an exchange's record or by whoever took the call down; an ISO instant. */
function answeredAt({ channel, receivedAt, recordedBy, call }: ContactAccepted): string | undefined {
  if (call !== undefined) return call.outcome === 'answered' ? (call.answeredAt ?? call.startedAt) : undefined;
  return channel === 'phone' && recordedBy !== undefined ? receivedAt : undefined;
}

/** A caller who is answered is owed no call for those that nobody answered before. */
export async function noteServed({ register, accepted, at }: Work, turns: Turns): Promise<void> {
  const answered = answeredAt(accepted);
  if (answered === undefined) return;
  const { state } = await readCase(register, accepted.code);
  const phone = accepted.contact.phone ?? (state.stage === 'none' ? undefined : state.contactPoints.phone);
  if (phone === undefined) return;
  const served = isoOf(Date.parse(answered));
  const caller = await turns.noteServed({ phone, at: served });
  if (caller === undefined || caller === accepted.code) return;
  await changeCase({ register, caseId: caller, command: { type: 'NoteCallerServed', at: served }, at });
}
