import { furtherCommand, registration, triaged } from '../../functions/registrar/registration.ts';
import type { ContactAccepted } from '../contracts/contact.ts';
import type { ServiceDefinition } from '../contracts/service.ts';
import type { CaseCommand } from '../core/case.ts';
import type { LifeFirstRules } from '../core/triage.ts';
import { changeCase, readCase } from './case-file.ts';
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
  const isThere = async (other: string) => (await readCase(register, other)).state.stage !== 'none';
  const further = (other: string, given: ContactAccepted) => change(other, furtherCommand(given, sorted.urgent));
  const change = (other: string, command: CaseCommand) =>
    changeCase({ register, caseId: other, command, at, salt: randomHex, sha256 });
  const caseId = await registered();
  if (contact.attachments !== undefined && contact.attachments.length > 0) await handingOn.attachments(caseId);
  if (sorted.formal) await handingOn.formal({ caseId, contact: code, receivedAt });

  async function registered(): Promise<string> {
    if (accepted.joins !== undefined) return (await joined(accepted.joins)) ? accepted.joins : opened();
    const inCharge = callBackDueAt === undefined ? code : await handingOn.callBackOf(accepted);
    if (inCharge === code) return opened();
    // An earlier record of the same call may have opened a case before anybody asked for anything: that case joins too.
    const { callBackDueAt: _inTurn, ...asked } = accepted;
    if (accepted.call !== undefined && (await isThere(code))) {
      await further(code, asked);
      await change(code, { type: 'JoinTo', caseId: inCharge, by: 'sportello', reason: 'the call-back is due already' });
      await change(inCharge, { type: 'JoinCase', caseId: code, by: 'sportello' });
      return code;
    }
    return (await joined(inCharge)) ? inCharge : opened();
  }

  async function opened(): Promise<string> {
    const entry = registration({ accepted, definition, rules, registeredAt: at, salt: randomHex(), sha256 });
    if ((await register.append(entry)) === 'taken' && accepted.call !== undefined) await further(code, accepted);
    return code;
  }

  /** False when there is no such case: then the contact is heard in one of its own. */
  async function joined(other: string): Promise<boolean> {
    const outcome = await further(other, { ...accepted, joins: other });
    return !('refused' in outcome && outcome.refused === 'unknown-case');
  }
}
