import type { RegisterEntry } from '../../contracts/case-event.ts';

/** The register of one service: append-only, one conditional write per change. */
export type Register = {
  /** Appends an entry unless its version stands already; `taken` is what a redelivery or a rival writer meets. */
  append(entry: RegisterEntry): Promise<'appended' | 'taken'>;
  /** The entries of a case, oldest first, as they are now; empty for an unknown case. */
  read(caseId: string): Promise<RegisterEntry[]>;
  /** Up to a hundred entries of whichever cases, as they are now and in no order; nothing of one that is not there. */
  readEntries(named: readonly { caseId: string; version: number }[]): Promise<RegisterEntry[]>;
  /**
   * Every entry of the register in pages, in no order: for verification, export and reports, never for a citizen's
   * request. With `part` it is that one of so many parts alone: each case stands whole in one of them.
   */
  all(part?: { number: number; of: number }): AsyncIterable<RegisterEntry[]>;
  /** Removes the personal part of one entry for good; the chain of hashes stays valid. */
  erasePersonal(caseId: string, version: number): Promise<void>;
};
