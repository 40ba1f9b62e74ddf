import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';
import type { CaseCommand } from '../../shared/core/cases/commands.ts';
import { type Inherited, inheritedFrom } from '../../shared/core/cases/following-case.ts';
import type { Triage } from '../../shared/core/cases/triage.ts';
import type { LifeFirstRules } from '../../shared/core/danger/danger.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { furtherCommand, registration, triaged } from './rules/case-commands.ts';
import { noteServed, type Turns, takeTurn } from './take-turn.ts';

// Step 2 of the citizen's line: called by on-queue-message and on-inbox-item for what intake, mail-in, calls, scans and
// the desk accepted; then the register's stream wakes worklist and citizen-mails.

/** What registering needs besides the register: the queues of what others must do, and who waits to be called back. */
export type HandingOn = Turns & {
  attachments(caseId: string): Promise<void>;
  formal(formal: { caseId: string; contact: string; receivedAt: string }): Promise<void>;
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

/** Closed cases that follow one another and are gone through: each took a month at least. */
const longestTrail = 20;

/**
 * Joins the contact to the case that it names, or opens its own where there is no such case, or where that was closed
 * too long ago: the named one says first which case goes on from it, so that of two contacts one opens it and the other
 * joins it. Gives the case it is in.
 */
async function joinNamedCase(work: Registering, named: string, steps = 0): Promise<string> {
  const { register, accepted } = work;
  // A contact that has a case of its own stays there, though the case that it names turn up later.
  const hasOwnCase = (await register.read(accepted.code)).length > 0;
  if (hasOwnCase || steps > longestTrail) return registerOwnCase(work);
  const outcome = await tellMore(work, named, { ...accepted, joins: named });
  if (!('refused' in outcome)) {
    const isFollowed = outcome.events.some(({ type }) => type === 'FollowedBy');
    return isFollowed ? registerOwnCase(work, await inherited(register, named)) : named;
  }
  if (outcome.refused === 'unknown-case') return registerOwnCase(work);
  if (outcome.refused !== 'followed') return named;
  const { state } = await readCase(register, named);
  const next = state.stage === 'none' ? undefined : state.followedBy;
  return next === undefined || next === accepted.code
    ? registerOwnCase(work, await inherited(register, named))
    : joinNamedCase(work, next, steps + 1);
}

async function inherited(register: Register, caseId: string): Promise<Inherited | undefined> {
  const { state } = await readCase(register, caseId);
  return state.stage === 'none' ? undefined : inheritedFrom(caseId, state);
}

/**
 * Opens the contact's own case, with the call-back that it asks for; then that case takes the caller's turn to be
 * called back, or joins the one that has it.
 */
async function registerOwnCase(work: Registering, before?: Inherited): Promise<string> {
  const { accepted, handingOn } = work;
  const { code, callBackDueAt, call } = accepted;
  const outcome = await openCase(work, accepted, before);
  const tellsNumber =
    call !== undefined && outcome !== 'opened' && ('refused' in outcome || outcome.events.some(namesCaller));
  if (callBackDueAt !== undefined || tellsNumber) await takeTurn(work, handingOn);
  await noteServed(work, handingOn);
  return code;
}

/** One record of a call may tell the wish and another, later or at the same moment, the number. */
const namesCaller = (event: CaseEvent) => event.type === 'CallUpdated' && event.personal?.phone !== undefined;

/**
 * Opens the contact's case; where it is open, a further record of a call tells more of it, and anything else is a
 * redelivery.
 */
async function openCase(
  work: Registering,
  accepted: ContactAccepted,
  before?: Inherited,
): Promise<'opened' | Awaited<ReturnType<typeof change>>> {
  const { register, definition, rules, sorted, at } = work;
  const sealing = { definition, rules, registeredAt: at, salt: randomHex(), sha256 };
  const entry = registration({ accepted, sorted, ...sealing, inherited: before });
  const isOpen = (await register.append(entry)) === 'taken';
  return isOpen && accepted.call !== undefined ? tellMore(work, accepted.code, accepted) : 'opened';
}

const tellMore = (work: Registering, caseId: string, accepted: ContactAccepted) =>
  change(work, caseId, furtherCommand(accepted, work.sorted, work.definition, work.at));

const change = ({ register, at }: Registering, caseId: string, command: CaseCommand) =>
  changeCase({ register, caseId, command, at });

/** A later record of a call does not make a formal instance of a case that somebody works on already. */
async function isFormal({ register, accepted }: Registering): Promise<boolean> {
  if (accepted.call === undefined || accepted.joins !== undefined) return true;
  const { state } = await readCase(register, accepted.code);
  return state.stage !== 'none' && state.formal;
}
