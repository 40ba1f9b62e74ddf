import type { LedgerEntry, LedgerEvent } from '../../contracts/declaration.ts';
import { genesisHash, type Sha256 } from '../chain.ts';

/** Seals an event into the entry that follows `previous` (undefined for the first of a service's ledger). */
export function sealLedgerEntry(input: {
  service: string;
  event: LedgerEvent;
  previous: Pick<LedgerEntry, 'version' | 'hash'> | undefined;
  sha256: Sha256;
}): LedgerEntry {
  const { service, event, previous, sha256 } = input;
  const bare = {
    service,
    version: (previous?.version ?? 0) + 1,
    at: event.at,
    event,
    prevHash: previous?.hash ?? genesisHash,
  };
  return { ...bare, hash: hashOf(bare, sha256) };
}

function hashOf({ prevHash, service, version, at, event }: Omit<LedgerEntry, 'hash'>, sha256: Sha256): string {
  // A store may give members back in another order than it took them.
  return sha256(JSON.stringify([prevHash, service, version, at, ordered(event)]));
}

/** A value whose members stand in one order, whatever order a store gave them back in; members undefined are left out. */
export function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => [name, ordered(member)]);
}

/**
 * The first version of a service's ledger whose link is broken, and how; undefined for a whole one. Entries from
 * version 1 in order.
 */
export function brokenLink(
  entries: readonly LedgerEntry[],
  sha256: Sha256,
): { version: number; because: 'gap' | 'previous' | 'content' | 'time' } | undefined {
  let previous: LedgerEntry | undefined;
  for (const entry of entries) {
    const version = (previous?.version ?? 0) + 1;
    if (entry.version !== version) return { version, because: 'gap' };
    if (entry.prevHash !== (previous?.hash ?? genesisHash)) return { version, because: 'previous' };
    if (entry.hash !== hashOf(entry, sha256)) return { version, because: 'content' };
    if (entry.at !== entry.event.at || (previous && Date.parse(entry.at) < Date.parse(previous.at))) {
      return { version, because: 'time' };
    }
    previous = entry;
  }
  return undefined;
}
