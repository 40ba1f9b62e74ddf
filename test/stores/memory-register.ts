import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { Register } from '../../shared/shell/stores/register.ts';

/** A register in memory, for tests of what stands on it; it passes the same contract suite as the real one. */
export function memoryRegister(): Register {
  const cases = new Map<string, RegisterEntry[]>();
  return {
    async append(entry) {
      const entries = cases.get(entry.caseId) ?? [];
      if (entries.some(({ version }) => version === entry.version)) return 'taken';
      cases.set(
        entry.caseId,
        [...entries, entry].sort((one, other) => one.version - other.version),
      );
      return 'appended';
    },
    async read(caseId) {
      return [...(cases.get(caseId) ?? [])];
    },
    async readEntries(named) {
      return [...cases.values()]
        .flat()
        .filter((entry) => named.some(({ caseId, version }) => caseId === entry.caseId && version === entry.version));
    },
    async *all(part) {
      for (const [place, entries] of [...cases.values()].entries())
        if (part === undefined || place % part.of === part.number) yield [...entries];
    },
    async erasePersonal(caseId, version) {
      const entries = cases.get(caseId) ?? [];
      cases.set(
        caseId,
        entries.map((entry) => {
          if (entry.version !== version) return entry;
          const { personal: _erased, ...kept } = entry;
          return kept;
        }),
      );
    },
  };
}
