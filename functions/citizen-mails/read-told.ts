import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { EntryTold } from '../../shared/contracts/entry-told.ts';
import type { Register } from '../../shared/shell/stores/register.ts';

/**
 * The entries that a register has told of, in that order and as it keeps them now: without what was erased meanwhile.
 * Throws an Error where it does not have one.
 */
export async function readTold(
  register: Pick<Register, 'readEntries'>,
  told: readonly Pick<EntryTold, 'caseId' | 'version'>[],
): Promise<RegisterEntry[]> {
  const nameOf = ({ caseId, version }: Pick<EntryTold, 'caseId' | 'version'>) => `${caseId} ${version}`;
  const kept = new Map((await register.readEntries(told)).map((entry) => [nameOf(entry), entry]));
  return told.map(({ caseId, version }) => {
    const entry = kept.get(nameOf({ caseId, version }));
    if (entry === undefined) throw new Error(`the register does not have version ${version} that it told of`);
    return entry;
  });
}
