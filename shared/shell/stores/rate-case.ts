import type { CaseCommand } from '../../core/cases/commands.ts';
import { Refusal } from '../http/problems.ts';
import { changeCase } from './case-file.ts';
import type { Register } from './register.ts';

/**
 * Keeps what the citizen of a case says of its answer; what was said already is said no second time. Throws the Refusals
 * `conflict` before it is registered, and `act-refused` where there is no answer, or it is too old.
 */
export async function rateCase(
  register: Register,
  caseId: string,
  ratings: CaseCommand<'Rate'>['ratings'],
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const changed = await changeCase({ register, caseId, command: { type: 'Rate', ratings, at }, at });
  if (!('refused' in changed) || changed.refused === 'nothing-new') return;
  if (changed.refused === 'unknown-case') throw new Refusal('conflict', ({ problems }) => problems.notYetRegistered);
  throw new Refusal('act-refused', undefined, { members: { refused: changed.refused } });
}
