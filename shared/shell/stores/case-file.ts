import type { CaseEvent } from '../../contracts/case-event.ts';
import type { Case } from '../../core/cases/case.ts';
import type { CaseCommand, CaseRefusal } from '../../core/cases/commands.ts';
import { decideCase } from '../../core/cases/decide.ts';
import { caseOf } from '../../core/cases/evolve.ts';
import { openEntries, type Sha256, sealEntry } from '../../core/chain.ts';
import { randomHex, sha256 as sha256Of } from '../hashing.ts';
import { Refusal } from '../http/problems.ts';
import type { Register } from './register.ts';

/** A case as the register tells it, with the last entry that the next one follows. */
export type CaseFile = { state: Case; last: { version: number; hash: string } | undefined };

/** Reads a case from the register by evolving its events. */
export async function readCase(register: Register, caseId: string): Promise<CaseFile> {
  const entries = await register.read(caseId);
  const state = caseOf(openEntries(entries));
  const last = entries.at(-1);
  return { state, last: last && { version: last.version, hash: last.hash } };
}

/** How far a case is followed that joined another, which joined another: staff join twice at most in practice. */
const longestTrail = 5;

/** Reads a case, or the one that it was joined to: whoever holds the older receipt follows the case that goes on. */
export async function followCase(
  register: Register,
  caseId: string,
): Promise<{ state: Case; caseId: string; own: Case }> {
  const { state: own } = await readCase(register, caseId);
  let followed = { state: own, caseId };
  for (let step = 0; step < longestTrail; step += 1) {
    if (followed.state.stage === 'none' || followed.state.joinedTo === undefined) break;
    const next = followed.state.joinedTo;
    const { state } = await readCase(register, next);
    if (state.stage === 'none') break;
    followed = { state, caseId: next };
  }
  return { ...followed, own };
}

const attempts = 3;

/** Reads, decides and appends; when a rival was quicker it reads and decides again, three times at most, then throws. */
export async function changeCase(input: {
  register: Register;
  caseId: string;
  command: CaseCommand;
  at: string;
  salt: () => string;
  sha256: Sha256;
}): Promise<{ events: CaseEvent[]; version: number } | CaseRefusal> {
  const { register, caseId, command, at, salt, sha256 } = input;
  let written: { events: CaseEvent[]; version: number; hash: string } | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { state, last } = await readCase(register, caseId);
    // A write whose answer was lost is met again as "taken": it is ours when its hash is.
    if (written !== undefined && last?.hash === written.hash) return written;
    const decision = decideCase(command, state);
    if ('refused' in decision) return decision;
    const entry = sealEntry({ caseId, at, events: decision, previous: last, salt: salt(), sha256 });
    written = { events: decision, version: entry.version, hash: entry.hash };
    if ((await register.append(entry)) === 'appended') return written;
  }
  throw new Error(`case ${caseId} changed ${attempts} times while it was being changed`);
}

/** Adds a citizen's message, which raises the case to the urgent lane when it speaks of danger to life, and gives the case as it then stands; throws the Refusal `conflict` when the case is closed. */
export async function addCitizenMessage(
  register: Register,
  caseId: string,
  text: string,
  now: Date,
  urgent = false,
): Promise<Exclude<Case, { stage: 'none' }>> {
  const command = { type: 'AddMessage', from: 'citizen', text, urgent } as const;
  const change = { register, caseId, command, at: now.toISOString(), salt: randomHex, sha256: sha256Of };
  if ('refused' in (await changeCase(change))) throw new Refusal('conflict');
  const { state } = await readCase(register, caseId);
  if (state.stage === 'none') throw new Refusal('conflict');
  return state;
}
