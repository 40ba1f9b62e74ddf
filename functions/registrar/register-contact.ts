import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import { chosenKind } from '../../shared/core/cases/call.ts';
import type { CaseCommand } from '../../shared/core/cases/commands.ts';
import type { LifeFirstRules } from '../../shared/core/danger/danger.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { furtherCommand, registration, triaged } from './rules/case-commands.ts';

/** What registering needs besides the register: the queues of what others must do, and who waits to be called back. */
export type HandingOn = {
  attachments(caseId: string): Promise<void>;
  formal(formal: { caseId: string; contact: string; receivedAt: string }): Promise<void>;
  /** The contact whose case is in charge of this caller's call-back: the given one, unless another is due already. */
  callBackOf(accepted: ContactAccepted): Promise<string>;
};

/**
 * Registers an accepted contact once, whatever channel it came through: it opens its case, joins the one it belongs to, or tells
 * more of a call that is known; then hands on what others must do. A redelivery finds its own work done and only hands on again.
 */
export async function registerContact(input: {
  register: Register;
  accepted: ContactAccepted;
  definition: ServiceDefinition;
  rules: LifeFirstRules;
  now: Date;
  handingOn: HandingOn;
}): Promise<void> {
  const { register, accepted, definition, rules, now, handingOn } = input;
  const { code, receivedAt, contact, callBackDueAt } = accepted;
  const at = now.toISOString();
  const sorted = triaged(accepted, definition, rules);
  const further = (other: string, given: ContactAccepted) => change(other, furtherCommand(given, sorted, definition));
  const change = (other: string, command: CaseCommand) =>
    changeCase({ register, caseId: other, command, at, salt: randomHex, sha256 });
  const caseId = await registered();
  if (contact.attachments !== undefined && contact.attachments.length > 0) await handingOn.attachments(caseId);
  if (sorted.formal && (await isFormal())) await handingOn.formal({ caseId, contact: code, receivedAt });

  async function registered(): Promise<string> {
    if (accepted.joins !== undefined) {
      // Once it has a case of its own it stays there, though the case that it names turn up later.
      const alone = (await register.read(code)).length > 0;
      if (!alone && (await joined(accepted.joins))) return accepted.joins;
      await opened(accepted);
      return code;
    }
    const asker = callBackDueAt === undefined ? undefined : await askerOf(accepted);
    const inCharge = asker === undefined ? code : await handingOn.callBackOf(asker);
    if (inCharge === code) {
      const outcome = await opened(accepted);
      const isTurnTaken = asker?.contact.phone !== undefined;
      if (outcome !== 'opened' && !('refused' in outcome) && !isTurnTaken) await turnOf(outcome.events);
      return code;
    }
    // The receipt leads to a case of its own; that case joins the one in whose turn the caller is already.
    const { callBackDueAt: _inTurn, ...asked } = accepted;
    await opened(asked);
    await joinTurn(inCharge);
    return code;
  }

  /** Who asks, as far as all records of the call tell; undefined when its case has its turn already. */
  async function askerOf(given: ContactAccepted): Promise<ContactAccepted | undefined> {
    if (given.call === undefined) return given;
    const { state } = await readCase(register, code);
    if (state.stage === 'none') return given;
    if (state.callBack !== undefined) return undefined;
    const chosen = chosenKind(given.call.menuChoices ?? [], definition);
    const phone = contact.phone ?? state.contactPoints.phone;
    const kind = chosen ?? (state.kind as ContactAccepted['contact']['kind']);
    return { ...given, contact: { ...contact, kind, ...(phone === undefined ? {} : { phone }) } };
  }

  /** Who asks and who they are may be told by two records, at the same moment: whichever comes last takes the turn. */
  async function turnOf(events: readonly CaseEvent[]): Promise<void> {
    const isNews = (event: CaseEvent) =>
      event.type === 'CallBackAsked' || (event.type === 'CallUpdated' && event.personal?.phone !== undefined);
    if (!events.some(isNews)) return;
    const { state } = await readCase(register, code);
    if (state.stage === 'none' || state.callBack?.state !== 'due') return;
    const { phone } = state.contactPoints;
    if (phone === undefined) return;
    const kind = state.kind as ContactAccepted['contact']['kind'];
    const inCharge = await handingOn.callBackOf({ ...accepted, contact: { ...contact, kind, phone } });
    if (inCharge !== code) await joinTurn(inCharge);
  }

  async function joinTurn(inCharge: string): Promise<void> {
    const reason = 'the call-back is due already';
    await change(code, { type: 'JoinTo', caseId: inCharge, by: 'sportello', reason, calledBackThere: true });
    const other = await change(inCharge, { type: 'JoinCase', caseId: code, by: 'sportello' });
    // It was taken a moment ago and is being registered: this message comes back.
    if ('refused' in other && other.refused === 'unknown-case') throw new Error(`case ${inCharge} is still to come`);
  }

  async function opened(given: ContactAccepted): Promise<'opened' | Awaited<ReturnType<typeof change>>> {
    const entry = registration({ accepted: given, definition, rules, registeredAt: at, salt: randomHex(), sha256 });
    if ((await register.append(entry)) === 'taken' && given.call !== undefined) return further(code, given);
    return 'opened';
  }

  /** False when there is no such case: then the contact is heard in one of its own. */
  async function joined(other: string): Promise<boolean> {
    const outcome = await further(other, { ...accepted, joins: other });
    return !('refused' in outcome && outcome.refused === 'unknown-case');
  }

  /** A later record of a call does not make a formal instance of a case that somebody works on already. */
  async function isFormal(): Promise<boolean> {
    if (accepted.call === undefined || accepted.joins !== undefined) return true;
    const { state } = await readCase(register, code);
    return state.stage !== 'none' && state.formal;
  }
}
