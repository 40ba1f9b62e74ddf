import type { LedgerEntry } from '../../shared/contracts/declaration.ts';
import { noProposals, type ProposalState } from '../../shared/core/posture/episodes.ts';
import type { Ledger } from '../../shared/shell/stores/ledger.ts';
import type { Proposals } from '../../shared/shell/stores/proposals.ts';

/** A ledger in memory: an act that stands with the same hash is the one that is appended again, as in DynamoDB's. */
export function memoryLedger(): Ledger {
  const entries: LedgerEntry[] = [];
  return {
    async read() {
      return [...entries];
    },
    async append(entry) {
      const standing = entries[entry.version - 1];
      if (standing === undefined) entries.push(entry);
      return standing === undefined || standing.hash === entry.hash ? 'appended' : 'taken';
    },
  };
}

/** Proposals in memory: what stands alike under the next version is what is kept again, as in DynamoDB's. */
export function memoryProposals(service: string): Proposals {
  let kept: { state: ProposalState; version: number } = { state: noProposals(service), version: 0 };
  return {
    async read() {
      return kept;
    },
    async keep(state, readVersion) {
      if (kept.version === readVersion) {
        kept = { state, version: readVersion + 1 };
        return 'kept';
      }
      const isOurs = kept.version === readVersion + 1 && JSON.stringify(kept.state) === JSON.stringify(state);
      return isOurs ? 'kept' : 'changed meanwhile';
    },
  };
}
