import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { EntryTold } from '../../shared/contracts/entry-told.ts';
import type { Register } from '../../shared/shell/stores/register.ts';

/**
 * The entries that a register has told of, in that order and as it keeps them now: without what was erased meanwhile.
 * Throws an Error where it does not have one.
 */
export async function readTold(
  register: Pick<Register, 'read'>,
  told: readonly Pick<EntryTold, 'caseId' | 'version'>[],
): Promise<RegisterEntry[]> {
  const cases = [...new Set(told.map(({ caseId }) => caseId))];
  const kept = new Map(await Promise.all(cases.map(async (id) => [id, await register.read(id)] as const)));
  return told.map(({ caseId, version }) => {
    const entry = kept.get(caseId)?.find((one) => one.version === version);
    if (entry === undefined) throw new Error(`the register does not have version ${version} that it told of`);
    return entry;
  });
}
