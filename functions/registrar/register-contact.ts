import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import { chosenKind } from '../../shared/core/cases/call.ts';
import type { CaseCommand } from '../../shared/core/cases/commands.ts';
import type { Triage } from '../../shared/core/cases/triage.ts';
import type { LifeFirstRules } from '../../shared/core/danger/danger.ts';
import { present } from '../../shared/core/present.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { furtherCommand, registration, triaged } from './rules/case-commands.ts';

// Step 2 of the citizen's line: called by on-queue-message and on-inbox-item for what intake, mail-in, calls, scans and
// the desk accepted; then the register's stream wakes worklist and citizen-mails.

/** What registering needs besides the register: the queues of what others must do, and who waits to be called back. */
export type HandingOn = {
  attachments(caseId: string): Promise<void>;
  formal(formal: { caseId: string; contact: string; receivedAt: string }): Promise<void>;
  /** The contact whose case is in charge of this caller's call-back: the given one, unless another is due already. */
  callBackOf(accepted: ContactAccepted): Promise<string>;
};

/** What contacts of a service are registered with. */
export type RegistrarWork = {
  register: Register;
  definition: ServiceDefinition;
  rules: LifeFirstRules;
  handingOn: HandingOn;
};

/** One contact under registration: when it is registered (ISO instant), and where triage sends it. */
type Registering = RegistrarWork & { accepted: ContactAccepted; at: string; sorted: Triage };

/**
 * Registers an accepted contact once, whatever channel it came through: it opens its case, joins the one it belongs to,
 * or tells more of a call that is known; then hands on what others must do. Triage is worked out a second time, by the
 * same rule as at the door: the message carries the contact, not what follows from it. A redelivery finds its own work
 * done and only hands on again.
 */
export async function registerContact(input: RegistrarWork & { accepted: ContactAccepted; now: Date }): Promise<void> {
  const { accepted, definition, rules, handingOn, now } = input;
  const { code, receivedAt, joins, contact } = accepted;
  const work: Registering = { ...input, at: now.toISOString(), sorted: triaged(accepted, definition, rules) };
  const caseId = joins === undefined ? await registerOwnCase(work) : await joinNamedCase(work, joins);
  if (contact.attachments !== undefined && contact.attachments.length > 0) await handingOn.attachments(caseId);
  if (work.sorted.formal && (await isFormal(work))) await handingOn.formal({ caseId, contact: code, receivedAt });
}

/**
 * Joins the contact to the case that it names, or opens its own where there is no such case. Gives the case it is in.
 */
async function joinNamedCase(work: Registering, named: string): Promise<string> {
  const { register, accepted } = work;
  // A contact that has a case of its own stays there, though the case that it names turn up later.
  const hasOwnCase = (await register.read(accepted.code)).length > 0;
  if (!hasOwnCase) {
    const outcome = await tellMore(work, named, { ...accepted, joins: named });
    if (!('refused' in outcome && outcome.refused === 'unknown-case')) return named;
  }
  await openCase(work, accepted);
  return accepted.code;
}

/**
 * Opens the contact's own case, and joins it to the caller's other case where that one is in charge of the call-back.
 */
async function registerOwnCase(work: Registering): Promise<string> {
  const { accepted, handingOn } = work;
  const { code, callBackDueAt } = accepted;
  const caller = callBackDueAt === undefined ? undefined : await callerOf(work);
  const inCharge = caller === undefined ? code : await handingOn.callBackOf(caller);
  if (inCharge !== code) {
    // The receipt leads to a case of its own; that case joins the one that calls the same person back already.
    const { callBackDueAt: _calledBackThere, ...withoutCallBack } = accepted;
    await openCase(work, withoutCallBack);
    await joinTurn(work, inCharge);
    return code;
  }
  const outcome = await openCase(work, accepted);
  const isTurnTaken = caller?.contact.phone !== undefined;
  if (outcome !== 'opened' && !('refused' in outcome) && !isTurnTaken) await takeTurn(work, outcome.events);
  return code;
}

/** Who is to be called back, as far as all records of the call tell; undefined when the case has its turn already. */
async function callerOf({ register, accepted, definition }: Registering): Promise<ContactAccepted | undefined> {
  const { code, call, contact } = accepted;
  if (call === undefined) return accepted;
  const { state } = await readCase(register, code);
  if (state.stage === 'none') return accepted;
  if (state.callBack !== undefined) return undefined;
  const kind = chosenKind(call.menuChoices ?? [], definition) ?? (state.kind as ContactAccepted['contact']['kind']);
  const phone = contact.phone ?? state.contactPoints.phone;
  return { ...accepted, contact: { ...contact, kind, ...present({ phone }) } };
}

/**
 * Takes the turn to call back once the case knows both the wish and the number. One record of a call may tell the wish
 * and another the number, at the same moment: the record that completes them takes the turn.
 */
async function takeTurn(work: Registering, events: readonly CaseEvent[]): Promise<void> {
  const { register, accepted, handingOn } = work;
  const { code, contact } = accepted;
  const completes = (event: CaseEvent) =>
    event.type === 'CallBackAsked' || (event.type === 'CallUpdated' && event.personal?.phone !== undefined);
  if (!events.some(completes)) return;
  const { state } = await readCase(register, code);
  if (state.stage === 'none' || state.callBack?.state !== 'due') return;
  const { phone } = state.contactPoints;
  if (phone === undefined) return;
  const kind = state.kind as ContactAccepted['contact']['kind'];
  const inCharge = await handingOn.callBackOf({ ...accepted, contact: { ...contact, kind, phone } });
  if (inCharge !== code) await joinTurn(work, inCharge);
}

/** Joins the contact's case to the one in charge of the call-back; throws while that one is still to come. */
async function joinTurn(work: Registering, inCharge: string): Promise<void> {
  const { code } = work.accepted;
  const reason = 'the call-back is due already';
  await change(work, code, { type: 'JoinTo', caseId: inCharge, by: 'sportello', reason, calledBackThere: true });
  const outcome = await change(work, inCharge, { type: 'JoinCase', caseId: code, by: 'sportello' });
  // It was taken a moment ago and is being registered: this message comes back.
  if ('refused' in outcome && outcome.refused === 'unknown-case') throw new Error(`case ${inCharge} is still to come`);
}

/**
 * Opens the contact's case; where it is open, a further record of a call tells more of it, and anything else is a
 * redelivery.
 */
async function openCase(
  work: Registering,
  accepted: ContactAccepted,
): Promise<'opened' | Awaited<ReturnType<typeof change>>> {
  const { register, definition, rules, at } = work;
  const entry = registration({ accepted, definition, rules, registeredAt: at, salt: randomHex(), sha256 });
  const isOpen = (await register.append(entry)) === 'taken';
  return isOpen && accepted.call !== undefined ? tellMore(work, accepted.code, accepted) : 'opened';
}

const tellMore = (work: Registering, caseId: string, accepted: ContactAccepted) =>
  change(work, caseId, furtherCommand(accepted, work.sorted, work.definition));

const change = ({ register, at }: Registering, caseId: string, command: CaseCommand) =>
  changeCase({ register, caseId, command, at });

/** A later record of a call does not make a formal instance of a case that somebody works on already. */
async function isFormal({ register, accepted }: Registering): Promise<boolean> {
  if (accepted.call === undefined || accepted.joins !== undefined) return true;
  const { state } = await readCase(register, accepted.code);
  return state.stage !== 'none' && state.formal;
}
