import type { LedgerEntry, LedgerEvent } from '../../contracts/declaration.ts';
import { genesisHash, type Sha256 } from '../chain.ts';

function hashOf({ service, version, at, event, prevHash }: Omit<LedgerEntry, 'hash'>, sha256: Sha256): string {
  return sha256(JSON.stringify([prevHash, service, version, at, event]));
}

/** Seals an event into the ledger entry that follows `previous` (undefined for a service's first). */
export function sealAct(
  service: string,
  event: LedgerEvent,
  previous: Pick<LedgerEntry, 'version' | 'hash'> | undefined,
  sha256: Sha256,
): LedgerEntry {
  const entry = {
    service,
    version: (previous?.version ?? 0) + 1,
    at: event.at,
    event,
    prevHash: previous?.hash ?? genesisHash,
  };
  return { ...entry, hash: hashOf(entry, sha256) };
}

/** The version of the first entry that does not follow from the one before it, or undefined when the ledger holds. */
export function firstBrokenAct(entries: readonly LedgerEntry[], sha256: Sha256): number | undefined {
  let previous = { version: 0, hash: genesisHash };
  for (const entry of entries) {
    const follows = entry.version === previous.version + 1 && entry.prevHash === previous.hash;
    if (!follows || hashOf(entry, sha256) !== entry.hash) return entry.version;
    previous = entry;
  }
  return undefined;
}
