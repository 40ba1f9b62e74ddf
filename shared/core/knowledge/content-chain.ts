import type { ContentEntry, ContentEvent } from '../../contracts/content/entry.ts';
import { genesisHash, type Sha256 } from '../chain.ts';
import { ordered } from '../posture/ledger-chain.ts';

// The chain of a content beside that of a ledger, though both go on alike: what is sealed is sealed, and a change to how
// one of them is checked must not move the other.
const hashOf = ({ prevHash, content, version, at, event }: Omit<ContentEntry, 'hash'>, sha256: Sha256): string =>
  sha256(JSON.stringify([prevHash, content, version, at, ordered(event)]));

/** Seals an event into the entry that follows `previous` (undefined for the first of a content). */
export function sealContentEntry(input: {
  content: string;
  event: ContentEvent;
  previous: Pick<ContentEntry, 'version' | 'hash'> | undefined;
  sha256: Sha256;
}): ContentEntry {
  const { content, event, previous, sha256 } = input;
  const bare = {
    content,
    version: (previous?.version ?? 0) + 1,
    at: event.at,
    event,
    prevHash: previous?.hash ?? genesisHash,
  };
  return { ...bare, hash: hashOf(bare, sha256) };
}

/**
 * The first version of a content whose link is broken, and how; undefined for a whole one. Entries from version 1 in
 * order.
 */
export function brokenContentLink(
  entries: readonly ContentEntry[],
  sha256: Sha256,
): { version: number; because: 'gap' | 'previous' | 'content' } | undefined {
  let previous: ContentEntry | undefined;
  for (const entry of entries) {
    const version = (previous?.version ?? 0) + 1;
    if (entry.version !== version) return { version, because: 'gap' };
    if (entry.prevHash !== (previous?.hash ?? genesisHash)) return { version, because: 'previous' };
    if (entry.hash !== hashOf(entry, sha256) || entry.at !== entry.event.at) return { version, because: 'content' };
    previous = entry;
  }
  return undefined;
}
