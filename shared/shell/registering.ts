import { furtherCommand, registration, triaged } from '../../functions/registrar/registration.ts';
import type { ContactAccepted } from '../contracts/contact.ts';
import type { ServiceDefinition } from '../contracts/service.ts';
import type { CaseCommand } from '../core/case.ts';
import type { LifeFirstRules } from '../core/triage.ts';
import { changeCase } from './case-file.ts';
import { randomHex, sha256 } from './hashing.ts';
import type { Register } from './register.ts';

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
  const further = (other: string, given: ContactAccepted) => change(other, furtherCommand(given, sorted.urgent));
  const change = (other: string, command: CaseCommand) =>
    changeCase({ register, caseId: other, command, at, salt: randomHex, sha256 });
  const caseId = await registered();
  if (contact.attachments !== undefined && contact.attachments.length > 0) await handingOn.attachments(caseId);
  if (sorted.formal) await handingOn.formal({ caseId, contact: code, receivedAt });

  async function registered(): Promise<string> {
    if (accepted.joins !== undefined) {
      // Once it has a case of its own it stays there, though the case that it names turn up later.
      const alone = (await register.read(code)).length > 0;
      return !alone && (await joined(accepted.joins)) ? accepted.joins : opened(accepted);
    }
    const inCharge = callBackDueAt === undefined ? code : await handingOn.callBackOf(accepted);
    if (inCharge === code) return opened(accepted);
    // The receipt leads to a case of its own; that case joins the one in whose turn the caller is already.
    const { callBackDueAt: _inTurn, ...asked } = accepted;
    await opened(asked);
    await change(code, { type: 'JoinTo', caseId: inCharge, by: 'sportello', reason: 'the call-back is due already' });
    const other = await change(inCharge, { type: 'JoinCase', caseId: code, by: 'sportello' });
    // It was taken a moment ago and is being registered: this message comes back.
    if ('refused' in other && other.refused === 'unknown-case') throw new Error(`case ${inCharge} is still to come`);
    return code;
  }

  async function opened(given: ContactAccepted): Promise<string> {
    const entry = registration({ accepted: given, definition, rules, registeredAt: at, salt: randomHex(), sha256 });
    if ((await register.append(entry)) === 'taken' && given.call !== undefined) await further(code, given);
    return code;
  }

  /** False when there is no such case: then the contact is heard in one of its own. */
  async function joined(other: string): Promise<boolean> {
    const outcome = await further(other, { ...accepted, joins: other });
    return !('refused' in outcome && outcome.refused === 'unknown-case');
  }
}
