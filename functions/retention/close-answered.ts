import { clockwork } from '../../shared/core/cases/decide-ownership.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';

/** Cases that are closed at once at most; the next night goes on. */
const casesAtOnce = 5_000;

/**
 * Closes those of these cases that are answered and whose citizens have not spoken since, each on the version that was
 * looked at: a word that comes meanwhile leaves its case open. Gives how many were closed; a case of which a danger to
 * life is not settled stays.
 */
export async function closeAnswered(register: Register, cases: readonly string[], now: Date): Promise<number> {
  let closed = 0;
  for (const caseId of cases.slice(0, casesAtOnce)) {
    const { state, last } = await readCase(register, caseId);
    if (state.stage !== 'answered' || state.spokeSince !== undefined || last === undefined) continue;
    const command = {
      type: 'Close',
      by: clockwork,
      outcome: 'answered',
      reason: 'answered, and nobody wrote again',
    } as const;
    const outcome = await changeCase({ register, caseId, command, at: now.toISOString(), seen: last.version });
    if (!('refused' in outcome)) closed += 1;
  }
  return closed;
}
